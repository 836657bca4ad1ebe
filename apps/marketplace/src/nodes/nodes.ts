/** Owns the rules of fulfilment and return nodes: where a merchant ships from and takes returns at. */
import { matchExceptionShippingMethod, matchServiceLevel, matchShipmentMethod } from '@jetway/jet-api';
import { type Instant, ok, type Result, refuse } from '@jetway/kernel';
import type { FulfillmentNode, ReturnNode } from '@jetway/marketplace-api';

/** A fulfilment node as it is kept; methods and levels in their documented spelling. */
export type FulfillmentNodeRow = Omit<FulfillmentNode, 'version'>;
export type ReturnNodeRow = Omit<ReturnNode, 'version'>;

export type NodeRefusal = 'unknown_time_zone' | 'unknown_method' | 'unknown_service_level';

/**
 * A fulfilment node with its names in the documented spelling. Methods may be those of shipments (page Ship Order) or of
 * shipping exceptions (page Shipping Exception Upload), which are a namespace of their own.
 */
export function checkNode(node: FulfillmentNodeRow): Result<FulfillmentNodeRow, NodeRefusal> {
  if (!isTimeZone(node.timeZone))
    return refuse('unknown_time_zone', `There is no time zone "${node.timeZone}".`, { path: '/timeZone' });
  const methods = matchAll(
    node.shippingMethods,
    (name) => matchExceptionShippingMethod(name) ?? matchShipmentMethod(name),
  );
  if (!methods.ok)
    return refuse('unknown_method', `There is no shipping method "${methods.unknown}".`, {
      path: `/shippingMethods/${methods.index}`,
    });
  const levels = matchAll(node.serviceLevels, matchServiceLevel);
  if (!levels.ok)
    return refuse('unknown_service_level', `There is no service level "${levels.unknown}".`, {
      path: `/serviceLevels/${levels.index}`,
    });
  return ok({ ...node, shippingMethods: once(methods.names), serviceLevels: once(levels.names) });
}

type Matched =
  | { readonly ok: true; readonly names: string[] }
  | { readonly ok: false; readonly unknown: string; readonly index: number };

function matchAll(names: readonly string[], match: (name: string) => string | undefined): Matched {
  const matched: string[] = [];
  for (const [index, name] of names.entries()) {
    const known = match(name);
    if (known === undefined) return { ok: false, unknown: name, index };
    matched.push(known);
  }
  return { ok: true, names: matched };
}

const once = (names: readonly string[]): string[] => [...new Set(names)];

/** Whether clocks go forward and back in a time zone, in the year of an instant. */
export function hasDaylightSaving(timeZone: string, at: Instant): boolean {
  const year = new Date(at).getUTCFullYear();
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  const offsets = Array.from(
    { length: 12 },
    (_, month) => format.formatToParts(Date.UTC(year, month, 15)).find(({ type }) => type === 'timeZoneName')?.value,
  );
  return new Set(offsets).size > 1;
}

/** Whether a name is a time zone of the IANA database. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
