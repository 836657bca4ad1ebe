/** Owns the stories about money that goes back. */
import { aShippedOrder, openReturn } from './acts.ts';
import { got, type Scenario } from './scenario.ts';

const CHARGE_CENTS = 500;

export const returnDisputed: Scenario = {
  name: 'return-disputed',
  description: 'A shopper sends a unit back; the merchant refunds it, but disputes the charge of the return.',
  needs: 'One SKU with two units.',
  play: async (stage) => {
    const order = await aShippedOrder(stage, 2);
    const returnId = await openReturn(stage, order, CHARGE_CENTS);
    const disputing = {
      merchant_order_id: order.orderId,
      agree_to_return_charge: false,
      return_charge_feedback: 'notMerchantError',
      items: [],
    };
    got('completing the return', await stage.merchant.completeReturn({ params: { returnId }, body: disputing }), 204);
    stage.tell('merchant', 'completes the return and disputes the charge', { return: returnId });
    const read = got('reading the return', await stage.merchant.getReturn({ params: { returnId } }), 200).body;
    stage.tell('merchant', `reads the return: ${read.return_status}`, { return: returnId });
  },
};

export const refundRejected: Scenario = {
  name: 'refund-rejected',
  description: 'The merchant refunds a part of a price without a return; the marketplace rejects it.',
  needs: 'One SKU with one unit.',
  play: async (stage) => {
    const { accountId, operator, merchant } = stage;
    const { orderId, items } = await aShippedOrder(stage, 1);
    const refunded = items.map(({ id, unitPrice }) => ({
      order_item_id: id,
      total_quantity_returned: 0,
      order_return_refund_qty: 1,
      refund_reason: 'better price available',
      notes: 'scenario',
      refund_amount: { principal: Math.floor((unitPrice / 2) * 100) / 100 },
    }));
    const altRefundId = `scenario-${stage.draw(1_000_000)}`;
    const asked = await merchant.createRefund({ params: { orderId, altRefundId }, body: { items: refunded } });
    const { refund_authorization_id: refundId } = got('asking for a refund', asked, 201).body;
    stage.tell('merchant', 'refunds half of the price', { order: orderId, refund: refundId });
    const params = { accountId, refundId };
    const decision = 'reject_policy' as const;
    got('deciding', await operator.decideRefund({ params, body: { decision } }), 200);
    stage.tell('marketplace', 'rejects the refund: it conflicts with the returns policy', { refund: refundId });
    const read = got('reading the refund', await merchant.getRefund({ params: { refundId } }), 200).body;
    stage.tell('merchant', `reads the refund: ${read.refund_status}`, { refund: refundId });
  },
};
