/**
 * Owns what shipping exceptions leave of a node's ways to ship, and what they do to the charge (page Shipping Exception
 * Upload).
 */
import {
  matchExceptionShippingMethod,
  matchServiceLevel,
  normalise,
  type ShippingException,
  type ShippingExceptionType,
  type ShippingExceptionUpload,
  type ShippingOverrideType,
} from '@jetway/jet-api';
import { type Cents, centsFromDecimal } from '@jetway/kernel';
import { levelOfSpeed, speedOf } from './shipping-speeds.ts';

/** What of a node decides how it ships. */
export interface NodeShipping {
  readonly serviceLevels: readonly string[];
  readonly shippingMethods: readonly string[];
}

/** An exception of a SKU at a node; names in their documented spelling. It names a level, a method, or a method at a level. */
export interface ReadException {
  readonly serviceLevel: string | null;
  readonly shippingMethod: string | null;
  readonly type: ShippingExceptionType;
  /** Null where the usual charge stays. */
  readonly charge: { readonly type: ShippingOverrideType; readonly cents: Cents } | null;
}

/** The exceptions of a message by node; of several statements about one node the last counts. */
export function readShippingExceptions(
  message: ShippingExceptionUpload,
): ReadonlyMap<string, readonly ReadException[]> {
  const nodes = message.fulfillment_nodes ?? [];
  return new Map(nodes.map((node) => [node.fulfillment_node_id, (node.shipping_exceptions ?? []).map(readException)]));
}

function readException(sent: ShippingException): ReadException {
  const { service_level: level, shipping_method: method, override_type: type, shipping_charge_amount: amount } = sent;
  return {
    serviceLevel: level === undefined ? null : (matchServiceLevel(level) ?? level),
    shippingMethod: method === undefined ? null : (matchExceptionShippingMethod(method) ?? method),
    type: sent.shipping_exception_type,
    charge: type === undefined || amount === undefined ? null : { type, cents: centsFromDecimal(amount) ?? 0 },
  };
}

const isSame = (name: string, other: string): boolean => normalise(name) === normalise(other);
/** Whether a method or level is one of these, in whichever spelling. */
export const isAmong = (names: readonly string[], name: string): boolean => names.some((one) => isSame(one, name));

/**
 * How a node may ship things together that have these exceptions there: exclusive ones replace what the node has enabled,
 * also by what it has not; restricted ones take away. A method that is alone allowed brings the levels that are as fast
 * as it is. Undefined when nothing is left, or two things must each go their own way.
 */
export function shippingChoices(node: NodeShipping, exceptions: readonly ReadException[]): NodeShipping | undefined {
  const exclusive = exceptions.filter(({ type }) => type === 'exclusive');
  const [method, ...otherMethods] = named(exclusive.map(({ shippingMethod }) => shippingMethod));
  const [level, ...otherLevels] = named(exclusive.map(({ serviceLevel }) => serviceLevel));
  if (otherMethods.length > 0 || otherLevels.length > 0) return undefined;
  const restricted = exceptions.filter(({ type }) => type === 'restricted');
  const shippingMethods = without(
    method === undefined ? node.shippingMethods : [method],
    named(restricted.map(({ shippingMethod }) => shippingMethod)),
  );
  const serviceLevels = without(
    level !== undefined ? [level] : method !== undefined ? levelsOf(node, method) : node.serviceLevels,
    named(restricted.map(({ serviceLevel }) => serviceLevel)),
  );
  return shippingMethods === undefined || serviceLevels === undefined ? undefined : { serviceLevels, shippingMethods };
}

/** Each name once. */
const named = (names: readonly (string | null)[]): string[] => [
  ...new Set(names.filter((name): name is string => name !== null)),
];

/** What is left; undefined when everything was taken away. */
function without(names: readonly string[], taken: readonly string[]): readonly string[] | undefined {
  const left = names.filter((name) => !isAmong(taken, name));
  return left.length === 0 && names.length > 0 ? undefined : left;
}

function levelsOf(node: NodeShipping, method: string): readonly string[] {
  const speed = speedOf(method);
  const levels = node.serviceLevels.filter((level) => speedOf(level) === speed);
  return levels.length > 0 ? levels : [levelOfSpeed[speed]];
}

/**
 * The shipping charge of a unit, per unit, once level and method are chosen. Of several exceptions about the same way the
 * one that names the method counts, and of those the last.
 */
export function chargeForShipping(
  exceptions: readonly ReadException[],
  chosen: { readonly serviceLevel: string; readonly method: string },
  usualCents: Cents,
): Cents {
  const meant = exceptions.filter(
    ({ serviceLevel, shippingMethod, charge }) =>
      charge !== null &&
      (serviceLevel === null || isSame(serviceLevel, chosen.serviceLevel)) &&
      (shippingMethod === null || isSame(shippingMethod, chosen.method)),
  );
  const { charge } = meant.findLast(({ shippingMethod }) => shippingMethod !== null) ??
    meant.at(-1) ?? { charge: null };
  if (charge === null) return usualCents;
  return charge.type === 'Override charge' ? charge.cents : usualCents + charge.cents;
}
