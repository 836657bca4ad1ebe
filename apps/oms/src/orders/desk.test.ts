/** Owns the guarantees of working on an order: holds, corrected addresses, tags told to the channel, wishes to cancel. */
import { DAY_MS, HOUR_MS, type ManualClock } from '@jetway/kernel';
import { beforeAll, describe, expect, test } from 'vitest';
import { auditOms } from '../audit-oms.ts';
import { type Ground, ground } from '../testing/index.ts';
import { acknowledgeOrder } from './acknowledge-order.ts';
import { cancelOrder } from './cancel-order.ts';
import type { Commander } from './commands.ts';
import { correctShipTo, decideShipTo, undoShipTo } from './correct-ship-to.ts';
import { eraseBuyer } from './erase-buyer.ts';
import { holdOrder, releaseOrder, runDueHolds } from './hold-order.ts';
import { listOrders } from './order-lists.store.ts';
import { aChannelOrder, afterEnd, afterShipment, aShop, type Shop, withRaw } from './orders.test-support.ts';
import { readOrder } from './read-orders.ts';
import { retryIntent } from './retry-intent.ts';
import { shipOrder } from './ship-order.ts';
import { tagOrder } from './tag-order.ts';
import { readSearch } from './words.ts';
import { writeNote } from './write-note.ts';

let at: Ground & { readonly clock: ManualClock };
beforeAll(async () => {
  at = await ground();
});

const sound = async (shop: Shop): Promise<void> => expect(await auditOms(at.database, shop.organizationId)).toEqual([]);
const byNow = (shop: Shop): Commander => ({ ...shop.by, now: at.clock.now() });

async function anOrder(shop: Shop, more: Parameters<typeof aChannelOrder>[2] = {}, quantity = 2) {
  const order = aChannelOrder(at, [{ sku: shop.skuOf(), quantity }], more);
  await shop.importIt(order);
  const orderId = await shop.orderIdOf(order);
  const lineId = (await shop.stateOf(order)).lines[0]?.lineId ?? '';
  return { order, orderId, lineId };
}

const found = async (shop: Shop, text: string): Promise<readonly string[]> => {
  const query = { tab: 'all', sort: 'placed', words: readSearch(text), limit: 10 } as const;
  return (await listOrders(at.database.db, shop.organizationId, query)).map(({ orderId }) => orderId);
};

const timeline = async (shop: Shop, orderId: string) =>
  (await readOrder(at.database.db, shop.organizationId, orderId, shop.deps.channels))?.timeline ?? [];

const parcel = (lineId: string, quantity = 1) => ({
  carrier: 'ups',
  method: 'ups ground',
  trackingNumber: `1Z${at.ids.digits(10)}`,
  items: [{ lineId, quantity }],
});

