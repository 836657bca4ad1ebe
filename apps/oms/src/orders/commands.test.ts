import { DAY_MS, HOUR_MS, type ManualClock } from '@jetway/kernel';
import { beforeAll, describe, expect, test } from 'vitest';
import { auditOms } from '../audit-oms.ts';
import type { MemberContext } from '../edge/index.ts';
import type { StoredProblem } from '../problems/index.ts';
import { type Ground, ground } from '../testing/index.ts';
import { acknowledgeOrder, rejectOrder } from './acknowledge-order.ts';
import { raiseAlarms } from './alarms.ts';
import { cancelOptions, cancelOrder } from './cancel-order.ts';
import { loadRaw } from './erase-buyer.store.ts';
import { eraseBuyer } from './erase-buyer.ts';
import { aChannelOrder, afterEnd, aShop, type Shop, withRaw } from './orders.test-support.ts';
import { orderProblemActions } from './problem-actions.ts';
import { shipOrder } from './ship-order.ts';

let at: Ground & { readonly clock: ManualClock };
beforeAll(async () => {
  at = await ground();
});

const sound = async (shop: Shop): Promise<void> => expect(await auditOms(at.database, shop.organizationId)).toEqual([]);

const ups = { carrier: 'ups', method: 'ups ground' };

async function anOrder(shop: Shop, lines = [{ sku: shop.skuOf(), quantity: 2 }]) {
  const order = aChannelOrder(at, lines);
  await shop.importIt(order);
  const orderId = await shop.orderIdOf(order);
  const lineIds = (await shop.stateOf(order)).lines.map(({ lineId }) => lineId);
  return { order, orderId, lineIds, lineId: lineIds[0] ?? '' };
}

describe('accepting', () => {
  test('reserves, answers once, and says why when it cannot', async () => {
    const shop = await aShop(at, [3], { acknowledgePolicy: 'hold' });
    const { orderId, order } = await anOrder(shop);
    const done = await acknowledgeOrder(shop.deps, shop.by, orderId);
    expect(done).toMatchObject({ ok: true, value: { intents: [{ kind: 'acknowledge', createdBy: shop.by.actor }] } });
    expect(await acknowledgeOrder(shop.deps, shop.by, orderId)).toMatchObject({ refusal: { code: 'already_waiting' } });
    await shop.send(order);
    expect(await acknowledgeOrder(shop.deps, shop.by, orderId)).toMatchObject({ refusal: { code: 'not_allowed_now' } });
    const short = await anOrder(shop);
    expect(await acknowledgeOrder(shop.deps, shop.by, short.orderId)).toMatchObject({
      refusal: { code: 'not_covered' },
    });
    const unknown = await anOrder(shop, [{ sku: 'NOPE', quantity: 1 }]);
    expect(await acknowledgeOrder(shop.deps, shop.by, unknown.orderId)).toMatchObject({
      refusal: { code: 'unknown_sku', text: expect.stringContaining('NOPE') },
    });
    expect(await acknowledgeOrder(shop.deps, shop.by, 'none')).toMatchObject({ refusal: { code: 'not_found' } });
    await sound(shop);
  });

  test('two people at once: one answer', async () => {
    const shop = await aShop(at, [3], { acknowledgePolicy: 'hold' });
    const { orderId, order } = await anOrder(shop);
    const done = await Promise.all([1, 2, 3].map(() => acknowledgeOrder(shop.deps, shop.by, orderId)));
    expect(done.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await shop.stateOf(order)).intents).toHaveLength(1);
  });

  test('rejecting tells which lines are short and which mean nothing, and no other', async () => {
    const shop = await aShop(at, [1, 9]);
    const { orderId, order } = await anOrder(shop, [
      { sku: shop.skuOf(0), quantity: 2 },
      { sku: shop.skuOf(1), quantity: 2 },
    ]);
    await rejectOrder(shop.deps, shop.by, orderId);
    expect((await shop.stateOf(order)).intents).toMatchObject([
      {
        payload: {
          decision: 'reject',
          reason: 'rejected - item level error',
          lines: [{ answer: 'no-inventory' }, { answer: 'fulfillable' }],
        },
      },
    ]);
    const unknown = await anOrder(shop, [{ sku: 'NOPE', quantity: 1 }]);
    await rejectOrder(shop.deps, shop.by, unknown.orderId);
    expect((await shop.stateOf(unknown.order)).intents).toMatchObject([
      { payload: { lines: [{ answer: 'invalid-sku' }] } },
    ]);
  });
});

