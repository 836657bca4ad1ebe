/** Owns the stories in which the merchant cannot do, or does not do, what was ordered. */
import { accept, aReadyOrder, endHold, placeOrder, readOrder, ship } from './acts.ts';
import type { Scenario } from './scenario.ts';

export const partialShipAndCancel: Scenario = {
  name: 'partial-ship-and-cancel',
  description: 'Of three units the merchant ships one, then another, and cancels the third.',
  needs: 'One SKU with three units.',
  play: async (stage) => {
    const [first] = await stage.skus({ count: 1, units: 3 });
    const order = await aReadyOrder(stage, first === undefined ? [] : [{ sku: first.sku, quantity: 3 }]);
    await accept(stage, order);
    const one = order.items.map((item) => ({ ...item, quantity: 1 }));
    await ship(stage, order, { shipped: one });
    await readOrder(stage, order.orderId);
    await ship(stage, order, { shipped: one });
    await ship(stage, order, { shipped: [], cancelled: one });
    await readOrder(stage, order.orderId);
  },
};

export const expiredAcknowledgement: Scenario = {
  name: 'expired-acknowledgement',
  description: 'Nobody answers an order until the deadline: the marketplace closes it, and its units are free again.',
  needs: 'One SKU with one unit.',
  play: async (stage) => {
    const [first] = await stage.skus({ count: 1, units: 1 });
    const orderId = await placeOrder(stage, first === undefined ? [] : [{ sku: first.sku, quantity: 1 }]);
    await endHold(stage);
    await readOrder(stage, orderId);
    await stage.advance(stage.policy.ackDeadlineMs, 'the deadline for acknowledging is over');
    await readOrder(stage, orderId);
  },
};
