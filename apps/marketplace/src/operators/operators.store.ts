/** Owns the rows of operators, their keys and sessions, and of wrong tries to sign in. All times are real time. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';

export interface OperatorRow {
  readonly id: string;
  readonly email: string;
}

const operatorInsertFirst = statement<OperatorRow>(
  'operatorInsertFirst',
  `insert into marketplace.operators
     (id, email, password_hash, created_at, updated_at, updated_by, request_id)
   select $1, $2, $3, $4::bigint, $4::bigint, $5, $6
   where not exists (select from marketplace.operators)
   on conflict do nothing
   returning id, email`,
);
const operatorExists = statement<{ found: boolean }>(
  'operatorExists',
  'select exists (select from marketplace.operators) as found',
);
const operatorFind = statement<OperatorRow & { password_hash: string }>(
  'operatorFind',
  'select id, email, password_hash from marketplace.operators where email = $1',
);
const operatorFindOldest = statement<OperatorRow>(
  'operatorFindOldest',
  'select id, email from marketplace.operators order by created_at, id limit 1',
);
const operatorKeySave = statement<{ id: string }>(
  'operatorKeySave',
  `insert into marketplace.operator_keys
     (id, operator_id, name, key_hash, created_at, revoked_at, updated_by, request_id)
   values ($1, $2, $3, $4, $5, null, $6, $7)
   on conflict (key_hash) do nothing returning id`,
);
const operatorKeyFind = statement<OperatorRow>(
  'operatorKeyFind',
  `select o.id, o.email from marketplace.operator_keys k
   join marketplace.operators o on o.id = k.operator_id
   where k.key_hash = $1 and k.revoked_at is null`,
);
const sessionInsert = statement(
  'operatorSessionInsert',
  `insert into marketplace.operator_sessions (token_hash, operator_id, created_at, expires_at, request_id)
   values ($1, $2, $3, $4, $5)`,
);
const sessionFind = statement<OperatorRow & { expires_at: number }>(
  'operatorSessionFind',
  `select o.id, o.email, s.expires_at from marketplace.operator_sessions s
   join marketplace.operators o on o.id = s.operator_id
   where s.token_hash = $1 and s.expires_at > $2`,
);
const sessionDelete = statement(
  'operatorSessionDelete',
  'delete from marketplace.operator_sessions where token_hash = $1',
);
const sessionForget = statement(
  'operatorSessionForget',
  'delete from marketplace.operator_sessions where expires_at <= $1 returning token_hash',
);
const triesFind = statement<{ failures: number; window_started_at: number }>(
  'signInTriesFind',
  `select failures, window_started_at from marketplace.sign_in_tries
   where key = any($1::text[]) and window_started_at > $2`,
);
const triesAdd = statement(
  'signInTriesAdd',
  `insert into marketplace.sign_in_tries as t (key, failures, window_started_at)
   select k.key, 1, $2::bigint from unnest($1::text[]) as k(key) order by k.key
   on conflict (key) do update set
     failures = case when t.window_started_at > $3::bigint then t.failures + 1 else 1 end,
     window_started_at = case when t.window_started_at > $3::bigint then t.window_started_at
       else excluded.window_started_at end`,
);
const triesForget = statement('signInTriesForget', 'delete from marketplace.sign_in_tries where key = $1');
const triesForgetOld = statement(
  'signInTriesForgetOld',
  'delete from marketplace.sign_in_tries where window_started_at <= $1 returning key',
);

export async function hasOperator(handle: MarketplaceHandle): Promise<boolean> {
  return (await operatorExists(handle, []))[0]?.found === true;
}

/** Adds the first operator; undefined when there is one already. */
export async function insertFirstOperator(
  handle: MarketplaceHandle,
  operator: OperatorRow & { readonly passwordHash: string },
  realNow: Instant,
  author: Author,
): Promise<OperatorRow | undefined> {
  const { id, email, passwordHash } = operator;
  const values = [id, email, passwordHash, realNow, author.actor, author.requestId];
  return (await operatorInsertFirst(handle, values))[0];
}

export async function findOperator(
  handle: MarketplaceHandle,
  email: string,
): Promise<(OperatorRow & { readonly passwordHash: string }) | undefined> {
  const [row] = await operatorFind(handle, [email]);
  return row && { id: row.id, email: row.email, passwordHash: row.password_hash };
}

export async function findOldestOperator(handle: MarketplaceHandle): Promise<OperatorRow | undefined> {
  return (await operatorFindOldest(handle, []))[0];
}

/** False when the key is known already. */
export async function saveOperatorKey(
  handle: MarketplaceHandle,
  key: { readonly id: string; readonly operatorId: string; readonly name: string; readonly keyHash: string },
  realNow: Instant,
  author: Author,
): Promise<boolean> {
  const { id, operatorId, name, keyHash } = key;
  const values = [id, operatorId, name, keyHash, realNow, author.actor, author.requestId];
  return (await operatorKeySave(handle, values)).length === 1;
}

export async function findOperatorByKey(handle: MarketplaceHandle, keyHash: string): Promise<OperatorRow | undefined> {
  return (await operatorKeyFind(handle, [keyHash]))[0];
}

export async function insertSession(
  handle: MarketplaceHandle,
  session: { readonly tokenHash: string; readonly operatorId: string; readonly expiresAt: Instant },
  realNow: Instant,
  requestId: string,
): Promise<void> {
  await sessionInsert(handle, [session.tokenHash, session.operatorId, realNow, session.expiresAt, requestId]);
}

export async function findSession(
  handle: MarketplaceHandle,
  tokenHash: string,
  realNow: Instant,
): Promise<(OperatorRow & { readonly expiresAt: Instant }) | undefined> {
  const [row] = await sessionFind(handle, [tokenHash, realNow]);
  return row && { id: row.id, email: row.email, expiresAt: row.expires_at };
}

export async function deleteSession(handle: MarketplaceHandle, tokenHash: string): Promise<void> {
  await sessionDelete(handle, [tokenHash]);
}

/** The most wrong tries that were counted for any of the keys since `since`, and when that count began. */
export async function countTries(
  handle: MarketplaceHandle,
  keys: readonly string[],
  since: Instant,
): Promise<readonly { readonly failures: number; readonly windowStartedAt: Instant }[]> {
  const rows = await triesFind(handle, [keys, since]);
  return rows.map((row) => ({ failures: row.failures, windowStartedAt: row.window_started_at }));
}

/** Counts a wrong try for each of the keys; counts that began before `since` begin anew. */
export async function addTry(
  handle: MarketplaceHandle,
  keys: readonly string[],
  realNow: Instant,
  since: Instant,
): Promise<void> {
  await triesAdd(handle, [keys, realNow, since]);
}

export async function forgetTries(handle: MarketplaceHandle, key: string): Promise<void> {
  await triesForget(handle, [key]);
}

/** Deletes sessions that are over and counts of tries that began before `since`; answers how many. */
export async function forgetOld(handle: MarketplaceHandle, realNow: Instant, since: Instant): Promise<number> {
  const sessions = await sessionForget(handle, [realNow]);
  const tries = await triesForgetOld(handle, [since]);
  return sessions.length + tries.length;
}
