/** Owns the SQL of routing: the locations a connection's orders may be served from, and an organization's rules. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { type Candidate, defaultRules, type Rules } from './routing.ts';

const list = statement<{
  location_id: string;
  name: string;
  is_asked: boolean;
  time_zone: string;
  cut_off: string;
  zip_code: string | null;
  priority: number;
}>(
  'routingListCandidates',
  `select l.location_id, l.name, n.node_id = $3 as is_asked, l.time_zone, l.cut_off, l.zip_code, l.priority
   from oms.location_nodes n
   join oms.locations l on l.organization_id = n.organization_id and l.location_id = n.location_id
   where n.organization_id = $1 and n.connection_id = $2 and l.active
   order by l.created_at, l.location_id`,
);

/** Active locations mapped to nodes of the connection, the oldest first. */
export async function listCandidates(
  handle: Handle,
  organizationId: string,
  connectionId: string,
  askedNodeId: string,
): Promise<readonly Candidate[]> {
  const rows = await list(handle, [organizationId, connectionId, askedNodeId]);
  return rows.map((row) => ({
    locationId: row.location_id,
    name: row.name,
    isAsked: row.is_asked,
    timeZone: row.time_zone,
    cutOff: row.cut_off,
    zipCode: row.zip_code,
    priority: row.priority,
  }));
}

interface RulesRecord {
  prefers: Rules['prefers'];
  splits: boolean;
  most_locations: number;
  version: number;
}

const load = statement<RulesRecord>(
  'routingRulesLoad',
  'select prefers, splits, most_locations, version from oms.routing_rules where organization_id = $1',
);

export interface KeptRules {
  readonly rules: Rules;
  readonly version: number;
}

const toRules = ({ prefers, splits, most_locations: mostLocations, version }: RulesRecord): KeptRules => ({
  rules: { prefers, splits, mostLocations },
  version,
});

/** The organization's rules, or the defaults in version 1. */
export async function loadRules(handle: Handle, organizationId: string): Promise<KeptRules> {
  const [row] = await load(handle, [organizationId]);
  return row === undefined ? { rules: defaultRules, version: 1 } : toRules(row);
}

/** The first row counts as the second version: the defaults were the first. */
const save = statement<RulesRecord>(
  'routingRulesSave',
  `insert into oms.routing_rules as r
     (organization_id, prefers, splits, most_locations, version, updated_at, updated_by, request_id)
   select $1, $2, $3, $4, 2, $6, $7, $8
   where $5::bigint = 1 or exists (select 1 from oms.routing_rules where organization_id = $1)
   on conflict (organization_id) do update
     set prefers = excluded.prefers, splits = excluded.splits, most_locations = excluded.most_locations,
       version = r.version + 1, updated_at = excluded.updated_at, updated_by = excluded.updated_by,
       request_id = excluded.request_id
     where r.version = $5
   returning prefers, splits, most_locations, version`,
);

/** Undefined when the rules are not at this version any more. */
export async function saveRules(
  tx: Handle,
  organizationId: string,
  { prefers, splits, mostLocations }: Rules,
  version: number,
  by: Actor,
  now: Instant,
): Promise<KeptRules | undefined> {
  const values = [organizationId, prefers, splits, mostLocations, version, now, by.actor, by.requestId];
  const [row] = await save(tx, values);
  return row && toRules(row);
}
