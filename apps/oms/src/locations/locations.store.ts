/** Owns the SQL of locations and of the fulfilment nodes they are. */
import type { Instant, Keyset } from '@jetway/kernel';
import { type Run, statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import type { LocationNode, LocationRow } from './locations.ts';

interface LocationRecord {
  location_id: string;
  name: string;
  time_zone: string;
  cut_off: string;
  zip_code: string | null;
  priority: number;
  active: boolean;
  version: number;
  created_at: number;
  nodes: { connectionId: string; nodeId: string }[];
}

const toLocation = (row: LocationRecord): LocationRow & { readonly createdAt: Instant } => ({
  locationId: row.location_id,
  name: row.name,
  timeZone: row.time_zone,
  cutOff: row.cut_off,
  zipCode: row.zip_code,
  priority: row.priority,
  active: row.active,
  nodes: row.nodes,
  version: row.version,
  createdAt: row.created_at,
});

const columns = `l.location_id, l.name, l.time_zone, l.cut_off, l.zip_code, l.priority, l.active, l.version, l.created_at,
  coalesce((
    select jsonb_agg(jsonb_build_object('connectionId', n.connection_id, 'nodeId', n.node_id)
      order by n.connection_id, n.node_id)
    from oms.location_nodes n
    where n.organization_id = l.organization_id and n.location_id = l.location_id), '[]'::jsonb) as nodes`;

const list = statement<LocationRecord>(
  'locationList',
  `select ${columns} from oms.locations l
   where l.organization_id = $1 and (l.created_at, l.location_id) > ($2, $3)
   order by l.created_at, l.location_id limit $4`,
);

/** Locations, oldest first. */
export async function listLocations(
  handle: Handle,
  organizationId: string,
  after: Keyset | undefined,
  limit: number,
): Promise<readonly (LocationRow & { readonly createdAt: Instant })[]> {
  return (await list(handle, [organizationId, after?.at ?? -1, after?.id ?? '', limit])).map(toLocation);
}

const load = statement<LocationRecord>(
  'locationLoad',
  `select ${columns} from oms.locations l where l.organization_id = $1 and l.location_id = $2`,
);

export async function loadLocation(
  handle: Handle,
  organizationId: string,
  locationId: string,
): Promise<LocationRow | undefined> {
  const [row] = await load(handle, [organizationId, locationId]);
  return row && toLocation(row);
}

const lock = statement(
  'locationLock',
  'select location_id from oms.locations where organization_id = $1 and location_id = $2 for update',
);

/** Loads a location that nobody else changes until `tx` ends. */
export async function lockLocation(
  tx: Handle,
  organizationId: string,
  locationId: string,
): Promise<LocationRow | undefined> {
  await lock(tx, [organizationId, locationId]);
  return loadLocation(tx, organizationId, locationId);
}

const ofNode = statement<{ location_id: string }>(
  'locationOfNode',
  `select location_id from oms.location_nodes where organization_id = $1 and connection_id = $2 and node_id = $3`,
);

/** The location that is this node of a connection; undefined when none is. */
export async function locationOfNode(
  handle: Handle,
  organizationId: string,
  connectionId: string,
  nodeId: string,
): Promise<string | undefined> {
  const [row] = await ofNode(handle, [organizationId, connectionId, nodeId]);
  return row?.location_id;
}

export interface LocationValues {
  readonly locationId: string;
  readonly name: string;
  readonly timeZone: string;
  readonly cutOff: string;
  readonly zipCode: string | null;
  readonly priority: number;
  readonly active: boolean;
}

const insert = statement(
  'locationInsert',
  `insert into oms.locations (organization_id, location_id, name, time_zone, cut_off, zip_code, active,
     priority, created_at, updated_at, updated_by, request_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11)
   on conflict do nothing
   returning location_id`,
);

/** False when the name is taken. */
type WriteLocation = (
  tx: Handle,
  organizationId: string,
  location: LocationValues,
  by: Actor,
  now: Instant,
) => Promise<boolean>;

const writing =
  (run: Run<unknown>): WriteLocation =>
  async (tx, organizationId, location, by, now) => {
    const { locationId, name, timeZone, cutOff, zipCode, active, priority } = location;
    const place = [organizationId, locationId, name, timeZone, cutOff, zipCode, active, priority];
    return (await run(tx, [...place, now, by.actor, by.requestId])).length === 1;
  };

export const insertLocationRow = writing(insert);

const update = statement(
  'locationUpdate',
  `update oms.locations set name = $3, time_zone = $4, cut_off = $5, zip_code = $6, active = $7,
     priority = $8, version = version + 1, updated_at = $9, updated_by = $10, request_id = $11
   where organization_id = $1 and location_id = $2
     and not exists (
       select 1 from oms.locations o
       where o.organization_id = $1 and lower(o.name) = lower($3) and o.location_id <> $2)
   returning location_id`,
);

export const updateLocationRow = writing(update);

const removeNodes = statement(
  'locationNodeRemove',
  'delete from oms.location_nodes where organization_id = $1 and location_id = $2',
);

const addNodes = statement<{ node_id: string }>(
  'locationNodeAdd',
  `insert into oms.location_nodes (organization_id, location_id, connection_id, node_id)
   select $1, $2, n.connection_id, n.node_id
   from unnest($3::text[], $4::text[]) as n(connection_id, node_id)
   order by n.connection_id, n.node_id
   on conflict do nothing
   returning node_id`,
);

/** Makes these the location's nodes; false when one is another location's. */
export async function replaceNodes(
  tx: Handle,
  organizationId: string,
  locationId: string,
  nodes: readonly LocationNode[],
): Promise<boolean> {
  await removeNodes(tx, [organizationId, locationId]);
  if (nodes.length === 0) return true;
  const connectionIds = nodes.map((node) => node.connectionId);
  const nodeIds = nodes.map((node) => node.nodeId);
  return (await addNodes(tx, [organizationId, locationId, connectionIds, nodeIds])).length === nodes.length;
}
