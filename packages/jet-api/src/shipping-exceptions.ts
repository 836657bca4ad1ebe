/** Owns the contract of a SKU's shipping exceptions (pages Shipping Exception Upload and Retrieval). */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { requestBodies } from './example.ts';
import { FulfillmentNodeId, MAX_NODES, SkuParams } from './fields.ts';
import { looseEnum } from './loose.ts';
import { thingRefusals } from './replies.ts';
import {
  exceptionShippingMethods,
  serviceLevelAliases,
  serviceLevels,
  shippingExceptionTypes,
  shippingOverrideTypes,
} from './shipping-enums.ts';
import { shippingExceptionExamples } from './shipping-exceptions.examples.ts';
import { MAX_SHIPPING_EXCEPTIONS, ShippingExceptionsOfNodes } from './sku-fields.ts';

/** Which fields go with which: see `shippingExceptionMessageErrors`. */
export const ShippingException = Type.Object({
  service_level: Type.Optional(looseEnum(serviceLevels, { alsoAccept: Object.keys(serviceLevelAliases) })),
  shipping_method: Type.Optional(looseEnum(exceptionShippingMethods)),
  override_type: Type.Optional(Type.Enum(shippingOverrideTypes)),
  /** US dollars a unit; the upper bound is ours. */
  shipping_charge_amount: Type.Optional(Type.Number({ minimum: 0, maximum: 1_000_000_000 })),
  shipping_exception_type: Type.Enum(shippingExceptionTypes),
});
export type ShippingException = Static<typeof ShippingException>;

/** The last of several statements about the same node counts. Without nodes the exceptions are cleared. */
export const ShippingExceptionUpload = Type.Object({
  fulfillment_nodes: Type.Optional(
    Type.Array(
      Type.Object({
        fulfillment_node_id: FulfillmentNodeId,
        shipping_exceptions: Type.Optional(Type.Array(ShippingException, { maxItems: MAX_SHIPPING_EXCEPTIONS })),
      }),
      { maxItems: MAX_NODES },
    ),
  ),
});
export type ShippingExceptionUpload = Static<typeof ShippingExceptionUpload>;

/** The exceptions as they were sent; an empty object when there are none. */
export const ShippingExceptionReply = Type.Object({ fulfillment_nodes: Type.Optional(ShippingExceptionsOfNodes) });
export type ShippingExceptionReply = Static<typeof ShippingExceptionReply>;

export const shippingExceptionRoutes = defineRoutes({
  putShippingException: {
    method: 'PUT',
    path: '/merchant-skus/:sku/shippingexception',
    summary: 'Set how a SKU may be shipped from each fulfillment node, and what that costs; without nodes: clear it',
    tags: ['Exceptions'],
    auth: 'account',
    params: SkuParams,
    body: ShippingExceptionUpload,
    examples: requestBodies(shippingExceptionExamples, 'putShippingException'),
    replies: { 204: null, ...thingRefusals },
  },
  getShippingException: {
    method: 'GET',
    path: '/merchant-skus/:sku/shippingexception',
    summary: 'Read the shipping exceptions of a SKU; an empty object when there are none',
    tags: ['Exceptions'],
    auth: 'account',
    params: SkuParams,
    replies: { 200: ShippingExceptionReply, ...thingRefusals },
  },
});
