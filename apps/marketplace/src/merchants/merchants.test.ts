import { beforeAll, describe, expect, test } from 'vitest';
import { aMerchant, anAccount, anOffer, type Harness, openHarness } from '../testing/index.ts';
import { createAccountContexts } from './index.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});

const create = (body: unknown, headers: Record<string, string> = {}) =>
  harness.operator('POST', '/merchants', body, headers);

describe('adding a merchant', () => {
  test('gives a live and a test account with credentials in the printed form', async () => {
    const name = `Chandlery ${harness.ids.hex32()}`;
    const reply = await create({ name });
    expect(reply.status).toBe(201);
    const made = reply.json() as {
      merchantId: string;
      accounts: { kind: string; apiUser: string; apiSecret: string }[];
    };
    await harness.operator('PUT', `/merchants/${made.merchantId}/onboarding/override`, {});
    expect(made.accounts.map(({ kind }) => kind)).toEqual(['live', 'test']);
    for (const { apiUser, apiSecret } of made.accounts) {
      expect(apiUser).toMatch(/^[0-9A-F]{40}$/);
      expect(apiSecret).toMatch(/^[A-Za-z0-9+/]{44}$/);
      const token = await harness.call('POST', '/api/token', { user: apiUser, pass: apiSecret });
      expect(token.status).toBe(200);
    }
    const stored = await harness.database.executeSql(
      'select secret_hash from marketplace.accounts where merchant_id = $1',
      [made.merchantId],
    );
    expect(JSON.stringify(stored.rows)).not.toContain(made.accounts[0]?.apiSecret);
  });

  test('of a name that is taken: 409', async () => {
    const { name } = await aMerchant(harness);
    const reply = await create({ name });
    expect([reply.status, reply.json()]).toEqual([409, expect.objectContaining({ code: 'name_taken' })]);
  });

  test('of an API user that is taken: nothing of the merchant stays', async () => {
    const { test: taken } = await aMerchant(harness);
    const name = `Half ${harness.ids.hex32()}`;
    const { merchants } = harness.services;
    const refused = await merchants.create({ name, test: { apiUser: taken.apiUser } }, harness.author);
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'id_taken' } });
    expect((await merchants.create({ name }, harness.author)).ok).toBe(true);
  });

  test('by fixtures: with chosen ids, credentials, and a clock of its own', async () => {
    const { merchants, worlds } = harness.services;
    const unique = harness.ids.hex32();
    const at = Date.UTC(2014, 5, 10);
    const chosen = { id: `t-${unique}`, apiUser: `U${unique}`, apiSecret: 'secret', worldId: `w-${unique}` };
    const merchant = { id: `m-${unique}`, name: unique, test: { ...chosen, clock: { at, rate: 0 } } };
    const created = await merchants.create(merchant, harness.author);
    expect(created).toMatchObject({ value: { id: `m-${unique}`, accounts: [{}, { apiSecret: 'secret' }] } });
    expect((await worlds.find(chosen.worldId))?.world).toMatchObject({ anchorWorldAt: at, rate: 0 });
    const token = await harness.call('POST', '/api/token', { user: chosen.apiUser, pass: 'secret' });
    expect(token.status).toBe(200);
    expect((await merchants.rename({ id: merchant.id, name: `${unique} & Sons` }, harness.author)).ok).toBe(true);
    const { name: taken } = await aMerchant(harness);
    const refused = await merchants.rename({ id: merchant.id, name: taken }, harness.author);
    expect(refused).toMatchObject({ refusal: { code: 'name_taken' } });
  });

  test('twice with one Idempotency-Key: one merchant, the same answer; the secret is not kept readable', async () => {
    const key = harness.ids.uuid();
    const name = `Once ${harness.ids.hex32()}`;
    const first = await create({ name }, { 'idempotency-key': key });
    const again = await create({ name }, { 'idempotency-key': key });
    expect([again.status, again.text]).toEqual([201, first.text]);
    expect(again.headers['idempotency-replayed']).toBe('true');
    const other = await create({ name: `${name} other` }, { 'idempotency-key': key });
    expect([other.status, other.json()]).toEqual([409, expect.objectContaining({ code: 'idempotency_key_reused' })]);
    const { rows } = await harness.database.executeSql('select * from marketplace.idempotency_keys where key = $1', [
      key,
    ]);
    const [account] = (first.json() as { accounts: { apiSecret: string }[] }).accounts;
    expect(JSON.stringify(rows)).not.toContain(account?.apiSecret);
  });

  test('at once with one Idempotency-Key: one merchant', async () => {
    const key = harness.ids.uuid();
    const name = `Race ${harness.ids.hex32()}`;
    const replies = await Promise.all([1, 2, 3, 4].map(() => create({ name }, { 'idempotency-key': key })));
    expect(replies.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    const { rows } = await harness.database.executeSql('select id from marketplace.merchants where name = $1', [name]);
    expect(rows).toHaveLength(1);
  });
});

describe('the list of accounts', () => {
  test('says what each account has', async () => {
    const account = await anAccount(harness);
    await anOffer(harness, account);
    const seen: { id: string }[] = [];
    let next: string | null = '';
    while (next !== null) {
      const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
      const page = (await harness.operator('GET', `/accounts?limit=5${cursor}`)).json() as {
        items: { id: string }[];
        next: string | null;
      };
      seen.push(...page.items);
      next = page.next;
    }
    expect(seen.filter(({ id }) => id === account.accountId)).toEqual([
      expect.objectContaining({
        kind: 'test',
        merchantId: account.merchantId,
        worldId: account.worldId,
        apiUser: account.apiUser,
        skuCount: 1,
        ordersByStatus: { created: 0, ready: 0, acknowledged: 0, inprogress: 0, complete: 0 },
      }),
    ]);
  });
});

describe('what is remembered of accounts', () => {
  test('is read again after five seconds, or when it is said that something changed', async () => {
    const merchant = await aMerchant(harness);
    const { database, clock } = harness;
    const contexts = createAccountContexts({ database, clock });
    const rate = async () => (await contexts.find(merchant.id, 'test'))?.world.rate;
    const change = (value: number) =>
      database.executeSql('update marketplace.worlds set rate = $2 where id = $1', [merchant.test.worldId, value]);
    expect(await rate()).toBe(1);
    await change(2);
    expect(await rate()).toBe(1);
    clock.advance(5000);
    expect(await rate()).toBe(2);
    await change(3);
    contexts.forget();
    expect(await rate()).toBe(3);
  });
});
