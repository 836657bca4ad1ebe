/**
 * Owns reading a taxonomy as it was published: four CSV files that went through a spreadsheet. What cannot be used is
 * left out and told, row by row; nothing is guessed.
 */
import { ok, type Result } from '@jetway/kernel';
import type { TaxonomyAttribute, TaxonomyNode, TaxonomyNodeAttribute, TaxonomyValue } from '@jetway/marketplace-api';
import type { OddRow } from './odd-rows.ts';
import { readTable, type Table, type TableRow } from './read-table.ts';

export const taxonomyFiles = {
  nodes: 'Jet_Taxonomy.csv',
  attributes: 'Jet_Taxonomy_attribute.csv',
  values: 'Jet_Taxonomy_attribute_value.csv',
  mapping: 'Jet_Taxonomy_mapping.csv',
} as const;

export interface ReadTaxonomy {
  readonly nodes: readonly TaxonomyNode[];
  readonly attributes: readonly TaxonomyAttribute[];
  readonly values: readonly TaxonomyValue[];
  readonly nodeAttributes: readonly TaxonomyNodeAttribute[];
  readonly oddRows: readonly OddRow[];
  /** Files that were not in UTF-8. */
  readonly recoded: readonly string[];
}

/** How the published files write that there is nothing. */
const NOTHING = new Set(['', 'NULL']);
const USUAL_TAX_CODE = 'Generic Taxable Product';

type Odd = (row: TableRow, reason: string) => void;

/** Reads the four files of a folder. */
export async function readTaxonomy(folder: string): Promise<Result<ReadTaxonomy, 'not_readable' | 'columns_missing'>> {
  const nodes = await readTable(folder, taxonomyFiles.nodes, [
    'id',
    'name',
    'parent_id',
    'active',
    'level',
    'jettaxcode',
  ]);
  if (!nodes.ok) return nodes;
  const attributes = await readTable(folder, taxonomyFiles.attributes, [
    'id',
    'description',
    'free_text',
    'variant',
    'retired',
  ]);
  if (!attributes.ok) return attributes;
  const values = await readTable(folder, taxonomyFiles.values, ['attribute_id', 'value', 'units', 'retired']);
  if (!values.ok) return values;
  const mapping = await readTable(folder, taxonomyFiles.mapping, ['attribute_id', 'category_id', 'active']);
  if (!mapping.ok) return mapping;
  const oddRows: OddRow[] = [];
  const oddIn =
    ({ file }: Table): Odd =>
    ({ line, cells }, reason) =>
      void oddRows.push({ file, line, reason, row: cells });
  const tree = await readNodes(nodes.value, oddIn(nodes.value));
  const known = await readAttributes(attributes.value, oddIn(attributes.value));
  const { listed, units } = await readValues(values.value, known, oddIn(values.value));
  const pairs = await readMapping(mapping.value, tree, known, oddIn(mapping.value));
  const tables = [nodes.value, attributes.value, values.value, mapping.value];
  return ok({
    nodes: [...tree.values()],
    attributes: [...known.values()].map((attribute) => ({ ...attribute, units: units.get(attribute.id) ?? [] })),
    values: listed,
    nodeAttributes: pairs,
    oddRows,
    recoded: tables.filter(({ encoding }) => encoding !== 'utf-8').map(({ file }) => file),
  });
}

/** A whole number that a JSON number carries exactly; undefined for anything else, above all `5.12E+14`. */
function idOf(text: string): number | undefined {
  const id = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(id) ? id : undefined;
}

const oddId = (text: string, what: string): string =>
  /^[\d.]+E\+\d+$/i.test(text)
    ? `a spreadsheet rounded the number of the ${what}`
    : `the number of the ${what} is not a whole number`;

async function readNodes(table: Table, odd: Odd): Promise<ReadonlyMap<number, TaxonomyNode>> {
  const found = new Map<number, { readonly node: TaxonomyNode; readonly row: TableRow }>();
  for await (const row of table.rows) {
    const id = idOf(row.cell('id'));
    const parentId = idOf(row.cell('parent_id'));
    const name = row.cell('name');
    if (id === undefined || id === 0) odd(row, oddId(row.cell('id'), 'node'));
    else if (parentId === undefined) odd(row, oddId(row.cell('parent_id'), 'parent'));
    else if (NOTHING.has(name)) odd(row, 'the node has no name');
    else {
      if (found.has(id)) odd(row, 'the node comes more than once: the last row counts');
      const code = row.cell('jettaxcode');
      const suggestedTaxCode = NOTHING.has(code) ? USUAL_TAX_CODE : code;
      const active = row.cell('active') === '1';
      found.set(id, { node: { id, name, parentId, suggestedTaxCode, amazonNodeIds: [], active }, row });
    }
  }
  return placed(found, odd);
}

