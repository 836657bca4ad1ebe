/** Owns the SQL that finds the locations a connection's orders may be served from. */
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Candidate } from './routing.ts';

const list = statement<{
  location_id: string;
  name: string;
  is_asked: boolean;
  time_zone: string;
  cut_off: string;
  zip_code: string | null;
}>(
  'routingListCandidates',
  `select l.location_id, l.name, n.node_id = $3 as is_asked, l.time_zone, l.cut_off, l.zip_code
   from oms.location_nodes n
   join oms.locations l on l.organization_id = n.organization_id and l.location_id = n.location_id
   where n.organization_id = $1 and n.connection_id = $2 and l.active
   order by n.node_id = $3 desc, l.created_at, l.location_id`,
);

/** Active locations mapped to nodes of the connection: the node that is asked for first, then the oldest. */
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
  }));
}
