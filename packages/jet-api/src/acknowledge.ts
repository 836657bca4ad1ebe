/** Owns the contract of answering an order (page Acknowledge Order). */
import { defineRoutes } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { acknowledgeExamples } from './acknowledge.examples.ts';
import { requestBodies } from './example.ts';
import { MAX_ID_LENGTH, OrderParams } from './fields.ts';
import { looseEnum } from './loose.ts';
import { MAX_ORDER_ITEMS } from './order-detail.ts';
import { itemAcknowledgementStatuses, orderAcknowledgementStatuses } from './order-enums.ts';
import { thingRefusals } from './replies.ts';

const MerchantId = Type.Optional(Type.String({ maxLength: MAX_ID_LENGTH }));

/** Body of an acknowledge message. Rules across fields: `acknowledgeMessageErrors`. */
export const AcknowledgeMessage = Type.Object({
  acknowledgement_status: looseEnum(orderAcknowledgementStatuses),
  alt_order_id: MerchantId,
  order_items: Type.Array(
    Type.Object({
      order_item_acknowledgement_status: looseEnum(itemAcknowledgementStatuses),
      order_item_id: MerchantId,
      alt_order_item_id: MerchantId,
    }),
    { minItems: 1, maxItems: MAX_ORDER_ITEMS },
  ),
});
export type AcknowledgeMessage = Static<typeof AcknowledgeMessage>;

export const acknowledgeRoutes = defineRoutes({
  acknowledgeOrder: {
    method: 'PUT',
    path: '/orders/:orderId/acknowledge',
    summary: 'Accept or reject an order that is ready',
    tags: ['Orders'],
    auth: 'account',
    params: OrderParams,
    body: AcknowledgeMessage,
    examples: requestBodies(acknowledgeExamples, 'acknowledgeOrder'),
    replies: { 204: null, ...thingRefusals },
  },
});
