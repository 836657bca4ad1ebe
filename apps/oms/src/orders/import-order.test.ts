import { HOUR_MS } from '@jetway/kernel';
import { beforeAll, describe, expect, test } from 'vitest';
import { auditOms } from '../audit-oms.ts';
import { aLocation, anOrganization, aSku, type Ground, ground } from '../testing/index.ts';
import { aChannelOrder, afterEnd, afterShipment, aShop, NODE, type Shop, withRaw } from './orders.test-support.ts';
import { canShip } from './orders.ts';
import { readOrder } from './read-orders.ts';

let at: Ground;
beforeAll(async () => {
  at = await ground();
});

const kinds = async (shop: Shop): Promise<string[]> => (await shop.problems()).map(({ kind }) => kind);
const sound = async (shop: Shop): Promise<void> => expect(await auditOms(at.database, shop.organizationId)).toEqual([]);

describe('importing', () => {
  test('an order is kept once, however often and however many at once import it', async () => {
    const shop = await aShop(at, [50]);
    const order = aChannelOrder(at, [{ sku: shop.skuOf(), quantity: 2 }]);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => shop.importIt(order)));
    expect(outcomes.filter((outcome) => outcome === 'imported')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'unchanged')).toHaveLength(19);
    expect(await shop.counters()).toEqual([{ onHand: 50, reserved: 2 }]);
    expect((await shop.stateOf(order)).intents).toHaveLength(1);
    await sound(shop);
  });

  test('everything the channel told is kept, in our own time, with the answer untouched', async () => {
    const aheadMs = 7 * HOUR_MS;
    const shop = await aShop(at, [5], { clockOffsetMs: aheadMs, acknowledgeWithinHours: 10 });
    const order = aChannelOrder(at, [{ sku: shop.skuOf(), quantity: 2 }]);
    await shop.importIt(order);
    const detail = await readOrder(
      at.database.db,
      shop.organizationId,
      await shop.orderIdOf(order),
      shop.deps.channels,
    );
    expect(detail).toMatchObject({
      order: {
        status: 'new',
        channelStatus: 'ready',
        referenceNumber: order.referenceNumber,
        buyerName: 'Ada Byron',
        shipToCity: 'Hoboken',
        itemCount: 1,
        unitCount: 2,
        totalCents: 2 * (1_999 + 100 + 250 + 13),
        placedAt: order.placedAt - aheadMs,
        acknowledgeBy: (order.readyAt ?? 0) - aheadMs + 10 * HOUR_MS,
        shipBy: (order.requested.shipByAt ?? 0) - aheadMs,
        waitingFor: { kind: 'acknowledge', state: 'pending' },
        canAcknowledge: false,
        canShip: false,
        canCancel: true,
      },
      buyer: order.buyer,
      shipTo: order.shipTo,
      lines: [
        {
          skuId: shop.skus[0]?.skuId,
          orderedQuantity: 2,
          openQuantity: 2,
          reservedQuantity: 2,
          locationName: 'Newark',
        },
      ],
      totals: { itemsCents: 3_998, feesCents: 300 },
      raw: order.raw,
    });
    expect(detail?.timeline.map(({ kind, actor }) => [kind, actor])).toEqual([
      ['imported', 'system'],
      ['decided', 'system'],
      ['decided', 'system'],
    ]);
  });

  test('an order that is not released is never imported', async () => {
    const shop = await aShop(at, [5]);
    const order = aChannelOrder(at, [{ sku: shop.skuOf(), quantity: 1 }], { status: 'created', standing: 'held' });
    expect(await shop.importIt(order)).toBe('unchanged');
    expect(await shop.orderIdOf(order)).toBe('');
  });

  test('an order that cannot be kept leaves nothing behind, and others are imported', async () => {
    const shop = await aShop(at, [5]);
    const poisoned = aChannelOrder(at, [{ sku: shop.skuOf(), quantity: 3_000_000_000 }]);
    await expect(shop.importIt(poisoned)).rejects.toThrow();
    expect(await shop.orderIdOf(poisoned)).toBe('');
    expect(await shop.importIt(aChannelOrder(at, [{ sku: shop.skuOf(), quantity: 1 }]))).toBe('imported');
    await sound(shop);
  });

  test('another organization’s order of the same channel id is another order', async () => {
    const one = await aShop(at, [5]);
    const two = await aShop(at, [5]);
    const order = aChannelOrder(at, [{ sku: one.skuOf(), quantity: 1 }]);
    expect(await one.importIt(order)).toBe('imported');
    expect(await two.importIt(order)).toBe('imported');
    expect(await kinds(two)).toEqual(['unknown-sku']);
  });
});

