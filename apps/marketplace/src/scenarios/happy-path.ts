/** Owns the story in which everything goes well. */
import { accept, aReadyOrder, readOrder, ship } from './acts.ts';
import type { Scenario } from './scenario.ts';

export const happyPath: Scenario = {
  name: 'happy-path',
  description: 'A shopper orders one or two SKUs; the merchant accepts and ships everything; the order is complete.',
  needs: 'Two SKUs with three units each.',
  play: async (stage) => {
    const skus = await stage.skus({ count: 1 + stage.draw(2), units: 3 });
    const order = await aReadyOrder(
      stage,
      skus.map(({ sku }) => ({ sku, quantity: 1 + stage.draw(3) })),
    );
    await accept(stage, order);
    await ship(stage, order, { shipped: order.items });
    await readOrder(stage, order.orderId);
  },
};
