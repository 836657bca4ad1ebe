import { TOKEN_LIFETIME_SECONDS } from '@jetway/jet-api';
import { HOUR_MS, SECOND_MS } from '@jetway/kernel';
import { TEST_START } from '@jetway/testkit';
import { decodeJwt, decodeProtectedHeader, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { aMerchant, type Harness, openHarness, type TestMerchant } from '../testing/index.ts';

let harness: Harness;
let merchant: TestMerchant;
beforeAll(async () => {
  harness = await openHarness();
  merchant = await aMerchant(harness);
});

const askToken = (user: string, pass: string, headers: Record<string, string> = {}) =>
  harness.call('POST', '/api/token', { user, pass }, headers);
const bearer = (token: string, scheme = 'Bearer') => ({ authorization: `${scheme} ${token}` });
const check = (headers: Record<string, string>) => harness.call('GET', '/api/authcheck', undefined, headers);
const DENIED = { Message: 'Authorization has been denied for this request.' };

describe('POST /token', () => {
  test('right credentials: a token for ten hours of real time, in the printed order of members', async () => {
    const reply = await askToken(merchant.test.apiUser, merchant.test.apiSecret);
    expect(reply.status).toBe(200);
    expect(reply.text).toMatch(/^\{"id_token":"[^"]+","token_type":"Bearer","expires_on":"2026-01-05T22:00:00Z"\}$/);
    expect(reply.headers['content-type']).toMatch(/^application\/json/);
  });

  test('claims are those of the printed token, signed with RS256 under a key id', async () => {
    const { id_token: token } = (await askToken(merchant.test.apiUser, merchant.test.apiSecret)).json() as {
      id_token: string;
    };
    expect(decodeProtectedHeader(token)).toMatchObject({ typ: 'JWT', alg: 'RS256', kid: expect.any(String) });
    const nbf = TEST_START / SECOND_MS;
    expect(decodeJwt(token)).toEqual({
      is_sandbox_uid: 'True',
      merchant_id: merchant.id,
      partner_type: 'Merchant',
      scope: 'ironman-api',
      iss: 'jet.com',
      nbf,
      exp: nbf + TOKEN_LIFETIME_SECONDS,
    });
    expect(decodeJwt(merchant.live.token)).toMatchObject({ is_sandbox_uid: 'False', merchant_id: merchant.id });
  });

  test.each(['', 'null', 'Bearer', 'Bearer nonsense'])(
    'ignores an Authorization header "%s"',
    async (authorization) => {
      const reply = await askToken(merchant.live.apiUser, merchant.live.apiSecret, { authorization });
      expect(reply.json()).toMatchObject({ token_type: 'Bearer' });
    },
  );

  test.each([
    ['a wrong secret', () => [merchant.test.apiUser, 'wrong']],
    ['an unknown user', () => ['ABCDEF', merchant.test.apiSecret]],
    ['the live secret for the test user', () => [merchant.test.apiUser, merchant.live.apiSecret]],
  ])('%s: 400 in the errors shape', async (_, credentials) => {
    const [user = '', pass = ''] = credentials();
    const reply = await askToken(user, pass);
    expect([reply.status, reply.json()]).toEqual([400, { errors: ['Bad Request'] }]);
  });

  test('a body that lacks a member: 400 naming it', async () => {
    const reply = await harness.call('POST', '/api/token', { user: 'x' });
    expect([reply.status, reply.json()]).toEqual([400, { errors: ['Required property is missing. Path: /pass'] }]);
  });

  test('a secret that was replaced gives no new tokens; tokens that are out stay valid', async () => {
    const { test: account } = await aMerchant(harness);
    const rotated = await harness.operator('POST', `/accounts/${account.accountId}/secret`);
    const { apiUser, apiSecret } = rotated.json() as { apiUser: string; apiSecret: string };
    expect(apiUser).toBe(account.apiUser);
    expect((await askToken(apiUser, account.apiSecret)).status).toBe(400);
    expect((await askToken(apiUser, apiSecret)).status).toBe(200);
    expect((await account.call('GET', '/authcheck')).status).toBe(200);
  });
});

describe('a token', () => {
  test.each(['Bearer', 'bearer', 'BEARER'])('is accepted after "%s"', async (scheme) => {
    const reply = await check(bearer(merchant.test.token, scheme));
    expect([reply.status, reply.text]).toEqual([200, '"This message is authorized."']);
  });

  test('a new one does not void the old one', async () => {
    await askToken(merchant.test.apiUser, merchant.test.apiSecret);
    expect((await check(bearer(merchant.test.token))).status).toBe(200);
  });

  test.each([
    ['none', () => ({})],
    ['null', () => ({ authorization: 'null' })],
    ['another scheme', () => bearer(merchant.test.token, 'Basic')],
    ['a changed signature', () => bearer(`${merchant.test.token.slice(0, -6)}AAAAAA`)],
    ['no token at all', () => bearer('not-a-token')],
  ])('%s: 401 with the recorded message', async (_, headers) => {
    const reply = await check(headers());
    expect([reply.status, reply.json()]).toEqual([401, DENIED]);
  });

  test('of another algorithm or key: 401, whatever it claims', async () => {
    const { kid } = decodeProtectedHeader(merchant.test.token);
    const claims = decodeJwt(merchant.test.token);
    const { privateKey } = await generateKeyPair('RS256');
    const forged = await new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: kid ?? '' })
      .sign(privateKey);
    const symmetric = await new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'HS256', kid: kid ?? '' })
      .sign(new TextEncoder().encode('a'.repeat(32)));
    const unsigned = `${Buffer.from(JSON.stringify({ alg: 'none', kid })).toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`;
    for (const token of [forged, symmetric, unsigned])
      expect((await check(bearer(token))).json(), token).toEqual(DENIED);
  });

  test('ends after ten hours of real time, even where it was accepted before', async () => {
    const own = await openHarness();
    const { test: account } = await aMerchant(own);
    own.clock.advance(10 * HOUR_MS - 1);
    expect((await account.call('GET', '/authcheck')).status).toBe(200);
    own.clock.advance(1);
    expect((await account.call('GET', '/authcheck')).json()).toEqual(DENIED);
  });

  test('does not end when the account’s world moves on', async () => {
    const { test: account } = await aMerchant(harness);
    await harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs: 100 * HOUR_MS });
    expect((await account.call('GET', '/authcheck')).status).toBe(200);
  });
});
