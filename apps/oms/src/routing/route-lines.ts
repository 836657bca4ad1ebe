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

/** Units promised in a trial, by location and SKU. */
export type Promised = Map<string, number>;

/**
 * Which location would serve the lines now, were the units gone that a trial promised before; promises these too.
 * Reserves nothing. Refusal: `not_covered`.
 */
export async function tryLines(
  handle: Handle,
  order: RoutedOrder,
  wants: readonly Want[],
  promised: Promised,
): Promise<Result<Candidate, 'not_covered'>> {
  const { organizationId, connectionId, nodeId } = order;
  const candidates = await listCandidates(handle, organizationId, connectionId, nodeId);
  const keyOf = (locationId: string, skuId: string): string => `${locationId} ${skuId}`;
  const availability = (await cover(handle, organizationId, wants)).map((one) => ({
    ...one,
    available: one.available - (promised.get(keyOf(one.locationId, one.skuId)) ?? 0),
  }));
  const [first] = covering(candidates, wants, availability);
  if (first === undefined) return refuse('not_covered', whyNot(order, candidates));
  for (const { skuId, quantity } of wants) {
    const key = keyOf(first.locationId, skuId);
    promised.set(key, (promised.get(key) ?? 0) + quantity);
  }
  return ok(first);
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
