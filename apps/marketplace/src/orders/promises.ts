/** Owns what an order asks of its shipment: the method and carrier of a service level, and the dates promised. */
import { carriers, normalise } from '@jetway/jet-api';
import { DAY_MS, type Instant } from '@jetway/kernel';
import { type ShippingSpeed, speedOf } from '../exceptions/index.ts';

/** What of a node decides how it ships. */
export interface ShippingNode {
  readonly serviceLevels: readonly string[];
  readonly shippingMethods: readonly string[];
}

export interface RequestedShipping {
  readonly serviceLevel: string;
  readonly carrier: string;
  readonly method: string;
}

const USUAL_LEVEL = 'Standard';

/**
 * How a node is asked to ship at a level (absent: Standard, or the first it has). Undefined when it does not offer the
 * level.
 */
export function requestShipping(node: ShippingNode, level: string | undefined): RequestedShipping | undefined {
  const serviceLevel = level === undefined ? usualLevel(node) : offeredLevel(node, level);
  if (serviceLevel === undefined) return undefined;
  const method = methodFor(serviceLevel, node.shippingMethods);
  return { serviceLevel, method, carrier: carrierOf(method) };
}

const offeredLevel = (node: ShippingNode, level: string): string | undefined =>
  node.serviceLevels.find((offered) => normalise(offered) === normalise(level));

const usualLevel = (node: ShippingNode): string =>
  offeredLevel(node, USUAL_LEVEL) ?? node.serviceLevels[0] ?? USUAL_LEVEL;

function methodFor(serviceLevel: string, methods: readonly string[]): string {
  const ofSpeed = (speed: ShippingSpeed): string | undefined => methods.find((method) => speedOf(method) === speed);
  return ofSpeed(speedOf(serviceLevel)) ?? ofSpeed('ground') ?? methods[0] ?? 'Other';
}

/** The carrier with the longest name that a method's name begins with. */
export function carrierOf(method: string): string {
  const text = normalise(method);
  if (text.startsWith('lso')) return 'Lone Star';
  const found = carriers
    .filter((carrier) => text.startsWith(normalise(carrier)))
    .toSorted((a, b) => normalise(b).length - normalise(a).length);
  return found[0] ?? 'Other';
}

/** Business days from the node to the buyer. */
const TRANSIT_DAYS: Readonly<Record<string, number>> = {
  nextday: 1,
  secondday: 2,
  priority: 3,
  expedited: 3,
  standard: 5,
  'scheduled(freight)': 10,
  '5to10day': 10,
  '11to20day': 20,
  '21to30day': 30,
  'scheduled(freight11to20day)': 20,
  'scheduled(freight21to30day)': 30,
};
const USUAL_TRANSIT_DAYS = 5;

export interface Promises {
  readonly shipByAt: Instant;
  readonly deliverByAt: Instant;
}

/** The dates promised for an order that is released at an instant: one business day to ship, then the way. */
export function promiseDates(releasedAt: Instant, serviceLevel: string): Promises {
  const shipByAt = addBusinessDays(releasedAt, 1);
  return {
    shipByAt,
    deliverByAt: addBusinessDays(shipByAt, TRANSIT_DAYS[normalise(serviceLevel)] ?? USUAL_TRANSIT_DAYS),
  };
}

/** 1970-01-01 was a Thursday; 0 is Sunday. */
const weekdayOf = (at: Instant): number => (((Math.floor(at / DAY_MS) + 4) % 7) + 7) % 7;

/** The same time of the day, so many days later, not counting Saturdays and Sundays (UTC). */
export function addBusinessDays(start: Instant, days: number): Instant {
  let at = start;
  for (let left = days; left > 0; ) {
    at += DAY_MS;
    const weekday = weekdayOf(at);
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return at;
}
