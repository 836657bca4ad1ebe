/** Owns the SQL behind `Idempotency-Key`: what a key was used for, and the answer it got. */
import { type Clock, DAY_MS, type Instant } from '@jetway/kernel';
import { type IdempotencyStore, type SecretBox, statement } from '@jetway/service';
import type { Database, Handle } from '../database/index.ts';

/** Keys are remembered this long. */
export const KEY_LIFETIME_MS = DAY_MS;

/** Who uses a key: one principal of one organization. */
export const idempotencyScope = (organizationId: string, principal: string): string => `${organizationId} ${principal}`;

const begin = statement(
  'idempotencyBegin',
  `insert into oms.idempotency_keys as k (organization_id, principal, key, fingerprint, created_at)
   values ($1, $2, $3, $4, $5)
   on conflict (organization_id, principal, key) do update
     set fingerprint = excluded.fingerprint, created_at = excluded.created_at, status = null, content_type = null,
       body = null
     where k.created_at <= $6
   returning key`,
);

const find = statement<{
  fingerprint: string;
  status: number | null;
  content_type: string | null;
  body: string | null;
}>(
  'idempotencyFind',
  `select fingerprint, status, content_type, body from oms.idempotency_keys
   where organization_id = $1 and principal = $2 and key = $3`,
);

const finish = statement(
  'idempotencyFinish',
  `update oms.idempotency_keys set status = $4, content_type = $5, body = $6
   where organization_id = $1 and principal = $2 and key = $3`,
);

const abandon = statement(
  'idempotencyAbandon',
  `delete from oms.idempotency_keys where organization_id = $1 and principal = $2 and key = $3 and status is null`,
);

/**
 * Keeps keys in the database, so that it does not matter which process a repeat comes to. Answers are sealed: one may
 * hold a new key or a buyer's address. A key whose work was cut off stays in progress until it is forgotten: nobody
 * knows whether the work was done.
 */
export function createIdempotencyStore(deps: {
  readonly database: Database;
  readonly clock: Clock;
  readonly secretBox: SecretBox;
}): IdempotencyStore {
  const { database, clock, secretBox } = deps;
  const nameOf = (request: { scope: string; key: string }): [string, string, string] => {
    const [organizationId = '', principal = ''] = request.scope.split(' ');
    return [organizationId, principal, request.key];
  };
  const purposeOf = (name: readonly string[]): string => `idempotency ${name.join(' ')}`;
  return {
    begin: async (request) => {
      const name = nameOf(request);
      const now = clock.now();
      const made = await begin(database.db, [...name, request.fingerprint, now, now - KEY_LIFETIME_MS]);
      if (made.length > 0) return { kind: 'new' };
      const [found] = await find(database.db, name);
      if (found === undefined) return { kind: 'in_progress' };
      if (found.fingerprint !== request.fingerprint) return { kind: 'reused' };
      if (found.status === null) return { kind: 'in_progress' };
      const body = found.body === null ? undefined : secretBox.decrypt(found.body, purposeOf(name));
      if (body?.ok === false) return { kind: 'reused' };
      const contentType = found.content_type ?? '';
      return { kind: 'replay', reply: { status: found.status, contentType, body: body?.value ?? null } };
    },
    finish: async (request, reply) => {
      const name = nameOf(request);
      const body = reply.body === null ? null : secretBox.encrypt(reply.body, purposeOf(name));
      await finish(database.db, [...name, reply.status, reply.contentType, body]);
    },
    abandon: async (request) => {
      await abandon(database.db, nameOf(request));
    },
  };
}

const sweep = statement('idempotencySweep', 'delete from oms.idempotency_keys where created_at <= $1 returning key');

/** Forgets old keys; answers how many. */
export async function sweepKeys(handle: Handle, now: Instant): Promise<number> {
  return (await sweep(handle, [now - KEY_LIFETIME_MS])).length;
}
