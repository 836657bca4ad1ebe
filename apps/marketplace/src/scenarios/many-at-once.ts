/** Owns the stories in which many shoppers come at once. */
import { endHold, placeOrder } from './acts.ts';
import type { Scenario } from './scenario.ts';

const SHOPPERS = 8;
const UNITS = 3;
const BURST = 25;

export const outOfStockRace: Scenario = {
  name: 'out-of-stock-race',
  description: `${SHOPPERS} shoppers order the last ${UNITS} units of a SKU at once: ${UNITS} get one, the others are told that there is none left.`,
  needs: 'A fulfilment node, or none; it makes a SKU of its own.',
  play: async (stage) => {
    const { accountId, operator } = stage;
    const { sku } = await stage.makeSku(UNITS);
    const order = { params: { accountId }, body: { items: [{ sku, quantity: 1 }] } };
    const replies = await Promise.all(Array.from({ length: SHOPPERS }, () => operator.placeOrder(order)));
    // Who was first is nobody's choice: the transcript tells only how many.
    const placed = replies.filter(({ status }) => status === 201).length;
    const refused = replies.filter(({ status }) => status === 409).length;
    stage.tell('shopper', `${SHOPPERS} shoppers order 1 × ${sku} at once: ${placed} get it, ${refused} are refused`, {
      sku,
    });
    await endHold(stage);
  },
};

export const burstOfOrders: Scenario = {
  name: 'burst-of-orders',
  description: `${BURST} orders of several SKUs come within a few minutes and are released; they are left to the merchant’s software.`,
  needs: `Up to three SKUs with ${BURST * 2} units each.`,
  play: async (stage) => {
    const skus = await stage.skus({ count: 3, units: BURST * 2 });
    for (let count = 0; count < BURST; count += 1) {
      const chosen = skus[stage.draw(skus.length)];
      if (chosen !== undefined) await placeOrder(stage, [{ sku: chosen.sku, quantity: 1 + stage.draw(2) }]);
    }
    await endHold(stage);
  },
};
