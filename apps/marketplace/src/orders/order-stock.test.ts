/** Owns the guarantees of orders and stock together: buyers at once, messages at once, and books that agree. */
import { MINUTE_MS } from '@jetway/kernel';
import { TEST_START } from '@jetway/testkit';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import {
  acceptedIn,
  answerIn,
  detailOf,
  HOLD_MS,
  openShop,
  PERSON,
  placeIn,
  RECIPIENT,
  readyIn,
  type Shop,
  shipIn,
  shipmentOf,
  TEST_AUTHOR,
} from './orders.test-support.ts';

/** Counters of an account's inventory beside the sums of its orders' ledger. */
async function books(shop: Shop) {
  const { rows } = await sql<{ sku: string; held: number; accepted: number; held_sum: number; accepted_sum: number }>`
    select i.sku, i.held_units as held, i.accepted_units as accepted,
      coalesce((select sum(m.held)::bigint from marketplace.order_stock_moves m
        where m.account_id = i.account_id and m.sku = i.sku and m.node_id = i.node_id), 0::bigint) as held_sum,
      coalesce((select sum(m.accepted)::bigint from marketplace.order_stock_moves m
        where m.account_id = i.account_id and m.sku = i.sku and m.node_id = i.node_id
          and m.accepted_seq > i.feed_seq), 0::bigint) as accepted_sum
    from marketplace.inventory i where i.account_id = ${shop.accountId}`.execute(shop.database.db);
  return rows;
}

async function expectBooksToAgree(shop: Shop): Promise<void> {
  for (const row of await books(shop)) {
    expect({ sku: row.sku, held: row.held, accepted: row.accepted }).toEqual({
      sku: row.sku,
      held: row.held_sum,
      accepted: row.accepted_sum,
    });
  }
}

describe('buyers at once', () => {
  test('of 40 who want the last 10 units, 10 get one and 30 are refused cleanly', async () => {
    const shop = await openShop({ stock: { A1: 10, B2: 10 } });
    await shop.feed('A1', { [shop.nodes.west]: 10 });
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => shop.operator('POST', '', { items: [{ sku: 'A1', quantity: 1 }] })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    expect(answers.filter(({ status, body }) => status === 409 && body.code === 'not_purchasable')).toHaveLength(30);
    expect(await shop.stockOf('A1')).toMatchObject({ fed: 10, held: 10, purchasable: 0 });
    await expectBooksToAgree(shop);
  });

  test('who want the same SKUs in another order do not wait for each other for ever', async () => {
    const shop = await openShop();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const skus = index % 2 === 0 ? ['A1', 'B2'] : ['B2', 'A1'];
        return shop.operator('POST', '', { items: skus.map((sku) => ({ sku, quantity: 1 })) });
      }),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(await shop.stockOf('A1')).toMatchObject({ held: 20 });
    await expectBooksToAgree(shop);
  });
});

