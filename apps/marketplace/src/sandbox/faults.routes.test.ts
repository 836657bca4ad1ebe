/** Owns the guarantees of faults over real connections: what a merchant's software meets, and what had happened then. */
import { connect } from 'node:net';
import { MINUTE_MS } from '@jetway/kernel';
import type { FaultRule, FaultRuleInput, LoggedRequest } from '@jetway/marketplace-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type AccountWithNodes,
  aMerchant,
  anAccount,
  anOffer,
  type Harness,
  openHarness,
  type TestAccount,
} from '../testing/index.ts';

let harness: Harness;
let account: AccountWithNodes;
let sku = '';
let port = 0;
beforeAll(async () => {
  harness = await openHarness();
  account = await anAccount(harness);
  sku = await anOffer(harness, account);
  const listening = await harness.marketplace.server.listen({ host: '127.0.0.1', port: 0 });
  port = listening.ok ? listening.value.port : 0;
});
afterAll(async () => harness.marketplace.server.close());

const faults = (of: TestAccount = account): string => `/accounts/${of.accountId}/faults`;

async function aFault(input: FaultRuleInput, of: TestAccount = account): Promise<FaultRule> {
  const reply = await harness.operator('POST', faults(of), input);
  expect(reply.status).toBe(201);
  return reply.json() as FaultRule;
}

async function read(fault: FaultRule, of: TestAccount = account): Promise<FaultRule | undefined> {
  const { items } = (await harness.operator('GET', faults(of))).json() as { items: FaultRule[] };
  return items.find(({ id }) => id === fault.id);
}

const remove = (fault: FaultRule) => harness.operator('DELETE', `${faults()}/${fault.id}`);

/** Everything that comes over a connection of its own until it ends. */
const overSocket = (method: string, path: string, body = ''): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (chunk) => (heard += chunk.toString('utf8')));
    socket.on('close', () => resolve(heard));
    socket.on('error', reject);
    const head = [
      `${method} /api${path} HTTP/1.1`,
      'host: x',
      `authorization: Bearer ${account.token}`,
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  });

const put = (price: number) => account.call('PUT', `/merchant-skus/${sku}/price`, { price });
const priceNow = async (): Promise<unknown> =>
  ((await account.call('GET', `/merchant-skus/${sku}/price`)).json() as { price: unknown }).price;

async function newestLogged(): Promise<LoggedRequest | undefined> {
  await harness.services.requestLog.flush();
  const reply = await harness.operator('GET', `/accounts/${account.accountId}/requests?limit=1`);
  return (reply.json() as { items: LoggedRequest[] }).items[0];
}

