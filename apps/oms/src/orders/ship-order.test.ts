import { DAY_MS, HOUR_MS, type ManualClock } from '@jetway/kernel';
import type { ParcelBody } from '@jetway/oms-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { auditOms } from '../audit-oms.ts';
import { type Ground, ground } from '../testing/index.ts';
import { aChannelOrder, aShop, NODE, type Shop } from './orders.test-support.ts';
import { retryIntent } from './retry-intent.ts';
import { shipOrder, trackingWarnings } from './ship-order.ts';

let at: Ground & { readonly clock: ManualClock };
beforeAll(async () => {
  at = await ground();
});

const ups = { carrier: 'UPS', method: 'UPSGround', trackingNumber: '1Z5R89390357567127' };

/** An accepted order of these quantities, one line for each SKU. */
async function anAccepted(
  quantities: readonly number[],
  policy: Parameters<typeof aShop>[2] = {},
  more: Parameters<typeof aChannelOrder>[2] = {},
) {
  const shop = await aShop(
    at,
    quantities.map((quantity) => quantity + 5),
    policy,
  );
  const lines = quantities.map((quantity, index) => ({ sku: shop.skuOf(index), quantity }));
  const order = aChannelOrder(at, lines, more);
  await shop.importIt(order);
  const told = await shop.send(order);
  const orderId = await shop.orderIdOf(order);
  const [one = '', two = ''] = (await shop.stateOf(order)).lines.map(({ lineId }) => lineId);
  const ship = (...parcels: ParcelBody[]) => shipOrder(shop.deps, shop.by, orderId, parcels);
  const sound = async () => expect(await auditOms(at.database, shop.organizationId)).toEqual([]);
  return { shop, order, told, orderId, one, two, ship, sound };
}

const linesOf = async (shop: Shop, order: Parameters<Shop['stateOf']>[0]) =>
  (await shop.stateOf(order)).lines.map(({ shipped, cancelled, held }) => ({ shipped, cancelled, held }));

