import { beforeAll, describe, expect, test } from 'vitest';
import { auditOms } from '../audit-oms.ts';
import type { ChannelOrder } from '../channels/index.ts';
import { type Ground, ground } from '../testing/index.ts';
import { cancelOrder } from './cancel-order.ts';
import { aChannelOrder, afterEnd, afterMessage, aShop, type Shop, withRaw } from './orders.test-support.ts';
import { retryIntent } from './retry-intent.ts';
import { shipOrder } from './ship-order.ts';

let at: Ground;
beforeAll(async () => {
  at = await ground();
});

const sound = async (shop: Shop): Promise<void> => expect(await auditOms(at.database, shop.organizationId)).toEqual([]);

const parcel = (lineId: string, quantity: number, trackingNumber = '1Z0001') => ({
  carrier: 'UPS',
  method: 'UPSGround',
  trackingNumber,
  items: [{ lineId, quantity }],
});

/** A shop with an order of five units, imported and accepted by policy, its acceptance pending. */
async function anOrder(stock = 9, quantity = 5) {
  const shop = await aShop(at, [stock]);
  const order = aChannelOrder(at, [{ sku: shop.skuOf(), quantity }]);
  await shop.importIt(order);
  const orderId = await shop.orderIdOf(order);
  return { shop, order, orderId };
}

/** The same, the acceptance confirmed. */
async function anAccepted(stock = 9, quantity = 5) {
  const { shop, order, orderId } = await anOrder(stock, quantity);
  const accepted = await shop.send(order);
  const lineId = (await shop.stateOf(order)).lines[0]?.lineId ?? '';
  return { shop, order: accepted, orderId, lineId };
}

const nextOf = async (shop: Shop, order: ChannelOrder) => {
  const found = (await shop.due()).find((intent) => intent.channelOrderId === order.channelOrderId);
  if (found === undefined) throw new Error('nothing is due');
  return found;
};

describe('taking intents', () => {
  test('gives only the next of each order, with its SKUs and the request that caused it', async () => {
    const { shop, order, orderId, lineId } = await anAccepted();
    await shipOrder(shop.deps, shop.by, orderId, [parcel(lineId, 1), parcel(lineId, 2, '1Z0002')]);
    await cancelOrder(shop.deps, shop.by, orderId, { mode: 'cancel-units', lines: [{ lineId, quantity: 1 }] });
    const due = await shop.due();
    expect(due).toMatchObject([
      { payload: { kind: 'ship', trackingNumber: '1Z0001' }, state: 'pending', attempts: 0, requestId: 'r-1' },
    ]);
    expect(due[0]?.skuIds).toEqual([shop.skus[0]?.skuId]);
    await shop.markSending(due[0]?.intentId ?? '');
    expect(await shop.due()).toEqual([]);
    const told = await shop.send(order);
    expect(told.shipments).toEqual([]);
  });

  test('parcels wait while tracking numbers are not sent, and keep nothing else of the order waiting', async () => {
    const { shop, orderId, lineId } = await anAccepted();
    await shipOrder(shop.deps, shop.by, orderId, [parcel(lineId, 1)]);
    expect(await shop.due(false)).toEqual([]);
    await cancelOrder(shop.deps, shop.by, orderId, { mode: 'cancel-units', lines: [{ lineId, quantity: 1 }] });
    expect((await shop.due(false)).map(({ payload }) => payload.kind)).toEqual(['cancel']);
    expect((await shop.due()).map(({ payload }) => payload.kind)).toEqual(['ship']);
  });

  test('a parcel in doubt is read back even while tracking numbers are not sent, before anything else goes', async () => {
    const { shop, orderId, lineId, order } = await anAccepted();
    await shipOrder(shop.deps, shop.by, orderId, [parcel(lineId, 1)]);
    const { intentId } = await nextOf(shop, order);
    await shop.markSending(intentId);
    await at.database.transaction((tx) =>
      shop.sink.recordIntentUnknown(tx, shop.organizationId, intentId, { text: 'cut off', readBackAt: 0 }, 1),
    );
    await cancelOrder(shop.deps, shop.by, orderId, { mode: 'cancel-units', lines: [{ lineId, quantity: 1 }] });
    expect(await shop.due(false)).toMatchObject([{ intentId, state: 'unknown', attempts: 1 }]);
  });

  test('an intent is marked as being sent by one sender only', async () => {
    const { shop, order } = await anOrder();
    const { intentId } = await nextOf(shop, order);
    const marked = await Promise.all([1, 2, 3].map((fence) => shop.markSending(intentId, fence)));
    expect(marked.filter(Boolean)).toHaveLength(1);
  });

  test('another organization’s intents are none', async () => {
    const { shop, order } = await anOrder();
    const { intentId } = await nextOf(shop, order);
    const other = await aShop(at, []);
    expect(await other.markSending(intentId)).toBe(false);
    await other.confirm(intentId, afterEnd(order));
    expect((await shop.stateOf(order)).intents).toMatchObject([{ state: 'pending' }]);
    expect(await shop.markSending(intentId)).toBe(true);
  });
});