describe('the acknowledge policy', () => {
  const aCovered = (shop: Shop) => aChannelOrder(at, [{ sku: shop.skuOf(), quantity: 2 }]);
  const anUncovered = (shop: Shop) => aChannelOrder(at, [{ sku: shop.skuOf(), quantity: 9 }]);
  const intents = async (shop: Shop, order: ReturnType<typeof aCovered>) =>
    (await shop.stateOf(order)).intents.map(({ kind, state }) => [kind, state]);

  test('hold: stock is reserved, and a person decides', async () => {
    const shop = await aShop(at, [5], { acknowledgePolicy: 'hold' });
    const order = aCovered(shop);
    await shop.importIt(order);
    expect(await intents(shop, order)).toEqual([]);
    expect(await shop.counters()).toEqual([{ onHand: 5, reserved: 2 }]);
    expect(await shop.problems()).toEqual([]);
  });

  test('accept when covered: accepts what is there, and makes the rest a problem with the deadline', async () => {
    const shop = await aShop(at, [5]);
    const [covered, uncovered] = [aCovered(shop), anUncovered(shop)];
    await shop.importIt(covered);
    await shop.importIt(uncovered);
    expect(await intents(shop, covered)).toEqual([['acknowledge', 'pending']]);
    expect(await intents(shop, uncovered)).toEqual([]);
    expect(await shop.problems()).toMatchObject([
      {
        kind: 'not-covered',
        order_id: await shop.orderIdOf(uncovered),
        deadline_at: (uncovered.readyAt ?? 0) + 24 * HOUR_MS,
        actions: ['accept', 'reject', 'retry', 'dismiss'],
      },
    ]);
    expect(await shop.counters()).toEqual([{ onHand: 5, reserved: 2 }]);
  });

  test('accept always: accepts, and the missing stock is a problem', async () => {
    const shop = await aShop(at, [5], { acknowledgePolicy: 'accept-always' });
    const order = anUncovered(shop);
    await shop.importIt(order);
    expect(await intents(shop, order)).toEqual([['acknowledge', 'pending']]);
    expect(await kinds(shop)).toEqual(['shortfall']);
    await sound(shop);
  });

  test('no policy accepts an order with a line that means nothing to us, and nothing of it is reserved', async () => {
    for (const acknowledgePolicy of ['hold', 'accept-when-covered', 'accept-always'] as const) {
      const shop = await aShop(at, [5], { acknowledgePolicy });
      const order = aChannelOrder(at, [
        { sku: shop.skuOf(), quantity: 1 },
        { sku: 'NO-SUCH-SKU', quantity: 1 },
      ]);
      await shop.importIt(order);
      expect(await intents(shop, order)).toEqual([]);
      expect(await shop.problems()).toMatchObject([{ kind: 'unknown-sku', merchant_sku: 'NO-SUCH-SKU' }]);
      expect(await shop.counters()).toEqual([{ onHand: 5, reserved: 0 }]);
    }
  });

  test('lines are reserved all or not at all', async () => {
    const shop = await aShop(at, [5, 1]);
    const order = aChannelOrder(at, [
      { sku: shop.skuOf(0), quantity: 5 },
      { sku: shop.skuOf(1), quantity: 2 },
    ]);
    await shop.importIt(order);
    expect(await shop.counters()).toEqual([
      { onHand: 5, reserved: 0 },
      { onHand: 1, reserved: 0 },
    ]);
    expect(await kinds(shop)).toEqual(['not-covered']);
  });

  test('stock that arrives later covers the order the next time it is read', async () => {
    const shop = await aShop(at, [1]);
    const order = aCovered(shop);
    await shop.importIt(order);
    expect(await kinds(shop)).toEqual(['not-covered']);
    expect(await shop.importIt(order)).toBe('unchanged');
    await shop.receive(4);
    expect(await shop.importIt(order)).toBe('updated');
    expect(await shop.problems()).toEqual([]);
    expect(await intents(shop, order)).toEqual([['acknowledge', 'pending']]);
  });

  test('orders that compete for the last units never get more than there are', async () => {
    const shop = await aShop(at, [10]);
    const orders = Array.from({ length: 15 }, () => aCovered(shop));
    await Promise.all(orders.map((order) => shop.importIt(order)));
    expect(await shop.counters()).toEqual([{ onHand: 10, reserved: 10 }]);
    expect(await kinds(shop)).toEqual(Array.from({ length: 10 }, () => 'not-covered'));
    await sound(shop);
  });
});

