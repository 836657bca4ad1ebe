/** Owns the generated row types: what Kysely is told about a schema, read from the migrated database itself. */
import type { ColumnType } from 'kysely';
import type { Database } from './database.ts';
import type { Row } from './engine.ts';

export type JsonValue = string | number | boolean | null | JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * A jsonb column: read as a value, written as JSON text (`JSON.stringify(…)`), because a JavaScript array would be
 * taken for an SQL array.
 */
export type JsonColumn<Read> = ColumnType<Read, string, string>;

export interface RowTypeOptions {
  /** Types of single columns by `table.column`: of a jsonb column what is read, of any other the whole. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Import lines that those types need. */
  readonly imports?: readonly string[];
}

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly hasDefault: boolean;
  readonly generated: boolean;
  readonly choices: readonly string[] | undefined;
}

const WIDTH = 120;

/** Every table of the schema but that of the migrations, with its columns in order and the checks on single columns. */
const COLUMNS = `
  select c.relname::text as table, a.attname::text as column, t.typname::text as type, e.typname::text as element,
    a.attnotnull as not_null, a.atthasdef or a.attidentity <> '' as has_default,
    a.attgenerated <> '' or a.attidentity = 'a' as generated,
    (select array_agg(pg_get_constraintdef(k.oid) order by k.conname) from pg_constraint k
      where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]) as checks
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid
  join pg_namespace n on n.oid = c.relnamespace
  join pg_type t on t.oid = a.atttypid
  left join pg_type e on e.oid = t.typelem and t.typcategory = 'A'
  where n.nspname = $1 and c.relkind in ('r', 'p') and c.relname <> 'migrations'
    and not c.relispartition and a.attnum > 0 and not a.attisdropped
  order by c.relname::text collate "C", a.attnum`;

/**
 * TypeScript for a migrated schema, the same from both engines: `<Schema>Tables` for Kysely, a type per table, and a
 * union per text column whose check names its values (\`check (status in ('open', 'done'))\`).
 */
export async function generateRowTypes<Tables>(
  database: Database<Tables>,
  schema: string,
  options: RowTypeOptions = {},
): Promise<string> {
  const { rows } = await database.executeSql(COLUMNS, [schema]);
  const columns = rows.map(readColumn);
  const unknown = Object.keys(options.columns ?? {}).find(
    (key) => !columns.some(({ table, column }) => key === `${table}.${column}`),
  );
  if (unknown !== undefined) throw new Error(`the schema ${schema} has no column ${unknown}`);
  const tables = [...new Set(columns.map(({ table }) => table))];
  const body = [
    blockOf(
      `${pascal(schema)}Tables`,
      tables.map((table) => `${table}: ${pascal(table)}Table;`),
    ),
    ...columns.flatMap((column) => unionOf(column, options)),
    ...tables.map((table) => {
      const own = columns.filter((column) => column.table === table);
      return blockOf(
        `${pascal(table)}Table`,
        own.map((column) => `${column.column}: ${columnType(column, options)};`),
      );
    }),
  ].join('\n\n');
  const opening = `/** Owns the row types of the schema ${schema}. Generated from its migrations: do not edit. */`;
  return `${[opening, ...importsFor(body, options)].join('\n')}\n\n${body}\n`;
}

function readColumn(row: Row): Column {
  const checks = Array.isArray(row['checks']) ? row['checks'].map(String) : [];
  const element = row['element'];
  return {
    table: String(row['table']),
    column: String(row['column']),
    type: element === null ? scalarType(String(row['type'])) : `${scalarType(String(element))}[]`,
    notNull: row['not_null'] === true,
    hasDefault: row['has_default'] === true,
    generated: row['generated'] === true,
    choices: checks.map(choicesOf).find((choices) => choices !== undefined),
  };
}

/** PostgreSQL shows `col in ('a', 'b')` as `CHECK ((col = ANY (ARRAY['a'::text, 'b'::text])))`. */
function choicesOf(check: string): readonly string[] | undefined {
  const list = /^CHECK \(\(\(?\w+\)?(?:::text)? = ANY \(\(?ARRAY\[(.*)\]\)?(?:::text\[\])?\)\)\)$/.exec(check)?.[1];
  const only = /^CHECK \(\(\w+ = ('(?:[^']|'')*')::text\)\)$/.exec(check)?.[1];
  const literals = (list ?? only)?.match(/'(?:[^']|'')*'/g);
  return literals?.map((literal) => literal.slice(1, -1).replaceAll("''", "'"));
}

/** As `values.ts` reads them. */
function scalarType(type: string): string {
  if (/^(int[248]|float[48]|oid)$/.test(type)) return 'number';
  if (type === 'bool') return 'boolean';
  if (type === 'json' || type === 'jsonb') return 'JsonValue';
  return type === 'bytea' ? 'Uint8Array' : 'string';
}

function columnType(column: Column, options: RowTypeOptions): string {
  const given = options.columns?.[`${column.table}.${column.column}`];
  const type = given ?? (column.choices === undefined ? column.type : unionName(column));
  const read = column.notNull ? type : `${type} | null`;
  const isJson = column.type === 'JsonValue';
  if (column.generated) return `GeneratedAlways<${read}>`;
  if (isJson && column.notNull && !column.hasDefault) return `JsonColumn<${read}>`;
  if (isJson)
    return `ColumnType<${read}, string${column.notNull ? '' : ' | null'} | undefined, string${column.notNull ? '' : ' | null'}>`;
  return column.hasDefault ? `Generated<${read}>` : read;
}

const unionName = (column: Column): string => `${pascal(column.table)}${pascal(column.column)}`;

function unionOf(column: Column, options: RowTypeOptions): string[] {
  if (column.choices === undefined || options.columns?.[`${column.table}.${column.column}`] !== undefined) return [];
  const quoted = column.choices.map((choice) => `'${choice.replace(/['\\]/g, '\\$&')}'`);
  const line = `export type ${unionName(column)} = ${quoted.join(' | ')};`;
  if (line.length <= WIDTH) return [line];
  return [`export type ${unionName(column)} =\n${quoted.map((choice) => `  | ${choice}`).join('\n')};`];
}

const blockOf = (name: string, lines: readonly string[]): string =>
  lines.length === 0
    ? `export type ${name} = Record<never, never>;`
    : `export interface ${name} {\n${lines.map((line) => `  ${line}`).join('\n')}\n}`;

function importsFor(body: string, options: RowTypeOptions): string[] {
  const pick = (names: readonly string[], from: string): string[] => {
    const used = names.filter((name) => new RegExp(`\\b${name}\\b`).test(body));
    return used.length === 0 ? [] : [`import type { ${used.join(', ')} } from '${from}';`];
  };
  return [
    ...pick(['JsonColumn', 'JsonValue'], '@jetway/service'),
    ...pick(['ColumnType', 'Generated', 'GeneratedAlways'], 'kysely'),
    ...(options.imports ?? []),
  ];
}

const pascal = (name: string): string =>
  name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
