import type { InventoryItem, LedgerEntry } from '@jetway/oms-api';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../audit/index.ts';
import { systemActor } from '../edge/index.ts';
import { aConnection, aLocation, aSku, type Caller, type Harness, harness } from '../testing/index.ts';
import { recordStockConfirmed, takeDueStock } from './desired-stock.store.ts';
import { reserve } from './reservations.store.ts';

let at: Harness;
beforeAll(async () => {
  at = await harness();
});
afterEach(() => expect(at.breaches).toEqual([]));

async function aShop() {
  const organizationId = await at.newOrganization();
  const locationId = await aLocation(at, organizationId, { name: 'Main' });
  const caller = await at.withKey(organizationId, 'manager');
  return { organizationId, locationId, ...caller };
}

async function list(caller: Caller, query: Record<string, unknown> = {}): Promise<InventoryItem[]> {
  const found: InventoryItem[] = [];
  let cursor: string | undefined;
  do {
    const { status, body } = await caller.client.listInventory({
      query: { ...query, ...(cursor === undefined ? {} : { cursor }) },
    });
    if (status !== 200) throw new Error(`answered ${status}`);
    found.push(...body.items);
    cursor = body.next ?? undefined;
  } while (cursor !== undefined);
  return found;
}

describe('POST /skus', () => {
  test('201 makes a SKU with its stock, in the ledger as counted by the caller', async () => {
    const { client, locationId, organizationId } = await aShop();
    const body = {
      sku: 'MUG-1',
      title: 'Enamel mug',
      imageUrl: 'https://img.example/mug.png',
      stock: [{ locationId, onHand: 12 }],
    };
    const made = await client.createSku({ body });
    if (made.status !== 201) throw new Error(`answered ${made.status}`);
    expect(made.body).toEqual({
      skuId: made.body.skuId,
      sku: 'MUG-1',
      title: 'Enamel mug',
      imageUrl: 'https://img.example/mug.png',
      active: true,
      onHand: 12,
      reserved: 0,
      available: 12,
      locations: [{ locationId, locationName: 'Main', onHand: 12, reserved: 0, available: 12 }],
      components: [],
      channels: [],
      version: 1,
    });
    expect(made.headers['etag']).toBe('"1"');
    const ledger = await client.listLedger({ params: { skuId: made.body.skuId } });
    expect(ledger.body).toMatchObject({
      items: [{ reason: 'counted', onHandChange: 12, onHandAfter: 12, actor: 'key:test manager', orderId: null }],
      next: null,
    });
    expect(await audit(at.database.db, organizationId)).toEqual([]);
  });

  test('409 a SKU of the very text exists; another case is another SKU', async () => {
    const { client } = await aShop();
    expect((await client.createSku({ body: { sku: 'a', title: 'A' } })).status).toBe(201);
    expect(await client.createSku({ body: { sku: 'a', title: 'B' } })).toMatchObject({
      status: 409,
      body: { code: 'sku_exists', errors: [{ path: '/sku' }] },
    });
    expect((await client.createSku({ body: { sku: 'A', title: 'C' } })).status).toBe(201);
  });

  test('400 a location that is not ours, and nothing is made', async () => {
    const shop = await aShop();
    const foreign = await aLocation(at, await at.newOrganization());
    const body = { sku: 'X', title: 'X', stock: [{ locationId: foreign, onHand: 1 }] };
    expect(await shop.client.createSku({ body })).toMatchObject({
      status: 400,
      body: { code: 'unknown_location', errors: [{ path: '/stock/0/locationId' }] },
    });
    expect(await list(shop)).toEqual([]);
  });

  test('the same Idempotency-Key makes one SKU, whatever process it comes to, and answers the same', async () => {
    const shop = await aShop();
    const other = await harness();
    const body = { sku: 'ONCE', title: 'Once' };
    const headers = { ...shop.headers, 'idempotency-key': 'k-1' };
    const first = await at.send('POST', '/skus', { body, headers });
    const second = await other.send('POST', '/skus', { body, headers });
    expect(second.statusCode).toBe(201);
    expect(second.payload).toBe(first.payload);
    expect(second.headers['idempotency-replayed']).toBe('true');
    const reused = await at.send('POST', '/skus', { body: { sku: 'ELSE', title: 'x' }, headers });
    expect(reused.statusCode).toBe(409);
    expect(reused.json()).toMatchObject({ code: 'idempotency_key_reused' });
    expect(await list(shop)).toHaveLength(1);
    const kept = await at.database.db.selectFrom('idempotency_keys').select('body').execute();
    expect(JSON.stringify(kept)).not.toContain('ONCE');
  });

  test('with a connection, its stock waits to be sent from the first moment', async () => {
    const shop = await aShop();
    const connectionId = await aConnection(at, shop.organizationId, { name: 'Jet live' });
    const second = await aLocation(at, shop.organizationId, { nodes: [{ connectionId, nodeId: 'n' }] });
    const made = await shop.client.createSku({
      body: { sku: 'S', title: 'S', stock: [{ locationId: second, onHand: 4 }] },
    });
    expect(made.body).toMatchObject({
      channels: [
        { connectionId, connectionName: 'Jet live', state: 'waiting', desired: { n: 4 }, sent: null, sentAt: null },
      ],
    });
  });
});