describe('shipping', () => {
  test('several parcels are several messages, each with an identity and the channel’s own spelling', async () => {
    const shop = await aShop(at, [9, 9], { clockOffsetMs: DAY_MS });
    const { order, orderId, lineIds } = await anOrder(shop, [
      { sku: shop.skuOf(0), quantity: 3 },
      { sku: shop.skuOf(1), quantity: 1 },
    ]);
    await shop.send(order);
    const [one = '', two = ''] = lineIds;
    const done = await shipOrder(shop.deps, shop.by, orderId, [
      { ...ups, trackingNumber: ' 1Z0001 ', items: [{ lineId: one, quantity: 2 }] },
      {
        carrier: 'FedEx',
        method: 'FedExHome',
        trackingNumber: '999900001111',
        items: [
          { lineId: one, quantity: 1 },
          { lineId: two, quantity: 1 },
        ],
      },
    ]);
    if (!done.ok) throw new Error(done.refusal.text);
    const [first, second] = done.value.shipments;
    expect(done.value.intents.slice(1)).toMatchObject([
      {
        payload: {
          carrier: 'UPS',
          method: 'UPSGround',
          trackingNumber: '1Z0001',
          altShipmentId: first?.shipmentId,
          altOrderId: orderId,
          shippedAt: at.clock.now() + DAY_MS,
          shipFromZipCode: '07030',
          lines: [{ merchantSku: shop.skuOf(0), quantity: 2 }],
        },
      },
      { payload: { carrier: 'FedEx', altShipmentId: second?.shipmentId } },
    ]);
    expect(await shop.counters()).toEqual([
      { onHand: 6, reserved: 0 },
      { onHand: 8, reserved: 0 },
    ]);
    await sound(shop);
  });

  test('a parcel is never told to have left before the order was placed there', async () => {
    const shop = await aShop(at, [9], { clockOffsetMs: -30 * DAY_MS });
    const { order, orderId, lineId } = await anOrder(shop);
    await shop.send(order);
    await shipOrder(shop.deps, shop.by, orderId, [{ ...ups, trackingNumber: 'T1', items: [{ lineId, quantity: 1 }] }]);
    expect((await shop.stateOf(order)).intents.at(-1)?.payload).toMatchObject({ shippedAt: order.placedAt + 1_000 });
  });

  test('refuses by name what is wrong, and moves nothing', async () => {
    const shop = await aShop(at, [9]);
    const { order, orderId, lineId } = await anOrder(shop);
    const ship = (more: object, items = [{ lineId, quantity: 1 }]) =>
      shipOrder(shop.deps, shop.by, orderId, [
        { ...ups, trackingNumber: 'T0', items: [{ lineId, quantity: 1 }] },
        { ...ups, trackingNumber: 'T1', items, ...more },
      ]);
    expect(await ship({})).toMatchObject({ refusal: { code: 'not_allowed_now' } });
    await shop.send(order);
    const cases = [
      [await ship({ carrier: 'Pigeon' }), 'unknown_carrier', '/parcels/1/carrier'],
      [await ship({ method: 'By foot' }), 'unknown_method', '/parcels/1/method'],
      [await ship({ trackingNumber: '1Z1,1Z2' }), 'concatenated_tracking', '/parcels/1/trackingNumber'],
      [await ship({ trackingNumber: '  ' }), 'tracking_required', '/parcels/1/trackingNumber'],
      [await ship({}, [{ lineId: 'none', quantity: 1 }]), 'unknown_line', '/parcels/1/items/0/lineId'],
      [await ship({}, [{ lineId, quantity: 2 }]), 'too_many_units', '/parcels/1/items/0/quantity'],
    ] as const;
    for (const [refused, code, path] of cases) expect(refused).toMatchObject({ ok: false, refusal: { code, path } });
    expect(await shop.counters()).toEqual([{ onHand: 9, reserved: 2 }]);
    expect((await shop.stateOf(order)).lines).toMatchObject([{ shipped: 0 }]);
    expect(await shop.due()).toEqual([]);
  });

  test('the same units in two requests at once leave once', async () => {
    const shop = await aShop(at, [9]);
    const { order, orderId, lineId } = await anOrder(shop);
    await shop.send(order);
    const done = await Promise.all(
      ['T1', 'T2', 'T3'].map((trackingNumber) =>
        shipOrder(shop.deps, shop.by, orderId, [{ ...ups, trackingNumber, items: [{ lineId, quantity: 2 }] }]),
      ),
    );
    expect(done.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await shop.counters()).toEqual([{ onHand: 7, reserved: 0 }]);
  });

  test('units accepted without stock ship as soon as there is some, not before', async () => {
    const shop = await aShop(at, [0], { acknowledgePolicy: 'accept-always' });
    const { order, orderId, lineId } = await anOrder(shop);
    await shop.send(order);
    const ship = (quantity: number) =>
      shipOrder(shop.deps, shop.by, orderId, [
        { ...ups, trackingNumber: `T${quantity}`, items: [{ lineId, quantity }] },
      ]);
    expect(await ship(2)).toMatchObject({ refusal: { code: 'not_allowed_now' } });
    await shop.receive(1);
    expect((await ship(1)).ok).toBe(true);
    expect((await shop.problems()).map(({ kind }) => kind)).toEqual(['shortfall']);
    await shop.receive(1);
    expect((await ship(1)).ok).toBe(true);
    expect(await shop.problems()).toEqual([]);
    expect(await shop.counters()).toEqual([{ onHand: 0, reserved: 0 }]);
    await sound(shop);
  });
});