describe('messages at once', () => {
  test('two shippers of different shipments are both counted, the same shipment many times once', async () => {
    const shop = await openShop();
    const { id } = await acceptedIn(shop, { A1: 4 });
    const messages = ['s1', 's2', 's1', 's1', 's2', 's1'].map((name) =>
      shipIn(shop, id, shipmentOf(name, [{ sku: 'A1', shipped: 1 }])),
    );
    expect((await Promise.all(messages)).map(({ status }) => status)).toEqual([204, 204, 204, 204, 204, 204]);
    const detail = await detailOf(shop, id);
    expect(detail.status).toBe('inprogress');
    expect(detail.shipments.map((one: { alt_shipment_id: string }) => one.alt_shipment_id).sort()).toEqual([
      's1',
      's2',
    ]);
    expect((await shop.operator('GET', `/${id}`)).body.items).toMatchObject([{ shipped: 2 }]);
    await expectBooksToAgree(shop);
  });

  test('the merchant accepts while the shopper cancels: one of them is first, and the stock is right either way', async () => {
    const shop = await openShop();
    for (let count = 0; count < 5; count += 1) {
      const { id } = await readyIn(shop, { A1: 1 });
      const [accepted, cancelled] = await Promise.all([
        answerIn(shop, id),
        shop.operator('POST', `/${id}/cancel`),
        shop.operator('POST', `/${id}/complete`),
      ]);
      expect([204, 400]).toContain(accepted.status);
      expect([200, 409]).toContain(cancelled.status);
      expect(await detailOf(shop, id)).toMatchObject({ status: 'complete' });
    }
    expect(await shop.stockOf('A1')).toMatchObject({ held: 0, accepted: 0 });
    await expectBooksToAgree(shop);
  });

  test('two sweeps at once release each order once', async () => {
    const shop = await openShop({ startAt: TEST_START });
    for (let count = 0; count < 6; count += 1) await placeIn(shop, { A1: 1 });
    shop.harness.clock.advance(HOLD_MS);
    const { worlds } = shop.harness.services;
    const [world, now] = [await shop.world(), await shop.now()];
    await Promise.all([worlds.runDue(world, now), worlds.runDue(world, now)]);
    const releases = await shop.database.db
      .selectFrom('order_events')
      .select('order_id')
      .where('account_id', '=', shop.accountId)
      .where('kind', '=', 'release')
      .execute();
    expect(new Set(releases.map(({ order_id }) => order_id)).size).toBe(6);
    expect(releases).toHaveLength(6);
    expect((await shop.api('GET', '/orders/ready')).body.order_urls).toHaveLength(6);
  });

  test('a clock that is moved while somebody else is at the orders answers when they are released', async () => {
    const shop = await openShop({ startAt: TEST_START });
    for (let count = 0; count < 3; count += 1) await placeIn(shop, { A1: 1 });
    const { database } = shop.harness;
    const { id: worldId } = await shop.world();
    const [locked, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const holding = database.transaction(async (tx) => {
      await tx.selectFrom('orders').select('id').where('status', '=', 'created').forUpdate().execute();
      locked.resolve();
      await gate.promise;
    });
    await locked.promise;
    let answered = false;
    const moving = shop.harness.operator('POST', `/worlds/${worldId}/clock`, { advanceMs: HOLD_MS }).then(() => {
      answered = true;
    });
    const waits = async (): Promise<boolean> => {
      if (database.engine === 'pglite') return true;
      const { rows } = await database.executeSql(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows.length > 0;
    };
    while (!answered && !(await waits()));
    gate.resolve();
    await Promise.all([holding, moving]);
    expect((await shop.api('GET', '/orders/ready')).body.order_urls).toHaveLength(3);
  });
});

describe('whatever merchants and shoppers do', () => {
  type Act = (shop: Shop, orderIds: readonly string[]) => Promise<unknown>;
  const pick = fc.nat(5);
  const nth = (orderIds: readonly string[], index: number): string => orderIds[index % orderIds.length] ?? 'none';
  const act: fc.Arbitrary<Act> = fc.oneof(
    pick.map(
      (index): Act =>
        (shop, ids) =>
          answerIn(shop, nth(ids, index)),
    ),
    pick.map(
      (index): Act =>
        (shop, ids) =>
          answerIn(
            shop,
            nth(ids, index),
            'rejected - other',
            index % 2 === 0 ? 'nonfulfillable - no inventory' : 'fulfillable',
          ),
    ),
    fc.tuple(pick, fc.nat(2), fc.nat(2)).map(
      ([index, shipped, cancelled]): Act =>
        (shop, ids) =>
          shipIn(shop, nth(ids, index), shipmentOf(undefined, [{ sku: 'A1', shipped, cancelled }])),
    ),
    pick.map(
      (index): Act =>
        (shop, ids) =>
          shop.operator('POST', `/${nth(ids, index)}/cancel`),
    ),
    pick.map(
      (index): Act =>
        (shop, ids) =>
          shop.operator('POST', `/${nth(ids, index)}/complete`),
    ),
    fc.nat(40).map(
      (quantity): Act =>
        (shop) =>
          shop.feed('A1', { [shop.nodes.west]: quantity }),
    ),
    fc.constantFrom(MINUTE_MS, HOLD_MS, 25 * 60 * MINUTE_MS).map(
      (ms): Act =>
        (shop) =>
          shop.pass(ms),
    ),
  );

  test('the counters of the stock are the sums of their ledger', async () => {
    const shop = await openShop();
    const life = fc.record({
      orders: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
      acts: fc.array(act, { maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(life, async ({ orders, acts }) => {
        await shop.feed('A1', { [shop.nodes.west]: 1_000 });
        const ids: string[] = [];
        for (const quantity of orders)
          ids.push((await placeIn(shop, { A1: quantity, B2: 1 }, { nodeId: shop.nodes.west })).id);
        await shop.pass(HOLD_MS);
        for (const one of acts) await one(shop, ids);
        await expectBooksToAgree(shop);
        await shop.feed('B2', { [shop.nodes.west]: 1_000 });
      }),
      { numRuns: 25 },
    );
  });
});

describe('ids', () => {
  test('an id, reference or item id that is taken is refused, and nothing is held', async () => {
    const shop = await openShop();
    const place = async (chosen: { id?: string; referenceOrderId?: string; itemId?: string }) =>
      shop.feature.commands.place(
        { accountId: shop.accountId, world: await shop.world(), now: await shop.now() },
        {
          items: [{ sku: 'A1', quantity: 1, id: chosen.itemId }],
          buyer: PERSON,
          recipient: RECIPIENT,
          id: chosen.id,
          referenceOrderId: chosen.referenceOrderId,
        },
        TEST_AUTHOR,
      );
    expect(await place({ id: 'o-1', referenceOrderId: '123456789012', itemId: 'i-1' })).toMatchObject({ ok: true });
    for (const taken of [{ id: 'o-1' }, { referenceOrderId: '123456789012' }, { itemId: 'i-1' }])
      expect(await place(taken)).toMatchObject({ ok: false, refusal: { code: 'id_taken' } });
    expect(await shop.stockOf('A1')).toMatchObject({ held: 1 });
  });
});

describe('the printed order', () => {
  test('can be made by choosing its ids, dates, amounts and texts', async () => {
    const shop = await openShop({ startAt: Date.UTC(2014, 6, 24, 18), policy: { holdMs: 3 * 60 * MINUTE_MS } });
    await shop.sell('B289B4B', 10);
    const address = { address1: '10880 Malibu Point', address2: '', city: 'Malibu', state: 'CA', zipCode: '90265' };
    const placed = await shop.feature.commands.place(
      { accountId: shop.accountId, world: await shop.world(), now: await shop.now() },
      {
        id: '9b13bdd68c314d1b9c8b93277dea4da1',
        referenceOrderId: '123456789012',
        hashEmail: 'aj45894Ifklsdjfkdshfioweiorjfiurser93djfh@customer.jet.com',
        placedAt: Date.UTC(2014, 6, 24, 17),
        shipByAt: Date.UTC(2014, 6, 26, 4, 4),
        deliverByAt: Date.UTC(2014, 6, 28, 4),
        carrier: 'UPS',
        method: 'UPS_ground',
        serviceLevel: 'Standard',
        buyer: { name: 'Tony Stark', phone: '555-999-9999' },
        recipient: { name: 'Pepper Potts', phone: ' 555-888-8888', address },
        items: [
          {
            id: '8f5ae15b6b414b00a1b9d6ad99166a00',
            sku: 'B289B4B',
            quantity: 2,
            title: 'blue pair of socks',
            imageUrl: '',
            taxCode: '',
            priceCents: 2000,
            taxCents: 14,
            shippingCents: 500,
            shippingTaxCents: 35,
            feeAdjustments: [{ name: '', type: 'base', commissionId: '', valueCents: 120 }],
          },
        ],
      },
      TEST_AUTHOR,
    );
    expect(placed.ok).toBe(true);
    await shop.pass(2 * 60 * MINUTE_MS);
    await answerIn(shop, '9b13bdd68c314d1b9c8b93277dea4da1');
    expect(await detailOf(shop, '123456789012')).toMatchObject({
      merchant_order_id: '9b13bdd68c314d1b9c8b93277dea4da1',
      order_placed_date: '2014-07-24T17:00:00.0000000Z',
      order_transmission_date: '2014-07-24T17:01:00.0000000Z',
      order_ready_date: '2014-07-24T20:00:00.0000000Z',
      buyer: { name: 'Tony Stark', phone_number: '555-999-9999' },
      order_totals: { item_fees: 1.2, regulatory_fees: 0 },
      order_items: [
        {
          order_item_id: '8f5ae15b6b414b00a1b9d6ad99166a00',
          item_price: { base_price: 20, item_tax: 0.14, item_shipping_cost: 5, item_shipping_tax: 0.35 },
          fee_adjustments: [{ adjustment_name: '', adjustment_type: 'base', commission_id: '', value: 1.2 }],
          product_title: 'blue pair of socks',
          item_tax_code: '',
          url: '',
        },
      ],
      order_detail: {
        request_shipping_carrier: 'UPS',
        request_shipping_method: 'UPS_ground',
        request_service_level: 'Standard',
        request_ship_by: '2014-07-26T04:04:00.0000000Z',
        request_delivery_by: '2014-07-28T04:00:00.0000000Z',
      },
    });
  });
});
