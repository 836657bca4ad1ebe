/** Owns what the test of the contract knows of SKUs, stock and locations. */
import { expect, test } from 'vitest';
import { aLocation, aSku } from '../builders.ts';
import { type Foreign, nothing, pair, type Samples, type Walks } from './part.ts';
import type { At } from './world.ts';

const adjustment = (locationId: string) =>
  ({ locationId, kind: 'change', quantity: 1, reason: 'received', note: 'a note' }) as const;

const location = (at: At) => ({
  name: `L ${at().harness.ids.hex32()}`,
  timeZone: 'UTC',
  cutOff: '12:00',
  zipCode: '07030',
  nodes: [],
});

const skuParams = async (at: At) => ({
  params: { skuId: (await aSku(at().harness, at().organizationId)).skuId },
});

export const inventoryPart = (at: At) => {
  const theirSku = async () => (await aSku(at().harness, at().stranger)).skuId;
  return {
    samples: {
      listInventory: nothing,
      createSku: () => ({
        body: {
          sku: at().harness.ids.hex32(),
          title: 'A mug',
          imageUrl: 'https://img.example/1.png',
          stock: [{ locationId: at().locationId, onHand: 1 }],
        },
      }),
      getSku: () => skuParams(at),
      changeSku: async () => ({ ...(await skuParams(at)), body: { title: 'A cup', active: true } }),
      adjustStock: async () => ({ ...(await skuParams(at)), body: adjustment(at().locationId) }),
      listLedger: () => skuParams(at),
      getRoutingRules: nothing,
      changeRoutingRules: () => ({ body: { prefers: 'priority', splits: true, mostLocations: 3 } }),
      listLocations: nothing,
      createLocation: () => ({ body: location(at) }),
      changeLocation: async () => ({
        params: { locationId: await aLocation(at().harness, at().organizationId) },
        body: location(at),
      }),
    } satisfies Samples,
    foreign: {
      getSku: pair('skuId', theirSku, nothing),
      listLedger: pair('skuId', theirSku, nothing),
      changeSku: pair('skuId', theirSku, () => ({ body: { title: 'x' } })),
      adjustStock: pair('skuId', theirSku, () => ({ body: adjustment(at().locationId) })),
      changeLocation: pair(
        'locationId',
        async () => at().theirLocationId,
        () => ({ body: location(at) }),
      ),
    } satisfies Foreign,
  };
};

export const inventoryWalks: Walks = (at) => {
  test('the ledger refuses a cursor of another list', async () => {
    const { params } = await skuParams(at);
    const answer = await at().send('GET', `/skus/${params.skuId}/ledger?cursor=%21`);
    expect(answer.json()).toMatchObject({ code: 'bad_cursor' });
  });

  test('names that are taken, old versions, and stock below what is reserved are conflicts', async () => {
    const { harness, send } = at();
    const alone = await harness.newOrganization();
    const headers = { ...(await harness.signIn(alone)).headers, 'if-match': '"9"' };
    const conflict = async (method: string, path: string, body: unknown, code: string) =>
      expect((await send(method, path, body, headers)).json()).toMatchObject({ status: 409, code });
    await conflict(
      'PUT',
      '/routing-rules',
      { prefers: 'nearest', splits: false, mostLocations: 2 },
      'changed_meanwhile',
    );
    const { sku, skuId } = await aSku(harness, alone);
    await conflict('POST', '/skus', { sku, title: 'x' }, 'sku_exists');
    await conflict('PATCH', `/skus/${skuId}`, { title: 'x' }, 'changed_meanwhile');
    const place = await aLocation(harness, alone, { name: 'Main' });
    await conflict('POST', '/locations', { ...location(at), name: 'main' }, 'name_taken');
    await conflict('PUT', `/locations/${place}`, location(at), 'changed_meanwhile');
    await conflict('POST', `/skus/${skuId}/adjust`, { ...adjustment(place), quantity: -1 }, 'below_reserved');
  });
};
