/** Owns the guarantees of files as merchants see them: the address, the word that it was used, and what became of it. */
import { gzipSync } from 'node:zlib';
import { DAY_MS, HOUR_MS } from '@jetway/kernel';
import { beforeAll, describe, expect, test } from 'vitest';
import { type AccountWithNodes, anAccount, anOffer, type Harness, openHarness, ownDatabase } from '../testing/index.ts';
import {
  anUploadToken,
  countsOf,
  errorsOf,
  process,
  put,
  read,
  say,
  send,
  signedInAgain,
} from './files.test-support.ts';
import { fileLifecycle } from './files.ts';

let harness: Harness;
let account: AccountWithNodes;
beforeAll(async () => {
  harness = await openHarness();
  account = await anAccount(harness);
});

const packed = gzipSync('{"nowhere":{"price":1}}');
const priceOf = async (sku: string): Promise<unknown> =>
  ((await account.call('GET', `/merchant-skus/${sku}/price`)).json() as { price: unknown }).price;

describe('GET /files/uploadToken', () => {
  test('answers an address with an id of 32 hexadecimal digits, open for half an hour', async () => {
    const token = await anUploadToken(account);
    expect(token).toEqual({
      url: expect.stringMatching(/^http:\/\/marketplace\.test\/blobs\/merchant-files\/[0-9a-f]{32}\?sig=/),
      jet_file_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      expires_in_seconds: 1800,
    });
    expect(token.url).toContain(`/${token.jet_file_id}?`);
    harness.clock.advance(1_799_999);
    expect(await put(harness, token.url, packed)).toBe(201);
    harness.clock.advance(1);
    expect(await put(harness, token.url, packed)).toBe(403);
  });

  test('in the time of machines, whatever the clock of the account’s world shows', async () => {
    const { url } = await anUploadToken(account);
    await harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs: DAY_MS });
    expect(await put(harness, url, packed)).toBe(201);
  });
});

describe('PUT to the address', () => {
  test.each(['blockblob', 'BlockBlob', 'BLOCKBLOB'])('takes x-ms-blob-type %s, without signing in', async (type) => {
    const { pathname, search } = new URL((await anUploadToken(account)).url);
    const url = `${pathname}${search}`;
    const sent = { method: 'PUT', url, headers: { 'x-ms-blob-type': type }, payload: packed } as const;
    expect((await harness.marketplace.server.inject(sent)).statusCode).toBe(201);
  });

  test('changed in any way is refused in Jet’s form', async () => {
    const { url } = await anUploadToken(account);
    const other = (await anUploadToken(account)).jet_file_id;
    const { pathname, search } = new URL(url.replace(/[0-9a-f]{32}/, other));
    const answer = await harness.marketplace.server.inject({ method: 'PUT', url: `${pathname}${search}` });
    expect([answer.statusCode, Object.keys(answer.json() as object)]).toEqual([403, ['errors']]);
  });
});