describe('cancelling', () => {
  test('before the answer: rejected whole, or accepted and units cancelled; after it units only', async () => {
    const shop = await aShop(at, [9], { acknowledgePolicy: 'hold' });
    const { order, orderId, lineId } = await anOrder(shop);
    const channel = shop.deps.channels.get('jet');
    const options = async () => cancelOptions(await shop.stateOf(order), channel);
    expect((await options()).map(({ mode }) => mode)).toEqual(['reject', 'cancel-units']);
    expect((await options())[0]?.message).toMatchObject({ body: { acknowledgement_status: 'rejected - other' } });
    expect((await options())[1]?.message).toMatchObject([
      { body: { acknowledgement_status: 'accepted' } },
      { body: { shipments: [{ shipment_items: [{ response_shipment_cancel_qty: 2 }] }] } },
    ]);
    const lines = [{ lineId, quantity: 1 }];
    expect(await cancelOrder(shop.deps, shop.by, orderId, { mode: 'reject', lines })).toMatchObject({
      refusal: { code: 'lines_not_allowed' },
    });
    const done = await cancelOrder(shop.deps, shop.by, orderId, { mode: 'cancel-units', lines });
    expect(done).toMatchObject({ ok: true, value: { intents: [{ kind: 'acknowledge' }, { kind: 'cancel', seq: 2 }] } });
    const told = await shop.send(order);
    expect((await options()).map(({ mode }) => mode)).toEqual(['cancel-units']);
    expect(await cancelOrder(shop.deps, shop.by, orderId, { mode: 'reject' })).toMatchObject({
      refusal: { code: 'not_allowed_now' },
    });
    expect((await cancelOrder(shop.deps, shop.by, orderId, { mode: 'cancel-units' })).ok).toBe(true);
    await shop.send(told);
    expect(await options()).toEqual([]);
    expect(await cancelOrder(shop.deps, shop.by, orderId, { mode: 'cancel-units' })).toMatchObject({
      refusal: { code: 'not_allowed_now' },
    });
    await sound(shop);
  });

  test('accepting only what is there: the missing line is cancelled, the other reserved', async () => {
    const shop = await aShop(at, [5, 0]);
    const { order, orderId, lineIds } = await anOrder(shop, [
      { sku: shop.skuOf(0), quantity: 2 },
      { sku: shop.skuOf(1), quantity: 1 },
    ]);
    const [, missing = ''] = lineIds;
    const lines = [{ lineId: missing, quantity: 1 }];
    expect((await cancelOrder(shop.deps, shop.by, orderId, { mode: 'cancel-units', lines })).ok).toBe(true);
    expect(await shop.problems()).toEqual([]);
    await shop.send(order);
    expect((await shop.stateOf(order)).lines).toMatchObject([
      { held: 2, cancelled: 0 },
      { held: 0, cancelled: 1 },
    ]);
    await sound(shop);
  });

  test('what must stay must be there', async () => {
    const shop = await aShop(at, [0, 0]);
    const { orderId, lineIds, order } = await anOrder(shop, [
      { sku: shop.skuOf(0), quantity: 2 },
      { sku: shop.skuOf(1), quantity: 1 },
    ]);
    const lines = [{ lineId: lineIds[1] ?? '', quantity: 1 }];
    expect(await cancelOrder(shop.deps, shop.by, orderId, { mode: 'cancel-units', lines })).toMatchObject({
      refusal: { code: 'not_allowed_now' },
    });
    expect((await shop.stateOf(order)).intents).toEqual([]);
  });

  test('a rejection is decided once, and not while the acceptance is being sent', async () => {
    const shop = await aShop(at, [9]);
    const { orderId } = await anOrder(shop);
    const [acceptance] = await shop.due();
    await shop.markSending(acceptance?.intentId ?? '');
    expect(await cancelOrder(shop.deps, shop.by, orderId, { mode: 'reject' })).toMatchObject({
      refusal: { code: 'not_allowed_now' },
    });
    const other = await anOrder(shop);
    expect(
      (await cancelOrder(shop.deps, shop.by, other.orderId, { mode: 'reject', reason: 'rejected - fraud' })).ok,
    ).toBe(true);
    expect(await cancelOrder(shop.deps, shop.by, other.orderId, { mode: 'reject' })).toMatchObject({
      refusal: { code: 'already_waiting' },
    });
  });

  test('units on their way to be cancelled are neither shipped nor cancelled again', async () => {
    const shop = await aShop(at, [9]);
    const { order, orderId, lineId } = await anOrder(shop);
    await shop.send(order);
    await cancelOrder(shop.deps, shop.by, orderId, { mode: 'cancel-units', lines: [{ lineId, quantity: 1 }] });
    const lines = [{ lineId, quantity: 2 }];
    expect(await cancelOrder(shop.deps, shop.by, orderId, { mode: 'cancel-units', lines })).toMatchObject({
      refusal: { code: 'too_many_units' },
    });
    expect(
      await shipOrder(shop.deps, shop.by, orderId, [{ ...ups, trackingNumber: 'T1', items: lines }]),
    ).toMatchObject({ refusal: { code: 'too_many_units' } });
  });

  test('a rejection and the start of sending the acceptance at once: one of them happens', async () => {
    const shop = await aShop(at, [50]);
    for (let round = 0; round < 10; round += 1) {
      const { order, orderId } = await anOrder(shop, [{ sku: shop.skuOf(), quantity: 1 }]);
      const intentId = (await shop.stateOf(order)).intents[0]?.intentId ?? '';
      const [sent, rejected] = await Promise.all([
        shop.markSending(intentId),
        cancelOrder(shop.deps, shop.by, orderId, { mode: 'reject' }),
      ]);
      expect([sent, rejected.ok].filter(Boolean)).toHaveLength(1);
    }
  });
});