/** The nodes that hang on a root, parents before children. */
function placed(
  found: ReadonlyMap<number, { readonly node: TaxonomyNode; readonly row: TableRow }>,
  odd: Odd,
): ReadonlyMap<number, TaxonomyNode> {
  const levels = new Map<number, number | undefined>();
  /** Undefined for a node without a way to a root: an ancestor is missing, or is below itself. */
  const levelOf = (id: number, below: ReadonlySet<number>): number | undefined => {
    if (levels.has(id)) return levels.get(id);
    const parentId = found.get(id)?.node.parentId;
    if (parentId === undefined || below.has(id)) return undefined;
    const above = parentId === 0 ? -1 : levelOf(parentId, new Set([...below, id]));
    const level = above === undefined ? undefined : above + 1;
    levels.set(id, level);
    return level;
  };
  const kept: { readonly level: number; readonly node: TaxonomyNode }[] = [];
  for (const [id, { node, row }] of found) {
    const level = levelOf(id, new Set());
    if (level === undefined) odd(row, 'the node does not hang on a root');
    else if (level > 2) odd(row, 'the node is deeper than three levels');
    else {
      if (row.cell('level') !== String(level))
        odd(row, 'the level is not what follows from the parents: theirs counts');
      kept.push({ level, node });
    }
  }
  return new Map(kept.sort((a, b) => a.level - b.level).map(({ node }) => [node.id, node]));
}

/** 0: one of a list; 1: any text; 2: a number, with a unit where there are units. */
const NUMBER_AS_TEXT = '2';

async function readAttributes(table: Table, odd: Odd): Promise<ReadonlyMap<number, TaxonomyAttribute>> {
  const known = new Map<number, TaxonomyAttribute>();
  for await (const row of table.rows) {
    const id = idOf(row.cell('id'));
    const description = row.cell('description');
    const kind = row.cell('free_text');
    if (id === undefined || id === 0) odd(row, oddId(row.cell('id'), 'attribute'));
    else if (NOTHING.has(description)) odd(row, 'the attribute has no description');
    else if (row.cell('retired') === '1') odd(row, 'the attribute is retired');
    else if (!['0', '1', NUMBER_AS_TEXT].includes(kind)) odd(row, 'free_text is neither 0 nor 1 nor 2');
    else {
      if (known.has(id)) odd(row, 'the attribute comes more than once: the last row counts');
      known.set(id, {
        id,
        description,
        freeText: kind !== '0',
        variant: row.cell('variant') === '1',
        units: [],
        validation: kind === NUMBER_AS_TEXT ? { data_type: 'decimal', min_value: 0 } : null,
      });
    }
  }
  return known;
}

interface ReadValues {
  readonly listed: readonly TaxonomyValue[];
  readonly units: ReadonlyMap<number, string[]>;
}

async function readValues(table: Table, known: ReadonlyMap<number, TaxonomyAttribute>, odd: Odd): Promise<ReadValues> {
  const listed: TaxonomyValue[] = [];
  const units = new Map<number, string[]>();
  const seen = new Set<string>();
  for await (const row of table.rows) {
    const attributeId = idOf(row.cell('attribute_id'));
    const value = row.cell('value');
    const unit = row.cell('units');
    const key = `${attributeId}\n${value}\n${unit}`;
    if (attributeId === undefined) odd(row, oddId(row.cell('attribute_id'), 'attribute'));
    else if (!known.has(attributeId)) odd(row, 'there is no such attribute');
    else if (row.cell('retired') === '1') odd(row, 'the value is retired');
    else if (!NOTHING.has(unit)) units.set(attributeId, [...new Set([...(units.get(attributeId) ?? []), unit])]);
    else if (NOTHING.has(value)) odd(row, 'there is no value');
    else if (seen.has(key)) odd(row, 'the value comes more than once');
    else listed.push({ attributeId, value });
    seen.add(key);
  }
  return { listed, units };
}

async function readMapping(
  table: Table,
  tree: ReadonlyMap<number, TaxonomyNode>,
  known: ReadonlyMap<number, TaxonomyAttribute>,
  odd: Odd,
): Promise<readonly TaxonomyNodeAttribute[]> {
  const pairs = new Map<string, TaxonomyNodeAttribute>();
  for await (const row of table.rows) {
    const attributeId = idOf(row.cell('attribute_id'));
    const nodeId = idOf(row.cell('category_id'));
    if (attributeId === undefined) odd(row, oddId(row.cell('attribute_id'), 'attribute'));
    else if (nodeId === undefined) odd(row, oddId(row.cell('category_id'), 'node'));
    else if (row.cell('active') !== '1') odd(row, 'the row is not active');
    else if (!known.has(attributeId)) odd(row, 'there is no such attribute');
    else if (!tree.has(nodeId)) odd(row, 'there is no such node');
    else if (pairs.has(`${nodeId} ${attributeId}`)) odd(row, 'the row comes more than once');
    else pairs.set(`${nodeId} ${attributeId}`, { nodeId, attributeId });
  }
  return [...pairs.values()];
}
