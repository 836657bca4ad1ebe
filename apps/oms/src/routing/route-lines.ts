/** Owns reserving an order's lines at the location that serves them. */
import { type Instant, ok, type Result, refuse } from '@jetway/kernel';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { cover, reserve } from '../inventory/index.ts';
import { listCandidates } from './routing.store.ts';
import { type Candidate, covering, shortSkus, type Want } from './routing.ts';

export interface LineWant extends Want {
  readonly lineId: string;
}

/** Whose lines they are, and the node that the channel asks for. */
export interface RoutedOrder {
  readonly organizationId: string;
  readonly orderId: string;
  readonly connectionId: string;
  readonly nodeId: string;
}

/**
 * Reserves all lines at one location, or nothing. What is available was read before it is locked, so another order may
 * be faster: the next location is tried then. Refusal: `not_covered`.
 */
export async function reserveLines(
  tx: Handle,
  order: RoutedOrder,
  wants: readonly LineWant[],
  by: Actor,
  now: Instant,
): Promise<Result<Candidate, 'not_covered'>> {
  const { organizationId, orderId } = order;
  const candidates = await listCandidates(tx, organizationId, order.connectionId, order.nodeId);
  const availability = await cover(tx, organizationId, wants);
  for (const candidate of covering(candidates, wants, availability)) {
    const lines = wants.map((want) => ({ ...want, locationId: candidate.locationId }));
    if ((await reserve(tx, organizationId, orderId, lines, by, now)).ok) return ok(candidate);
  }
  return refuse('not_covered', whyNot(order, candidates));
}

function whyNot({ nodeId }: RoutedOrder, candidates: readonly Candidate[]): string {
  if (candidates.length === 0) return `No location is mapped to node ${nodeId} or another node of this connection.`;
  const asked = candidates.find(({ isAsked }) => isAsked);
  return asked === undefined
    ? `No location is mapped to node ${nodeId}, and no other has all units.`
    : `${asked.name} does not have all units available, and no other location of this connection has.`;
}

/** SKUs of which no location of the connection has the wanted units. */
export async function uncoveredSkus(
  handle: Handle,
  order: RoutedOrder,
  wants: readonly Want[],
): Promise<ReadonlySet<string>> {
  const { organizationId, connectionId, nodeId } = order;
  const candidates = await listCandidates(handle, organizationId, connectionId, nodeId);
  return shortSkus(candidates, wants, await cover(handle, organizationId, wants));
}
