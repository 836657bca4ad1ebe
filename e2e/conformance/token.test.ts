import { createSign, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aMerchant, aProduct } from './support/merchants.ts';
import { must, type RawReply } from './support/raw-http.ts';
import { refusalOf } from './support/refusals.ts';
import {
  hasOperator,
  OPEN_TIMEOUT_MS,
  openTarget,
  signIn as signInAs,
  type Target,
  tokenFor,
  tokenOf,
} from './support/target.ts';

let target: Target;
beforeAll(async () => {
  target = await openTarget();
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

const DENIED = '{"Message":"Authorization has been denied for this request."}';
const AUTHORIZED = '"This message is authorized."';

const signIn = (headers: Record<string, string> = {}): Promise<RawReply> =>
  target.open('POST', '/token', { user: target.user, pass: target.pass }, headers);
const check = (authorization?: string): Promise<RawReply> =>
  target.open('GET', '/authcheck', undefined, authorization === undefined ? {} : { Authorization: authorization });

const part = (token: string, index: number): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[index] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('B the token', () => {
  test('is answered with its three members in the recorded order', async () => {
    const reply = await signIn();
    expect(reply.status).toBe(200);
    expect(reply.text).toMatch(
      /^\{"id_token":"[\w-]+\.[\w-]+\.[\w-]+","token_type":"Bearer","expires_on":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"\}$/,
    );
  });

  test('ends ten hours after the answer, as its claims and expires_on say', async () => {
    const reply = await signIn();
    const { id_token: token, expires_on: expiresOn } = reply.json() as { id_token: string; expires_on: string };
    const { nbf, exp } = part(token, 1) as { nbf: number; exp: number };
    expect(exp).toBe(nbf + 36_000);
    expect(Date.parse(expiresOn)).toBe(exp * 1000);
    expect(Math.abs(Date.parse(reply.headers.date ?? '') / 1000 - nbf)).toBeLessThanOrEqual(2);
  });

  test('has the claims of the printed one, and RS256', async () => {
    const token = await tokenFor(target.send, target.user, target.pass);
    expect(part(token, 0)).toMatchObject({ typ: 'JWT', alg: 'RS256' });
    expect(part(token, 1)).toMatchObject({
      is_sandbox_uid: expect.stringMatching(/^(?:True|False)$/),
      merchant_id: expect.stringMatching(/./),
      partner_type: 'Merchant',
      scope: 'ironman-api',
      iss: 'jet.com',
    });
  });

  test('wrong credentials are 400, byte for byte, whichever of the two is wrong', async () => {
    for (const credentials of [
      { user: target.user, pass: 'wrong' },
      { user: 'nobody', pass: target.pass },
      {
        user: target.user.toLowerCase() === target.user ? target.user.toUpperCase() : target.user.toLowerCase(),
        pass: `${target.pass} `,
      },
    ]) {
      const reply = await target.open('POST', '/token', credentials);
      expect([reply.status, reply.text]).toEqual([400, '{"errors":["Bad Request"]}']);
    }
  });

  test('missing credentials are told as missing', async () => {
    expect(refusalOf(await target.open('POST', '/token', {}))).toEqual([
      400,
      'Required property is missing. Path: /user',
      'Required property is missing. Path: /pass',
    ]);
    expect(refusalOf(await target.open('POST', '/token', { user: 1, pass: null }))[0]).toBe(400);
  });

  test.each(['', 'null', 'bearer', 'Bearer null', 'Bearer garbage'])(
    'an Authorization header "%s" on /token is ignored',
    async (authorization) => {
      const reply = await signIn({ Authorization: authorization });
      expect([reply.status, tokenOf(reply).split('.')]).toEqual([200, expect.objectContaining({ length: 3 })]);
    },
  );

  test('a new token does not void the one before', async () => {
    const first = await tokenFor(target.send, target.user, target.pass);
    const second = await tokenFor(target.send, target.user, target.pass);
    for (const token of [first, second, first]) expect((await check(`Bearer ${token}`)).text).toBe(AUTHORIZED);
  });

  test.skipIf(!hasOperator)('is of the live or of the test account, which do not see each other', async () => {
    const merchant = await aMerchant(target);
    const { live } = merchant;
    const claims = async (user: string, pass: string) => part(await tokenFor(target.send, user, pass), 1);
    const [ofTest, ofLive] = [
      await claims(merchant.apiUser, merchant.apiSecret),
      await claims(live.apiUser, live.apiSecret),
    ];
    expect([ofTest['is_sandbox_uid'], ofLive['is_sandbox_uid']]).toEqual(['True', 'False']);
    expect(ofTest['merchant_id']).toBe(ofLive['merchant_id']);
    must(await merchant.call('PUT', '/merchant-skus/a', aProduct()), 204);
    const call = await signInAs(target.send, live.apiUser, live.apiSecret);
    expect(refusalOf(await call('GET', '/merchant-skus/a'))[0]).toBe(404);
  });

  test.each(['Bearer', 'bearer', 'BEARER'])('is taken after the word %s', async (word) => {
    const reply = await check(`${word} ${await tokenFor(target.send, target.user, target.pass)}`);
    expect([reply.status, reply.text]).toEqual([200, AUTHORIZED]);
  });
});

/** Printed in the documentation: of another key, and over since 2015. */
const PRINTED =
  'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiIsIng1dCI6ImEzck1VZ01Gdjl0UGNsTGE2eUYzekFrZnF1RSJ9.eyJpcm9ubWFuX3BvcnRhbF91c2VyX2lkIjoiYmE2OTQ1NjRjNzM2NGRiY2FkNTFkMzEwZWY5NGJjOGMiLCJpc19zYW5kYm94X3VpZCI6IlRydWUiLCJtZXJjaGFudF9pZCI6IjZiYThmOWUzZjFhYjQ5MmQ4MWRhNzk1MGYyYTNjNGM5IiwicGFydG5lcl90eXBlIjoiTWVyY2hhbnQiLCJzY29wZSI6Imlyb25tYW4tYXBpIiwiaXNzIjoiamV0LmNvbSIsImV4cCI6MTQ1MDI0MTY5NSwibmJmIjoxNDUwMjA1Njk1fQ.Cx_L1n2smHOsPfbjoOBPz_k4NFg_QSAz6cxJi6Z_cm_i1yKE7uiciF3fHvv7Y5MIsGbqDSEMP2GDHrJDrMYgPlYZvf42AX90ZLUak_QG17WWpwTtia1kkRN8SBYTgUvG-biBepvxmLnf-hty-Hj20c7j1TZH8qFblbMSDm3ximVY9Xw2As5OfyEoZZcswPfO_VgLwks6sz-uTociFgvGwxpS_Nn6LPSaj6KUqCWgSnbs5cLc0ux23brvWW7S8ZgJuEPHECSFo_ivyHyh55oPlXrCtOFnN-S9ny7Azgl7szFAFCCTAq01moAQBE5yYee07NO1EAJNsOEjFiHDsqvzow';

describe('B without a valid token the answer is 401, byte for byte', () => {
  const forgeries: Readonly<Record<string, (token: string) => string | undefined>> = {
    'no header': () => undefined,
    'an empty header': () => '',
    'the word alone': () => 'Bearer',
    'another scheme': (token) => `Basic ${token}`,
    'the token without the word': (token) => token,
    'a trailing word': (token) => `Bearer ${token} x`,
    garbage: () => 'Bearer not-a-token',
    'three parts of garbage': () => 'Bearer a.b.c',
    'the printed token, of another key and long over': () => `Bearer ${PRINTED}`,
    'a signature cut short': (token) => `Bearer ${token.slice(0, -10)}`,
    'claims of another merchant under the same signature': (token) =>
      `Bearer ${token.split('.')[0]}.${encode({ ...part(token, 1), merchant_id: 'somebody-else' })}.${token.split('.')[2]}`,
    'an end moved to later': (token) =>
      `Bearer ${token.split('.')[0]}.${encode({ ...part(token, 1), exp: 4_000_000_000 })}.${token.split('.')[2]}`,
    'no algorithm': (token) => `Bearer ${encode({ typ: 'JWT', alg: 'none' })}.${token.split('.')[1]}.`,
    'the right claims signed with another key': (token) => `Bearer ${signedElsewhere(part(token, 0), part(token, 1))}`,
    'over since a minute, signed with another key': (token) =>
      `Bearer ${signedElsewhere(part(token, 0), { ...part(token, 1), exp: Math.floor(Date.now() / 1000) - 60 })}`,
  };

  const GUARDED = [
    ['GET', '/authcheck'],
    ['GET', '/merchant-skus/a'],
    ['PUT', '/merchant-skus/a'],
    ['PUT', '/merchant-skus/a/price'],
    ['GET', '/merchant-skus/a/price'],
    ['PUT', '/merchant-skus/a/inventory'],
    ['PATCH', '/merchant-skus/a/inventory'],
    ['GET', '/merchant-skus/a/inventory'],
    ['GET', '/orders/ready'],
    ['GET', '/orders/withoutShipmentDetail/a'],
    ['PUT', '/orders/a/acknowledge'],
    ['PUT', '/orders/a/shipped'],
  ] as const;

  test.each(Object.keys(forgeries))('%s', async (name) => {
    const authorization = forgeries[name]?.(await tokenFor(target.send, target.user, target.pass));
    const reply = await check(authorization);
    expect([reply.status, reply.text, reply.headers['content-type']?.split(';')[0]]).toEqual([
      401,
      DENIED,
      'application/json',
    ]);
  });

  test.each(GUARDED)('%s %s, before anything of the request is looked at', async (method, path) => {
    for (const body of method === 'GET' ? [undefined] : [undefined, '{', { wrong: true }]) {
      const reply = await target.open(method, path, body);
      expect([reply.status, reply.text]).toEqual([401, DENIED]);
    }
  });
});

function signedElsewhere(header: Record<string, unknown>, claims: Record<string, unknown>): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const content = `${encode(header)}.${encode(claims)}`;
  return `${content}.${createSign('RSA-SHA256').update(content).sign(privateKey, 'base64url')}`;
}
