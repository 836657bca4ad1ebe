/** Owns the guarantees of the request log over requests to the merchant API. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@jetway/kernel';
import type { LoggedRequest, LoggedRequestInFull } from '@jetway/marketplace-api';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type AccountWithNodes,
  aMerchant,
  anAccount,
  anOffer,
  aSku,
  type Harness,
  openHarness,
  ownDatabase,
  type TestAccount,
} from '../testing/index.ts';

let harness: Harness;
let account: AccountWithNodes;
beforeAll(async () => {
  harness = await openHarness();
});

/** What is in the log of an account, newest first. */
async function logOf(of: TestAccount, query = '', from: Harness = harness): Promise<LoggedRequest[]> {
  await from.services.requestLog.flush();
  const reply = await from.operator('GET', `/accounts/${of.accountId}/requests${query}`);
  expect(reply.status).toBe(200);
  return (reply.json() as { items: LoggedRequest[] }).items;
}

async function newestInFull(of: TestAccount, from: Harness = harness): Promise<LoggedRequestInFull> {
  const [newest] = await logOf(of, '?limit=1', from);
  const reply = await from.operator('GET', `/accounts/${of.accountId}/requests/${newest?.id}`);
  return reply.json() as LoggedRequestInFull;
}

describe('what is in the log', () => {
  beforeAll(async () => {
    account = await anAccount(harness);
  });

  test('a request with both bodies, its time in both clocks, its sizes and its caller’s ids', async () => {
    await harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs: HOUR_MS });
    await account.call('PUT', '/merchant-skus/seen?x=1', aSku(), { 'x-request-id': 'r-1', 'user-agent': 'Tool/1' });
    const body = JSON.stringify(aSku());
    expect(await newestInFull(account)).toEqual({
      id: expect.any(String),
      at: harness.clock.now(),
      worldAt: harness.clock.now() + HOUR_MS,
      method: 'PUT',
      path: '/api/merchant-skus/seen?x=1',
      operation: 'putSku',
      status: 204,
      durationMs: expect.any(Number),
      requestId: 'r-1',
      userAgent: 'Tool/1',
      requestBytes: body.length,
      answerBytes: null,
      requestBody: body,
      answerBody: null,
      errors: [],
      firstError: null,
      errorCount: 0,
      ignoredFields: [],
      faults: [],
    });
    await account.call('GET', '/merchant-skus/seen/inventory');
    expect(await newestInFull(account)).toMatchObject({ operation: 'getInventory', requestBody: null, status: 200 });
    expect((await newestInFull(account)).answerBody).toMatch(/^\{"fulfillment_nodes"/);
  });

  test('what was wrong with a refused request, in the words of its answer', async () => {
    await account.call('PUT', '/merchant-skus/wrong', { product_title: 5 });
    const entry = await newestInFull(account);
    expect(entry).toMatchObject({ status: 400, firstError: entry.errors[0], errorCount: entry.errors.length });
    expect(entry.errors).toContain('Required property is missing. Path: /multipack_quantity');
  });

  test('a body that is no JSON, as it came', async () => {
    await account.call('PUT', '/merchant-skus/wrong', '{"product_title": "Mug", // why\n}');
    const { requestBody, errors } = await newestInFull(account);
    expect([requestBody, errors]).toEqual(['{"product_title": "Mug", // why\n}', ['The body is not valid JSON.']]);
  });

  test('the places of members that were ignored', async () => {
    const body = {
      price: 5,
      prize: 6,
      fulfillment_nodes: [{ fulfillment_node_id: account.nodeId, fulfillment_node_price: 5, x: 1 }],
    };
    const reply = await account.call('PUT', '/merchant-skus/seen/price', body);
    expect([reply.status, (await newestInFull(account)).ignoredFields]).toEqual([
      204,
      ['/prize', '/fulfillment_nodes[0]/x'],
    ]);
  });

  test('requests to addresses and with methods that there are not, by the token that came with them', async () => {
    await account.call('GET', '/nowhere');
    await account.call('DELETE', '/merchant-skus/seen');
    await harness.call('GET', '/api/nowhere', undefined, { authorization: 'Bearer nonsense' });
    const [second, first] = await logOf(account, '?limit=2');
    expect([first?.path, first?.operation, first?.status]).toEqual(['/api/nowhere', null, 404]);
    expect([second?.method, second?.status]).toEqual(['DELETE', 405]);
  });

  test('tokens that are over, and tokens that were asked for with a wrong secret', async () => {
    const own = await openHarness({ database: await ownDatabase() });
    const merchant = await anAccount(own);
    await own.call('POST', '/api/token', { user: merchant.apiUser, pass: 'wrong' });
    expect(await newestInFull(merchant, own)).toMatchObject({
      operation: 'getToken',
      status: 400,
      requestBody: `{"user":"${merchant.apiUser}","pass":"[redacted]"}`,
      errors: ['Bad Request'],
    });
    own.clock.advance(11 * HOUR_MS);
    await merchant.call('GET', '/orders/ready');
    expect(await newestInFull(merchant, own)).toMatchObject({
      operation: 'listOrders',
      status: 401,
      worldAt: null,
      errors: ['Authorization has been denied for this request.'],
    });
    await own.database.close();
  });

  test('no secret, no token, and nothing of the buyer', async () => {
    const sku = await anOffer(harness, account);
    await account.call('POST', '/token', { user: account.apiUser, pass: account.apiSecret });
    const placed = await harness.operator('POST', `/accounts/${account.accountId}/orders`, {
      items: [{ sku, quantity: 1 }],
    });
    const { id } = placed.json() as { id: string };
    await harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs: 31 * MINUTE_MS });
    const detail = await account.call('GET', `/orders/withoutShipmentDetail/${id}`);
    const { buyer, shipping_to: shippingTo } = detail.json() as {
      buyer: { name: string };
      shipping_to: { address: { address1: string } };
    };
    await harness.services.requestLog.flush();
    const kept = await harness.database.executeSql('select * from marketplace.request_log where account_id = $1', [
      account.accountId,
    ]);
    const text = JSON.stringify(kept.rows);
    expect(text).toContain(id);
    for (const secret of [account.apiSecret, account.token, buyer.name, shippingTo.address.address1])
      expect(text).not.toContain(secret);
  });

  test('an uploaded and a fetched file by its size, without the signature of its address', async () => {
    const expiresAt = harness.clock.now() + MINUTE_MS;
    const key = 'merchant-files/logged';
    const { blobs } = harness.services;
    const send = (method: 'PUT' | 'GET', payload?: string) => {
      const grant = { key, method, expiresAt, tenant: account.accountId };
      const { pathname, search } = new URL(blobs.signedUrl(grant));
      return harness.call(method, `${pathname}${search}`, payload);
    };
    expect([(await send('PUT', 'abc')).status, (await send('GET')).text]).toEqual([201, 'abc']);
    const [fetched, uploaded] = await logOf(account, '?limit=2');
    expect(uploaded).toMatchObject({ operation: 'uploadFile', status: 201, requestBytes: 3, method: 'PUT' });
    expect(fetched).toMatchObject({ operation: 'downloadFile', status: 200, answerBytes: 3 });
    expect(uploaded?.path).toBe(`/blobs/${key}?sig=[redacted]`);
    await harness.call('PUT', `/blobs/${key}?sig=nonsense`, 'abc');
    expect((await logOf(account, '?limit=1'))[0]?.id).toBe(fetched?.id);
  });
});

