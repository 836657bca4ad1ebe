/** Owns the rules of a shipping exceptions message that need nothing but the message (page Shipping Exception Upload). */
import {
  besideExclusive,
  exclusiveRepeated,
  levelOrMethodMissing,
  MAX_ERRORS,
  notWithRestricted,
  requiredPropertyMissing,
} from './errors.ts';
import type { ShippingException, ShippingExceptionUpload } from './shipping-exceptions.ts';

/**
 * What is wrong with a shipping exceptions message whose schema holds: Jet's texts, at most 20; empty when nothing is.
 * Not decided here, since it takes the merchant's nodes: whether a node exists, whether it has a method or level
 * enabled, and whether anything is left that is not restricted.
 */
export const shippingExceptionMessageErrors = (message: ShippingExceptionUpload): string[] =>
  (message.fulfillment_nodes ?? [])
    .flatMap(({ shipping_exceptions: exceptions = [] }, index) => {
      const path = `/fulfillment_nodes[${index}]/shipping_exceptions`;
      return [
        ...exceptions.flatMap((exception, place) => exceptionErrors(exception, `${path}[${place}]`)),
        ...exclusiveErrors(exceptions, path),
      ];
    })
    .slice(0, MAX_ERRORS);

function exceptionErrors(exception: ShippingException, path: string): string[] {
  const errors =
    exception.service_level === undefined && exception.shipping_method === undefined
      ? [levelOrMethodMissing(path)]
      : [];
  return [...errors, ...chargeErrors(exception, path)];
}

/** Type and amount of a charge come together, and never with what must not be shipped at all. */
function chargeErrors(exception: ShippingException, path: string): string[] {
  const given = (['override_type', 'shipping_charge_amount'] as const).filter((name) => exception[name] !== undefined);
  if (exception.shipping_exception_type === 'restricted')
    return given.map((name) => notWithRestricted(name, `${path}/${name}`));
  const [only] = given;
  if (given.length !== 1 || only === undefined) return [];
  return [requiredPropertyMissing(`${path}/${only === 'override_type' ? 'shipping_charge_amount' : 'override_type'}`)];
}

/** A node has one exclusive exception at most, and then nothing beside it. */
function exclusiveErrors(exceptions: readonly ShippingException[], path: string): string[] {
  const first = exceptions.findIndex((one) => one.shipping_exception_type === 'exclusive');
  if (first < 0) return [];
  return exceptions.flatMap(({ shipping_exception_type: type }, index) => {
    const place = `${path}[${index}]/shipping_exception_type`;
    if (type !== 'exclusive') return [besideExclusive(type, place)];
    return index === first ? [] : [exclusiveRepeated(place)];
  });
}