describe('a parcel that ships some units and cancels others', () => {
  test('is one message; shipped units count at once, cancelled ones when the channel has it', async () => {
    const { shop, order, told, one, two, ship, sound } = await anAccepted([3, 1]);
    const done = await ship({
      ...ups,
      items: [
        { lineId: one, quantity: 2, cancelQuantity: 1 },
        { lineId: two, cancelQuantity: 1 },
      ],
    });
    if (!done.ok) throw new Error(done.refusal.text);
    expect(done.value.intents.at(-1)?.payload).toMatchObject({
      version: 2,
      kind: 'ship',
      lines: [
        { merchantSku: shop.skuOf(0), quantity: 2, cancelled: 1 },
        { merchantSku: shop.skuOf(1), quantity: 0, cancelled: 1 },
      ],
    });
    expect(await linesOf(shop, order)).toEqual([
      { shipped: 2, cancelled: 0, held: 1 },
      { shipped: 0, cancelled: 0, held: 1 },
    ]);
    expect(await ship({ ...ups, items: [{ lineId: one, quantity: 1 }] })).toMatchObject({
      refusal: { code: 'not_allowed_now' },
    });
    await sound();
    await shop.send(told);
    expect(await linesOf(shop, order)).toEqual([
      { shipped: 2, cancelled: 1, held: 0 },
      { shipped: 0, cancelled: 1, held: 0 },
    ]);
    expect((await shop.stateOf(order)).order.status).toBe('complete');
    expect(await shop.counters()).toEqual([
      { onHand: 6, reserved: 0 },
      { onHand: 6, reserved: 0 },
    ]);
    await sound();
  });

  test('gives the cancelled units back when it is refused, and may be sent again only while they are free', async () => {
    const { shop, order, told, orderId, one, ship, sound } = await anAccepted([3]);
    await ship({ ...ups, items: [{ lineId: one, quantity: 1, cancelQuantity: 1 }] });
    const [intent] = await shop.due();
    await shop.markSending(intent?.intentId ?? '');
    await shop.fail(intent?.intentId ?? '', told);
    expect(await linesOf(shop, order)).toEqual([{ shipped: 1, cancelled: 0, held: 2 }]);
    expect((await ship({ ...ups, items: [{ lineId: one, quantity: 2 }] })).ok).toBe(true);
    expect(await retryIntent(shop.deps, shop.by, orderId, intent?.intentId ?? '')).toMatchObject({
      refusal: { code: 'not_allowed_now' },
    });
    await sound();
  });

  test('that only cancels is told without carrier and number, beside one that leaves, in one go', async () => {
    const { shop, order, told, one, two, ship, sound } = await anAccepted([2, 2]);
    const done = await ship(
      { ...ups, items: [{ lineId: one, quantity: 2 }] },
      { items: [{ lineId: two, cancelQuantity: 2 }] },
    );
    if (!done.ok) throw new Error(done.refusal.text);
    expect(done.value.shipments).toMatchObject([{ carrier: 'UPS' }, { carrier: null, trackingNumber: null }]);
    expect(done.value.intents.slice(1)).toMatchObject([{ kind: 'ship' }, { payload: { mode: 'cancel-units' } }]);
    await shop.send(told);
    expect((await shop.stateOf(order)).order.status).toBe('complete');
    await sound();
  });

  test('of several parcels, one that is wrong keeps all of them', async () => {
    const { shop, order, one, two, ship } = await anAccepted([2, 2]);
    const right = { ...ups, items: [{ lineId: one, quantity: 1 }] };
    const refused = async (parcel: ParcelBody) => (await ship(right, parcel)) as { refusal: object };
    const of = (items: ParcelBody['items']) => ({ ...ups, items });
    const terms = { returnLocation: { address1: '1 Dock', city: 'Reno', state: 'NV', zipCode: '00000' } };
    const cases = [
      [of([{ lineId: one, quantity: 1, cancelQuantity: 1 }]), 'too_many_units', '/parcels/1/items/0/cancelQuantity'],
      [of([{ lineId: two, cancelQuantity: 3 }]), 'too_many_units', '/parcels/1/items/0/cancelQuantity'],
      [of([{ lineId: two, quantity: 3 }]), 'too_many_units', '/parcels/1/items/0/quantity'],
      [of([{ lineId: two, quantity: 0 }]), 'empty_parcel', '/parcels/1/items'],
      [of([{ lineId: two, cancelQuantity: 1 }]), 'nothing_shipped', '/parcels/1/trackingNumber'],
      [of([{ lineId: two, cancelQuantity: 1, rmaNumber: 'R1' }]), 'nothing_shipped', '/parcels/1/items/0'],
      [
        { ...of([{ lineId: two, quantity: 1 }]), trackingNumber: ' ' },
        'tracking_required',
        '/parcels/1/trackingNumber',
      ],
      [of([{ lineId: two, quantity: 1, ...terms }]), 'message_unsound', undefined],
    ] as const;
    for (const [parcel, code, path] of cases)
      expect((await refused(parcel)).refusal).toMatchObject({ code, ...(path && { path }) });
    expect(await linesOf(shop, order)).toEqual([
      { shipped: 0, cancelled: 0, held: 2 },
      { shipped: 0, cancelled: 0, held: 2 },
    ]);
    expect(await shop.due()).toEqual([]);
  });
});