describe('alarms', () => {
  test('at half of the time to answer and at its end, and never once it is answered', async () => {
    const shop = await aShop(at, [9], { acknowledgePolicy: 'hold', acknowledgeWithinHours: 10 });
    const { order } = await anOrder(shop);
    const answered = await anOrder(shop);
    await acknowledgeOrder(shop.deps, shop.by, answered.orderId);
    await shop.send(answered.order);
    const begin = order.readyAt ?? 0;
    const raised = async (now: number) => {
      while (await raiseAlarms(at, now));
      return (await shop.problems('acknowledge-due')).map((row) => [row.order_id, row.seen_count, row.title]);
    };
    expect(await raised(begin + 5 * HOUR_MS - 1)).toEqual([]);
    const orderId = await shop.orderIdOf(order);
    const half = [[orderId, 1, `Order ${order.referenceNumber} waits for an answer`]];
    expect(await raised(begin + 5 * HOUR_MS)).toEqual(half);
    expect(await raised(begin + 10 * HOUR_MS - 1)).toEqual(half);
    const over = [[orderId, 2, `The time to answer order ${order.referenceNumber} is over`]];
    expect(await raised(begin + 10 * HOUR_MS)).toEqual(over);
    expect(await raised(begin + 20 * HOUR_MS)).toEqual(over);
    await acknowledgeOrder(shop.deps, shop.by, orderId);
    await shop.send(order);
    expect(await shop.problems('acknowledge-due')).toEqual([]);
  });
});

