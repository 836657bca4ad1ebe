/** Owns what the test of the contract knows of imports, transfers and stock counts. */
import { expect, test } from 'vitest';
import { aLocation, aSku } from '../builders.ts';
import { type Foreign, nothing, pair, type Samples, type Walks } from './part.ts';
import type { At, ContractWorld } from './world.ts';

type Whose = 'mine' | 'theirs';

const placeOf = (world: ContractWorld, whose: Whose) =>
  whose === 'mine'
    ? { organizationId: world.organizationId, locationId: world.locationId }
    : { organizationId: world.stranger, locationId: world.theirLocationId };

/** Whoever may do it, in that organization. */
const callerOf = async (world: ContractWorld, whose: Whose) =>
  whose === 'mine' ? world.callers.admin : world.harness.signIn(world.stranger);

async function stockFile(world: ContractWorld, whose: Whose = 'mine') {
  const { organizationId, locationId } = placeOf(world, whose);
  const { sku } = await aSku(world.harness, organizationId, { stock: { [locationId]: 5 } });
  const location = await world.harness.database.db
    .selectFrom('locations')
    .select('name')
    .where('location_id', '=', locationId)
    .executeTakeFirstOrThrow();
  const text = `SKU,Location,Quantity\n${sku},${location.name},7\n`;
  const contentBase64 = Buffer.from(text).toString('base64');
  return { kind: 'stock', fileName: 'stock.csv', contentBase64, mode: 'set' } as const;
}

async function anImport(world: ContractWorld, whose: Whose = 'mine'): Promise<string> {
  const { client } = await callerOf(world, whose);
  const made = await client.createImport({ body: await stockFile(world, whose) });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  while (await world.harness.oms.workImports());
  return made.body.id;
}

async function transferBody(world: ContractWorld, whose: Whose = 'mine') {
  const { organizationId, locationId } = placeOf(world, whose);
  const { sku } = await aSku(world.harness, organizationId, { stock: { [locationId]: 5 } });
  const toLocationId = await aLocation(world.harness, organizationId);
  return { fromLocationId: locationId, toLocationId, note: 'a note', lines: [{ sku, quantity: 2 }] };
}

async function aTransfer(world: ContractWorld, state: 'draft' | 'sent' = 'draft', whose: Whose = 'mine') {
  const { client } = await callerOf(world, whose);
  const made = await client.createTransfer({ body: await transferBody(world, whose) });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  const { id: transferId, lines } = made.body;
  if (state === 'sent') await client.sendTransfer({ params: { transferId } });
  return { transferId, skuId: lines[0]?.skuId ?? '' };
}

async function countBody(world: ContractWorld, whose: Whose = 'mine') {
  const { organizationId, locationId } = placeOf(world, whose);
  const { sku } = await aSku(world.harness, organizationId, { stock: { [locationId]: 5 } });
  return { locationId, name: 'Aisle 4', of: 'list', skus: [sku] } as const;
}

async function aCount(world: ContractWorld, isCounted = false, whose: Whose = 'mine') {
  const { client } = await callerOf(world, whose);
  const wish = await countBody(world, whose);
  const made = await client.createStockCount({ body: { ...wish, skus: [...wish.skus] } });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  const entry = { sku: wish.skus[0] ?? '', kind: 'set', quantity: 4 } as const;
  const params = { countId: made.body.id };
  if (isCounted) await client.countStock({ params, body: entry });
  return { params, entry };
}

const cells = { body: { cells: ['a', 'b', '1'] } };
const arrival = (skuId: string) => ({ lines: [{ skuId, received: 1, writtenOff: 1, note: 'a note' }] });