describe('what is told of a parcel', () => {
  test('which node it left from, exactly when that is not the one asked for', async () => {
    const toldOf = async (nodeId: string) => {
      const { shop, order, one, ship } = await anAccepted([1], {}, { nodeId });
      await ship({ ...ups, items: [{ lineId: one, quantity: 1 }] });
      const { payload } = (await shop.stateOf(order)).intents.at(-1) ?? {};
      return payload?.kind === 'ship' ? payload.redirectNodeId : 'no parcel';
    };
    expect([await toldOf(NODE), await toldOf('another node')]).toEqual([undefined, NODE]);
  });

  test('where its units go back to, when it was fetched, when it should arrive, in the channel’s time', async () => {
    const { shop, order, one, two, ship } = await anAccepted([1, 1], { clockOffsetMs: DAY_MS });
    const now = at.clock.now();
    const returnLocation = { address1: '1 Dock Road', city: 'Reno', state: 'NV', zipCode: '89501' };
    const said = { rmaNumber: 'RMA-7', daysToReturn: 30, returnLocation };
    const times = { pickedUpAt: now + HOUR_MS, expectedDeliveryAt: now + 3 * DAY_MS };
    await ship({ ...ups, ...times, shipFromZipCode: '89502', items: [{ lineId: one, quantity: 1, ...said }] });
    await ship({ ...ups, items: [{ lineId: two, quantity: 1 }] });
    const { intents } = await shop.stateOf(order);
    const channel = shop.deps.channels.get('jet');
    const messages = intents.slice(1).map(({ payload }) => channel.describe(payload).message.body);
    expect(messages).toMatchObject([
      {
        shipments: [
          {
            ship_from_zip_code: '89502',
            carrier_pick_up_date: new Date(now + DAY_MS + HOUR_MS).toISOString().replace('Z', '0000Z'),
            expected_delivery_date: new Date(now + 4 * DAY_MS).toISOString().replace('Z', '0000Z'),
            shipment_items: [
              {
                RMA_number: 'RMA-7',
                days_to_return: 30,
                return_location: { address1: '1 Dock Road', zip_code: '89501' },
              },
            ],
          },
        ],
      },
      { shipments: [{ ship_from_zip_code: '07030', shipment_items: [{ response_shipment_sku_quantity: 1 }] }] },
    ]);
    expect(messages[1]).not.toHaveProperty('shipments.0.expected_delivery_date');
  });

  test('the words an organization mapped, and the default of the service level where nothing is said', async () => {
    const { shop, order, one, ship } = await anAccepted([3]);
    const mapped = {
      organization_id: shop.organizationId,
      channel: 'jet',
      created_at: 0,
      updated_at: 0,
      updated_by: 'x',
    };
    const { db } = at.database;
    await db
      .insertInto('carrier_mappings')
      .values({
        ...mapped,
        mapping_id: 'm',
        word: 'Mule',
        word_key: 'mule',
        carrier: 'USPS',
        method: 'USPSPriorityMail',
      })
      .execute();
    const defaults = {
      organization_id: shop.organizationId,
      channel: 'jet',
      mapping_id: 'm',
      service_level: 'Standard',
    };
    await db.insertInto('carrier_defaults').values(defaults).execute();
    const items = [{ lineId: one, quantity: 1 }];
    const { trackingNumber } = ups;
    expect((await ship({ trackingNumber, carrier: 'MULE', items }, { trackingNumber, items })).ok).toBe(true);
    const { intents } = await shop.stateOf(order);
    const usps = { carrier: 'USPS', method: 'USPSPriorityMail' };
    expect(intents.slice(1)).toMatchObject([{ payload: usps }, { payload: usps }]);
    expect(await ship({ trackingNumber, carrier: 'Pigeon', items })).toMatchObject({
      refusal: {
        code: 'unknown_carrier',
        text: expect.stringContaining('Settings › Carriers'),
        path: '/parcels/0/carrier',
      },
    });
  });

  test('an odd tracking number is shipped all the same, with a warning that names its parcel', async () => {
    const { one, ship } = await anAccepted([2]);
    const items = [{ lineId: one, quantity: 1 }];
    const done = await ship({ ...ups, items }, { ...ups, trackingNumber: '986578788855', items });
    if (!done.ok) throw new Error(done.refusal.text);
    expect(trackingWarnings(done.value.shipments)).toMatchObject([
      { path: '/parcels/1/trackingNumber', code: 'other_carrier' },
    ]);
  });
});
