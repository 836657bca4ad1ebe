/** Owns the SQL of organizations. */
import type { Ids, Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';

const insert = statement(
  'organizationInsert',
  `insert into oms.organizations (organization_id, name, created_at, updated_at, updated_by, request_id)
   values ($1, $2, $3, $3, $4, $5)`,
);

/** Makes an organization and answers its id. */
export async function insertOrganization(tx: Handle, name: string, ids: Ids, by: Actor, now: Instant): Promise<string> {
  const organizationId = ids.uuid();
  await insert(tx, [organizationId, name, now, by.actor, by.requestId]);
  return organizationId;
}

const list = statement<{ organization_id: string; name: string }>(
  'organizationList',
  'select organization_id, name from oms.organizations order by created_at, organization_id',
);

export interface Organization {
  readonly organizationId: string;
  readonly name: string;
}

/** Every organization, oldest first; for background work over all of them. */
export async function listOrganizations(handle: Handle): Promise<readonly Organization[]> {
  const rows = await list(handle, []);
  return rows.map((row) => ({ organizationId: row.organization_id, name: row.name }));
}
