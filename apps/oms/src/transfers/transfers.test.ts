import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { auditOms } from '../audit-oms.ts';
import { reserve } from '../inventory/index.ts';
import { aConnection, aLocation, aSku, type Harness, harness } from '../testing/index.ts';
import { receiveUnits, transferLifecycle, unitsLeft } from './transfers.ts';

let at: Harness;
beforeAll(async () => {
  at = await harness();
});

async function aShop(units = 10) {
  const organizationId = await at.newOrganization();
  const connectionId = await aConnection(at, organizationId);
  const from = await aLocation(at, organizationId, { name: 'East', nodes: [{ connectionId, nodeId: 'e' }] });
  const to = await aLocation(at, organizationId, { name: 'West', nodes: [{ connectionId, nodeId: 'w' }] });
  const more = { sku: 'MUG', stock: { [from]: units }, connectionIds: [connectionId] };
  const { skuId } = await aSku(at, organizationId, more);
  return { organizationId, connectionId, from, to, skuId, ...(await at.withKey(organizationId, 'warehouse')) };
}

type Shop = Awaited<ReturnType<typeof aShop>>;

async function draft({ client, from, to }: Shop, quantity: number) {
  const body = { fromLocationId: from, toLocationId: to, lines: [{ sku: 'MUG', quantity }] };
  const made = await client.createTransfer({ body });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return { transferId: made.body.id };
}

/** On hand here and there, and on the way. */
async function units({ client, skuId, from, to }: Shop): Promise<readonly number[]> {
  const item = await client.getSku({ params: { skuId } });
  const way = await client.listOnTheWay({ params: { skuId } });
  if (item.status !== 200 || way.status !== 200) throw new Error('no SKU');
  const lies = (id: string) => item.body.locations.find(({ locationId }) => locationId === id)?.onHand ?? 0;
  return [lies(from), lies(to), way.body.items.reduce((sum, { quantity }) => sum + quantity, 0)];
}

const sound = async (shop: Shop): Promise<void> => expect(await auditOms(at.database, shop.organizationId)).toEqual([]);

describe('the rules', () => {
  test('a transfer ends received or cancelled', () => {
    expect([...transferLifecycle.final].sort()).toEqual(['cancelled', 'received']);
  });

  test('whatever arrives, units are received, written off or left, never more than were sent', () => {
    const line = fc.record({ quantity: fc.nat(20), received: fc.nat(30), writtenOff: fc.nat(30) });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (wanted) => {
        const lines = wanted.map(({ quantity }, index) => ({
          skuId: `${index}`,
          quantity,
          received: 0,
          writtenOff: 0,
          returned: 0,
        }));
        const arrivals = wanted.map(({ received, writtenOff }, index) => ({
          skuId: `${index}`,
          received,
          writtenOff,
          note: 'x',
        }));
        const done = receiveUnits(lines, arrivals);
        const fits = wanted.every(({ quantity, received, writtenOff }) => received + writtenOff <= quantity);
        expect(done.ok).toBe(fits);
        if (!done.ok) return;
        for (const after of done.value) {
          expect(unitsLeft(after)).toBeGreaterThanOrEqual(0);
          expect(after.received + after.writtenOff + unitsLeft(after)).toBe(after.quantity);
        }
      }),
    );
  });
});

