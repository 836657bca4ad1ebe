/** Owns the SQL of the guided set-up: what there is already, and how it was left. */
import type { Instant } from '@jetway/kernel';
import type { FirstRun } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';

const load = statement<{
  state: 'done' | 'skipped' | null;
  has_location: boolean;
  connection_id: string | null;
  has_skus: boolean;
  is_live: boolean;
}>(
  'firstRunLoad',
  `select r.state, c.connection_id,
     exists (select 1 from oms.locations l where l.organization_id = o.organization_id and l.active) as has_location,
     exists (select 1 from oms.skus k where k.organization_id = o.organization_id) as has_skus,
     exists (select 1 from oms.connections x
       where x.organization_id = o.organization_id and x.mode <> 'watch') as is_live
   from oms.organizations o
   left join oms.first_runs r on r.organization_id = o.organization_id
   left join lateral (
     select k.connection_id from oms.connections k
     where k.organization_id = o.organization_id order by k.created_at, k.connection_id limit 1) c on true
   where o.organization_id = $1`,
);

/** How far the set-up is, but for whether the connection's account is known. Who switched one on is through. */
export async function loadFirstRun(handle: Handle, organizationId: string): Promise<Omit<FirstRun, 'hasCredentials'>> {
  const [row] = await load(handle, [organizationId]);
  if (row === undefined) throw new Error('an organization vanished');
  return {
    state: row.state ?? (row.is_live ? 'done' : 'open'),
    hasLocation: row.has_location,
    connectionId: row.connection_id,
    hasSkus: row.has_skus,
    isLive: row.is_live,
  };
}

const end = statement(
  'firstRunEnd',
  `insert into oms.first_runs (organization_id, state, ended_at, ended_by, request_id)
   values ($1, $2, $3, $4, $5) on conflict (organization_id) do nothing`,
);

/** Leaves the set-up for good; how it was left first stays. */
export async function endFirstRun(
  tx: Handle,
  organizationId: string,
  state: 'done' | 'skipped',
  by: Actor,
  now: Instant,
): Promise<void> {
  await end(tx, [organizationId, state, now, by.actor, by.requestId]);
}