describe('PATCH /skus/:skuId', () => {
  test('200 changes what is given; the search finds the new title and not the old', async () => {
    const shop = await aShop();
    const { skuId } = await aSku(at, shop.organizationId, { title: 'Old kettle' });
    const changed = await shop.client.changeSku(
      { params: { skuId }, body: { title: 'New pot', active: false } },
      { headers: { 'if-match': '"1"' } },
    );
    expect(changed).toMatchObject({ status: 200, body: { title: 'New pot', active: false, version: 2 } });
    expect(await list(shop, { search: 'kettle' })).toEqual([]);
    expect(await list(shop, { search: 'PO' })).toMatchObject([{ skuId }]);
  });

  test('400 without If-Match, 409 with an old one, 404 another organization’s', async () => {
    const shop = await aShop();
    const { skuId } = await aSku(at, shop.organizationId);
    const change = (id: string, headers: Record<string, string>) =>
      shop.client.changeSku({ params: { skuId: id }, body: { title: 'x' } }, { headers });
    expect(await change(skuId, {})).toMatchObject({ status: 400, body: { code: 'version_required' } });
    expect((await change(skuId, { 'if-match': 'nonsense' })).status).toBe(400);
    expect((await change(skuId, { 'if-match': '"1"' })).status).toBe(200);
    expect(await change(skuId, { 'if-match': '"1"' })).toMatchObject({
      status: 409,
      body: { code: 'changed_meanwhile' },
    });
    const foreign = await aSku(at, await at.newOrganization());
    const theirs = await change(foreign.skuId, { 'if-match': '"1"' });
    const missing = await change('no-such', { 'if-match': '"1"' });
    expect(theirs).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect({ ...theirs.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
  });
});

describe('POST /skus/:skuId/adjust', () => {
  test('200 by a difference or to a counted number, each with its reason and note in the ledger', async () => {
    const { client, locationId, organizationId } = await aShop();
    const { skuId } = await aSku(at, organizationId, { stock: { [locationId]: 10 } });
    const adjust = (kind: 'change' | 'set', quantity: number, reason: 'damaged' | 'counted', note?: string) =>
      client.adjustStock({ params: { skuId }, body: { locationId, kind, quantity, reason, ...(note && { note }) } });
    expect(await adjust('change', -3, 'damaged', 'fell off the shelf')).toMatchObject({
      status: 200,
      body: { onHand: 7 },
    });
    expect(await adjust('set', 20, 'counted')).toMatchObject({ status: 200, body: { onHand: 20, available: 20 } });
    const { body } = await client.listLedger({ params: { skuId } });
    expect(body).toMatchObject({
      items: [
        { reason: 'counted', onHandChange: 13, onHandAfter: 20, note: null },
        { reason: 'damaged', onHandChange: -3, onHandAfter: 7, note: 'fell off the shelf' },
        { reason: 'counted', onHandChange: 10, onHandAfter: 10 },
      ],
    });
    expect(await audit(at.database.db, organizationId)).toEqual([]);
  });

  test('409 below what orders hold, 400 an unknown location, 404 a foreign SKU; nothing moves', async () => {
    const { client, locationId, organizationId } = await aShop();
    const { skuId } = await aSku(at, organizationId, { stock: { [locationId]: 5 } });
    const lines = [{ lineId: 'l', skuId, locationId, quantity: 4 }];
    await at.database.transaction((tx) => reserve(tx, organizationId, 'o', lines, systemActor, at.clock.now()));
    const adjust = (id: string, where: string, quantity: number) =>
      client.adjustStock({
        params: { skuId: id },
        body: { locationId: where, kind: 'change', quantity, reason: 'lost' },
      });
    expect(await adjust(skuId, locationId, -2)).toMatchObject({ status: 409, body: { code: 'below_reserved' } });
    expect(await adjust(skuId, 'nowhere', 1)).toMatchObject({ status: 400, body: { code: 'unknown_location' } });
    const foreign = await aSku(at, await at.newOrganization());
    expect(await adjust(foreign.skuId, locationId, 1)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect((await client.getSku({ params: { skuId } })).body).toMatchObject({ onHand: 5, reserved: 4, available: 1 });
  });

  test('32 adjustments at once all count, once each', async () => {
    const { client, locationId, organizationId } = await aShop();
    const { skuId } = await aSku(at, organizationId);
    const body = { locationId, kind: 'change', quantity: 3, reason: 'received' } as const;
    const headers = (count: number) => ({ headers: { 'idempotency-key': `count-${count % 16}` } });
    const answers = await Promise.all(
      Array.from({ length: 32 }, (_, count) => client.adjustStock({ params: { skuId }, body }, headers(count))),
    );
    expect(
      answers
        .filter(({ status }) => status === 409)
        .every(({ body: reply }) => 'code' in reply && reply.code === 'idempotency_in_progress'),
    ).toBe(true);
    expect((await client.getSku({ params: { skuId } })).body).toMatchObject({ onHand: 48 });
    expect(await audit(at.database.db, organizationId)).toEqual([]);
  });
});

describe('GET /inventory', () => {
  test('pages hold every SKU once, in the order of its characters', async () => {
    const shop = await aShop();
    const skus = ['b', 'B', 'a10', 'a2', 'ä', 'a/1', '7'];
    for (const sku of skus) await aSku(at, shop.organizationId, { sku });
    const found = (await list(shop, { limit: 2 })).map(({ sku }) => sku);
    expect(found).toEqual(['7', 'B', 'a/1', 'a10', 'a2', 'b', 'ä']);
    const bad = await shop.client.listInventory({ query: { cursor: '!' } });
    expect(bad).toMatchObject({ status: 400, body: { code: 'bad_cursor' } });
  });

  test('search finds the start of a SKU or of words, not the middle, and takes % and _ as they are', async () => {
    const shop = await aShop();
    await aSku(at, shop.organizationId, { sku: 'AB-100%', title: 'Blue camping stove' });
    await aSku(at, shop.organizationId, { sku: 'CD_2', title: 'Red camping mug' });
    const found = async (search: string) => (await list(shop, { search })).map(({ sku }) => sku);
    expect(await found('camp')).toEqual(['AB-100%', 'CD_2']);
    expect(await found('red cam')).toEqual(['CD_2']);
    expect(await found('cam red')).toEqual(['CD_2']);
    expect(await found('ab-1')).toEqual(['AB-100%']);
    expect(await found('amping')).toEqual([]);
    expect(await found('%')).toEqual([]);
    expect(await found('cd_')).toEqual(['CD_2']);
    expect(await found('')).toHaveLength(2);
  });

  test('filters: out of stock, low, not sent', async () => {
    const shop = await aShop();
    const connectionId = await aConnection(at, shop.organizationId);
    const locationId = await aLocation(at, shop.organizationId, { nodes: [{ connectionId, nodeId: 'n' }] });
    const make = (sku: string, onHand: number) =>
      aSku(at, shop.organizationId, { sku, stock: { [locationId]: onHand }, connectionIds: [connectionId] });
    await make('none', 0);
    await make('few', 5);
    await make('many', 6);
    const due = await takeDueStock(at.database.db, shop.organizationId, connectionId, {
      limit: 9,
      now: at.clock.now(),
      fence: 1,
    });
    const sent = due.filter(({ sku }) => sku !== 'few');
    await at.database.transaction((tx) =>
      recordStockConfirmed(tx, shop.organizationId, connectionId, sent, at.clock.now()),
    );
    const found = async (filter: string) => (await list(shop, { filter })).map(({ sku }) => sku);
    expect(await found('all')).toEqual(['few', 'many', 'none']);
    expect(await found('out-of-stock')).toEqual(['none']);
    expect(await found('low')).toEqual(['few']);
    expect(await found('not-sent')).toEqual(['few']);
  });

  test('beside a SKU stand at most 100 locations, those that hold some first; its sums are of all', async () => {
    const shop = await aShop();
    const more: string[] = [];
    for (let count = 0; count < 102; count += 1) more.push(await aLocation(at, shop.organizationId));
    const { skuId } = await aSku(at, shop.organizationId, {
      stock: Object.fromEntries(more.slice(-2).map((id) => [id, 3])),
    });
    const { status, body } = await shop.client.getSku({ params: { skuId } });
    if (status !== 200) throw new Error(`answered ${status}`);
    expect(body).toMatchObject({ onHand: 6, available: 6 });
    expect(body.locations).toHaveLength(100);
    expect(
      body.locations
        .filter(({ onHand }) => onHand > 0)
        .map(({ locationId }) => locationId)
        .sort(),
    ).toEqual(more.slice(-2).sort());
  });

  test('another organization’s SKUs and their ledgers do not exist', async () => {
    const shop = await aShop();
    const theirs = await aSku(at, await at.newOrganization());
    expect(await list(shop)).toEqual([]);
    for (const call of [shop.client.getSku, shop.client.listLedger]) {
      const foreign = await call({ params: { skuId: theirs.skuId } });
      const missing = await call({ params: { skuId: 'no-such' } });
      expect(foreign).toMatchObject({ status: 404, body: { code: 'not_found' } });
      expect({ ...foreign.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' });
    }
  });
});

describe('GET /skus/:skuId/ledger', () => {
  test('pages hold every movement once, newest first, also those of one instant', async () => {
    const { client, locationId, organizationId } = await aShop();
    const second = await aLocation(at, organizationId);
    const { skuId } = await aSku(at, organizationId, { stock: { [locationId]: 1, [second]: 1 } });
    for (let count = 0; count < 6; count += 1)
      await client.adjustStock({
        params: { skuId },
        body: { locationId: count % 2 === 0 ? locationId : second, kind: 'change', quantity: 1, reason: 'found' },
      });
    const seen: LedgerEntry[] = [];
    let cursor: string | undefined;
    do {
      const { status, body } = await client.listLedger({
        params: { skuId },
        query: { limit: 3, ...(cursor === undefined ? {} : { cursor }) },
      });
      if (status !== 200) throw new Error(`answered ${status}`);
      seen.push(...body.items);
      cursor = body.next ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(8);
    const here = seen.filter((entry) => entry.locationId === locationId);
    expect(here.map(({ onHandAfter }) => onHandAfter)).toEqual([4, 3, 2, 1]);
    const filtered = await client.listLedger({ params: { skuId }, query: { locationId } });
    expect(filtered.body).toMatchObject({ items: here });
    expect(await client.listLedger({ params: { skuId }, query: { cursor: 'MTphYg' } })).toMatchObject({
      status: 400,
      body: { code: 'bad_cursor' },
    });
  });
});
