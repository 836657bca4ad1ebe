/** Owns the contract of a SKU's returns exception (both pages Returns Exception). */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { requestBodies } from './example.ts';
import { MAX_ID_LENGTH, MAX_NODES, SkuParams } from './fields.ts';
import { looseEnum, openEnum } from './loose.ts';
import { thingRefusals } from './replies.ts';
import { returnsExceptionExamples } from './returns-exceptions.examples.ts';
import { returnShippingMethods } from './shipping-enums.ts';

/** Room for a method named twice. */
export const MAX_RETURN_METHODS = 10;

const timeToReturn = Type.Optional(
  Type.Integer({ minimum: 1, maximum: 30, description: 'Days after the purchase in which the item may be returned.' }),
);

/** Nothing in it clears the exception. */
export const ReturnsExceptionUpload = Type.Object({
  time_to_return: timeToReturn,
  return_location_ids: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: MAX_ID_LENGTH }), { maxItems: MAX_NODES }),
  ),
  return_shipping_methods: Type.Optional(
    Type.Array(looseEnum(returnShippingMethods), { maxItems: MAX_RETURN_METHODS }),
  ),
});
export type ReturnsExceptionUpload = Static<typeof ReturnsExceptionUpload>;

/** The exception as it was sent; an empty object when there is none. */
export const ReturnsExceptionReply = Type.Object({
  time_to_return: timeToReturn,
  return_location_ids: Type.Optional(Type.Array(Type.String(), { maxItems: MAX_NODES })),
  return_shipping_methods: Type.Optional(Type.Array(openEnum(returnShippingMethods), { maxItems: MAX_RETURN_METHODS })),
});
export type ReturnsExceptionReply = Static<typeof ReturnsExceptionReply>;

export const returnsExceptionRoutes = defineRoutes({
  putReturnsException: {
    method: 'PUT',
    path: '/merchant-skus/:sku/returnsexception',
    summary: 'Set how and to where a SKU is returned; an empty object clears it',
    tags: ['Exceptions'],
    auth: 'account',
    params: SkuParams,
    body: ReturnsExceptionUpload,
    examples: requestBodies(returnsExceptionExamples, 'putReturnsException'),
    replies: { 204: null, ...thingRefusals },
  },
  getReturnsException: {
    method: 'GET',
    path: '/merchant-skus/:sku/returnsexception',
    summary: 'Read the returns exception of a SKU; an empty object when there is none',
    tags: ['Exceptions'],
    auth: 'account',
    params: SkuParams,
    replies: { 200: ReturnsExceptionReply, ...thingRefusals },
  },
});