describe('routing', () => {
  test('the node that is asked for comes first; another location of the connection serves when it alone has all', async () => {
    const shop = await aShop(at, [1]);
    const [sku] = shop.skus;
    const elsewhere = await aLocation(at, shop.organizationId, {
      name: 'Reno',
      nodes: [{ connectionId: shop.connectionId, nodeId: 'NODETWO' }],
    });
    await aLocation(at, shop.organizationId, { name: 'Unmapped' });
    const more = await aSku(at, shop.organizationId, { stock: { [elsewhere]: 5, [shop.locationId]: 5 } });
    const near = aChannelOrder(at, [{ sku: more.sku, quantity: 5 }]);
    await shop.importIt(near);
    expect((await shop.stateOf(near)).lines).toMatchObject([{ locationId: shop.locationId, held: 5 }]);
    const far = aChannelOrder(at, [{ sku: more.sku, quantity: 5 }]);
    await shop.importIt(far);
    expect((await shop.stateOf(far)).lines).toMatchObject([{ locationId: elsewhere, held: 5 }]);
    const split = aChannelOrder(at, [
      { sku: sku?.sku ?? '', quantity: 1 },
      { sku: more.sku, quantity: 1 },
    ]);
    await shop.importIt(split);
    expect((await shop.stateOf(split)).lines.map(({ held }) => held)).toEqual([0, 0]);
  });

  test('an inactive location and one that is no node of the connection serve nothing', async () => {
    const shop = await aShop(at, []);
    const unmapped = await aLocation(at, shop.organizationId, { name: 'Unmapped' });
    const closed = await aLocation(at, shop.organizationId, {
      name: 'Closed',
      active: false,
      nodes: [{ connectionId: shop.connectionId, nodeId: 'NODETWO' }],
    });
    const sku = await aSku(at, shop.organizationId, { stock: { [unmapped]: 9, [closed]: 9 } });
    await shop.importIt(aChannelOrder(at, [{ sku: sku.sku, quantity: 1 }]));
    expect(await kinds(shop)).toEqual(['not-covered']);
  });
});

