/** Owns the SQL of an organization's keys for programs. */
import { type Ids, type Instant, type Keyset, MINUTE_MS } from '@jetway/kernel';
import type { ApiKey, Role } from '@jetway/oms-api';
import { hashKey, newSecret, statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';

/** What our keys begin with, so that a leaked one is recognised. */
const KEY_PREFIX = 'jwo_';
/** Characters of the key that lists show: the prefix and eight more. */
const SHOWN = KEY_PREFIX.length + 8;
const USED_EVERY_MS = MINUTE_MS;

interface KeyRecord {
  organization_id: string;
  api_key_id: string;
  name: string;
  role: Role;
  prefix: string;
  created_at: number;
  last_used_at: number | null;
}

const toKey = (row: KeyRecord): ApiKey => ({
  id: row.api_key_id,
  name: row.name,
  role: row.role,
  prefix: row.prefix,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
});

const columns = 'organization_id, api_key_id, name, role, prefix, created_at, last_used_at';

const insert = statement<KeyRecord>(
  'apiKeyInsert',
  `insert into oms.api_keys (organization_id, api_key_id, key_hash, prefix, name, role, created_at, created_by, request_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
   returning ${columns}`,
);

/** Makes a key. Its text is answered this once and kept nowhere. */
export async function insertApiKey(
  tx: Handle,
  organizationId: string,
  key: { readonly name: string; readonly role: Role },
  ids: Ids,
  by: Actor,
  now: Instant,
): Promise<{ readonly apiKey: ApiKey; readonly key: string }> {
  const text = newSecret(KEY_PREFIX);
  const shown = text.slice(0, SHOWN);
  const values = [organizationId, ids.uuid(), hashKey(text), shown, key.name, key.role, now, by.actor, by.requestId];
  const [row] = await insert(tx, values);
  if (row === undefined) throw new Error('a key was not made');
  return { apiKey: toKey(row), key: text };
}

const keep = statement(
  'apiKeyKeep',
  `insert into oms.api_keys (organization_id, api_key_id, key_hash, prefix, name, role, created_at, created_by, request_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
   on conflict on constraint api_keys_hash_unique do nothing`,
);

/** Makes a key whose text was chosen elsewhere, once: revoked, it stays so. */
export async function keepApiKey(
  handle: Handle,
  organizationId: string,
  key: { readonly name: string; readonly role: Role; readonly text: string },
  ids: Ids,
  by: Actor,
  now: Instant,
): Promise<void> {
  const { name, role, text } = key;
  const shown = text.slice(0, SHOWN);
  await keep(handle, [organizationId, ids.uuid(), hashKey(text), shown, name, role, now, by.actor, by.requestId]);
}

const list = statement<KeyRecord>(
  'apiKeyList',
  `select ${columns} from oms.api_keys
   where organization_id = $1 and revoked_at is null and (created_at, api_key_id) > ($2, $3)
   order by created_at, api_key_id limit $4`,
);

/** Keys that are valid, oldest first. */
export async function listApiKeys(
  handle: Handle,
  organizationId: string,
  after: Keyset | undefined,
  limit: number,
): Promise<readonly ApiKey[]> {
  return (await list(handle, [organizationId, after?.at ?? -1, after?.id ?? '', limit])).map(toKey);
}

const revoke = statement(
  'apiKeyRevoke',
  `update oms.api_keys set revoked_at = $3, revoked_by = $4, request_id = $5
   where organization_id = $1 and api_key_id = $2 and revoked_at is null
   returning api_key_id`,
);

/** Ends a key at once; false when there is no valid one with this id. */
export async function revokeApiKey(
  tx: Handle,
  organizationId: string,
  apiKeyId: string,
  by: Actor,
  now: Instant,
): Promise<boolean> {
  return (await revoke(tx, [organizationId, apiKeyId, now, by.actor, by.requestId])).length === 1;
}

export interface PresentedKey {
  readonly organizationId: string;
  readonly organizationName: string;
  readonly apiKey: ApiKey;
}

const present = statement<KeyRecord & { organization_name: string }>(
  'apiKeyPresent',
  `select k.organization_id, k.api_key_id, k.name, k.role, k.prefix, k.created_at, k.last_used_at,
     o.name as organization_name
   from oms.api_keys k join oms.organizations o on o.organization_id = k.organization_id
   where k.key_hash = $1 and k.revoked_at is null`,
);

const used = statement(
  'apiKeyUsed',
  `update oms.api_keys set last_used_at = $3
   where organization_id = $1 and api_key_id = $2 and (last_used_at is null or last_used_at <= $4)`,
);

/** The valid key with this text, its use written down at most once a minute. */
export async function presentKey(handle: Handle, text: string, now: Instant): Promise<PresentedKey | undefined> {
  if (!text.startsWith(KEY_PREFIX)) return undefined;
  const [row] = await present(handle, [hashKey(text)]);
  if (row === undefined) return undefined;
  const limit = now - USED_EVERY_MS;
  if (row.last_used_at === null || row.last_used_at <= limit)
    await used(handle, [row.organization_id, row.api_key_id, now, limit]);
  return { organizationId: row.organization_id, organizationName: row.organization_name, apiKey: toKey(row) };
}

const byId = statement<KeyRecord & { organization_name: string }>(
  'apiKeyById',
  `select k.organization_id, k.api_key_id, k.name, k.role, k.prefix, k.created_at, k.last_used_at,
     o.name as organization_name
   from oms.api_keys k join oms.organizations o on o.organization_id = k.organization_id
   where k.organization_id = $1 and k.api_key_id = $2 and k.revoked_at is null`,
);

/** A valid key by its id. */
export async function presentedKeyById(
  handle: Handle,
  organizationId: string,
  apiKeyId: string,
): Promise<PresentedKey | undefined> {
  const [row] = await byId(handle, [organizationId, apiKeyId]);
  return row && { organizationId, organizationName: row.organization_name, apiKey: toKey(row) };
}
