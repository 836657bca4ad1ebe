/** Owns the browse tree that worlds have when nobody gave them another: our own, about 300 nodes over three levels. */
import type { NodeAttribute, TaxonomyNode } from '../taxonomy-rows.store.ts';
import { defaultAttributes } from './attributes.ts';
import { homeDepartments } from './departments-home.ts';
import { leisureDepartments } from './departments-leisure.ts';
import { styleDepartments } from './departments-style.ts';
import type { Aisle, Department, Shelf } from './tree.ts';

/** An aisle's number follows from its department's, a shelf's from its aisle's. */
const AISLE_STEP = 1_000;
const USUAL_TAX_CODE = 'General Taxable Product';

const departments = [...homeDepartments, ...styleDepartments, ...leisureDepartments];

interface Listed {
  readonly node: TaxonomyNode;
  readonly attributes: readonly string[];
}

const node = (
  nodeId: number,
  parent: TaxonomyNode | undefined,
  name: string,
  suggestedTaxCode: string,
): TaxonomyNode => ({
  nodeId,
  name,
  path: parent === undefined ? name : `${parent.path}/${name}`,
  parentId: parent?.nodeId ?? 0,
  level: parent === undefined ? 0 : parent.level + 1,
  suggestedTaxCode,
  amazonNodeIds: [],
  active: true,
});

function listDepartment(department: Department): Listed[] {
  const { attributes } = department;
  const root = node(department.id, undefined, department.name, department.taxCode ?? USUAL_TAX_CODE);
  const below = department.aisles.flatMap((aisle, index) => listAisle(root, aisle, index, attributes));
  return [{ node: root, attributes }, ...below];
}

function listAisle(root: TaxonomyNode, aisle: Aisle, index: number, inherited: readonly string[]): Listed[] {
  const id = root.nodeId + (index + 1) * AISLE_STEP;
  const own = node(id, root, aisle.name, aisle.taxCode ?? root.suggestedTaxCode);
  const attributes = [...inherited, ...(aisle.attributes ?? [])];
  const shelves = aisle.shelves.map((written, place): Listed => {
    const shelf: Shelf = typeof written === 'string' ? { name: written } : written;
    return {
      node: node(id + place + 1, own, shelf.name, shelf.taxCode ?? own.suggestedTaxCode),
      attributes: [...attributes, ...(shelf.attributes ?? [])],
    };
  });
  return [{ node: own, attributes }, ...shelves];
}

const listed = departments.flatMap(listDepartment);
const attributeIds = new Map<string, number>(
  Object.entries(defaultAttributes).map(([name, attribute]) => [name, attribute.attributeId]),
);

/** @throws Error when the tree names an attribute that is not written down. */
function idOf(name: string): number {
  const id = attributeIds.get(name);
  if (id === undefined) throw new Error(`the default tree has no attribute ${name}`);
  return id;
}

export const defaultTaxonomy = {
  nodes: listed.map((entry) => entry.node),
  attributes: Object.values(defaultAttributes),
  nodeAttributes: listed.flatMap((entry): NodeAttribute[] =>
    [...new Set(entry.attributes)].map((name) => ({ nodeId: entry.node.nodeId, attributeId: idOf(name) })),
  ),
} as const;