describe('a transfer', () => {
  test('a draft moves nothing; sent units lie nowhere; received ones lie there, and channels hear of both', async () => {
    const shop = await aShop();
    const params = await draft(shop, 4);
    expect(await units(shop)).toEqual([10, 0, 0]);
    await at.database.db
      .updateTable('desired_stock')
      .set({ due_at: null })
      .where('organization_id', '=', shop.organizationId)
      .execute();
    const due = async () =>
      (
        await at.database.db
          .selectFrom('desired_stock')
          .select('due_at')
          .where('organization_id', '=', shop.organizationId)
          .executeTakeFirstOrThrow()
      ).due_at;
    at.clock.advance(1);
    expect((await shop.client.sendTransfer({ params })).body).toMatchObject({ state: 'sent', onTheWay: 4 });
    at.clock.advance(1);
    expect(await units(shop)).toEqual([6, 0, 4]);
    expect(await due()).not.toBeNull();
    const arrived = await shop.client.receiveTransfer({
      params,
      body: { lines: [{ skuId: shop.skuId, received: 3 }] },
    });
    expect(arrived.body).toMatchObject({ state: 'sent', onTheWay: 1, lines: [{ received: 3, onTheWay: 1 }] });
    expect(await units(shop)).toEqual([6, 3, 1]);
    const rest = { skuId: shop.skuId, received: 0, writtenOff: 1, note: 'Broken in the van' };
    expect((await shop.client.receiveTransfer({ params, body: { lines: [rest] } })).body).toMatchObject({
      state: 'received',
      onTheWay: 0,
      lines: [{ writtenOff: 1, note: 'Broken in the van' }],
    });
    expect(await units(shop)).toEqual([6, 3, 0]);
    const ledger = await shop.client.listLedger({ params: { skuId: shop.skuId } });
    expect(ledger.body).toMatchObject({
      items: [
        { reason: 'transfer-received', onHandChange: 3, note: 'From East' },
        { reason: 'transfer-sent', onHandChange: -4, note: 'To West' },
        { reason: 'counted' },
      ],
    });
    await sound(shop);
  });

  test('is not sent when orders hold too much of it, and nothing of it leaves the shelf', async () => {
    const shop = await aShop(5);
    const more = await aSku(at, shop.organizationId, { sku: 'CUP', stock: { [shop.from]: 5 } });
    const by = { actor: 'a test', requestId: null };
    const held = [{ lineId: 'l', skuId: shop.skuId, locationId: shop.from, quantity: 3 }];
    await at.database.transaction((tx) => reserve(tx, shop.organizationId, 'o', held, by, at.clock.now()));
    const lines = [
      { sku: 'CUP', quantity: 1 },
      { sku: 'MUG', quantity: 3 },
    ];
    const body = { fromLocationId: shop.from, toLocationId: shop.to, lines };
    const made = await shop.client.createTransfer({ body });
    if (made.status !== 201) throw new Error('not made');
    expect(await shop.client.sendTransfer({ params: { transferId: made.body.id } })).toMatchObject({
      status: 409,
      body: { code: 'below_reserved', detail: expect.stringContaining('MUG: 2 available, 3 to send') },
    });
    expect(await units(shop)).toEqual([5, 0, 0]);
    expect((await shop.client.getSku({ params: { skuId: more.skuId } })).body).toMatchObject({ onHand: 5 });
    await sound(shop);
  });

  test('cancelled under way, what has not arrived is put back', async () => {
    const shop = await aShop();
    const params = await draft(shop, 4);
    await shop.client.sendTransfer({ params });
    await shop.client.receiveTransfer({ params, body: { lines: [{ skuId: shop.skuId, received: 1 }] } });
    expect((await shop.client.cancelTransfer({ params })).body).toMatchObject({
      state: 'cancelled',
      onTheWay: 0,
      lines: [{ quantity: 4, received: 1, returned: 3 }],
    });
    expect(await units(shop)).toEqual([9, 1, 0]);
    await sound(shop);
  });

  test('many who send, receive and cancel the same one at once move its units once', async () => {
    const shop = await aShop();
    const params = await draft(shop, 4);
    await Promise.all(Array.from({ length: 5 }, () => shop.client.sendTransfer({ params })));
    expect(await units(shop)).toEqual([6, 0, 4]);
    const receive = () =>
      shop.client.receiveTransfer({ params, body: { lines: [{ skuId: shop.skuId, received: 4 }] } });
    const answers = await Promise.all([receive(), shop.client.cancelTransfer({ params }), receive()]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const [here = 0, there = 0, way] = await units(shop);
    expect([here + there, way]).toEqual([10, 0]);
    await sound(shop);
  });

  test('what is wrong with a wish is named, and a draft changed by two keeps one of them', async () => {
    const shop = await aShop();
    const line = { sku: 'MUG', quantity: 1 };
    const wish = { fromLocationId: shop.from, toLocationId: shop.to, lines: [line] };
    const refused = async (more: Partial<typeof wish>) => {
      const made = await shop.client.createTransfer({ body: { ...wish, ...more } });
      return made.status === 400 ? made.body.code : made.status;
    };
    expect(await refused({ toLocationId: shop.from })).toBe('same_location');
    expect(await refused({ toLocationId: 'x' })).toBe('unknown_location');
    expect(await refused({ lines: [{ sku: 'x', quantity: 1 }] })).toBe('unknown_sku');
    expect(await refused({ lines: [line, line] })).toBe('repeated_sku');
    const params = await draft(shop, 1);
    const change = (quantity: number) =>
      shop.client.changeTransfer(
        { params, body: { ...wish, lines: [{ sku: 'MUG', quantity }] } },
        { headers: { 'if-match': '1' } },
      );
    expect(await change(2)).toMatchObject({ status: 200, body: { version: 2, lines: [{ quantity: 2 }] } });
    expect(await change(3)).toMatchObject({ status: 409, body: { code: 'changed_meanwhile' } });
    await shop.client.sendTransfer({ params });
    const receive = (more: object) =>
      shop.client.receiveTransfer({ params, body: { lines: [{ skuId: shop.skuId, received: 0, ...more }] } });
    expect(await receive({ writtenOff: 1 })).toMatchObject({ body: { code: 'note_required' } });
    expect(await receive({ received: 3 })).toMatchObject({ body: { code: 'too_many_units' } });
    expect(await receive({ skuId: 'x' })).toMatchObject({ body: { code: 'unknown_line' } });
  });
});