describe('what a crash or a lost answer leaves', () => {
  test('what an earlier lease was sending is read back, what the present one sends is left alone', async () => {
    const { shop, order } = await anOrder();
    const { intentId } = await nextOf(shop, order);
    await shop.markSending(intentId, 4);
    const recover = (fence: number) =>
      at.database.transaction((tx) =>
        shop.sink.recoverSending(tx, shop.organizationId, shop.connectionId, fence, at.clock.now()),
      );
    expect(await recover(4)).toBe(0);
    expect(await recover(5)).toBe(1);
    expect(await shop.due()).toMatchObject([{ intentId, state: 'unknown', attempts: 1 }]);
  });

  test('in doubt: confirmed by reading back, or sent again as the very same message', async () => {
    const { shop, order } = await anOrder();
    const first = await nextOf(shop, order);
    const doubt = { text: 'no answer', readBackAt: at.clock.now() };
    const lose = () =>
      at.database.transaction((tx) =>
        shop.sink.recordIntentUnknown(tx, shop.organizationId, first.intentId, doubt, at.clock.now()),
      );
    await shop.markSending(first.intentId);
    await lose();
    await lose();
    await at.database.transaction((tx) =>
      shop.sink.recordIntentPostponed(
        tx,
        shop.organizationId,
        first.intentId,
        { text: 'not there', retryAt: at.clock.now() },
        at.clock.now(),
      ),
    );
    const again = await nextOf(shop, order);
    expect(again).toMatchObject({ intentId: first.intentId, state: 'pending', attempts: 1 });
    expect(JSON.stringify(again.payload)).toBe(JSON.stringify(first.payload));
    await shop.markSending(again.intentId);
    await lose();
    await shop.confirm(again.intentId, afterMessage(order, again.payload));
    expect((await shop.stateOf(order)).order.status).toBe('acknowledged');
  });

  test('a postponed intent is not due before its time', async () => {
    const { shop, order } = await anOrder();
    const { intentId } = await nextOf(shop, order);
    await shop.markSending(intentId);
    const retryAt = at.clock.now() + 5_000;
    await at.database.transaction((tx) =>
      shop.sink.recordIntentPostponed(tx, shop.organizationId, intentId, { text: 'busy', retryAt }, at.clock.now()),
    );
    expect(await shop.due()).toEqual([]);
    const later = { now: retryAt, limit: 9, withShipments: true };
    expect(await shop.sink.takeIntents(at.database.db, shop.organizationId, shop.connectionId, later)).toHaveLength(1);
  });

  test('what waits is counted and listed, oldest first', async () => {
    const { shop, order, orderId } = await anOrder();
    await shop.importIt(aChannelOrder(at, [{ sku: shop.skuOf(), quantity: 1 }]));
    const counts = await shop.sink.countWaitingIntents(at.database.db, shop.organizationId, [
      shop.connectionId,
      'none',
    ]);
    expect([...counts]).toEqual([[shop.connectionId, 2]]);
    const list = (page: Parameters<typeof shop.sink.listWaitingIntents>[3]) =>
      shop.sink.listWaitingIntents(at.database.db, shop.organizationId, shop.connectionId, page);
    const [first] = await list({ limit: 1 });
    const rest = await list({ after: { at: first?.createdAt ?? 0, id: first?.intentId ?? '' }, limit: 5 });
    expect([first, ...rest].map((one) => one?.orderId)).toContain(orderId);
    expect(rest).toHaveLength(1);
    expect(order.channelOrderId).not.toBe('');
  });
});

