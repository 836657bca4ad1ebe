/** Owns what inventory needs to know of connections. */
import type { Handle } from '../database/index.ts';
import type { StockConnection } from '../inventory/index.ts';
import { listConnections } from './connections.store.ts';

/** More accounts of one organization than this are not shown beside its SKUs. */
const MOST_CONNECTIONS = 100;

/** Every connection of an organization, as far as stock is concerned. */
export async function stockConnections(handle: Handle, organizationId: string): Promise<readonly StockConnection[]> {
  const rows = await listConnections(handle, organizationId, undefined, MOST_CONNECTIONS);
  return rows.map((row) => ({
    connectionId: row.connectionId,
    name: row.name,
    mode: row.mode,
    sendsStock: row.sendsStock && !row.stoppedLanes.includes('normal'),
  }));
}