export const stockWorkPart = (at: At) => {
  const importParams = async () => ({ params: { importId: await anImport(at()) } });
  const transferParams = async (state: 'draft' | 'sent') => ({
    params: { transferId: (await aTransfer(at(), state)).transferId },
  });
  const countParams = async (isCounted: boolean) => ({ params: (await aCount(at(), isCounted)).params });
  const theirImport = () => anImport(at(), 'theirs');
  const theirTransfer = async () => (await aTransfer(at(), 'draft', 'theirs')).transferId;
  const theirCount = async () => (await aCount(at(), false, 'theirs')).params.countId;
  return {
    samples: {
      createImport: async () => ({ body: await stockFile(at()) }),
      listImports: nothing,
      getImport: importParams,
      listImportRows: importParams,
      changeImportRow: async () => ({ params: { importId: await anImport(at()), row: 1 }, ...cells }),
      applyImport: importParams,
      cancelImport: importParams,
      listTransfers: nothing,
      createTransfer: async () => ({ body: await transferBody(at()) }),
      getTransfer: () => transferParams('draft'),
      changeTransfer: async () => ({ ...(await transferParams('draft')), body: await transferBody(at()) }),
      sendTransfer: () => transferParams('draft'),
      receiveTransfer: async () => {
        const { transferId, skuId } = await aTransfer(at(), 'sent');
        return { params: { transferId }, body: arrival(skuId) };
      },
      cancelTransfer: () => transferParams('sent'),
      listOnTheWay: async () => ({ params: { skuId: (await aTransfer(at(), 'sent')).skuId } }),
      listStockCounts: nothing,
      createStockCount: async () => {
        const wish = await countBody(at());
        return { body: { ...wish, skus: [...wish.skus] } };
      },
      getStockCount: () => countParams(false),
      listStockCountLines: () => countParams(false),
      countStock: async () => {
        const { params, entry } = await aCount(at());
        return { params, body: entry };
      },
      applyStockCount: () => countParams(true),
      cancelStockCount: () => countParams(false),
    } satisfies Samples,
    foreign: {
      getImport: pair('importId', theirImport, nothing),
      listImportRows: pair('importId', theirImport, nothing),
      changeImportRow: async () => ({
        foreign: { params: { importId: await theirImport(), row: 1 }, ...cells },
        missing: { params: { importId: 'no-such-thing', row: 1 }, ...cells },
      }),
      applyImport: pair('importId', theirImport, nothing),
      cancelImport: pair('importId', theirImport, nothing),
      getTransfer: pair('transferId', theirTransfer, nothing),
      changeTransfer: pair('transferId', theirTransfer, async () => ({ body: await transferBody(at()) })),
      sendTransfer: pair('transferId', theirTransfer, nothing),
      receiveTransfer: pair('transferId', theirTransfer, () => ({ body: arrival('x') })),
      cancelTransfer: pair('transferId', theirTransfer, nothing),
      listOnTheWay: pair('skuId', async () => (await aSku(at().harness, at().stranger)).skuId, nothing),
      getStockCount: pair('countId', theirCount, nothing),
      listStockCountLines: pair('countId', theirCount, nothing),
      countStock: pair('countId', theirCount, () => ({ body: { sku: 'x', kind: 'set' as const, quantity: 1 } })),
      applyStockCount: pair('countId', theirCount, nothing),
      cancelStockCount: pair('countId', theirCount, nothing),
    } satisfies Foreign,
  };
};

export const stockWorkWalks: Walks = (at) => {
  const codeOf = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await at().send(method, path, body);
    const { code } = answer.json() as { readonly code: string };
    return [answer.statusCode, code];
  };

  test('the lists within an import and a count refuse a cursor of another list', async () => {
    const importId = await anImport(at());
    const { params } = await aCount(at());
    expect(await codeOf('GET', `/imports/${importId}/rows?cursor=%21`)).toEqual([400, 'bad_cursor']);
    expect(await codeOf('GET', `/stock-counts/${params.countId}/lines?cursor=%21`)).toEqual([400, 'bad_cursor']);
  });

  test('an import that is over can be neither applied, cancelled nor corrected', async () => {
    const importId = await anImport(at());
    expect((await at().send('POST', `/imports/${importId}/cancel`)).statusCode).toBe(200);
    for (const step of ['apply', 'cancel'])
      expect(await codeOf('POST', `/imports/${importId}/${step}`)).toEqual([409, 'not_allowed_now']);
    expect(await codeOf('PUT', `/imports/${importId}/rows/1`, cells.body)).toEqual([409, 'not_allowed_now']);
  });

  test('a transfer is moved only where it stands', async () => {
    const { transferId, skuId } = await aTransfer(at());
    expect(await codeOf('POST', `/transfers/${transferId}/receive`, arrival(skuId))).toEqual([409, 'not_allowed_now']);
    expect((await at().send('POST', `/transfers/${transferId}/cancel`)).statusCode).toBe(200);
    for (const step of ['send', 'cancel'])
      expect(await codeOf('POST', `/transfers/${transferId}/${step}`)).toEqual([409, 'not_allowed_now']);
    expect(await codeOf('PUT', `/transfers/${transferId}`, await transferBody(at()))).toEqual([409, 'not_allowed_now']);
  });

  test('a count that is over takes no entries and is not applied', async () => {
    const { params, entry } = await aCount(at());
    const path = `/stock-counts/${params.countId}`;
    expect(await codeOf('POST', `${path}/apply`)).toEqual([409, 'nothing_counted']);
    expect((await at().send('POST', `${path}/cancel`)).statusCode).toBe(200);
    expect(await codeOf('POST', `${path}/cancel`)).toEqual([409, 'not_allowed_now']);
    expect(await codeOf('POST', `${path}/entries`, entry)).toEqual([409, 'not_allowed_now']);
  });
};