describe('looking into the log', () => {
  let mine: AccountWithNodes;
  const start = { at: 0 };
  beforeAll(async () => {
    mine = await anAccount(harness);
    await mine.call('PUT', '/merchant-skus/a', aSku(), { 'x-request-id': 'find-me' });
    await mine.call('GET', '/Merchant-SKUs/a');
    start.at = harness.clock.now();
    harness.clock.advance(1_000);
    await mine.call('GET', '/merchant-skus/none');
    await mine.call('PUT', '/merchant-skus/a', {});
    harness.clock.advance(1_000);
    await mine.call('GET', '/orders/ready');
  });

  const found = async (query: string): Promise<string[]> =>
    (await logOf(mine, query)).map(({ operation, status }) => `${operation} ${status}`);

  test.each<[string, string[]]>([
    ['', ['listOrders 200', 'putSku 400', 'getSku 404', 'getSku 200', 'putSku 204']],
    ['?operation=getSku', ['getSku 404', 'getSku 200']],
    ['?status=2xx', ['listOrders 200', 'getSku 200', 'putSku 204']],
    ['?errorsOnly=true', ['putSku 400', 'getSku 404']],
    ['?errorsOnly=true&operation=putSku', ['putSku 400']],
    ['?path=/merchant-skus/a', ['putSku 400', 'getSku 200', 'putSku 204']],
    ['?path=/api/orders', ['listOrders 200']],
    ['?requestId=find-me', ['putSku 204']],
    ['?requestId=nobody', []],
    ['?status=5xx', []],
  ])('%s', async (query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  test('between two instants, both inclusive', async () => {
    const { at } = start;
    expect(await found(`?from=${at + 1_001}`)).toEqual(['listOrders 200']);
    expect(await found(`?from=${at + 1_000}&to=${at + 1_000}`)).toEqual(['putSku 400', 'getSku 404']);
    expect(await found(`?to=${at}`)).toEqual(['getSku 200', 'putSku 204']);
  });

  test('page by page, newest first, each entry once', async () => {
    const ids: string[] = [];
    let cursor = '';
    for (;;) {
      const reply = await harness.operator('GET', `/accounts/${mine.accountId}/requests?limit=2${cursor}`);
      const page = reply.json() as { items: LoggedRequest[]; next: string | null };
      ids.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(ids).toEqual(ids.toSorted().reverse());
    expect(new Set(ids).size).toBe(5);
  });

  test('the entry of another account is like one that there is not', async () => {
    const other = (await aMerchant(harness)).test;
    const [entry] = await logOf(mine, '?limit=1');
    const reply = await harness.operator('GET', `/accounts/${other.accountId}/requests/${entry?.id}`);
    expect([reply.status, (await logOf(other)).length]).toEqual([404, 0]);
  });

  test('the routes by which one looks are those of the contract', async () => {
    const { items } = (await harness.operator('GET', '/merchant-routes')).json() as { items: { operation: string }[] };
    expect(items).toContainEqual(
      expect.objectContaining({ operation: 'putPrice', method: 'PUT', path: '/api/merchant-skus/:sku/price' }),
    );
  });
});

describe('the log does not stand in the way', () => {
  const setUp = async (requestLogDays?: number) => {
    const database = await ownDatabase();
    const own = await openHarness({ database, ...(requestLogDays === undefined ? {} : { requestLogDays }) });
    return { own, database, account: await anAccount(own) };
  };
  const rename = (database: Awaited<ReturnType<typeof ownDatabase>>, from: string, to: string) =>
    database.executeSql(`alter table marketplace.${from} rename to ${to}`);

  test('what the database does not take now is written later', async () => {
    const { own, database, account: merchant } = await setUp();
    await own.services.requestLog.flush();
    await rename(database, 'request_log', 'request_log_away');
    expect((await merchant.call('GET', '/orders/ready')).status).toBe(200);
    await expect(own.services.requestLog.flush()).rejects.toThrow();
    await rename(database, 'request_log_away', 'request_log');
    expect((await logOf(merchant, '', own)).map(({ operation }) => operation)).toContain('listOrders');
    await database.close();
  });

  test('what the database never takes is dropped in the end, and what comes after it is written', async () => {
    const { own, database, account: merchant } = await setUp();
    await merchant.call('GET', '/orders/ready');
    await rename(database, 'request_log', 'request_log_away');
    for (let tries = 0; tries < 5; tries += 1) await expect(own.services.requestLog.flush()).rejects.toThrow();
    await rename(database, 'request_log_away', 'request_log');
    await merchant.call('GET', '/authcheck');
    expect((await logOf(merchant, '', own)).map(({ operation }) => operation)).toEqual(['checkAuthorization']);
    await database.close();
  });

  test('beyond 10,000 waiting requests the oldest are dropped', async () => {
    const { own, database, account: merchant } = await setUp();
    await own.services.requestLog.flush();
    const { accountId } = merchant;
    const one = {
      asker: { accountId },
      worldAt: null,
      method: 'GET',
      operation: 'listOrders',
      route: undefined,
      status: 200,
      durationMs: 1,
      requestId: 'r',
      userAgent: undefined,
      body: undefined,
      bodyText: undefined,
      requestBytes: 0,
      answer: undefined,
      faults: [],
    };
    for (let n = 0; n < 10_100; n += 1) own.services.requestLog.note({ ...one, url: `/${n}` });
    await own.services.requestLog.flush();
    const { rows } = await database.executeSql('select path from marketplace.request_log where account_id = $1', [
      accountId,
    ]);
    const paths = new Set(rows.map(({ path }) => path));
    expect([paths.has('/0'), paths.has('/10099'), paths.size <= 10_000, paths.size > 9_000]).toEqual([
      false,
      true,
      true,
      true,
    ]);
    await database.close();
  });

  test('entries of an account that is gone are left out', async () => {
    const { own, database } = await setUp();
    own.services.requestLog.note({
      asker: { accountId: 'gone' },
      worldAt: null,
      method: 'GET',
      url: '/',
      operation: undefined,
      route: undefined,
      status: 404,
      durationMs: 1,
      requestId: 'r',
      userAgent: undefined,
      body: undefined,
      bodyText: undefined,
      requestBytes: 0,
      answer: undefined,
      faults: [],
    });
    await own.services.requestLog.flush();
    const { rows } = await database.executeSql(`select id from marketplace.request_log where path = '/'`);
    expect(rows).toEqual([]);
    await database.close();
  });

  test('entries are deleted when they are old, and none are kept where none are wanted', async () => {
    const { own, database, account: merchant } = await setUp(3);
    await merchant.call('GET', '/authcheck');
    await own.services.requestLog.flush();
    const now = own.clock.now();
    const { sweep } = own.services.requestLog;
    expect(await sweep.run(now + 3 * DAY_MS)).toBe(0);
    expect(await sweep.run(now + 3 * DAY_MS + 1)).toBeGreaterThan(0);
    expect(await logOf(merchant, '', own)).toEqual([]);
    await database.close();
    const none = await setUp(0);
    expect(await logOf(none.account, '', none.own)).toEqual([]);
    await none.database.close();
  });
});
