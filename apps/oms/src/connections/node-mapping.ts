/** Owns what the setting of the node means for locations: the place whose stock the node shows. */
import type { Ids, Instant } from '@jetway/kernel';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { changeLocation, type LocationRow, listLocations, locationOfNode } from '../locations/index.ts';
import { type ConnectionKey, knownConnections } from './connections.store.ts';

/** Organizations with more locations map their nodes by hand. */
const MOST_LOCATIONS = 200;

/**
 * The location that was the old node becomes the new one; when none was, and there is just one active location, that one
 * is it. In every other case somebody has to choose, at the locations.
 */
export async function mapNode(
  tx: Handle,
  key: ConnectionKey,
  node: { readonly before: string; readonly after: string },
  deps: { readonly ids: Ids },
  by: Actor,
  now: Instant,
): Promise<void> {
  const { organizationId, connectionId } = key;
  if (node.after === '' || node.after === node.before) return;
  if ((await locationOfNode(tx, organizationId, connectionId, node.after)) !== undefined) return;
  const locations = await listLocations(tx, organizationId, undefined, MOST_LOCATIONS);
  const location = choose(locations, connectionId, node.before);
  if (location === undefined) return;
  const others = location.nodes.filter((one) => one.connectionId !== connectionId);
  const changed = await changeLocation(
    tx,
    organizationId,
    location,
    { ...location, nodes: [...others, { connectionId, nodeId: node.after }] },
    { ids: deps.ids, knownConnections },
    by,
    now,
  );
  if (!changed.ok) throw new Error(`a location could not be mapped: ${changed.refusal.text}`);
}

function choose(locations: readonly LocationRow[], connectionId: string, nodeBefore: string): LocationRow | undefined {
  const isNode = (location: LocationRow, nodeId?: string): boolean =>
    location.nodes.some((one) => one.connectionId === connectionId && (nodeId === undefined || one.nodeId === nodeId));
  const old = locations.find((location) => isNode(location, nodeBefore));
  if (old !== undefined) return old;
  const [only, second] = locations.filter((location) => location.active);
  return only !== undefined && second === undefined && !isNode(only) ? only : undefined;
}