describe('what an outcome does to the order', () => {
  test('acceptance confirmed: acknowledged, alarms off, stock still held', async () => {
    const { shop, order } = await anAccepted();
    const { order: after, intents } = await shop.stateOf(order);
    expect(after).toMatchObject({ status: 'acknowledged', channelStatus: 'acknowledged', alarmAt: null });
    expect(intents).toMatchObject([{ state: 'confirmed', attempts: 1 }]);
    expect(await shop.counters()).toEqual([{ onHand: 9, reserved: 5 }]);
    await sound(shop);
  });

  test('acceptance refused because the buyer cancelled: closed, given back, and nobody has to look', async () => {
    const { shop, order } = await anOrder();
    const { intentId } = await nextOf(shop, order);
    await shop.markSending(intentId);
    expect(await shop.fail(intentId, afterEnd(order))).toEqual({ needsPerson: false });
    const { order: after, intents } = await shop.stateOf(order);
    expect(after.status).toBe('cancelled');
    expect(intents).toMatchObject([{ state: 'failed', lastError: 'The channel says no.' }]);
    expect(await shop.counters()).toEqual([{ onHand: 9, reserved: 0 }]);
    expect(await shop.problems()).toEqual([]);
    await sound(shop);
  });

  test('the buyer cancels while the acceptance is being sent and the pull sees it first: the same end', async () => {
    const { shop, order } = await anOrder();
    const { intentId } = await nextOf(shop, order);
    await shop.markSending(intentId);
    await shop.importIt(afterEnd(order));
    expect((await shop.stateOf(order)).intents).toMatchObject([{ state: 'sending' }]);
    expect(await shop.fail(intentId, afterEnd(order))).toEqual({ needsPerson: false });
    expect(await shop.counters()).toEqual([{ onHand: 9, reserved: 0 }]);
    await sound(shop);
  });

  test('acceptance refused for another reason: the order waits, units stay held, the policy does not insist', async () => {
    const { shop, order, orderId } = await anOrder();
    await cancelOrder(shop.deps, shop.by, orderId, {
      mode: 'cancel-units',
      lines: [{ lineId: (await shop.stateOf(order)).lines[0]?.lineId ?? '', quantity: 1 }],
    });
    const { intentId } = await nextOf(shop, order);
    await shop.markSending(intentId);
    expect(await shop.fail(intentId, order)).toEqual({ needsPerson: true });
    const { order: after, intents } = await shop.stateOf(order);
    expect(after.status).toBe('new');
    expect(intents.map(({ kind, state }) => [kind, state])).toEqual([
      ['acknowledge', 'failed'],
      ['cancel', 'withdrawn'],
    ]);
    await shop.importIt(withRaw({ ...order, exceptionState: 'x' }));
    expect(await shop.due()).toEqual([]);
    expect((await retryIntent(shop.deps, shop.by, orderId, intentId)).ok).toBe(true);
    await shop.send(order);
    expect((await shop.stateOf(order)).order.status).toBe('acknowledged');
  });

  test('a parcel: off the shelf at once; partly shipped, then complete, once the channel knows', async () => {
    const { shop, order, orderId, lineId } = await anAccepted();
    await shipOrder(shop.deps, shop.by, orderId, [parcel(lineId, 2)]);
    expect(await shop.counters()).toEqual([{ onHand: 7, reserved: 3 }]);
    expect((await shop.stateOf(order)).order.status).toBe('acknowledged');
    const partly = await shop.send(order);
    expect((await shop.stateOf(order)).order.status).toBe('in_progress');
    await shipOrder(shop.deps, shop.by, orderId, [parcel(lineId, 3, '1Z0002')]);
    await shop.send(partly);
    expect((await shop.stateOf(order)).order).toMatchObject({ status: 'complete', channelStatus: 'complete' });
    expect(await shop.counters()).toEqual([{ onHand: 4, reserved: 0 }]);
    await sound(shop);
  });

  test('our own parcel seen by the pull before its answer is recorded counts once', async () => {
    const { shop, order, orderId, lineId } = await anAccepted();
    await shipOrder(shop.deps, shop.by, orderId, [parcel(lineId, 5)]);
    const { intentId, payload } = await nextOf(shop, order);
    await shop.markSending(intentId);
    const told = afterMessage(order, payload);
    await shop.importIt(told);
    await shop.confirm(intentId, told);
    await shop.confirm(intentId, told);
    const { order: after, lines } = await shop.stateOf(order);
    expect(after.status).toBe('complete');
    expect(lines).toMatchObject([{ shipped: 5, cancelled: 0, held: 0 }]);
    await sound(shop);
  });

  test('cancelled units are held until the channel has it, and given back then', async () => {
    const { shop, order, orderId, lineId } = await anAccepted();
    await cancelOrder(shop.deps, shop.by, orderId, { mode: 'cancel-units', lines: [{ lineId, quantity: 2 }] });
    expect(await shop.counters()).toEqual([{ onHand: 9, reserved: 5 }]);
    expect((await shop.stateOf(order)).lines).toMatchObject([{ cancelled: 0 }]);
    await shop.send(order);
    expect((await shop.stateOf(order)).lines).toMatchObject([{ cancelled: 2, held: 3 }]);
    expect(await shop.counters()).toEqual([{ onHand: 9, reserved: 3 }]);
    await sound(shop);
  });

  test('cancelling everything after accepting ends the order as cancelled', async () => {
    const { shop, order, orderId } = await anAccepted();
    await cancelOrder(shop.deps, shop.by, orderId, { mode: 'cancel-units' });
    await shop.send(order);
    expect((await shop.stateOf(order)).order.status).toBe('cancelled');
    expect(await shop.counters()).toEqual([{ onHand: 9, reserved: 0 }]);
    await sound(shop);
  });

  test('a refused cancellation leaves its units to be shipped', async () => {
    const { shop, order, orderId, lineId } = await anAccepted();
    await cancelOrder(shop.deps, shop.by, orderId, { mode: 'cancel-units', lines: [{ lineId, quantity: 2 }] });
    const { intentId } = await nextOf(shop, order);
    await shop.markSending(intentId);
    expect(await shop.fail(intentId, null)).toEqual({ needsPerson: true });
    expect((await shipOrder(shop.deps, shop.by, orderId, [parcel(lineId, 5)])).ok).toBe(true);
    expect(await retryIntent(shop.deps, shop.by, orderId, intentId)).toMatchObject({
      ok: false,
      refusal: { code: 'not_allowed_now' },
    });
    await sound(shop);
  });

  test('a refused parcel stays shipped, and is sent again under the same identity', async () => {
    const { shop, order, orderId, lineId } = await anAccepted();
    await shipOrder(shop.deps, shop.by, orderId, [parcel(lineId, 5)]);
    const first = await nextOf(shop, order);
    await shop.markSending(first.intentId);
    expect(await shop.fail(first.intentId, order)).toEqual({ needsPerson: true });
    expect(await shop.counters()).toEqual([{ onHand: 4, reserved: 0 }]);
    await retryIntent(shop.deps, shop.by, orderId, first.intentId);
    const again = await nextOf(shop, order);
    expect(again).toMatchObject({ intentId: first.intentId, payload: first.payload, attempts: 1 });
    await shop.send(order);
    expect((await shop.stateOf(order)).order.status).toBe('complete');
    expect(await shop.counters()).toEqual([{ onHand: 4, reserved: 0 }]);
    await sound(shop);
  });

  test('an order that ends after a parcel left and before the channel knew: a person is told, once', async () => {
    const { shop, order, orderId, lineId } = await anAccepted();
    await shipOrder(shop.deps, shop.by, orderId, [parcel(lineId, 2), parcel(lineId, 1, '1Z0002')]);
    const { intentId } = await nextOf(shop, order);
    await shop.markSending(intentId);
    await shop.importIt(afterEnd(order));
    expect(await shop.fail(intentId, afterEnd(order))).toEqual({ needsPerson: false });
    const { order: after, intents } = await shop.stateOf(order);
    expect(after.status).toBe('complete');
    expect(intents.map(({ state }) => state)).toEqual(['confirmed', 'failed', 'withdrawn']);
    expect((await shop.problems()).map(({ kind, intent_id }) => [kind, intent_id]).toSorted()).toEqual(
      intents
        .slice(1)
        .map(({ intentId: id }) => ['order-changed', id])
        .toSorted(),
    );
    expect(await shop.counters()).toEqual([{ onHand: 6, reserved: 0 }]);
    await sound(shop);
  });

  test('a rejection confirmed ends the order, whatever it held', async () => {
    const { shop, order, orderId } = await anOrder();
    expect((await cancelOrder(shop.deps, shop.by, orderId, { mode: 'reject' })).ok).toBe(true);
    await shop.send(order);
    const { order: after, intents } = await shop.stateOf(order);
    expect(after.status).toBe('cancelled');
    expect(intents.map(({ state }) => state)).toEqual(['withdrawn', 'confirmed']);
    expect(await shop.counters()).toEqual([{ onHand: 9, reserved: 0 }]);
    await sound(shop);
  });
});
