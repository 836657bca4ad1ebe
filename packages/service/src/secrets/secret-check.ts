/** Owns knowing whether a secret key is the one that a database's secrets are encrypted with, before any is needed. */
import { ok, type Result, refuse } from '@jetway/kernel';
import { type Database, quoteName } from '../database/index.ts';
import type { SecretBox } from './secret-box.ts';

/** Reads what the first start left in the table `secret_checks`; true when nothing of it is there yet. */
async function isUnsealed<Tables>(database: Database<Tables>, box: SecretBox): Promise<Result<boolean, 'other_key'>> {
  const table = tableOf(database);
  const known = await database.executeSql('select to_regclass($1)::text as name', [table]);
  if (known.rows[0]?.['name'] === null) return ok(true);
  const { rows } = await database.executeSql(`select sealed from ${table}`, []);
  const sealed = rows[0]?.['sealed'];
  if (typeof sealed !== 'string') return ok(true);
  if (box.decrypt(sealed, purposeOf(database)).ok) return ok(false);
  return refuse(
    'other_key',
    `The secrets in the database of ${database.schema} are encrypted with another key: give that one as JETWAY_SECRET_KEY (embedded: put its secret.key back).`,
  );
}

/** Refuses a key with which this database's secrets do not open. Nothing is written; where no key was used yet, any will do. */
export async function checkSecretKey<Tables>(
  database: Database<Tables>,
  box: SecretBox,
): Promise<Result<undefined, 'other_key'>> {
  const unsealed = await isUnsealed(database, box);
  return unsealed.ok ? ok(undefined) : unsealed;
}

/** The same for a start; the first one makes its key that of the (migrated) database, also among several at once. */
export async function claimSecretKey<Tables>(
  database: Database<Tables>,
  box: SecretBox,
): Promise<Result<undefined, 'other_key'>> {
  const unsealed = await isUnsealed(database, box);
  if (!unsealed.ok) return unsealed;
  if (!unsealed.value) return ok(undefined);
  await database.executeSql(
    `insert into ${tableOf(database)} (id, sealed) values ('only', $1) on conflict do nothing`,
    [box.encrypt(SEALED, purposeOf(database))],
  );
  return checkSecretKey(database, box);
}

const SEALED = 'jetway';

const tableOf = <Tables>({ schema }: Database<Tables>): string => `${quoteName(schema)}.secret_checks`;

const purposeOf = <Tables>({ schema }: Database<Tables>): string => `secret_checks:${schema}`;