describe('what goes wrong', () => {
  test.each<[FaultRuleInput, number, unknown, string | undefined]>([
    [{ kind: 'unauthorized' }, 401, { Message: 'Authorization has been denied for this request.' }, undefined],
    [{ kind: 'too_many_requests' }, 429, { errors: [expect.any(String)] }, undefined],
    [{ kind: 'too_many_requests', retryAfterSeconds: 7 }, 429, { errors: [expect.any(String)] }, '7'],
    [{ kind: 'server_error' }, 500, { errors: [expect.any(String)] }, undefined],
    [{ kind: 'unavailable', retryAfterSeconds: 2 }, 503, { errors: [expect.any(String)] }, '2'],
  ])('%j is answered, nothing happens, and the log says that it was on purpose', async (input, status, body, after) => {
    await put(10);
    const fault = await aFault({ ...input, operation: 'putPrice' });
    const reply = await put(11);
    expect([reply.status, reply.json(), reply.headers['retry-after']]).toEqual([status, body, after]);
    expect(await newestLogged()).toMatchObject({ status, operation: 'putPrice', faults: [input.kind] });
    expect((await remove(fault)).status).toBe(204);
    expect([(await put(12)).status, await priceNow()]).toEqual([204, 12]);
  });

  test('a lost request: no answer, and nothing happened', async () => {
    await put(20);
    const fault = await aFault({ kind: 'lost_request', operation: 'putPrice' });
    expect(await overSocket('PUT', `/merchant-skus/${sku}/price`, '{"price":21}')).toBe('');
    expect(await newestLogged()).toMatchObject({ faults: ['lost_request'], status: 503 });
    await remove(fault);
    expect(await priceNow()).toBe(20);
  });

  test('a lost answer: no answer, although it happened', async () => {
    const fault = await aFault({ kind: 'lost_answer', operation: 'putPrice' });
    expect(await overSocket('PUT', `/merchant-skus/${sku}/price`, '{"price":31}')).toBe('');
    expect(await newestLogged()).toMatchObject({ faults: ['lost_answer'], status: 204 });
    await remove(fault);
    expect(await priceNow()).toBe(31);
  });

  test('a truncated answer: it is announced longer than what comes of it', async () => {
    const fault = await aFault({ kind: 'truncated_answer', operation: 'getInventory' });
    const heard = await overSocket('GET', `/merchant-skus/${sku}/inventory`);
    const [head = '', body = ''] = heard.split('\r\n\r\n');
    const announced = Number(/content-length: (\d+)/.exec(head)?.[1]);
    expect(head).toMatch(/^HTTP\/1\.1 200 /);
    expect([body.length > 0, Buffer.byteLength(body) < announced]).toEqual([true, true]);
    await remove(fault);
    expect((await overSocket('GET', `/merchant-skus/${sku}/inventory`)).endsWith('}')).toBe(true);
  });

  test('a latency: the answer is right, but late', async () => {
    const fault = await aFault({ kind: 'latency', operation: 'putPrice', latencyMinMs: 40, latencyMaxMs: 50 });
    const begun = performance.now();
    expect((await put(41)).status).toBe(204);
    expect(performance.now() - begun).toBeGreaterThan(35);
    expect(await newestLogged()).toMatchObject({ faults: ['latency'], status: 204 });
    await remove(fault);
  });

  test('retrieving a token fails too', async () => {
    const fault = await aFault({ kind: 'server_error', operation: 'getToken' });
    const reply = await harness.call('POST', '/api/token', { user: account.apiUser, pass: account.apiSecret });
    expect(reply.status).toBe(500);
    await remove(fault);
  });

  test('an account’s files are stuck as long as the rule stands', async () => {
    const { isFileStuck } = harness.services.faults;
    expect(await isFileStuck(account.accountId)).toBe(false);
    const fault = await aFault({ kind: 'stuck_file', until: harness.clock.now() + MINUTE_MS });
    expect(await isFileStuck(account.accountId)).toBe(true);
    expect((await put(42)).status).toBe(204);
    harness.clock.advance(MINUTE_MS);
    expect(await isFileStuck(account.accountId)).toBe(false);
    await remove(fault);
  });
});

