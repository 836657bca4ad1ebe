/**
 * Owns the keys of repeated POSTs. Replies are kept encrypted: one of them may hold a secret that is shown only once.
 */
import { type Clock, DAY_MS, MINUTE_MS } from '@jetway/kernel';
import { type Begun, type IdempotencyStore, type RecordedReply, type SecretBox, statement } from '@jetway/service';
import type { MarketplaceDatabase } from '../database/index.ts';

/** A key is remembered this long. */
const KEPT_MS = DAY_MS;
/** Work that has not finished by then was cut off: its key may be used again. */
const ABANDONED_MS = 5 * MINUTE_MS;

interface KeyRow {
  readonly fingerprint: string;
  readonly status: number | null;
  readonly content_type: string | null;
  readonly body: string | null;
}

const idempotencyBegin = statement<{ is_new: boolean }>(
  'idempotencyBegin',
  `insert into marketplace.idempotency_keys as k (scope, key, fingerprint, begun_at, status, content_type, body)
   values ($1, $2, $3, $4, null, null, null)
   on conflict (scope, key) do update set
     fingerprint = excluded.fingerprint, begun_at = excluded.begun_at, status = null, content_type = null, body = null
   where k.begun_at <= $5::bigint or (k.status is null and k.begun_at <= $6::bigint)
   returning true as is_new`,
);
const idempotencyFind = statement<KeyRow>(
  'idempotencyFind',
  `select fingerprint, status, content_type, body
   from marketplace.idempotency_keys where scope = $1 and key = $2`,
);
const idempotencyFinish = statement(
  'idempotencyFinish',
  `update marketplace.idempotency_keys set status = $3, content_type = $4, body = $5 where scope = $1 and key = $2`,
);
const idempotencyAbandon = statement(
  'idempotencyAbandon',
  'delete from marketplace.idempotency_keys where scope = $1 and key = $2 and status is null',
);
const idempotencyForget = statement(
  'idempotencyForget',
  'delete from marketplace.idempotency_keys where begun_at <= $1',
);

const purposeOf = (scope: string, key: string): string => `idempotency_keys:${scope}:${key}`;

export function createIdempotencyStore(deps: {
  readonly database: MarketplaceDatabase;
  readonly clock: Clock;
  readonly secretBox: SecretBox;
}): IdempotencyStore {
  const { db } = deps.database;
  const replyOf = (scope: string, key: string, row: KeyRow): RecordedReply | undefined => {
    if (row.status === null) return undefined;
    const { status, content_type: contentType } = row;
    if (row.body === null) return { status, contentType: contentType ?? '', body: null };
    const opened = deps.secretBox.decrypt(row.body, purposeOf(scope, key));
    if (!opened.ok) throw new Error(`the reply kept for a repeated request cannot be read: ${opened.refusal.code}`);
    return { status, contentType: contentType ?? '', body: opened.value };
  };
  return {
    begin: async ({ scope, key, fingerprint }): Promise<Begun> => {
      const now = deps.clock.now();
      const values = [scope, key, fingerprint, now, now - KEPT_MS, now - ABANDONED_MS];
      if ((await idempotencyBegin(db, values)).length === 1) return { kind: 'new' };
      const [row] = await idempotencyFind(db, [scope, key]);
      // Abandoned in between: whoever asks again finds it free.
      if (row === undefined) return { kind: 'in_progress' };
      if (row.fingerprint !== fingerprint) return { kind: 'reused' };
      const reply = replyOf(scope, key, row);
      return reply === undefined ? { kind: 'in_progress' } : { kind: 'replay', reply };
    },
    finish: async ({ scope, key }, reply) => {
      const body = reply.body === null ? null : deps.secretBox.encrypt(reply.body, purposeOf(scope, key));
      await idempotencyFinish(db, [scope, key, reply.status, reply.contentType, body]);
    },
    abandon: async ({ scope, key }) => void (await idempotencyAbandon(db, [scope, key])),
  };
}

/** Forgets keys that are too old to be repeated. */
export async function forgetIdempotencyKeys(database: MarketplaceDatabase, clock: Clock): Promise<void> {
  await idempotencyForget(database.db, [clock.now() - KEPT_MS]);
}
