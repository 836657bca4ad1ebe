/** Owns the stories in which the shopper thinks better of it: while the order is held, and after it was released. */
import { MINUTE_MS } from '@jetway/kernel';
import { accept, aReadyOrder, endHold, placeOrder, readOrder, ship } from './acts.ts';
import { got, type Scenario } from './scenario.ts';

export const shopperCancelsInHold: Scenario = {
  name: 'shopper-cancels-in-hold',
  description:
    'A shopper cancels within the hold: the merchant never sees the order as ready, and its units are free again.',
  needs: 'One SKU with one unit.',
  play: async (stage) => {
    const { accountId, operator } = stage;
    const [first] = await stage.skus({ count: 1, units: 1 });
    const orderId = await placeOrder(stage, first === undefined ? [] : [{ sku: first.sku, quantity: 1 }]);
    await stage.advance(Math.min(10 * MINUTE_MS, Math.floor(stage.policy.holdMs / 2)), 'the order is still held');
    got('cancelling', await operator.cancelAsShopper({ params: { accountId, orderId } }), 200);
    stage.tell('shopper', 'cancels the order', { order: orderId });
    await endHold(stage);
    await readOrder(stage, orderId);
  },
};

export const directedCancel: Scenario = {
  name: 'directed-cancel',
  description:
    'A shopper asks to cancel one of two units after the merchant accepted; the merchant ships one and cancels one.',
  needs: 'One SKU with two units.',
  play: async (stage) => {
    const { accountId, operator } = stage;
    const [first] = await stage.skus({ count: 1, units: 2 });
    const order = await aReadyOrder(stage, first === undefined ? [] : [{ sku: first.sku, quantity: 2 }]);
    await accept(stage, order);
    const items = order.items.map(({ id }) => ({ orderItemId: id, quantity: 1 }));
    const params = { accountId, orderId: order.orderId };
    got('asking to cancel', await operator.cancelAsShopper({ params, body: { items } }), 200);
    stage.tell('shopper', 'asks to cancel one unit', { order: order.orderId });
    const one = order.items.map((item) => ({ ...item, quantity: 1 }));
    await ship(stage, order, { shipped: one, cancelled: [] });
    await ship(stage, order, { shipped: [], cancelled: one });
    await readOrder(stage, order.orderId);
  },
};
