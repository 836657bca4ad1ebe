/** Owns the guarantees of SKUs as lists: links, statuses, the portal's list and its export. */
import { productStatuses } from '@jetway/jet-api';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type AccountWithNodes,
  anAccount,
  anOffer,
  aSku,
  callUnder,
  type Harness,
  openHarness,
} from '../testing/index.ts';
import { findSku, skuStatus } from './index.ts';
import { listSkus } from './sku-lists.store.ts';

let harness: Harness;
let account: AccountWithNodes;
beforeAll(async () => {
  harness = await openHarness();
  account = await anAccount(harness);
  // In the order of their upload, a moment apart; each in another status.
  await anOffer(harness, account, { sku: 'c/available', upload: anotherProduct(), quantity: 7, priceCents: 1250 });
  await later();
  await account.call('PUT', '/merchant-skus/unpriced', aSku(anotherProduct()));
  await later();
  const bare = { product_title: '=cmd()', multipack_quantity: 1, ...anotherProduct() };
  await account.call('PUT', '/merchant-skus/lacking', bare);
  await later();
  await anOffer(harness, account, { sku: 'archived', upload: anotherProduct() });
  await account.call('PUT', '/merchant-skus/archived/status/archive', { is_archived: true });
  await later();
  await account.call('PUT', '/merchant-skus/forbidden', aSku({ ...anotherProduct(), brand: 'Counterfeit' }));
  const rule = { effect: 'excluded', brand: 'counter-feit' };
  const made = await harness.operator('POST', `/worlds/${account.worldId}/listing-rules`, rule);
  if (made.status !== 201) throw new Error(made.text);
  await later();
});

const anotherProduct = () => ({ ASIN: harness.ids.hex32().slice(0, 10) });
const later = () => harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs: 1 });
const ALL = [
  'merchant-skus/c%2Favailable',
  'merchant-skus/unpriced',
  'merchant-skus/lacking',
  'merchant-skus/archived',
  'merchant-skus/forbidden',
];
const get = async (path: string) => {
  const reply = await account.call('GET', path);
  return { status: reply.status, body: reply.json() as Record<string, unknown> };
};

describe('GET /merchant-skus', () => {
  test('lists links in the order of the uploads, from offset 0, limit of them', async () => {
    expect(await get('/merchant-skus')).toEqual({ status: 200, body: { sku_urls: ALL } });
    expect((await get('/merchant-skus?offset=1&limit=2')).body).toEqual({ sku_urls: ALL.slice(1, 3) });
    expect((await get('/merchant-skus?OFFSET=4&Limit=100000')).body).toEqual({ sku_urls: ALL.slice(4) });
    expect((await get('/merchant-skus?limit=0')).body).toEqual({ sku_urls: [] });
    expect((await get('/merchant-skus?offset=99')).body).toEqual({ sku_urls: [] });
  });

  test.each(['offset=-1', 'limit=many', 'offset=1.5'])('refuses %s', async (query) => {
    expect((await get(`/merchant-skus?${query}`)).status).toBe(400);
  });

  test('lists at most 1,000, whatever is asked for', async () => {
    const many = await anAccount(harness);
    await harness.database.executeSql(
      `insert into marketplace.skus (account_id, sku, world_id, title, content, findings, notes, accepted_seq, created_at,
         updated_at, updated_by, request_id)
       select $1, 'many-' || n, $2, 'Many', '{}', '{}', '{}', 0, n, n, 'test', 'test' from generate_series(1, 1001) as n`,
      [many.accountId, many.worldId],
    );
    const { sku_urls: urls } = (await many.call('GET', '/merchant-skus?limit=5000')).json() as { sku_urls: string[] };
    expect([urls.length, urls[0], urls[999]]).toEqual([1_000, 'merchant-skus/many-1', 'merchant-skus/many-1000']);
    expect(await listSkus(harness.database.db, many.accountId, { offset: 1_000, limit: 1_000 })).toEqual(['many-1001']);
  });

  test('with a SKU it is that SKU’s own body, and 404 for one that is not there', async () => {
    const own = await account.call('GET', '/merchant-skus/c%2Favailable');
    const asked = await account.call('GET', '/merchant-skus?sku=c/available');
    expect([asked.status, asked.json()]).toEqual([200, own.json()]);
    expect(await get('/merchant-skus?sku=nowhere')).toEqual({
      status: 404,
      body: { errors: ['Merchant SKU not found: "nowhere"'] },
    });
  });

  test('shows nobody another merchant’s SKUs', async () => {
    const other = await anAccount(harness);
    expect((await other.call('GET', '/merchant-skus')).json()).toEqual({ sku_urls: [] });
    expect((await other.call('GET', '/merchant-skus?sku=lacking')).status).toBe(404);
    expect((await other.call('GET', '/portal/merchantskus')).json()).toEqual({ total: 0, merchant_skus: [] });
  });
});