describe('an order on hold', () => {
  test('is not accepted by policy, and is as soon as it is released; an acceptance that waits is not sent', async () => {
    const shop = await aShop(at, [9]);
    const { order, orderId } = await anOrder(shop);
    await holdOrder(shop.deps, shop.by, orderId, { reason: 'fraud?', until: null });
    expect((await shop.stateOf(order)).intents).toMatchObject([{ kind: 'acknowledge', state: 'withdrawn' }]);
    await shop.importIt(withRaw({ ...order, exceptionState: 'something new' }));
    expect(await shop.due()).toEqual([]);
    expect(await acknowledgeOrder(shop.deps, shop.by, orderId)).toMatchObject({ refusal: { code: 'on_hold' } });
    expect((await releaseOrder(shop.deps, shop.by, orderId)).ok).toBe(true);
    expect(await shop.due()).toMatchObject([{ orderId, payload: { kind: 'acknowledge', decision: 'accept' } }]);
    await sound(shop);
  });

  test('neither ships nor has a refused acceptance sent again, but is cancelled; the end of the order ends the hold', async () => {
    const shop = await aShop(at, [9]);
    const { order, orderId, lineId } = await anOrder(shop);
    await shop.send(order);
    await holdOrder(shop.deps, shop.by, orderId, { reason: 'wrong address', until: null });
    expect(await shipOrder(shop.deps, shop.by, orderId, [parcel(lineId)])).toMatchObject({
      refusal: { code: 'on_hold' },
    });
    expect((await cancelOrder(shop.deps, shop.by, orderId, { mode: 'cancel-units' })).ok).toBe(true);
    await shop.send(order);
    expect((await shop.stateOf(order)).order).toMatchObject({ status: 'cancelled', hold: null, holdDueAt: null });
    expect(await holdOrder(shop.deps, shop.by, orderId, { reason: 'late', until: null })).toMatchObject({
      refusal: { code: 'not_allowed_now' },
    });
    const refused = await anOrder(shop);
    const [answer] = await shop.due();
    await shop.markSending(answer?.intentId ?? '');
    await shop.fail(answer?.intentId ?? '', null);
    await holdOrder(shop.deps, shop.by, refused.orderId, { reason: 'wait', until: null });
    expect(await retryIntent(shop.deps, shop.by, refused.orderId, answer?.intentId ?? '')).toMatchObject({
      refusal: { code: 'on_hold' },
    });
    await sound(shop);
  });

  test('goes on when its time has come, once, however many look; a due deadline is told loudly before', async () => {
    const shop = await aShop(at, [9]);
    const start = at.clock.now();
    const { order, orderId } = await anOrder(shop);
    await shop.send(order);
    const shipByAt = (await shop.stateOf(order)).order.shipByAt ?? 0;
    expect(shipByAt).toBe(start + DAY_MS);
    const wish = { reason: 'waits for a part', until: shipByAt + HOUR_MS };
    await holdOrder(shop.deps, shop.by, orderId, wish);
    expect((await shop.stateOf(order)).order.holdDueAt).toBe(shipByAt - 4 * HOUR_MS);
    await runDueHolds(shop.deps, at.clock.now());
    expect(await shop.problems('held-due')).toEqual([]);
    at.clock.set(shipByAt - 4 * HOUR_MS);
    await runDueHolds(shop.deps, at.clock.now());
    expect(await shop.problems('held-due')).toMatchObject([{ deadline_at: shipByAt, actions: ['release', 'dismiss'] }]);
    at.clock.set(shipByAt);
    await Promise.all([1, 2, 3].map(() => runDueHolds(shop.deps, at.clock.now())));
    expect(await shop.problems('held-due')).toMatchObject([{ seen_count: 2 }]);
    at.clock.set(wish.until);
    await Promise.all([1, 2, 3].map(() => runDueHolds(shop.deps, at.clock.now())));
    expect((await shop.stateOf(order)).order.hold).toBeNull();
    expect(await shop.problems('held-due')).toEqual([]);
    const ends = (await timeline(shop, orderId)).filter(({ kind }) => kind === 'released');
    expect(ends).toMatchObject([{ actor: 'system' }]);
  });
});