describe('following the channel', () => {
  test('an order the buyer ended gives its units back, withdraws what was not sent, and has no problems left', async () => {
    const shop = await aShop(at, [5]);
    const order = aChannelOrder(at, [{ sku: shop.skuOf(), quantity: 2 }]);
    await shop.importIt(order);
    expect(await shop.importIt(afterEnd(order))).toBe('updated');
    const { order: ended, intents, lines } = await shop.stateOf(order);
    expect(ended).toMatchObject({ status: 'cancelled', alarmAt: null });
    expect(intents).toMatchObject([{ state: 'withdrawn', dueAt: null }]);
    expect(lines).toMatchObject([{ cancelled: 2, held: 0 }]);
    expect(await shop.counters()).toEqual([{ onHand: 5, reserved: 0 }]);
    expect(await shop.due()).toEqual([]);
    expect(await shop.importIt(afterEnd(order))).toBe('unchanged');
    await sound(shop);
  });

  test('an order that had ended before it was first read is kept, and reserves nothing', async () => {
    const shop = await aShop(at, [5]);
    const order = afterEnd(aChannelOrder(at, [{ sku: shop.skuOf(), quantity: 2 }]));
    expect(await shop.importIt(order)).toBe('imported');
    expect((await shop.stateOf(order)).order.status).toBe('cancelled');
    expect(await shop.counters()).toEqual([{ onHand: 5, reserved: 0 }]);
    expect(await shop.problems()).toEqual([]);
  });

  test('an order accepted on the channel needs no acceptance of ours, but its stock', async () => {
    const shop = await aShop(at, [5]);
    const order = aChannelOrder(at, [{ sku: shop.skuOf(), quantity: 2 }]);
    await shop.importIt(order);
    await shop.importIt(
      withRaw({ ...order, status: 'acknowledged', standing: 'accepted', acknowledgementStatus: 'accepted' }),
    );
    const state = await shop.stateOf(order);
    expect(state.order.status).toBe('acknowledged');
    expect(state.intents).toMatchObject([{ state: 'withdrawn' }]);
    expect(canShip(state)).toBe(true);
    await sound(shop);
  });

  test('units shipped and cancelled by others count once, and leave the shelf or go back to it', async () => {
    const shop = await aShop(at, [9]);
    const order = aChannelOrder(at, [{ sku: shop.skuOf(), quantity: 5 }]);
    await shop.importIt(order);
    await shop.send(order);
    const foreign = {
      channelShipmentId: 'theirs',
      altShipmentId: null,
      carrier: 'UPS',
      method: null,
      trackingNumber: '1Z999',
      lines: [{ merchantSku: shop.skuOf(), shipped: 2, cancelled: 1 }],
    };
    const accepted = withRaw({
      ...order,
      status: 'acknowledged',
      standing: 'accepted',
      acknowledgementStatus: 'accepted',
    });
    const told = afterShipment(accepted, foreign);
    await shop.importIt(told);
    await shop.importIt(withRaw({ ...told, exceptionState: 'something new' }));
    const { order: after, lines } = await shop.stateOf(order);
    expect(after.status).toBe('in_progress');
    expect(lines).toMatchObject([{ shipped: 2, cancelled: 1, held: 2 }]);
    expect(await shop.counters()).toEqual([{ onHand: 7, reserved: 2 }]);
    await sound(shop);
  });

  test('a copy that was read earlier never takes an order back', async () => {
    const shop = await aShop(at, [9]);
    const order = aChannelOrder(at, [{ sku: shop.skuOf(), quantity: 5 }]);
    await shop.importIt(order);
    await shop.send(order);
    await shop.importIt(order);
    const { order: after, intents } = await shop.stateOf(order);
    expect(after.status).toBe('acknowledged');
    expect(intents).toHaveLength(1);
  });

  test('a status nobody knows is kept as it is, and decides nothing', async () => {
    const shop = await aShop(at, [9]);
    const order = aChannelOrder(at, [{ sku: shop.skuOf(), quantity: 5 }], {
      status: 'on the moon',
      standing: 'unknown',
    });
    expect(await shop.importIt(order)).toBe('imported');
    const state = await shop.stateOf(order);
    expect(state.order).toMatchObject({ status: 'new', channelStatus: 'on the moon' });
    expect(state.intents).toEqual([]);
    await shop.importIt(withRaw({ ...order, status: 'ready', standing: 'to-answer' }));
    expect((await shop.stateOf(order)).intents).toHaveLength(1);
  });

  test('a buyer who wants units cancelled stops the policy, and asks a person once', async () => {
    const shop = await aShop(at, [9]);
    const wanted = { sku: shop.skuOf(), quantity: 5, cancelRequested: 2 };
    const order = aChannelOrder(at, [wanted], { isCancelRequested: true });
    await shop.importIt(order);
    await shop.importIt(order);
    expect((await shop.stateOf(order)).intents).toEqual([]);
    expect(await shop.problems()).toMatchObject([
      { kind: 'cancel-requested', seen_count: 1, actions: ['cancel-units', 'decline'] },
    ]);
  });
});

test('a stranger’s connection gets nothing from this organization’s locations', async () => {
  const shop = await aShop(at, [5]);
  const stranger = await anOrganization(at);
  const order = aChannelOrder(at, [{ sku: shop.skuOf(), quantity: 1 }], { nodeId: NODE });
  const foreign = { ...shop.connection, organizationId: stranger };
  await at.database.transaction((tx) =>
    shop.sink.importOrder(tx, foreign, order, { actor: 'system', requestId: null }, at.clock.now()),
  );
  expect(await shop.counters()).toEqual([{ onHand: 5, reserved: 0 }]);
});
