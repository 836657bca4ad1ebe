/** The door of shipping and returns exceptions. */
export { applyReturnsExceptionRecords, applyShippingExceptionRecords } from './apply-exceptions.ts';
export { type ExceptionRoutes, exceptionHandlers } from './exceptions.routes.ts';
export { type ExceptionRow, SHIPPING_EXCEPTIONS_OF_SKUS } from './exceptions.store.ts';
export type { ShippingContent } from './exceptions.ts';
export { findExceptions, returnLocationsOf, shippingExceptionsFromRows } from './find-exceptions.ts';
export {
  chargeForShipping,
  type ReadException,
  shippingChoices,
} from './shipping-choices.ts';
export { type ShippingSpeed, speedOf } from './shipping-speeds.ts';
