/**
 * Owns repeated POSTs in the database: what a key was used for, and the answer it got, so that it does not matter which
 * process a repeat comes to. Answers are sealed: one may hold a new secret or a person's address.
 */
import { type Clock, DAY_MS, type Instant } from '@jetway/kernel';
import { type Database, type Handle, type Run, statement } from '../database/index.ts';
import type { SecretBox } from '../secrets/index.ts';
import type { IdempotencyRequest, IdempotencyStore, RecordedReply } from './idempotency.ts';

/** A key is remembered this long. */
const KEPT_MS = DAY_MS;

/** Where an app keeps keys. Its table also has `key`, `fingerprint`, `status`, `content_type` and `body`, the last three null at first. */
export interface IdempotencyTable {
  /** Qualified: `oms.idempotency_keys`. */
  readonly name: string;
  /** The columns that hold the scope, which lead the primary key; a scope of several is as many words. */
  readonly scope: readonly string[];
  /** The column of the instant at which the work began. */
  readonly begunAt: string;
  /**
   * How long after its beginning, in milliseconds, work without an end counts as cut off and frees its key. Absent: its
   * key stays in progress until it is forgotten, as nobody knows whether the work was done.
   */
  readonly cutOffAfterMs?: number;
}

interface KeyRow {
  readonly fingerprint: string;
  readonly status: number | null;
  readonly content_type: string | null;
  readonly body: string | null;
}

interface Statements {
  readonly begin: Run<unknown>;
  readonly find: Run<KeyRow>;
  readonly finish: Run<unknown>;
  readonly abandon: Run<unknown>;
}

/** The scope comes first in the values of each, then the key. */
function statementsOf({ name, scope, begunAt }: IdempotencyTable): Statements {
  const columns = [...scope, 'key'];
  const places = columns.map((_, index) => `$${index + 1}`);
  const isIt = columns.map((column, index) => `${column} = ${places[index]}`).join(' and ');
  /** The place of the nth value after the key. */
  const more = (nth: number): string => `$${columns.length + nth}`;
  return {
    begin: statement(
      'idempotencyBegin',
      `insert into ${name} as k (${columns.join(', ')}, fingerprint, ${begunAt}, status, content_type, body)
       values (${places.join(', ')}, ${more(1)}, ${more(2)}, null, null, null)
       on conflict (${columns.join(', ')}) do update set
         fingerprint = excluded.fingerprint, ${begunAt} = excluded.${begunAt}, status = null, content_type = null,
         body = null
       where k.${begunAt} <= ${more(3)}::bigint or (k.status is null and k.${begunAt} <= ${more(4)}::bigint)
       returning key`,
    ),
    find: statement('idempotencyFind', `select fingerprint, status, content_type, body from ${name} where ${isIt}`),
    finish: statement(
      'idempotencyFinish',
      `update ${name} set status = ${more(1)}, content_type = ${more(2)}, body = ${more(3)} where ${isIt}`,
    ),
    abandon: statement('idempotencyAbandon', `delete from ${name} where ${isIt} and status is null`),
  };
}

const purposeOf = ({ scope, key }: IdempotencyRequest): string => `idempotency ${scope} ${key}`;

/** Keeps keys in a table of an app, which calls `sweepIdempotencyKeys` at times. */
export function createIdempotencyStore<Tables>(deps: {
  readonly database: Database<Tables>;
  readonly clock: Clock;
  readonly secretBox: SecretBox;
  readonly table: IdempotencyTable;
}): IdempotencyStore {
  const { clock, secretBox, table } = deps;
  const { db } = deps.database;
  const { begin, find, finish, abandon } = statementsOf(table);
  const rowOf = ({ scope, key }: IdempotencyRequest): readonly string[] => {
    const words = table.scope.length === 1 ? [scope] : scope.split(' ');
    if (words.length !== table.scope.length) throw new Error(`a scope of ${table.name} is ${table.scope.join(', ')}`);
    return [...words, key];
  };
  const replyOf = (request: IdempotencyRequest, status: number, row: KeyRow): RecordedReply => {
    const contentType = row.content_type ?? '';
    if (row.body === null) return { status, contentType, body: null };
    const opened = secretBox.decrypt(row.body, purposeOf(request));
    if (!opened.ok) throw new Error(`the reply kept for a repeated request cannot be read: ${opened.refusal.code}`);
    return { status, contentType, body: opened.value };
  };
  return {
    begin: async (request) => {
      const now = clock.now();
      const forgotten = now - KEPT_MS;
      const cutOff = table.cutOffAfterMs === undefined ? forgotten : now - table.cutOffAfterMs;
      const values = [...rowOf(request), request.fingerprint, now, forgotten, cutOff];
      if ((await begin(db, values)).length > 0) return { kind: 'new' };
      const [found] = await find(db, rowOf(request));
      // Abandoned in between: whoever asks again finds it free.
      if (found === undefined) return { kind: 'in_progress' };
      if (found.fingerprint !== request.fingerprint) return { kind: 'reused' };
      if (found.status === null) return { kind: 'in_progress' };
      return { kind: 'replay', reply: replyOf(request, found.status, found) };
    },
    finish: async (request, reply) => {
      const body = reply.body === null ? null : secretBox.encrypt(reply.body, purposeOf(request));
      await finish(db, [...rowOf(request), reply.status, reply.contentType, body]);
    },
    abandon: async (request) => {
      await abandon(db, rowOf(request));
    },
  };
}

/** Forgets keys that are too old to be repeated; answers how many. */
export async function sweepIdempotencyKeys<Tables>(
  handle: Handle<Tables>,
  { name, begunAt }: IdempotencyTable,
  now: Instant,
): Promise<number> {
  const sweep = statement('idempotencySweep', `delete from ${name} where ${begunAt} <= $1 returning key`);
  return (await sweep(handle, [now - KEPT_MS])).length;
}
