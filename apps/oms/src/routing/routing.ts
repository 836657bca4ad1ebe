/** Owns which location serves an order: the one the channel asks for when it covers the order, else the next that does. */
import type { Instant } from '@jetway/kernel';

/** A location that is a fulfilment node of the order's connection. */
export interface Candidate {
  readonly locationId: string;
  readonly name: string;
  /** Whether it is the node that the channel asks for. */
  readonly isAsked: boolean;
  /** IANA name. */
  readonly timeZone: string;
  /** Local time HH:MM. */
  readonly cutOff: string;
  readonly zipCode: string | null;
}

export interface Want {
  readonly skuId: string;
  /** At least 1. */
  readonly quantity: number;
}

interface Availability {
  readonly skuId: string;
  readonly locationId: string;
  readonly available: number;
}

/** Units wanted by SKU, whatever the number of lines. */
function totals(wants: readonly Want[]): ReadonlyMap<string, number> {
  const bySku = new Map<string, number>();
  for (const { skuId, quantity } of wants) bySku.set(skuId, (bySku.get(skuId) ?? 0) + quantity);
  return bySku;
}

/** The candidates, in their order, that have all of it. */
export function covering(
  candidates: readonly Candidate[],
  wants: readonly Want[],
  availability: readonly Availability[],
): readonly Candidate[] {
  const units = new Map(availability.map((one) => [`${one.locationId} ${one.skuId}`, one.available]));
  const wanted = [...totals(wants)];
  return candidates.filter(({ locationId }) =>
    wanted.every(([skuId, quantity]) => (units.get(`${locationId} ${skuId}`) ?? 0) >= quantity),
  );
}

/** SKUs of which no candidate has enough. */
export function shortSkus(
  candidates: readonly Candidate[],
  wants: readonly Want[],
  availability: readonly Availability[],
): ReadonlySet<string> {
  const isShort = ([skuId, quantity]: [string, number]): boolean =>
    covering(candidates, [{ skuId, quantity }], availability).length === 0;
  return new Set([...totals(wants)].filter(isShort).map(([skuId]) => skuId));
}

/** Whether an instant lies before the location's cut-off of its day there; what is released before it leaves the same day. */
export function isBeforeCutOff({ timeZone, cutOff }: Pick<Candidate, 'timeZone' | 'cutOff'>, at: Instant): boolean {
  const local = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return local.format(at) < cutOff;
}
