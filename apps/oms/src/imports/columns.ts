/** Owns which columns of a file mean what: found by their names, however they are written. */
import { ok, type Result, refuse } from '@jetway/kernel';

export interface ColumnRule {
  /** What it is called in code. */
  readonly id: string;
  /** What it is called in messages and in templates. */
  readonly name: string;
  /** Other names for it, in lower case. */
  readonly aliases: readonly string[];
  readonly isRequired: boolean;
}

export interface FoundColumns {
  /** Position of each column that was found, by its id. */
  readonly at: ReadonlyMap<string, number>;
  /** Names of columns that mean nothing here. */
  readonly unused: readonly string[];
}

/** "SKU ", "sku" and "Sku_" are one name. */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim();

const ruleFor = (rules: readonly ColumnRule[], name: string): ColumnRule | undefined => {
  const wanted = plain(name);
  return rules.find((rule) => plain(rule.name) === wanted || rule.aliases.includes(wanted));
};

/** Finds the columns. Refusal: `bad_columns`, naming all that are missing or there twice. */
export function findColumns(
  header: readonly string[],
  rules: readonly ColumnRule[],
): Result<FoundColumns, 'bad_columns'> {
  const at = new Map<string, number>();
  const unused: string[] = [];
  const repeated = new Set<string>();
  for (const [index, name] of header.entries()) {
    const rule = ruleFor(rules, name);
    if (rule === undefined) unused.push(name);
    else if (at.has(rule.id)) repeated.add(rule.name);
    else at.set(rule.id, index);
  }
  const missing = rules.filter((rule) => rule.isRequired && !at.has(rule.id)).map((rule) => rule.name);
  const faults = [
    ...(missing.length === 0 ? [] : [`These columns are missing: ${missing.join(', ')}.`]),
    ...(repeated.size === 0 ? [] : [`These columns are there more than once: ${[...repeated].join(', ')}.`]),
  ];
  if (faults.length === 0) return ok({ at, unused });
  return refuse('bad_columns', `${faults.join(' ')} The first row has: ${header.join(', ')}.`.slice(0, 1_000));
}

/** The cells of a row by the ids of their columns, trimmed; columns that the file lacks are empty. */
export function cellsById(
  cells: readonly string[],
  { at }: FoundColumns,
  rules: readonly ColumnRule[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(rules.map(({ id }) => [id, cells[at.get(id) ?? -1]?.trim() ?? '']));
}
