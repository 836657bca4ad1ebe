/** Owns what a backup must know of a schema: its tables in an order that satisfies foreign keys, its sequences. */
import { sql, type Transaction } from 'kysely';
import { appliedMigrations, type Migration } from '../database/index.ts';

export interface BackupColumn {
  readonly name: string;
  /** The type as PostgreSQL writes it, with its modifiers: `numeric(12,2)`. */
  readonly type: string;
}

export interface BackupTable {
  readonly name: string;
  /** Without generated ones, in order. */
  readonly columns: readonly BackupColumn[];
  readonly primaryKey: readonly BackupColumn[];
}

export interface ForeignKey {
  readonly name: string;
  readonly table: string;
  readonly references: string;
}

export interface SchemaPlan {
  readonly tables: readonly BackupTable[];
  /** Foreign keys within a table or around a circle: no order of tables satisfies them row by row. */
  readonly circular: readonly ForeignKey[];
  readonly sequences: readonly string[];
  readonly migrations: readonly Migration[];
}

export async function readSchemaPlan<Tables>(tx: Transaction<Tables>, schema: string): Promise<SchemaPlan> {
  const tables = await readTables(tx, schema);
  const keys = await sql<ForeignKey>`
    select k.conname::text as name, c.relname::text as table, r.relname::text as references
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_class r on r.oid = k.confrelid
    where k.contype = 'f' and k.connamespace = to_regnamespace(quote_ident(${schema})) and k.conparentid = 0
    order by 1, 2`.execute(tx);
  const sequences = await sql<{ name: string }>`
    select c.relname::text as name from pg_class c
    where c.relkind = 'S' and c.relnamespace = to_regnamespace(quote_ident(${schema})) order by 1`.execute(tx);
  return {
    ...orderTables(tables, keys.rows),
    sequences: sequences.rows.map(({ name }) => name),
    migrations: await appliedMigrations(tx, schema),
  };
}

interface ColumnRow extends BackupColumn {
  readonly table: string;
  readonly key_position: number | null;
}

async function readTables<Tables>(tx: Transaction<Tables>, schema: string): Promise<BackupTable[]> {
  const { rows } = await sql<ColumnRow>`
    select c.relname::text as table, a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type,
      array_position(k.conkey, a.attnum) as key_position
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
    where c.relnamespace = to_regnamespace(quote_ident(${schema})) and c.relkind in ('r', 'p')
      and not c.relispartition and c.relname <> 'migrations'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    order by c.relname::text collate "C", a.attnum`.execute(tx);
  return [...Map.groupBy(rows, ({ table }) => table)].map(([name, columns]) => {
    const primaryKey = columns
      .filter(({ key_position }) => key_position !== null)
      .toSorted((a, b) => Number(a.key_position) - Number(b.key_position));
    if (primaryKey.length === 0) throw new Error(`the table ${name} has no primary key, so it cannot be paged through`);
    return { name, columns, primaryKey };
  });
}

/** Referenced tables first; by name where that leaves a choice. */
export function orderTables(
  tables: readonly BackupTable[],
  keys: readonly ForeignKey[],
): { readonly tables: readonly BackupTable[]; readonly circular: readonly ForeignKey[] } {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const ordered = new Set<BackupTable>();
  const visiting = new Set<string>();
  const visit = (name: string): void => {
    const table = byName.get(name);
    if (table === undefined || ordered.has(table) || visiting.has(name)) return;
    visiting.add(name);
    for (const key of keys) if (key.table === name) visit(key.references);
    ordered.add(table);
  };
  for (const name of [...byName.keys()].toSorted()) visit(name);
  const order = [...ordered];
  const place = new Map(order.map(({ name }, index) => [name, index]));
  const circular = keys.filter((key) => (place.get(key.references) ?? 0) >= (place.get(key.table) ?? 0));
  return { tables: order, circular };
}
