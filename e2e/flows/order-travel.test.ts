import { describe, expect, test } from 'vitest';
import { embeddedHome, type Home, servedHome, testServer } from '../support/databases.ts';
import { deedOf } from '../support/people.ts';
import { type Outcome, type Travel, travel } from './order-travel.ts';

async function travelIn(make: () => Promise<Home>, plan: Omit<Travel, 'homes'>): Promise<Outcome> {
  const homes = { marketplace: await make(), oms: await make() };
  try {
    return await travel({ ...plan, homes });
  } finally {
    await homes.marketplace.drop();
    await homes.oms.drop();
  }
}

function mustHaveArrived(outcome: Outcome, plan: Omit<Travel, 'homes'>): void {
  // Exactly once each, on both sides.
  expect(outcome.marketplaceOrders).toHaveLength(plan.orders);
  expect(new Set(outcome.omsOrders.map(({ channelOrderId }) => channelOrderId)).size).toBe(plan.orders);
  expect(outcome.omsOrders).toHaveLength(plan.orders);

  const shippedBySku = new Map<string, number>();
  for (const { order, items, events } of outcome.marketplaceOrders) {
    const count = (kind: string): number => events.filter((event) => event.kind === kind).length;
    expect(order.status, order.id).toBe('complete');
    expect(count('accept'), `${order.id} is acknowledged once`).toBe(1);
    const deed = deedOf(order.id);
    const shipped = items.reduce((sum, item) => sum + item.shipped, 0);
    for (const item of items) {
      expect(item.shipped + item.cancelled, `${order.id} ${item.sku}`).toBe(item.quantity);
      shippedBySku.set(item.sku, (shippedBySku.get(item.sku) ?? 0) + item.shipped);
    }
    if (deed === 'cancel') expect(shipped).toBe(0);
    else expect(shipped).toBeGreaterThan(0);
    if (deed === 'ship' || deed === 'ship-in-two')
      expect(
        items.every((item) => item.cancelled === 0),
        `${order.id} ${deed}`,
      ).toBe(true);
    expect(order.exceptionState).toBe(shipped === 0 ? 'exception - too many units cancelled' : null);
  }

  for (const [sku, at] of outcome.stock) {
    const left = at.before - (shippedBySku.get(sku) ?? 0);
    expect({ sku, ...at }).toEqual({
      sku,
      before: at.before,
      onHand: left,
      ledgerOnHand: left,
      reserved: 0,
      fed: left,
      purchasable: left,
    });
  }
  expect(outcome.openProblems).toEqual([]);
  expect(outcome.lost.requests + outcome.lost.answers).toBeGreaterThan(0);
}

const server = testServer();

describe.runIf(server !== undefined)('200 orders on PostgreSQL', () => {
  const plan = { orders: 200, skus: 20, unitsPerSku: 40, killsAt: [60, 130], seed: 11 };
  test('the OMS is killed twice and answers get lost: every order is acknowledged once and shipped or cancelled once, and the stock agrees everywhere', async () => {
    mustHaveArrived(await travelIn(() => servedHome(server ?? ''), plan), plan);
  });
});

describe('25 orders on the embedded engine', () => {
  const plan = { orders: 25, skus: 5, unitsPerSku: 30, killsAt: [8, 16], seed: 12 };
  test('the OMS is killed twice and answers get lost: every order is acknowledged once and shipped or cancelled once, and the stock agrees everywhere', async () => {
    mustHaveArrived(await travelIn(embeddedHome, plan), plan);
  });
});