describe('answers to problems', () => {
  const context = (shop: Shop): MemberContext => ({ ...shop.by, role: 'manager' }) as unknown as MemberContext;
  const only = async (shop: Shop, kind: string): Promise<StoredProblem> => {
    const [row] = await shop.problems(kind);
    if (row === undefined) throw new Error(`no problem ${kind}`);
    const { problem_id: id, order_id: orderId, intent_id: intentId, merchant_sku: merchantSku, subject } = row;
    return { id, kind, orderId, intentId, merchantSku, subject } as StoredProblem;
  };

  test('map-sku teaches every waiting order with that text, and those to come', async () => {
    const shop = await aShop(at, [9]);
    const [sku] = shop.skus;
    const unknown = [{ sku: 'THEIR-NAME', quantity: 2 }];
    const [one, two] = [await anOrder(shop, unknown), await anOrder(shop, unknown)];
    const actions = orderProblemActions(shop.deps);
    const problem = await only(shop, 'unknown-sku');
    expect(await actions['map-sku'](context(shop), problem, { action: 'map-sku' })).toMatchObject({
      refusal: { code: 'sku_required' },
    });
    expect(await actions['map-sku'](context(shop), problem, { action: 'map-sku', skuId: 'none' })).toMatchObject({
      refusal: { code: 'sku_required' },
    });
    const answer = { action: 'map-sku', skuId: sku?.skuId ?? '', remember: true } as const;
    expect((await actions['map-sku'](context(shop), problem, answer)).ok).toBe(true);
    for (const { order } of [one, two])
      expect(await shop.stateOf(order)).toMatchObject({
        lines: [{ skuId: sku?.skuId, held: 2 }],
        intents: [{ kind: 'acknowledge', state: 'pending' }],
      });
    expect(await shop.problems()).toEqual([]);
    const later = await anOrder(shop, unknown);
    expect((await shop.stateOf(later.order)).lines).toMatchObject([{ skuId: sku?.skuId }]);
  });

  test('not remembered, it counts for this order only', async () => {
    const shop = await aShop(at, [9]);
    const unknown = [{ sku: 'THEIR-NAME', quantity: 2 }];
    await anOrder(shop, unknown);
    await anOrder(shop, unknown);
    const problem = await only(shop, 'unknown-sku');
    const answer = { action: 'map-sku', skuId: shop.skus[0]?.skuId ?? '' } as const;
    expect((await orderProblemActions(shop.deps)['map-sku'](context(shop), problem, answer)).ok).toBe(true);
    expect((await shop.problems()).map(({ kind }) => kind)).toEqual(['unknown-sku']);
  });

  test('retry looks for stock again; accept takes the order without; reject ends it', async () => {
    const shop = await aShop(at, [0]);
    const actions = orderProblemActions(shop.deps);
    const retried = await anOrder(shop);
    expect(await actions.retry(context(shop), await only(shop, 'not-covered'), { action: 'retry' })).toMatchObject({
      refusal: { code: 'not_covered' },
    });
    await shop.receive(2);
    expect((await actions.retry(context(shop), await only(shop, 'not-covered'), { action: 'retry' })).ok).toBe(true);
    expect(await shop.stateOf(retried.order)).toMatchObject({ intents: [{ state: 'pending' }], lines: [{ held: 2 }] });

    const accepted = await anOrder(shop);
    expect((await actions.accept(context(shop), await only(shop, 'not-covered'), { action: 'accept' })).ok).toBe(true);
    expect((await shop.stateOf(accepted.order)).intents).toHaveLength(1);
    expect((await shop.problems('shortfall')).map((row) => row.order_id)).toEqual([accepted.orderId]);
    await shop.receive(2);
    expect((await actions.retry(context(shop), await only(shop, 'shortfall'), { action: 'retry' })).ok).toBe(true);
    expect(await shop.problems('shortfall')).toEqual([]);
    await sound(shop);
  });

  test('the buyer’s wish to cancel: granted it cancels those units, declined they stay', async () => {
    const shop = await aShop(at, [20]);
    const actions = orderProblemActions(shop.deps);
    const asked = (quantity: number, cancelRequested: number) =>
      aChannelOrder(at, [{ sku: shop.skuOf(), quantity, cancelRequested }], { isCancelRequested: true });
    const [whole, part, kept] = [asked(2, 2), asked(3, 1), asked(4, 1)];
    const answer = async (order: typeof whole, action: 'cancel-units' | 'decline') => {
      await shop.importIt(order);
      const problem = await only(shop, 'cancel-requested');
      const done = await actions[action](context(shop), problem, { action });
      expect(done.ok).toBe(true);
      await shop.send(order);
      await at.database.db
        .updateTable('problems')
        .set({ state: 'resolved' })
        .where('problem_id', '=', problem.id)
        .execute();
      return shop.stateOf(order);
    };
    expect((await answer(whole, 'cancel-units')).order.status).toBe('cancelled');
    expect((await answer(part, 'cancel-units')).lines).toMatchObject([{ cancelled: 1, held: 2 }]);
    expect(await answer(kept, 'decline')).toMatchObject({ order: { status: 'acknowledged' }, lines: [{ held: 4 }] });
    await sound(shop);
  });
});

