/** Owns the guarantees of rate limits over requests, in one process and in several. */
import { SECOND_MS } from '@jetway/kernel';
import type { RateLimit } from '@jetway/marketplace-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { anAccount, type Harness, openHarness, type Reply, type TestAccount } from '../testing/index.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});

const address = (account: TestAccount): string => `/accounts/${account.accountId}/rate-limits`;
const setLimits = (account: TestAccount, ...limits: RateLimit[]) =>
  harness.operator('PUT', address(account), { limits });
const read = { routeClass: 'read', perSecond: 2, burst: 5 } as const;

const check = (account: TestAccount, from: Harness = harness): Promise<Reply> =>
  from.call('GET', '/api/authcheck', undefined, { authorization: `Bearer ${account.token}` });

/** The statuses of so many requests, all at once, in turn by the harnesses given. */
async function flood(account: TestAccount, count: number, ...from: Harness[]): Promise<number[]> {
  const replies = await Promise.all(
    Array.from({ length: count }, (_, n) => check(account, from[n % from.length] ?? harness)),
  );
  return replies.map(({ status }) => status);
}
const allowed = (statuses: readonly number[]): number => statuses.filter((status) => status === 200).length;

describe('a limit', () => {
  test('is off until it is set: no header says anything of it', async () => {
    const account = await anAccount(harness);
    const reply = await check(account);
    expect([reply.status, Object.keys(reply.headers).filter((name) => name.startsWith('ratelimit'))]).toEqual([
      200,
      [],
    ]);
  });

  test('lets the burst through and refuses the rest in Jet’s shape, saying when to come again', async () => {
    const account = await anAccount(harness);
    await setLimits(account, read);
    const first = await check(account);
    expect([first.headers['ratelimit-limit'], first.headers['ratelimit-remaining']]).toEqual(['5', '4']);
    expect(allowed(await flood(account, 20))).toBe(4);
    const refused = await check(account);
    expect([
      refused.status,
      refused.json(),
      refused.headers['retry-after'],
      refused.headers['ratelimit-remaining'],
    ]).toEqual([429, { errors: [expect.any(String)] }, '1', '0']);
  });

  test('lets as many through as its rate says, as time goes by', async () => {
    const account = await anAccount(harness);
    await setLimits(account, read);
    await flood(account, 5);
    harness.clock.advance(1.5 * SECOND_MS);
    expect(allowed(await flood(account, 10))).toBe(3);
    harness.clock.advance(60 * SECOND_MS);
    expect(allowed(await flood(account, 10))).toBe(5);
  });

  test('is the same for several processes together, whatever order their requests come in', async () => {
    const account = await anAccount(harness);
    await setLimits(account, { ...read, burst: 7 });
    const others = [await openHarness(), await openHarness()];
    expect(allowed(await flood(account, 60, harness, ...others))).toBe(7);
  });

  test('counts classes of routes apart, and nobody else’s requests', async () => {
    const [account, other] = [await anAccount(harness), await anAccount(harness)];
    await setLimits(account, { ...read, burst: 1 }, { routeClass: 'write', perSecond: 1, burst: 2 });
    expect(allowed(await flood(account, 3))).toBe(1);
    const writes = [];
    for (let n = 0; n < 3; n += 1)
      writes.push((await account.call('PUT', '/merchant-skus/x/price', { price: 1 })).status);
    expect(writes).toEqual([404, 404, 429]);
    expect(allowed(await flood(other, 3))).toBe(3);
  });

  test('stands on errors too, and a refused request has no effect', async () => {
    const account = await anAccount(harness);
    await setLimits(account, { routeClass: 'write', perSecond: 1, burst: 1 });
    const wrong = await account.call('PUT', '/merchant-skus/x', {});
    expect([wrong.status, wrong.headers['ratelimit-remaining']]).toEqual([400, '0']);
    const sku = { product_title: 'A', multipack_quantity: 1, ASIN: '12345ABCDE' };
    expect((await account.call('PUT', '/merchant-skus/x', sku)).status).toBe(429);
    expect((await account.call('GET', '/merchant-skus/x')).status).toBe(404);
  });

  test('begins anew when it is changed, and ends when it is taken away', async () => {
    const account = await anAccount(harness);
    await setLimits(account, { ...read, burst: 1 });
    await flood(account, 3);
    await setLimits(account, { ...read, burst: 2 });
    expect(allowed(await flood(account, 5))).toBe(2);
    expect((await setLimits(account)).json()).toEqual({ limits: [] });
    expect(allowed(await flood(account, 9))).toBe(9);
  });

  test('does not stand in the way of a new token', async () => {
    const account = await anAccount(harness);
    await setLimits(account, { ...read, burst: 1 }, { routeClass: 'write', perSecond: 0.001, burst: 1 });
    for (let n = 0; n < 3; n += 1)
      expect(
        (await harness.call('POST', '/api/token', { user: account.apiUser, pass: account.apiSecret })).status,
      ).toBe(200);
  });
});

describe('setting limits', () => {
  test('they are read as they were set', async () => {
    const account = await anAccount(harness);
    const limits = [{ routeClass: 'bulk', perSecond: 0.5, burst: 3 }, read] as const;
    expect((await setLimits(account, ...limits)).json()).toEqual({ limits });
    expect((await harness.operator('GET', address(account))).json()).toEqual({ limits });
  });

  test('a class has one limit: 400', async () => {
    const account = await anAccount(harness);
    const reply = await setLimits(account, read, { ...read, burst: 9 });
    expect([reply.status, reply.json()]).toEqual([400, expect.objectContaining({ code: 'class_repeated' })]);
  });

  test('of an account that there is not: 404', async () => {
    const replies = [
      await harness.operator('GET', '/accounts/nobody/rate-limits'),
      await harness.operator('PUT', '/accounts/nobody/rate-limits', { limits: [] }),
    ];
    expect(replies.map(({ status }) => status)).toEqual([404, 404]);
  });
});