describe('where an order goes', () => {
  const ours = {
    name: 'Mary Somerville',
    phone: null,
    address1: '2 Burlington Street',
    address2: null,
    city: 'Hoboken',
    state: 'NJ',
    zipCode: '07031',
  };

  test('a correction holds against every reading; the channel’s own change is asked about, and either answer counts', async () => {
    const shop = await aShop(at, [9]);
    const { order, orderId } = await anOrder(shop);
    expect((await correctShipTo(shop.deps, shop.by, { orderId, version: 1 }, ours)).ok).toBe(true);
    expect(await correctShipTo(shop.deps, shop.by, { orderId, version: 1 }, ours)).toMatchObject({
      refusal: { code: 'changed_meanwhile' },
    });
    await shop.importIt(withRaw({ ...order, exceptionState: 'something new' }));
    expect((await shop.stateOf(order)).order).toMatchObject({ shipTo: ours, channelShipTo: order.shipTo });
    expect(await shop.problems('order-changed')).toEqual([]);
    expect(await found(shop, 'somerville')).toEqual([orderId]);
    const moved = withRaw({ ...order, shipTo: { ...order.shipTo, address1: '3 Analytical Way' } });
    await shop.importIt(moved);
    await shop.importIt(moved);
    expect(await shop.problems('order-changed')).toMatchObject([
      { seen_count: 1, actions: ['keep-ours', 'take-theirs'], text: expect.stringContaining('Street') },
    ]);
    expect((await shop.stateOf(order)).order.shipTo).toEqual(ours);
    await decideShipTo(shop.deps, shop.by, orderId, 'ours');
    expect(await shop.problems('order-changed')).toEqual([]);
    expect((await shop.stateOf(order)).order.shipTo).toEqual(ours);
    await shop.importIt(withRaw({ ...moved, shipTo: { ...order.shipTo, address1: '4 Analytical Way' } }));
    await decideShipTo(shop.deps, shop.by, orderId, 'theirs');
    expect((await shop.stateOf(order)).order).toMatchObject({
      shipTo: { address1: '4 Analytical Way' },
      channelShipTo: null,
    });
    expect(await shop.problems('order-changed')).toEqual([]);
  });

  test('undone it goes where the channel says; without a correction the channel’s change is taken; each change is told', async () => {
    const shop = await aShop(at, [9]);
    const { order, orderId } = await anOrder(shop);
    await correctShipTo(shop.deps, shop.by, { orderId, version: 1 }, ours);
    expect((await undoShipTo(shop.deps, shop.by, { orderId, version: 2 })).ok).toBe(true);
    expect((await shop.stateOf(order)).order).toMatchObject({ shipTo: order.shipTo, channelShipTo: null });
    expect(await undoShipTo(shop.deps, shop.by, { orderId, version: 3 })).toMatchObject({
      refusal: { code: 'not_corrected' },
    });
    await shop.importIt(withRaw({ ...order, shipTo: { ...order.shipTo, zipCode: '07099' } }));
    expect((await shop.stateOf(order)).order.shipTo.zipCode).toBe('07099');
    expect(await shop.problems('order-changed')).toEqual([]);
    const told = (await timeline(shop, orderId)).filter(({ kind }) => kind === 'ship-to');
    expect(told).toMatchObject([
      {
        actor: shop.by.actor,
        text: expect.stringContaining('Street from “1 Analytical Way” to “2 Burlington Street”'),
      },
      { actor: shop.by.actor, text: expect.stringContaining('to “1 Analytical Way”') },
      { actor: 'system', text: 'The channel changed the ship-to: Zip code from “07030” to “07099”.' },
    ]);
  });

  test('forgetting the buyer forgets every address and note, and not the tags', async () => {
    const shop = await aShop(at, [9]);
    const { order, orderId } = await anOrder(shop);
    await correctShipTo(shop.deps, shop.by, { orderId, version: 1 }, ours);
    await writeNote(shop.deps, shop.by, orderId, 'Mary Somerville called about it.');
    await tagOrder(shop.deps, shop.by, orderId, { add: ['gift'], remove: [] });
    await shop.importIt(withRaw({ ...order, shipTo: { ...order.shipTo, address1: '3 Analytical Way' } }));
    await shop.importIt(afterEnd(order));
    expect((await eraseBuyer({ ...shop.deps, eraseExchanges: async () => undefined }, shop.by, orderId)).ok).toBe(true);
    await shop.importIt(afterEnd({ ...order, exceptionState: 'changed again' }));
    const detail = await readOrder(at.database.db, shop.organizationId, orderId, shop.deps.channels);
    const problems = await at.database.db.selectFrom('problems').selectAll().where('order_id', '=', orderId).execute();
    for (const personal of ['Somerville', 'Burlington', 'Analytical', 'Babbage'])
      expect(JSON.stringify([detail, problems])).not.toContain(personal);
    expect(await found(shop, 'somerville')).toEqual([]);
    expect(await found(shop, 'gift')).toEqual([orderId]);
  });
});