describe('forgetting the buyer', () => {
  test('only of an order that is over; nothing of the person is left, and reading it again brings nothing back', async () => {
    const shop = await aShop(at, [9]);
    const { order, orderId } = await anOrder(shop);
    const erased: unknown[] = [];
    const deps = {
      ...shop.deps,
      eraseExchanges: async (_tx: unknown, organizationId: string, named: object) => {
        erased.push([organizationId, named]);
      },
    };
    expect(await eraseBuyer(deps, shop.by, orderId)).toMatchObject({ refusal: { code: 'not_allowed_now' } });
    const ended = afterEnd(order);
    await shop.importIt(ended);
    expect((await eraseBuyer(deps, shop.by, orderId)).ok).toBe(true);
    await shop.importIt(withRaw({ ...ended, exceptionState: 'changed again' }));
    const row = await at.database.db
      .selectFrom('orders')
      .selectAll()
      .where('order_id', '=', orderId)
      .executeTakeFirst();
    const words = await at.database.db
      .selectFrom('order_words')
      .select('word')
      .where('order_id', '=', orderId)
      .execute();
    const text = JSON.stringify([row, words, await loadRaw(at.database.db, shop.organizationId, orderId)]);
    for (const personal of ['Ada', 'ada', 'Babbage', 'babbage', '201-555', '1234567890', 'Analytical'])
      expect(text).not.toContain(personal);
    expect(words.map(({ word }) => word)).toContain(order.referenceNumber);
    expect(erased).toEqual([
      [shop.organizationId, { connectionId: shop.connectionId, channelOrderId: order.channelOrderId }],
    ]);
  });
});