describe('GET /merchant-skus/bystatus/{status}/{from}/{n}', () => {
  test.each([
    ['Available for Purchase', ['c/available']],
    ['missinglistingdata', ['unpriced', 'lacking']],
    ['ARCHIVED', ['archived']],
    ['excluded', ['forbidden']],
    ['Under Jet Review', []],
    ['unauthorized', []],
  ])('lists those that are "%s", however it is written', async (status, skus) => {
    expect(await get(`/merchant-skus/bystatus/${encodeURIComponent(status)}/0/10`)).toEqual({
      status: 200,
      body: { sku_urls: skus.map((sku) => `merchant-skus/${encodeURIComponent(sku)}`) },
    });
  });

  test('takes from and n as an offset and a count, and no other words', async () => {
    expect((await get('/merchant-skus/bystatus/missing-listing-data/1/1')).body).toEqual({
      sku_urls: ['merchant-skus/lacking'],
    });
    expect(await get('/merchant-skus/bystatus/lost/0/10')).toEqual({
      status: 400,
      body: { errors: [`Invalid value, should be one of [${productStatuses.join(',')}]. Path: /status`] },
    });
  });

  test('agrees with what each SKU says of itself', async () => {
    const { db } = harness.database;
    for (const status of productStatuses)
      for (const sku of await listSkus(db, account.accountId, { offset: 0, limit: 10 }, status)) {
        const stored = await findSku(db, account.accountId, sku);
        expect([sku, stored && skuStatus(stored).status]).toEqual([sku, status]);
      }
  });
});

describe('GET /portal/merchantskus', () => {
  test('lists SKUs with status, price and inventory, and counts them', async () => {
    const { body } = await get('/portal/merchantskus?size=3');
    expect(body).toEqual({
      total: 5,
      merchant_skus: [
        {
          merchant_sku: 'c/available',
          product_title: 'Enamel mug, 12 oz',
          main_image_url: 'https://images.example/mug.png',
          status: 'Available for Purchase',
          sub_status: [],
          price: 12.5,
          inventory: 7,
          last_update: expect.stringMatching(/\.\d{7}\+00:00$/),
        },
        expect.objectContaining({ merchant_sku: 'unpriced', sub_status: ['Missing price'], inventory: 0 }),
        expect.objectContaining({ merchant_sku: 'lacking', status: 'Missing Listing Data' }),
      ],
    });
  });

  test('takes statuses parted by commas', async () => {
    const { body } = await get('/portal/merchantskus?from=1&statuses=archived,missing_listing_data');
    expect(body).toMatchObject({
      total: 3,
      merchant_skus: [{ merchant_sku: 'lacking' }, { merchant_sku: 'archived' }],
    });
    expect((await get('/portal/merchantskus?statuses=archived,lost')).status).toBe(400);
  });

  test('is exported as CSV, where nothing is a formula', async () => {
    const reply = await account.call('GET', '/portal/merchantskus/export');
    expect([reply.status, reply.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    const lines = reply.text.trimEnd().split('\n');
    expect(lines[0]).toBe('merchant_sku,product_title,status,sub_status,price,inventory,last_update');
    expect(lines[1]).toMatch(/^c\/available,"Enamel mug, 12 oz",Available for Purchase,,12\.5,7,\d{4}-/);
    expect(lines.find((line) => line.startsWith('lacking'))).toContain("lacking,'=cmd(),Missing Listing Data,");
    expect(lines).toHaveLength(6);
  });

  test('is exported to who signed in alone', async () => {
    const anybody = callUnder(harness.marketplace.server, '/api', {});
    const reply = await anybody('GET', '/portal/merchantskus/export');
    expect([reply.status, reply.json()]).toEqual([401, { Message: 'Authorization has been denied for this request.' }]);
    expect((await account.call('POST', '/portal/merchantskus/export', {})).status).toBe(405);
  });
});
