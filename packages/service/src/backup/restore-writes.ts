/** Owns what restoring writes: rows in batches, sequences, and what lets foreign keys wait meanwhile. */
import { CompiledQuery, sql, type Transaction } from 'kysely';
import { quoteName } from '../database/index.ts';
import type { RowLine } from './backup-format.ts';
import type { BackupTable, ForeignKey, SchemaPlan } from './backup-tables.ts';
import { explain, stop } from './restore-stop.ts';

/** Keeps others from writing, makes sure that nothing is there, and lets circular foreign keys wait for the end. */
export async function prepare<Tables>(tx: Transaction<Tables>, schema: string, plan: SchemaPlan): Promise<void> {
  for (const { name } of plan.tables) {
    const table = sql.table(`${schema}.${name}`);
    await sql`lock table ${table} in exclusive mode`.execute(tx);
    const { rows } = await sql`select 1 from ${table} limit 1`.execute(tx);
    if (rows.length > 0) {
      stop('not_empty', `The database is not empty: its table ${name} has rows. Restore into a new database.`);
    }
  }
  await setDeferral(tx, schema, plan.circular, sql`deferrable initially deferred`);
}

/** Checks the circular foreign keys, and makes them what they were. */
export async function conclude<Tables>(
  tx: Transaction<Tables>,
  schema: string,
  circular: readonly ForeignKey[],
): Promise<void> {
  try {
    await sql`set constraints all immediate`.execute(tx);
  } catch (error) {
    throw explain(error, true);
  }
  await setDeferral(tx, schema, circular, sql`not deferrable`);
}

async function setDeferral<Tables>(
  tx: Transaction<Tables>,
  schema: string,
  keys: readonly ForeignKey[],
  how: ReturnType<typeof sql>,
): Promise<void> {
  for (const { table, name } of keys) {
    await sql`alter table ${sql.table(`${schema}.${table}`)} alter constraint ${sql.ref(name)} ${how}`.execute(tx);
  }
}

/** One statement for many rows: a text array per column, cast to the column's type. */
export async function insertRows<Tables>(
  tx: Transaction<Tables>,
  schema: string,
  table: BackupTable,
  rows: readonly RowLine[],
): Promise<void> {
  const names = table.columns.map(({ name }) => quoteName(name));
  const arrays = table.columns.map((_, index) => `$${index + 1}::text[]`);
  const read = table.columns.map((_, index) => `c${index}`);
  const cast = table.columns.map(({ type }, index) => `c${index}::${type}`);
  const text = `insert into ${quoteName(schema)}.${quoteName(table.name)} (${names.join(', ')}) overriding system value
    select ${cast.join(', ')} from unnest(${arrays.join(', ')}) as given (${read.join(', ')})`;
  const values = table.columns.map((_, index) => rows.map((row) => row[index]));
  await tx.executeQuery(CompiledQuery.raw(text, values));
}

export async function setSequences<Tables>(
  tx: Transaction<Tables>,
  schema: string,
  plan: SchemaPlan,
  values: Readonly<Record<string, string | null>>,
): Promise<void> {
  if (plan.sequences.join() !== Object.keys(values).toSorted().join()) {
    stop('damaged', 'The backup is damaged: its sequences are not those that this database has.');
  }
  for (const [name, last] of Object.entries(values)) {
    if (last === null) continue;
    await sql`select setval(${`${quoteName(schema)}.${quoteName(name)}`}::text::regclass, ${last}::bigint)::text`.execute(
      tx,
    );
  }
}
