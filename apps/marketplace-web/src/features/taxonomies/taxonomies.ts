/** Owns what taxonomies are called on screen, what their pages' addresses may say, and moving through a tree by keyboard. */
import type { NodeWithAttributes, Taxonomy } from '@jetway/marketplace-api';
import type { Tone } from '@jetway/ui';

type Attribute = NodeWithAttributes['attributes'][number];

export interface TaxonomySearch {
  readonly search?: string;
  /** The browse node whose panel is open. */
  readonly node?: number;
}

const MOST_LETTERS = 100;

const nodeIdOf = (value: unknown): number | undefined => {
  const id = Number(value);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
};

export function parseTaxonomySearch(raw: Readonly<Record<string, unknown>>): TaxonomySearch {
  const value = raw['search'];
  const search = (typeof value === 'string' || typeof value === 'number' ? String(value) : '').slice(0, MOST_LETTERS);
  const node = nodeIdOf(raw['node']);
  return { ...(search.trim() === '' ? {} : { search }), ...(node === undefined ? {} : { node }) };
}

export interface Words {
  readonly name: string;
  readonly tone: Tone;
  readonly means: string;
}

export const stateWords: Readonly<Record<Taxonomy['state'], Words>> = {
  loading: { name: 'Loading', tone: 'warning', means: 'Rows are still taken in; no world can go by it yet.' },
  ready: { name: 'Ready', tone: 'success', means: 'It never changes any more; worlds may go by it.' },
};

/** Rows of the import that were left out, or taken although they are odd. */
export const oddCount = ({ oddRows }: Pick<Taxonomy, 'oddRows'>): number =>
  oddRows.reduce((sum, { count }) => sum + count, 0);

/** Why a taxonomy cannot be deleted; undefined when nothing here speaks against it. */
export const deleteRefusal = ({ worldIds }: Pick<Taxonomy, 'worldIds'>): string | undefined =>
  worldIds.length === 0 ? undefined : 'A world goes by it. Put another taxonomy in force there first.';

/** Why no world can go by a taxonomy; undefined when one can. */
export const forceRefusal = ({ state }: Pick<Taxonomy, 'state'>): string | undefined =>
  state === 'ready' ? undefined : 'Its rows are still taken in; it must be finished first.';

export const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString()} ${count === 1 ? one : many}`;

/** How a value is looked at, in words; undefined when nothing is said. */
export function validationText(validation: Attribute['validation']): string | undefined {
  if (validation === null) return undefined;
  const { data_type: type, min_value: least, max_value: most } = validation;
  const bounds = [
    ...(least === undefined ? [] : [`at least ${least.toLocaleString()}`]),
    ...(most === undefined ? [] : [`at most ${most.toLocaleString()}`]),
  ];
  const parts = [...(type === undefined ? [] : [type]), ...bounds];
  return parts.length === 0 ? undefined : parts.join(', ');
}

/** Whether a node's children are shown: as one chose, and otherwise when the open node lies below. */
export const isExpanded = (
  chosen: ReadonlyMap<number, boolean>,
  ancestors: ReadonlySet<number>,
  nodeId: number,
): boolean => chosen.get(nodeId) ?? ancestors.has(nodeId);

/** A row of a tree as it stands on screen. */
export interface TreeRow {
  readonly level: number;
  /** Undefined when it has no children. */
  readonly expanded: boolean | undefined;
}

export type TreeStep =
  | { readonly kind: 'focus'; readonly index: number }
  | { readonly kind: 'expand' | 'collapse' | 'open' };

/** What a key means for the row that has the focus; undefined when it means nothing. */
export function treeStep(rows: readonly TreeRow[], index: number, key: string): TreeStep | undefined {
  const row = rows[index];
  if (row === undefined) return undefined;
  switch (key) {
    case 'ArrowDown':
      return focus(rows, index + 1);
    case 'ArrowUp':
      return focus(rows, index - 1);
    case 'Home':
      return focus(rows, 0);
    case 'End':
      return focus(rows, rows.length - 1);
    case 'ArrowRight':
      return intoRow(rows, index, row);
    case 'ArrowLeft':
      return row.expanded === true ? { kind: 'collapse' } : focus(rows, parentIndex(rows, index, row));
    case 'Enter':
    case ' ':
      return { kind: 'open' };
    default:
      return undefined;
  }
}

const focus = (rows: readonly TreeRow[], index: number): TreeStep | undefined =>
  rows[index] === undefined ? undefined : { kind: 'focus', index };

function intoRow(rows: readonly TreeRow[], index: number, row: TreeRow): TreeStep | undefined {
  if (row.expanded === false) return { kind: 'expand' };
  const next = rows[index + 1];
  return row.expanded === true && next !== undefined && next.level > row.level ? focus(rows, index + 1) : undefined;
}

const parentIndex = (rows: readonly TreeRow[], index: number, row: TreeRow): number =>
  rows.findLastIndex((other, at) => at < index && other.level < row.level);