describe('tags', () => {
  test('find the order until they are taken off, and never take away what else it is found by', async () => {
    const shop = await aShop(at, [9]);
    const { order, orderId } = await anOrder(shop);
    await tagOrder(shop.deps, shop.by, orderId, { add: ['Ada', 'urgent gift'], remove: [] });
    expect(await found(shop, 'urgent')).toEqual([orderId]);
    await tagOrder(shop.deps, shop.by, orderId, { add: [], remove: ['ada', 'urgent gift'] });
    expect(await found(shop, 'urgent')).toEqual([]);
    expect(await found(shop, 'ada')).toEqual([orderId]);
    expect(await found(shop, order.referenceNumber)).toEqual([orderId]);
  });

  test('where it is switched on the channel is told of the first; only the newest waits, and nothing waits for it', async () => {
    const shop = await aShop(at, [9], { acknowledgePolicy: 'hold' });
    const { order, orderId, lineId } = await anOrder(shop);
    const tag = (add: string[], remove: string[] = []) => tagOrder(shop.deps, shop.by, orderId, { add, remove });
    await tag(['before']);
    expect(await shop.due()).toEqual([]);
    await at.database.db
      .insertInto('tag_mirrors')
      .values({
        organization_id: shop.organizationId,
        connection_id: shop.connectionId,
        mirrored: true,
        version: 2,
        updated_at: at.clock.now(),
        updated_by: 'system',
      })
      .execute();
    await tag(['later']);
    expect(await shop.due()).toEqual([]);
    await tag([], ['before']);
    await tag(['last'], ['later']);
    await acknowledgeOrder(shop.deps, shop.by, orderId);
    const due = await shop.due();
    expect(due.map(({ payload }) => payload.kind)).toEqual(['acknowledge', 'tag']);
    expect(due[1]?.payload).toMatchObject({ tag: 'last' });
    await shop.markSending(due[1]?.intentId ?? '');
    await tag([], ['last']);
    expect((await shop.due()).map(({ payload }) => payload.kind)).toEqual(['acknowledge']);
    const told = await shop.send(order);
    await shipOrder(shop.deps, shop.by, orderId, [parcel(lineId, 2)]);
    const complete = await shop.send(told);
    await shop.confirm(due[1]?.intentId ?? '', complete);
    expect(await shop.due()).toMatchObject([{ payload: { kind: 'tag', tag: null } }]);
    await sound(shop);
  });
});

describe('a buyer’s wish to cancel after the acceptance', () => {
  async function wished(shop: Shop, quantity = 3, cancelRequested = 2) {
    const { order, orderId, lineId } = await anOrder(shop, {}, quantity);
    const accepted = await shop.send(order);
    const lines = accepted.lines.map((line) => ({ ...line, cancelRequestedQuantity: cancelRequested }));
    const asked = withRaw({ ...accepted, lines, isCancelRequested: true });
    await shop.importIt(asked);
    return { order: asked, orderId, lineId };
  }

  test('is asked about until the deadline to ship, and settles by itself when the units are cancelled', async () => {
    const shop = await aShop(at, [20]);
    const { order, orderId, lineId } = await wished(shop);
    const { shipByAt } = (await shop.stateOf(order)).order;
    expect(await shop.problems('cancel-requested')).toMatchObject([
      { deadline_at: shipByAt, actions: ['cancel-units', 'decline'] },
    ]);
    const lines = [{ lineId, quantity: 2 }];
    expect((await cancelOrder(shop.deps, byNow(shop), orderId, { mode: 'cancel-units', lines })).ok).toBe(true);
    expect(await shop.problems('cancel-requested')).toHaveLength(1);
    await shop.send(order);
    expect(await shop.problems('cancel-requested')).toEqual([]);
    await sound(shop);
  });

  test('settles by itself when the units have left, with us or with others', async () => {
    const shop = await aShop(at, [20]);
    const own = await wished(shop);
    expect((await shipOrder(shop.deps, byNow(shop), own.orderId, [parcel(own.lineId, 3)])).ok).toBe(true);
    expect(await shop.problems('cancel-requested')).toEqual([]);
    const other = await wished(shop);
    const lines = [{ merchantSku: shop.skuOf(), shipped: 3, cancelled: 0 }];
    const nothing = { altShipmentId: null, carrier: null, method: null, trackingNumber: null };
    await shop.importIt(afterShipment(other.order, { channelShipmentId: 'theirs', ...nothing, lines }));
    expect(await shop.problems('cancel-requested')).toEqual([]);
    await sound(shop);
  });
});
