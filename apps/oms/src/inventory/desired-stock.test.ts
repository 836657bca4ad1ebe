import { testClock } from '@jetway/testkit';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../edge/index.ts';
import { aConnection, aLocation, anOrganization, aSku, type Ground, ground } from '../testing/index.ts';
import {
  ensureDesiredStock,
  markAllStockDue,
  markStockDue,
  recordStockConfirmed,
  recordStockFailed,
  recordStockSent,
  stockChannel,
  takeDueStock,
} from './desired-stock.store.ts';
import { countWaitingStock, listWaitingStock, readDesiredStock, skusInFlight } from './desired-stock-reads.store.ts';
import { releaseReservations, reserve, shipReserved } from './reservations.store.ts';
import { updateSku } from './skus.store.ts';
import { adjustStock } from './stock.store.ts';

let at: Ground;
beforeAll(async () => {
  at = await ground();
});

const now = testClock().now();

/** A shop with two nodes on one connection: A with 5 units, B with none. */
async function aShop() {
  const organizationId = await anOrganization(at);
  const connectionId = await aConnection(at, organizationId);
  const nodes = (nodeId: string) => ({ nodes: [{ connectionId, nodeId }] });
  const a = await aLocation(at, organizationId, nodes('node-a'));
  const b = await aLocation(at, organizationId, nodes('node-b'));
  const { skuId } = await aSku(at, organizationId, { stock: { [a]: 5 }, connectionIds: [connectionId] });
  const take = (options: { now?: number; fence?: number; limit?: number } = {}) =>
    takeDueStock(at.database.db, organizationId, connectionId, { limit: 10, now, fence: 1, ...options });
  const confirm = async (taken: Awaited<ReturnType<typeof take>>) => {
    await at.database.transaction((tx) => recordStockSent(tx, organizationId, connectionId, taken, now));
    await at.database.transaction((tx) => recordStockConfirmed(tx, organizationId, connectionId, taken, now));
  };
  const state = async () => {
    const [row] = await readDesiredStock(at.database.db, organizationId, [skuId]);
    if (row === undefined) throw new Error('no desired stock');
    return row;
  };
  const adjust = (locationId: string, quantity: number) =>
    at.database.transaction((tx) =>
      adjustStock(
        tx,
        organizationId,
        { skuId, locationId, kind: 'change', quantity, reason: 'received' },
        systemActor,
        now,
      ),
    );
  return { organizationId, connectionId, a, b, skuId, take, confirm, state, adjust };
}

