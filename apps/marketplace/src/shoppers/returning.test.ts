/** Owns the guarantees of shoppers who send things back: only what was shipped, only when told, a part of it. */
import { MINUTE_MS, SECOND_MS } from '@jetway/kernel';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AccountWithNodes, anAccount, anOffer, type Harness, openHarness, ownDatabase } from '../testing/index.ts';
import { returnedItems } from './returning.ts';

test('one line comes back, no more of it than was shipped, for a documented reason', () => {
  const line = fc.record({ quantity: fc.integer({ min: 1, max: 3 }), shipped: fc.nat(3) });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 4 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (lines, chance) => {
      const items = lines.map(({ quantity, shipped }, index) => ({
        sku: `s${index}`,
        quantity,
        shipped: Math.min(shipped, quantity),
      }));
      const returned = returnedItems(items, () => chance);
      expect(returned.length).toBe(items.some(({ shipped }) => shipped > 0) ? 1 : 0);
      for (const { sku, quantity } of returned)
        expect(quantity).toBeLessThanOrEqual(items.find((item) => item.sku === sku)?.shipped ?? 0);
    }),
  );
});

describe('shoppers', () => {
  let harness: Harness;
  let account: AccountWithNodes;
  const tell = (body: object) => harness.operator('PUT', '/shoppers', body);
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += 5 * SECOND_MS) {
      harness.clock.advance(5 * SECOND_MS);
      await harness.services.shoppers.loop.drain();
    }
  };
  const returns = async (): Promise<number> => {
    const reply = await harness.operator('GET', `/accounts/${account.accountId}/returns`);
    return (reply.json() as { items: unknown[] }).items.length;
  };
  beforeAll(async () => {
    harness = await openHarness({ database: await ownDatabase() });
    account = await anAccount(harness, { policy: { holdMs: 0 } });
    await anOffer(harness, account, { quantity: 100 });
  });
  afterAll(async () => {
    await harness.services.shoppers.loop.stop();
    await harness.database.close();
  });

  /** Lets some order, and ships everything. */
  async function shippedOrders(): Promise<number> {
    await tell({ ratePerMinute: 60, paused: false });
    await pass(10 * SECOND_MS);
    await tell({ ratePerMinute: 0 });
    await harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs: 1 });
    const { order_urls: urls } = (await account.call('GET', '/orders/ready')).json() as { order_urls: string[] };
    for (const url of urls) {
      const order = (await account.call('GET', url)).json() as {
        merchant_order_id: string;
        order_items: { order_item_id: string; merchant_sku: string; request_order_quantity: number }[];
      };
      const path = `/orders/${order.merchant_order_id}`;
      await account.call('PUT', `${path}/acknowledge`, {
        acknowledgement_status: 'accepted',
        order_items: order.order_items.map(({ order_item_id: id }) => ({
          order_item_id: id,
          order_item_acknowledgement_status: 'fulfillable',
        })),
      });
      const items = order.order_items.map((item) => ({
        merchant_sku: item.merchant_sku,
        response_shipment_sku_quantity: item.request_order_quantity,
      }));
      const shipment = {
        carrier: 'UPS',
        shipment_tracking_number: '1Z12342452342',
        response_shipment_method: 'UPSGround',
        shipment_items: items,
      };
      await account.call('PUT', `${path}/shipped`, { shipments: [shipment] });
    }
    return urls.length;
  }

  test('send nothing back unless they are told to', async () => {
    expect(await shippedOrders()).toBeGreaterThan(0);
    await pass(5 * MINUTE_MS);
    expect(await returns()).toBe(0);
    expect((await harness.operator('GET', '/shoppers')).json()).toMatchObject({ returnShare: 0 });
  });

  test('send back the share of orders that they are told, some minutes after they were shipped', async () => {
    await tell({ returnShare: 1 });
    const shipped = await shippedOrders();
    expect(await returns()).toBe(0);
    await pass(5 * MINUTE_MS);
    expect(await returns()).toBeGreaterThan(0);
    expect(await returns()).toBeLessThanOrEqual(shipped);
    const before = await returns();
    await pass(5 * MINUTE_MS);
    expect(await returns()).toBe(before);
  });

  test('refuse to be told of a share that is none', async () => {
    expect((await tell({ returnShare: 1.5 })).status).toBe(400);
  });
});
