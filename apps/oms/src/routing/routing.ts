/**
 * Owns which locations serve an order: the one the channel asks for when it covers the order, else the best of the others
 * that does, else several together where that is allowed.
 */
import type { Instant } from '@jetway/kernel';
import type { RoutingPreference } from '@jetway/oms-api';
import { milesBetween } from './distance.ts';

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
  /** The lower number first. */
  readonly priority: number;
}

export interface Rules {
  readonly prefers: RoutingPreference;
  /** Whether several locations may serve one order together. */
  readonly splits: boolean;
  /** From 2 to 5. */
  readonly mostLocations: number;
}

/** Of an organization that never said otherwise: parcels are not divided unless somebody wants it. */
export const defaultRules: Rules = { prefers: 'nearest', splits: false, mostLocations: 2 };

export interface Want {
  readonly skuId: string;
  /** At least 1. */
  readonly quantity: number;
}

export interface LineWant extends Want {
  readonly lineId: string;
}

/** Units of a line at one location. */
export interface Placement extends LineWant {
  readonly locationId: string;
}

interface Availability {
  readonly skuId: string;
  readonly locationId: string;
  readonly available: number;
}

/** The candidates from best to worst: the one asked for, then by what the rules prefer, then by the other. */
export function ranked(
  candidates: readonly Candidate[],
  { prefers }: Pick<Rules, 'prefers'>,
  shipToZipCode: string | null,
): readonly Candidate[] {
  const miles = new Map(
    candidates.map((one) => [one.locationId, milesBetween(one.zipCode, shipToZipCode) ?? Number.MAX_SAFE_INTEGER]),
  );
  const byDistance = (a: Candidate, b: Candidate): number =>
    (miles.get(a.locationId) ?? 0) - (miles.get(b.locationId) ?? 0);
  const byPriority = (a: Candidate, b: Candidate): number => a.priority - b.priority;
  const [first, second] = prefers === 'nearest' ? [byDistance, byPriority] : [byPriority, byDistance];
  return candidates.toSorted((a, b) => Number(b.isAsked) - Number(a.isAsked) || first(a, b) || second(a, b));
}

/** Units wanted by SKU, whatever the number of lines. */
function totals(wants: readonly Want[]): ReadonlyMap<string, number> {
  const bySku = new Map<string, number>();
  for (const { skuId, quantity } of wants) bySku.set(skuId, (bySku.get(skuId) ?? 0) + quantity);
  return bySku;
}

const place = (locationId: string, skuId: string): string => `${locationId} ${skuId}`;

const unitsOf = (availability: readonly Availability[]): Map<string, number> =>
  new Map(availability.map((one) => [place(one.locationId, one.skuId), Math.max(0, one.available)]));

/** The candidates, in their order, that have all of it. */
export function covering(
  candidates: readonly Candidate[],
  wants: readonly Want[],
  availability: readonly Availability[],
): readonly Candidate[] {
  const units = unitsOf(availability);
  const wanted = [...totals(wants)];
  return candidates.filter(({ locationId }) =>
    wanted.every(([skuId, quantity]) => (units.get(place(locationId, skuId)) ?? 0) >= quantity),
  );
}

/** SKUs of which no candidate has enough, or where orders may be divided, of which all together do not. */
export function shortSkus(
  candidates: readonly Candidate[],
  wants: readonly Want[],
  availability: readonly Availability[],
  { splits }: Pick<Rules, 'splits'>,
): ReadonlySet<string> {
  const units = unitsOf(availability);
  const isShort = ([skuId, quantity]: [string, number]): boolean => {
    const each = candidates.map(({ locationId }) => units.get(place(locationId, skuId)) ?? 0);
    const most = splits ? each.reduce((sum, one) => sum + one, 0) : Math.max(0, ...each);
    return most < quantity;
  };
  return new Set([...totals(wants)].filter(isShort).map(([skuId]) => skuId));
}

/**
 * Which location gives what, the candidates ranked; undefined when they do not have all of it. One location alone is
 * always better than several, and few are better than many.
 */
export function placeLines(
  candidates: readonly Candidate[],
  wants: readonly LineWant[],
  availability: readonly Availability[],
  { splits, mostLocations }: Rules,
): readonly Placement[] | undefined {
  const [whole] = covering(candidates, wants, availability);
  if (whole !== undefined) return wants.map((want) => ({ ...want, locationId: whole.locationId }));
  if (!splits) return undefined;
  const units = unitsOf(availability);
  const wanted = [...totals(wants)];
  const useful = candidates
    .filter(({ locationId }) => wanted.some(([skuId]) => (units.get(place(locationId, skuId)) ?? 0) > 0))
    .slice(0, MOST_TRIED);
  for (let size = 2; size <= mostLocations; size += 1)
    for (const set of combinations(useful, size)) {
      const covers = wanted.every(
        ([skuId, quantity]) =>
          set.reduce((sum, { locationId }) => sum + (units.get(place(locationId, skuId)) ?? 0), 0) >= quantity,
      );
      if (covers) return divided(set, wants, units);
    }
  return undefined;
}

/** Combinations of more locations than these are too many to try. */
const MOST_TRIED = 12;

/** Those of the first elements come first. */
function* combinations<T>(items: readonly T[], size: number, from = 0): Generator<readonly T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let index = from; index <= items.length - size; index += 1)
    for (const rest of combinations(items, size - 1, index + 1)) yield [items[index] as T, ...rest];
}

/** Lines whole where one location of the set has all of their units, else unit by unit in the set's order. */
function divided(
  set: readonly Candidate[],
  wants: readonly LineWant[],
  available: ReadonlyMap<string, number>,
): readonly Placement[] {
  const left = new Map(available);
  const take = (want: LineWant, { locationId }: Candidate, quantity: number): Placement => {
    const key = place(locationId, want.skuId);
    left.set(key, (left.get(key) ?? 0) - quantity);
    return { ...want, quantity, locationId };
  };
  const has = ({ locationId }: Candidate, skuId: string): number => left.get(place(locationId, skuId)) ?? 0;
  const placed = new Map<string, readonly Placement[]>();
  for (const want of wants.toSorted((a, b) => b.quantity - a.quantity)) {
    const whole = set.find((candidate) => has(candidate, want.skuId) >= want.quantity);
    if (whole !== undefined) placed.set(want.lineId, [take(want, whole, want.quantity)]);
  }
  return wants.flatMap((want) => {
    const whole = placed.get(want.lineId);
    if (whole !== undefined) return whole;
    let open = want.quantity;
    return set.flatMap((candidate) => {
      const quantity = Math.min(open, has(candidate, want.skuId));
      open -= quantity;
      return quantity === 0 ? [] : [take(want, candidate, quantity)];
    });
  });
}

/** Whether an instant lies before the location's cut-off of its day there; what is released before it leaves the same day. */
export function isBeforeCutOff({ timeZone, cutOff }: Pick<Candidate, 'timeZone' | 'cutOff'>, at: Instant): boolean {
  const local = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return local.format(at) < cutOff;
}