describe('which requests it hits', () => {
  test('those of its route, or all of them', async () => {
    const fault = await aFault({ kind: 'server_error', operation: 'getPrice' });
    expect([(await put(50)).status, (await account.call('GET', `/merchant-skus/${sku}/price`)).status]).toEqual([
      204, 500,
    ]);
    await harness.operator('PUT', `${faults()}/${fault.id}`, { kind: 'server_error' });
    expect([(await put(50)).status, (await account.call('GET', '/authcheck')).status]).toEqual([500, 500]);
    await remove(fault);
  });

  test('the next two and no more, counted over all processes', async () => {
    const other = await openHarness();
    const fault = await aFault({ kind: 'server_error', operation: 'putPrice', schedule: 'next', count: 2 });
    const elsewhere = () =>
      other.call('PUT', `/api/merchant-skus/${sku}/price`, { price: 1 }, { authorization: `Bearer ${account.token}` });
    const statuses = [
      (await put(1)).status,
      (await elsewhere()).status,
      (await put(1)).status,
      (await elsewhere()).status,
    ];
    expect(statuses).toEqual([500, 500, 204, 204]);
    expect(await read(fault)).toMatchObject({ seen: 4, hits: 2 });
    await remove(fault);
  });

  test('every second, and from the beginning again when it is changed', async () => {
    const rule = { kind: 'server_error', operation: 'putPrice', schedule: 'every', count: 2 } as const;
    const fault = await aFault(rule);
    const five = async (): Promise<number[]> => {
      const statuses: number[] = [];
      for (let n = 0; n < 5; n += 1) statuses.push((await put(1)).status);
      return statuses;
    };
    expect(await five()).toEqual([204, 500, 204, 500, 204]);
    await harness.operator('PUT', `${faults()}/${fault.id}`, rule);
    expect(await five()).toEqual([204, 500, 204, 500, 204]);
    await remove(fault);
  });

  test('none after its end, and none when it is switched off', async () => {
    const until = harness.clock.now() + MINUTE_MS;
    const fault = await aFault({ kind: 'server_error', operation: 'putPrice', until });
    expect((await put(1)).status).toBe(500);
    harness.clock.advance(MINUTE_MS);
    expect((await put(1)).status).toBe(204);
    await harness.operator('PUT', `${faults()}/${fault.id}`, { kind: 'server_error', enabled: false });
    expect((await put(1)).status).toBe(204);
    await remove(fault);
  });

  test('none of another account', async () => {
    const other = await anAccount(harness);
    const fault = await aFault({ kind: 'server_error' });
    expect((await other.call('GET', '/authcheck')).status).toBe(200);
    await remove(fault);
  });

  test('another process hears of it', async () => {
    const other = await openHarness();
    const stop = await other.database.listen('marketplace_context', () => other.services.faults.forget());
    const check = () => other.call('GET', '/api/authcheck', undefined, { authorization: `Bearer ${account.token}` });
    expect((await check()).status).toBe(200);
    const heard = new Promise<void>((resolve) => {
      void other.database.listen('marketplace_context', () => resolve()).then((end) => ends.push(end));
    });
    const fault = await aFault({ kind: 'server_error' });
    await heard;
    expect((await check()).status).toBe(500);
    await remove(fault);
    await stop();
    for (const end of ends) await end();
  });
  const ends: (() => Promise<void>)[] = [];
});

describe('who may set it', () => {
  test('nobody for a live account: 409', async () => {
    const { live } = await aMerchant(harness);
    const reply = await harness.operator('POST', faults(live), { kind: 'server_error' });
    expect([reply.status, reply.json()]).toEqual([409, expect.objectContaining({ code: 'live_account' })]);
  });

  test('an account has at most 50: 409', async () => {
    const other = await anAccount(harness);
    const replies = [];
    for (let n = 0; n < 51; n += 1)
      replies.push(
        await harness.operator('POST', faults(other), { kind: 'latency', latencyMinMs: 0, latencyMaxMs: 0 }),
      );
    expect(replies.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(50);
    expect(replies.at(-1)?.json()).toMatchObject({ code: 'too_many_faults' });
  });

  test('a fault of another account is like one that there is not: 404', async () => {
    const other = await anAccount(harness);
    const fault = await aFault({ kind: 'server_error', enabled: false });
    const [theirs, none] = [`${faults(other)}/${fault.id}`, `${faults(other)}/nothing`];
    for (const path of [theirs, none]) {
      const replies = [
        await harness.operator('DELETE', path),
        await harness.operator('PUT', path, { kind: 'latency', latencyMinMs: 0, latencyMaxMs: 1 }),
      ];
      expect(replies.map(({ status }) => status)).toEqual([404, 404]);
    }
    expect(await read(fault)).toMatchObject({ kind: 'server_error', enabled: false });
    await remove(fault);
  });

  test('nonsense is refused, naming the place', async () => {
    const reply = await harness.operator('POST', faults(), { kind: 'server_error', operation: 'putPrize' });
    expect([reply.status, reply.json()]).toEqual([
      400,
      expect.objectContaining({ code: 'unknown_operation', errors: [expect.objectContaining({ path: '/operation' })] }),
    ]);
  });
});