describe('POST /files/uploaded', () => {
  test('answers what was sent, and the file is acknowledged', async () => {
    const { url, jet_file_id: id } = await anUploadToken(account);
    await put(harness, url, packed);
    const said = await say(account, url, 'price', 'Prices of today.json');
    expect([said.status, said.json()]).toEqual([200, { url, file_type: 'price', file_name: 'Prices of today.json' }]);
    expect(await read(account, id)).toEqual({
      url: url.slice(0, url.indexOf('?')),
      jet_file_id: id,
      file_type: 'price',
      file_name: 'Prices of today.json',
      received: expect.stringMatching(/^2026-01-0\dT\d\d:\d\d:\d\d\.\d{7}Z$/),
      status: 'Acknowledged',
    });
  });

  test('takes only an address that was issued to this merchant, as it was issued', async () => {
    const { url } = await anUploadToken(account);
    await put(harness, url, packed);
    const other = await anAccount(harness);
    const wrong = ['https://example.com/a', url.slice(0, url.indexOf('?')), `${url}x`, 'no address'];
    const tries = [
      await say(other, url, 'Price'),
      ...(await Promise.all(wrong.map((one) => say(account, one, 'Price')))),
    ];
    for (const reply of tries)
      expect([reply.status, reply.json()]).toEqual([
        400,
        { errors: ['The URL was not issued to this merchant. Path: /url'] },
      ]);
  });

  test('takes it only when something was uploaded', async () => {
    const reply = await say(account, (await anUploadToken(account)).url, 'Price');
    expect([reply.status, reply.json()]).toEqual([
      400,
      { errors: ['No file has been uploaded to this URL. Path: /url'] },
    ]);
  });

  test('names the nine types of files when it is none of them', async () => {
    const reply = await say(account, (await anUploadToken(account)).url, 'Prices');
    expect([reply.status, reply.json()]).toEqual([
      400,
      {
        errors: [
          'Invalid value, should be one of [MerchantSKUs,MerchantSKUsV2,Price,Inventory,InventoryPatch,ShippingException,ReturnsException,Variation,Archive]. Path: /file_type',
        ],
      },
    ]);
  });

  test('said twice, or twice at once, has the file processed once; said otherwise it is refused', async () => {
    const sku = await anOffer(harness, account);
    const { url, jet_file_id: id } = await anUploadToken(account);
    await put(harness, url, gzipSync(JSON.stringify({ [sku]: { price: 7 } })));
    const both = await Promise.all([say(account, url, 'Price'), say(account, url, 'Price')]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    await harness.services.files.drain();
    await account.call('PUT', `/merchant-skus/${sku}/price`, { price: 8 });
    expect((await say(account, url, 'PRICE')).status).toBe(200);
    await harness.services.files.drain();
    expect([await priceOf(sku), (await read(account, id)).status]).toEqual([8, 'Processed successfully']);
    const otherwise = await say(account, url, 'Inventory');
    expect([otherwise.status, otherwise.json()]).toEqual([
      400,
      {
        errors: ["The file has been received before as file_type 'Price' with file_name 'mine.json.gz'. Path: /url"],
      },
    ]);
  });
});

describe('GET /files/{jet_file_id}', () => {
  test('knows no file before it was said to be uploaded, and none of another merchant', async () => {
    const { jet_file_id: id } = await anUploadToken(account);
    const other = await anAccount(harness);
    const sent = await send(harness, account, 'Price', '{}');
    const replies = [await account.call('GET', `/files/${id}`), await other.call('GET', `/files/${sent.id}`)];
    expect(replies.map((reply) => [reply.status, reply.json()])).toEqual([
      [404, { errors: [`File not found: "${id}"`] }],
      [404, { errors: [`File not found: "${sent.id}"`] }],
    ]);
  });

  test('tells of a file without errors only that it is done, and when, in world time', async () => {
    const sku = await anOffer(harness, account);
    const own = await anAccount(harness);
    await harness.operator('POST', `/worlds/${own.worldId}/clock`, { setTo: Date.UTC(2030, 1, 2, 3, 4, 5, 6) });
    const reply = await process(harness, own, 'Price', '{}');
    expect(reply).toMatchObject({
      received: '2030-02-02T03:04:05.0060000Z',
      processing_start: '2030-02-02T03:04:05.0060000Z',
      processing_end: '2030-02-02T03:04:05.0060000Z',
      status: 'Processed successfully',
    });
    expect(Object.keys(reply)).not.toContain('error_count');
    expect(sku).toBeDefined();
  });

  test('tells the number of all errors, the first 20 with their places, and where all of them are', async () => {
    const sku = await anOffer(harness, account);
    const records = [
      ...Array.from({ length: 25 }, (_, count) => `"lost-${count}": {"price": 1}`),
      `"${sku}": {"price": 12.5}`,
      '  "wrong": {"price": "1", "fulfillment_nodes": 7}',
    ];
    const reply = await process(harness, account, 'Price', `{\n${records.join(',\n')}\n}`);
    const lost = (count: number) =>
      `Position ${count + 2}, 1: Error: parsing sku 'lost-${count}' Merchant SKU not found: "lost-${count}"`;
    expect(reply).toMatchObject({ status: 'Processed with errors', error_count: 27 });
    expect(reply.error_excerpt).toEqual(Array.from({ length: 20 }, (_, count) => lost(count)));
    expect(await errorsOf(harness, reply)).toEqual([
      ...Array.from({ length: 25 }, (_, count) => lost(count)),
      "Position 28, 3: Error: parsing sku 'wrong' The value is expected to be a number. Path: /price",
      "Position 28, 3: Error: parsing sku 'wrong' The value is expected to be an array. Path: /fulfillment_nodes",
    ]);
    expect(await priceOf(sku)).toBe(12.5);
    expect(await countsOf(harness, account, reply.jet_file_id)).toEqual({
      done: 27,
      applied: 1,
      inError: 26,
      superseded: 0,
    });
    harness.clock.advance(HOUR_MS);
    const later = await read(account, reply.jet_file_id);
    expect((await errorsOf(harness, later)).length).toBe(27);
  });
});

describe('a file is kept for 30 days', () => {
  test('then its content is deleted, and it is told of without the address of its errors', async () => {
    const database = await ownDatabase();
    const own = await openHarness({ database });
    const mine = await anAccount(own);
    const failed = await process(own, mine, 'Price', '{"nowhere":{"price":1}}');
    const unused = await anUploadToken(mine);
    const waiting = await send(own, mine, 'Price', '{}');
    own.clock.advance(30 * DAY_MS);
    const again = await signedInAgain(own, mine);
    expect(await own.services.files.sweep.run(own.clock.now())).toBe(0);
    expect((await read(again, failed.jet_file_id)).error_url).toBeDefined();
    own.clock.advance(1);
    expect(await own.services.files.sweep.run(own.clock.now())).toBe(2);
    const after = await read(again, failed.jet_file_id);
    expect([after.status, after.error_count, after.error_url]).toEqual(['Processed with errors', 1, undefined]);
    const stored = [failed.jet_file_id, waiting.id].map((id) => own.services.blobs.info(`merchant-files/${id}`));
    expect((await Promise.all(stored)).map((info) => info === undefined)).toEqual([true, false]);
    expect((await say(again, unused.url, 'Price')).json()).toEqual({
      errors: ['The URL was not issued to this merchant. Path: /url'],
    });
    await own.services.files.drain();
    expect((await read(again, waiting.id)).status).toBe('Processed successfully');
    await database.close();
  });
});

describe('the life of a file', () => {
  test('goes from acknowledged to one of two ends, and may be taken on again until then', () => {
    expect([...fileLifecycle.final]).toEqual(['processed_successfully', 'processed_with_errors']);
    expect(fileLifecycle.sources('claim')).toEqual(['acknowledged', 'processing']);
    expect(fileLifecycle.targets('issued', 'receive')).toEqual(['acknowledged']);
    expect(fileLifecycle.allows('processed_with_errors', 'claim')).toBe(false);
  });
});