describe('desired stock', () => {
  test('a new SKU is due at once, with what is available at each node', async () => {
    const shop = await aShop();
    expect(await shop.take()).toMatchObject([
      { skuId: shop.skuId, version: 1, attempts: 0, quantities: { 'node-a': 5, 'node-b': 0 } },
    ]);
  });

  test('one message per SKU at a time; confirmed, nothing is due until something changes', async () => {
    const shop = await aShop();
    const taken = await shop.take();
    expect(await shop.take()).toEqual([]);
    expect(await skusInFlight(at.database.db, shop.organizationId, shop.connectionId, [shop.skuId], now)).toEqual(
      new Set([shop.skuId]),
    );
    await shop.confirm(taken);
    expect(await shop.take()).toEqual([]);
    expect(await skusInFlight(at.database.db, shop.organizationId, shop.connectionId, [shop.skuId], now)).toEqual(
      new Set(),
    );
    expect(await shop.state()).toMatchObject({
      desiredVersion: 1,
      confirmedVersion: 1,
      sent: { 'node-a': 5, 'node-b': 0 },
      sentAt: now,
      confirmedAt: now,
      lastError: null,
    });
    await shop.adjust(shop.b, 3);
    expect(await shop.take()).toMatchObject([{ version: 2, quantities: { 'node-a': 5, 'node-b': 3 } }]);
  });

  test('what changes while a message is on its way stays due, with the newest numbers', async () => {
    const shop = await aShop();
    const taken = await shop.take();
    await shop.adjust(shop.a, 1);
    await shop.adjust(shop.a, 1);
    expect(await shop.take()).toEqual([]);
    await shop.confirm(taken);
    expect(await shop.take()).toMatchObject([{ version: 3, quantities: { 'node-a': 7 } }]);
  });

  test('reserving and releasing make it due; shipping does not, for available stays', async () => {
    const shop = await aShop();
    await shop.confirm(await shop.take());
    const { organizationId, skuId, a } = shop;
    const lines = [{ lineId: 'l', skuId, locationId: a, quantity: 2 }];
    await at.database.transaction((tx) => reserve(tx, organizationId, 'o', lines, systemActor, now));
    const reserved = await shop.take();
    expect(reserved).toMatchObject([{ quantities: { 'node-a': 3 } }]);
    await shop.confirm(reserved);
    const one = [{ lineId: 'l', quantity: 1 }];
    await at.database.transaction((tx) => shipReserved(tx, organizationId, 'o', one, systemActor, now));
    expect(await shop.take()).toEqual([]);
    await at.database.transaction((tx) => releaseReservations(tx, organizationId, 'o', 'all', systemActor, now));
    expect(await shop.take()).toMatchObject([{ quantities: { 'node-a': 4 } }]);
  });

  test('a refused message waits for a change, one without an answer for its time; a change never waits', async () => {
    const shop = await aShop();
    const [first] = await shop.take();
    if (first === undefined) throw new Error('nothing due');
    const fail = (version: number, retryAt: number | null) =>
      at.database.transaction((tx) =>
        recordStockFailed(
          tx,
          shop.organizationId,
          shop.connectionId,
          [{ skuId: shop.skuId, version, text: 'no answer', retryAt }],
          now,
        ),
      );
    await fail(first.version, now + 1_000);
    expect(await shop.take()).toEqual([]);
    expect(await shop.state()).toMatchObject({ lastError: 'no answer', confirmedVersion: 0 });
    expect(await shop.take({ now: now + 1_000 })).toMatchObject([{ version: 1 }]);
    await fail(first.version, null);
    expect(await shop.take({ now: now + 1_000_000 })).toEqual([]);
    await shop.adjust(shop.a, 1);
    expect(await shop.take()).toMatchObject([{ version: 2, quantities: { 'node-a': 6 } }]);
  });

  test('a claim left behind is taken over by a newer lease at once, by the same one when it runs out', async () => {
    const shop = await aShop();
    expect(await shop.take({ fence: 4 })).toHaveLength(1);
    expect(await shop.take({ fence: 4 })).toEqual([]);
    expect(await shop.take({ fence: 3 })).toEqual([]);
    expect(await shop.take({ fence: 5 })).toHaveLength(1);
    expect(await shop.take({ fence: 5, now: now + 119_999 })).toEqual([]);
    expect(await shop.take({ fence: 5, now: now + 120_000 })).toHaveLength(1);
  });

  test('a SKU no longer sold, and a node no longer ours, are told 0 once', async () => {
    const shop = await aShop();
    const { organizationId, connectionId, skuId } = shop;
    await shop.confirm(await shop.take());
    await at.database.transaction(async (tx) => {
      await tx
        .updateTable('location_nodes')
        .set({ node_id: 'node-new' })
        .where('organization_id', '=', organizationId)
        .where('node_id', '=', 'node-a')
        .execute();
      await markAllStockDue(tx, organizationId, [connectionId], now);
    });
    const moved = await shop.take();
    expect(moved).toMatchObject([{ quantities: { 'node-a': 0, 'node-b': 0, 'node-new': 5 } }]);
    await shop.confirm(moved);
    await at.database.transaction(async (tx) => {
      await updateSku(tx, organizationId, skuId, 1, { active: false }, systemActor, now);
      await markStockDue(tx, organizationId, [skuId], now);
    });
    expect((await shop.take()).map(({ quantities }) => quantities)).toEqual([{ 'node-b': 0, 'node-new': 0 }]);
  });

  test('without a node there is nothing to send, and nothing that waits for ever', async () => {
    const organizationId = await anOrganization(at);
    const connectionId = await aConnection(at, organizationId);
    await aSku(at, organizationId, { connectionIds: [connectionId] });
    const waiting = () => countWaitingStock(at.database.db, organizationId, [connectionId]);
    expect(await waiting()).toEqual(new Map([[connectionId, 1]]));
    expect(await takeDueStock(at.database.db, organizationId, connectionId, { limit: 10, now, fence: 1 })).toEqual([]);
    expect(await waiting()).toEqual(new Map());
  });

  test('the daily refresh takes what was sent too long ago, and nothing that waits already', async () => {
    const shop = await aShop();
    const { organizationId, connectionId } = shop;
    const refresh = (sentBefore: number) =>
      at.database.transaction((tx) => markAllStockDue(tx, organizationId, [connectionId], now, sentBefore));
    expect(await refresh(now + 1)).toBe(0);
    await shop.confirm(await shop.take());
    expect(await refresh(now)).toBe(0);
    expect(await refresh(now + 1)).toBe(1);
    expect(await shop.take()).toMatchObject([{ version: 2 }]);
  });

  test('a connection made later hears of every SKU; being told again changes nothing', async () => {
    const shop = await aShop();
    const second = await aConnection(at, shop.organizationId);
    await at.database.transaction((tx) => ensureDesiredStock(tx, shop.organizationId, [second], now));
    const rows = await readDesiredStock(at.database.db, shop.organizationId, [shop.skuId]);
    expect(rows.map(({ connectionId }) => connectionId).sort()).toEqual([shop.connectionId, second].sort());
  });

  test('a change wakes the senders when it commits', async () => {
    const shop = await aShop();
    const { promise, resolve } = Promise.withResolvers<string>();
    const end = await at.database.listen(stockChannel, (payload) => {
      if (payload === shop.organizationId) resolve(payload);
    });
    await shop.adjust(shop.a, 1);
    expect(await promise).toBe(shop.organizationId);
    await end();
  });

  test('what waits is listed oldest first, page by page', async () => {
    const shop = await aShop();
    const { organizationId, connectionId } = shop;
    for (let count = 0; count < 3; count += 1) await aSku(at, organizationId, { connectionIds: [connectionId] });
    const all = await listWaitingStock(at.database.db, organizationId, connectionId, { limit: 10 });
    expect(all).toHaveLength(4);
    const [, second] = all;
    if (second === undefined) throw new Error('nothing waits');
    const rest = await listWaitingStock(at.database.db, organizationId, connectionId, {
      after: { at: second.dueAt, id: second.skuId },
      limit: 10,
    });
    expect(rest).toEqual(all.slice(2));
  });

  test('no number sent is ever above what was available, however changes and sending interleave', async () => {
    const shop = await aShop();
    const { organizationId, skuId, a } = shop;
    const sent: number[] = [];
    const sell = async (order: number) => {
      const lines = [{ lineId: 'l', skuId, locationId: a, quantity: 1 }];
      await at.database.transaction((tx) => reserve(tx, organizationId, `o${order}`, lines, systemActor, now));
    };
    const send = async () => {
      const taken = await shop.take();
      sent.push(...taken.map(({ quantities }) => quantities['node-a'] ?? -1));
      await shop.confirm(taken);
    };
    await Promise.all([sell(1), send(), sell(2), send(), sell(3), send(), sell(4), send()]);
    await send();
    await send();
    expect(sent.at(-1)).toBe(1);
    expect(sent).toEqual([...sent].sort((one, two) => two - one));
    expect(await shop.state()).toMatchObject({ desired: { 'node-a': 1 }, sent: { 'node-a': 1 } });
    expect((await shop.state()).confirmedVersion).toBe((await shop.state()).desiredVersion);
  });
});
