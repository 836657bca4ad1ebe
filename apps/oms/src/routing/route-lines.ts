/** Owns reserving an order's lines at the locations that serve them. */
import { type Instant, ok, type Result, refuse } from '@jetway/kernel';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { cover, reserve } from '../inventory/index.ts';
import { listCandidates, loadRules } from './routing.store.ts';
import {
  type Candidate,
  type LineWant,
  type Placement,
  placeLines,
  type Rules,
  ranked,
  shortSkus,
  type Want,
} from './routing.ts';

/** Whose lines they are, the node that the channel asks for, and where the parcel goes. */
export interface RoutedOrder {
  readonly organizationId: string;
  readonly orderId: string;
  readonly connectionId: string;
  readonly nodeId: string;
  readonly shipToZipCode: string | null;
}

/** Units of lines with the location that holds them now. */
export interface Placed extends Placement {
  readonly location: Candidate;
}

/** Between reading what is available and locking it other orders may be faster; then it is read anew, so often. */
const MOST_TRIES = 5;

/**
 * Reserves all lines, or nothing: at one location if any has all of it, else at several where the organization's rules
 * allow it. Refusal: `not_covered`.
 */
export async function reserveLines(
  tx: Handle,
  order: RoutedOrder,
  wants: readonly LineWant[],
  by: Actor,
  now: Instant,
): Promise<Result<readonly Placed[], 'not_covered'>> {
  const { organizationId, orderId } = order;
  const { rules, candidates } = await candidatesOf(tx, order);
  const byId = new Map(candidates.map((candidate) => [candidate.locationId, candidate]));
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const placements = placeLines(candidates, wants, await cover(tx, organizationId, wants), rules);
    if (placements === undefined) break;
    if (!(await reserve(tx, organizationId, orderId, placements, by, now)).ok) continue;
    return ok(
      placements.flatMap((placement) => {
        const location = byId.get(placement.locationId);
        return location === undefined ? [] : [{ ...placement, location }];
      }),
    );
  }
  return refuse('not_covered', whyNot(order, candidates, rules));
}

async function candidatesOf(
  handle: Handle,
  { organizationId, connectionId, nodeId, shipToZipCode }: RoutedOrder,
): Promise<{ readonly rules: Rules; readonly candidates: readonly Candidate[] }> {
  const { rules } = await loadRules(handle, organizationId);
  const candidates = await listCandidates(handle, organizationId, connectionId, nodeId);
  return { rules, candidates: ranked(candidates, rules, shipToZipCode) };
}

function whyNot({ nodeId }: RoutedOrder, candidates: readonly Candidate[], { splits, mostLocations }: Rules): string {
  if (candidates.length === 0) return `No location is mapped to node ${nodeId} or another node of this connection.`;
  const asked = candidates.find(({ isAsked }) => isAsked);
  const others = splits
    ? `not even ${mostLocations} locations together have`
    : 'no other location of this connection has';
  return asked === undefined
    ? `No location is mapped to node ${nodeId}, and ${others} all units.`
    : `${asked.name} does not have all units available, and ${others}.`;
}

/** SKUs of which the connection's locations do not have the wanted units. */
export async function uncoveredSkus(
  handle: Handle,
  order: RoutedOrder,
  wants: readonly Want[],
): Promise<ReadonlySet<string>> {
  const { rules, candidates } = await candidatesOf(handle, order);
  return shortSkus(candidates, wants, await cover(handle, order.organizationId, wants), rules);
}
