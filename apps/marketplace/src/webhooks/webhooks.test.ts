/** Owns the guarantees of telling: signed, in order, at least once, repeated, given up, asked for again. */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@jetway/kernel';
import type { WebhookDelivery, WebhookDeliveryDetail, WebhookEndpoint } from '@jetway/marketplace-api';
import { isPublicAddress } from '@jetway/service';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MarketplaceDatabase } from '../database/index.ts';
import { type AccountWithNodes, anAccount, type Harness, openHarness, ownDatabase } from '../testing/index.ts';
import { recordEvents } from './index.ts';
import { checkAddress, DEAD_AFTER_MS, nextTryAt, signatureOf } from './webhooks.ts';

let database: MarketplaceDatabase;
let harness: Harness;
let server: Server;
let url = '';
interface Heard {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly event: {
    readonly event_id: string;
    readonly kind: string;
    readonly account: string;
    readonly data: Record<string, unknown>;
  };
}
let heard: Heard[] = [];
let answer: (request: Heard) => { readonly status: number; readonly body?: string; readonly location?: string };

beforeAll(async () => {
  database = await ownDatabase();
  harness = await openHarness({ database });
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      const told: Heard = { headers: request.headers, body, event: JSON.parse(body) };
      heard.push(told);
      const { status, body: text = '', location } = answer(told);
      response.writeHead(status, location === undefined ? {} : { location }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/hooks`;
});
afterAll(async () => {
  await harness.services.webhooks.close();
  server.closeAllConnections();
  server.close();
  await database.close();
});
beforeEach(() => {
  heard = [];
  answer = () => ({ status: 200 });
});
// What one test leaves waiting is none of the next one's business.
afterEach(() => database.executeSql('update marketplace.webhook_endpoints set enabled = false'));

const goOn = new AbortController().signal;
async function tellAll(by: Harness = harness): Promise<void> {
  while (await by.services.webhooks.tell(goOn));
}

interface Hook {
  readonly account: AccountWithNodes;
  readonly path: string;
  readonly id: string;
  readonly secret: string;
}

async function aHook(wish: Record<string, unknown> = {}): Promise<Hook> {
  const account = await anAccount(harness);
  const base = `/accounts/${account.accountId}/webhook-endpoints`;
  const reply = await harness.operator('POST', base, { url, ...wish });
  expect(reply.status).toBe(201);
  const { endpoint, secret } = reply.json() as { endpoint: WebhookEndpoint; secret: string };
  return { account, path: `${base}/${endpoint.id}`, id: endpoint.id, secret };
}

/** Something happened; answers the event's id. */
async function happen({ account }: Hook, subject: string, data: Record<string, unknown> = {}): Promise<string> {
  const id = harness.ids.uuid();
  const event = {
    accountId: account.accountId,
    id,
    kind: 'order.ready' as const,
    subject,
    at: harness.clock.now(),
    data,
  };
  await recordEvents(database.db, [event]);
  return id;
}

const deliveries = async (hook: Hook, query = '') =>
  ((await harness.operator('GET', `${hook.path}/deliveries${query}`)).json() as { items: WebhookDelivery[] }).items;
const detail = async (hook: Hook, eventId: string) =>
  (await harness.operator('GET', `${hook.path}/deliveries/${eventId}`)).json() as WebhookDeliveryDetail;
const endpointOf = async ({ account, id }: Hook) => {
  const reply = await harness.operator('GET', `/accounts/${account.accountId}/webhook-endpoints`);
  return (reply.json() as { items: WebhookEndpoint[] }).items.find((one) => one.id === id);
};

/** As the guide tells merchants to do it. */
function isGenuine({ headers, body }: Heard, secret: string): boolean {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const wanted = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(wanted);
}

describe('an event is told', () => {
  test('once, signed, as small JSON with the link to read; and the log says how it went', async () => {
    const hook = await aHook();
    const id = await happen(hook, 'order:1', { order_url: '/orders/withoutShipmentDetail/1' });
    await tellAll();
    expect(heard.map(({ event }) => event)).toEqual([
      {
        event_id: id,
        kind: 'order.ready',
        occurred_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/),
        account: hook.account.accountId,
        data: { order_url: '/orders/withoutShipmentDetail/1' },
      },
    ]);
    const [told] = heard;
    expect(told?.headers).toMatchObject({
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(harness.clock.now() / SECOND_MS)),
      'content-type': 'application/json',
    });
    expect([told !== undefined && isGenuine(told, hook.secret), hook.secret]).toEqual([
      true,
      expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
    ]);
    expect(await deliveries(hook)).toEqual([
      expect.objectContaining({ eventId: id, state: 'delivered', tries: 1, status: 200, error: null, dueAt: null }),
    ]);
    const found = await detail(hook, id);
    expect([found.body, found.attempts]).toEqual([
      told?.body,
      [{ at: harness.clock.now(), status: 200, durationMs: expect.any(Number), error: null }],
    ]);
    const { rows } = await database.executeSql('select * from marketplace.webhook_endpoints where id = $1', [hook.id]);
    expect(JSON.stringify(rows)).not.toContain(hook.secret.slice(6));
  });

  test('only of the kinds that the endpoint wants, to each endpoint that wants it', async () => {
    const hook = await aHook({ kinds: ['order.ready'] });
    const base = `/accounts/${hook.account.accountId}/webhook-endpoints`;
    await harness.operator('POST', base, { url, kinds: ['file.processed'] });
    await harness.operator('POST', base, { url });
    const id = await happen(hook, 'order:1');
    await tellAll();
    expect(heard.map(({ event }) => event.event_id)).toEqual([id, id]);
  });

  test('in order of its subject: a later one waits for the one before it; other subjects do not', async () => {
    const hook = await aHook();
    answer = ({ event }) => ({ status: event.data['n'] === 1 && heard.length < 3 ? 500 : 200 });
    await happen(hook, 'order:1', { n: 1 });
    await happen(hook, 'order:1', { n: 2 });
    await happen(hook, 'order:2', { n: 3 });
    await tellAll();
    expect(heard.map(({ event }) => event.data['n']).toSorted()).toEqual([1, 3]);
    harness.clock.advance(MINUTE_MS);
    await tellAll();
    expect(heard.slice(2).map(({ event }) => event.data['n'])).toEqual([1, 2]);
  });

  test('by one worker at a time, and by another when that one is gone', async () => {
    const hook = await aHook();
    const other = await openHarness({ database });
    await happen(hook, 'order:1');
    const lease = 'update marketplace.webhook_endpoints set leased_by = $2, leased_until = $3 where id = $1';
    await database.executeSql(lease, [hook.id, 'somebody who died', harness.clock.now() + MINUTE_MS]);
    await tellAll(other);
    expect(heard).toEqual([]);
    other.clock.set(harness.clock.now() + MINUTE_MS);
    await tellAll(other);
    expect(heard).toHaveLength(1);
    await other.services.webhooks.close();
  });

  test('by two workers at once: each event once, and in order', async () => {
    const hook = await aHook();
    const other = await openHarness({ database });
    other.clock.set(harness.clock.now());
    for (let n = 0; n < 30; n += 1) await happen(hook, `order:${n % 3}`, { n });
    await Promise.all([tellAll(), tellAll(other)]);
    await tellAll();
    for (const rest of [0, 1, 2]) {
      const told = heard.map(({ event }) => Number(event.data['n'])).filter((n) => n % 3 === rest);
      expect(told).toEqual(Array.from({ length: 10 }, (_, k) => 3 * k + rest));
    }
    await other.services.webhooks.close();
  });

  test('in turn: an endpoint with a long queue keeps no other waiting', async () => {
    const [busy, other, another] = [await aHook(), await aHook(), await aHook()];
    for (let n = 0; n < 70; n += 1) await happen(busy, `order:${n}`);
    for (const hook of [other, another]) await happen(hook, 'order:1');
    for (let round = 0; round < 3; round += 1) await harness.services.webhooks.tell(goOn);
    const told = Map.groupBy(heard, ({ event }) => event.account);
    expect([busy, other, another].map(({ account }) => told.get(account.accountId)?.length)).toEqual([20, 1, 1]);
    await tellAll();
    expect(heard).toHaveLength(72);
  });

  test('with both secrets for a day after a rotation, then with the new one alone', async () => {
    const hook = await aHook();
    const reply = await harness.operator('POST', `${hook.path}/secret`);
    const { secret, previousSecretUntil } = reply.json() as { secret: string; previousSecretUntil: number };
    expect(previousSecretUntil).toBe(harness.clock.now() + DAY_MS);
    await happen(hook, 'order:1');
    await tellAll();
    harness.clock.advance(DAY_MS);
    await happen(hook, 'order:2');
    await tellAll();
    expect(heard.map((told) => [isGenuine(told, secret), isGenuine(told, hook.secret)])).toEqual([
      [true, true],
      [true, false],
    ]);
  });
});

describe('an event that cannot be told', () => {
  test('is tried again later and later, then given up; it can be asked for again', async () => {
    const hook = await aHook();
    answer = () => ({ status: 503 });
    const id = await happen(hook, 'order:1');
    const begun = harness.clock.now();
    let state = 'pending';
    while (state === 'pending' && harness.clock.now() - begun < 5 * DAY_MS) {
      await tellAll();
      state = (await deliveries(hook))[0]?.state ?? '';
      if (state === 'pending') harness.clock.set((await deliveries(hook))[0]?.dueAt ?? harness.clock.now());
    }
    expect(state).toBe('dead');
    const span = harness.clock.now() - begun;
    expect([span >= DEAD_AFTER_MS, span <= DEAD_AFTER_MS + 4 * HOUR_MS]).toEqual([true, true]);
    const [dead] = await deliveries(hook, '?state=dead');
    expect(dead).toMatchObject({ eventId: id, status: 503, error: 'Answered 503.', tries: heard.length });
    answer = () => ({ status: 204 });
    expect((await harness.operator('POST', `${hook.path}/deliveries/${id}/replay`)).json()).toMatchObject({
      state: 'pending',
      tries: 0,
    });
    await tellAll();
    expect(await deliveries(hook)).toEqual([expect.objectContaining({ state: 'delivered', tries: 1 })]);
    expect(heard.at(-1)?.event.event_id).toBe(id);
  });

  test.each<[string, ReturnType<typeof answer>, number | null, string]>([
    ['a redirect is not followed', { status: 302, location: '/elsewhere' }, 302, 'Answered 302.'],
    [
      'an answer is not read without end',
      { status: 200, body: 'x'.repeat(100_000) },
      null,
      'The answer is larger than 65536 bytes.',
    ],
  ])('%s', async (_, given, status, error) => {
    const hook = await aHook();
    answer = () => given;
    await happen(hook, 'order:1');
    await tellAll();
    expect(heard).toHaveLength(1);
    expect(await deliveries(hook)).toEqual([expect.objectContaining({ state: 'pending', status, error })]);
  });

  test('five days long: the endpoint is switched off, and says why; switched on again, what waited is told', async () => {
    const hook = await aHook();
    answer = () => ({ status: 500 });
    await happen(hook, 'order:1');
    await tellAll();
    expect(await endpointOf(hook)).toMatchObject({ enabled: true, failingSince: harness.clock.now() });
    harness.clock.advance(5 * DAY_MS);
    const id = await happen(hook, 'order:2');
    await tellAll();
    const off = { enabled: false, disabledReason: 'Every request failed for five days.', pending: 1 };
    expect(await endpointOf(hook)).toMatchObject(off);
    expect((await harness.operator('POST', `${hook.path}/test`)).json()).toMatchObject({ code: 'endpoint_disabled' });
    heard = [];
    answer = () => ({ status: 200 });
    await harness.operator('PUT', hook.path, { url });
    await tellAll();
    expect(heard.map(({ event }) => event.event_id)).toEqual([id]);
    expect(await endpointOf(hook)).toMatchObject({ enabled: true, disabledReason: null, failingSince: null });
  });

  test('at a private address: refused, when it is made and when a name stands for one', async () => {
    const strict = await openHarness({ database, webhooksToPrivate: false });
    const { accountId } = await anAccount(strict);
    const base = `/accounts/${accountId}/webhook-endpoints`;
    for (const bad of [url, 'http://[::1]/', 'http://localhost:1/', 'http://0x7f000001/', 'ftp://merchant.example/']) {
      const reply = await strict.operator('POST', base, { url: bad });
      expect(reply.status, bad).toBe(400);
    }
    const hook = await aHook({ url: url.replace('127.0.0.1', 'localhost') });
    const id = await happen(hook, 'order:1');
    strict.clock.set(harness.clock.now());
    await tellAll(strict);
    expect(heard).toEqual([]);
    expect((await detail(hook, id)).delivery.error).toBe('The address is not a public one.');
    await strict.services.webhooks.close();
  });
});

describe('asked for again', () => {
  test('everything since an instant, also by an endpoint that was not there then', async () => {
    const first = await aHook();
    await happen(first, 'order:1', { n: 1 });
    harness.clock.advance(HOUR_MS);
    const since = harness.clock.now();
    await happen(first, 'order:2', { n: 2 });
    await tellAll();
    heard = [];
    const base = `/accounts/${first.account.accountId}/webhook-endpoints`;
    const made = (await harness.operator('POST', base, { url })).json() as { endpoint: WebhookEndpoint };
    const replay = (id: string) => harness.operator('POST', `${base}/${id}/replay`, { since });
    expect((await replay(made.endpoint.id)).json()).toEqual({ events: 1 });
    expect((await replay(first.id)).json()).toEqual({ events: 1 });
    await tellAll();
    expect(heard.map(({ event }) => event.data)).toEqual([{ n: 2 }, { n: 2 }]);
  });

  test('a test is told to its endpoint alone, and stands in the log', async () => {
    const hook = await aHook();
    const base = `/accounts/${hook.account.accountId}/webhook-endpoints`;
    await harness.operator('POST', base, { url });
    const reply = await harness.operator('POST', `${hook.path}/test`);
    const { eventId } = reply.json() as { eventId: string };
    await tellAll();
    expect(heard.map(({ event }) => [event.event_id, event.kind])).toEqual([[eventId, 'webhook.test']]);
    expect((await deliveries(hook)).map(({ kind, state }) => [kind, state])).toEqual([['webhook.test', 'delivered']]);
  });
});

describe('what an operator keeps', () => {
  test('endpoints of another account answer like missing ones', async () => {
    const [mine, theirs] = [await aHook(), await aHook()];
    const foreign = `/accounts/${mine.account.accountId}/webhook-endpoints/${theirs.id}`;
    const missing = `/accounts/${mine.account.accountId}/webhook-endpoints/nowhere`;
    for (const [method, ending, body] of [
      ['PUT', '', { url }],
      ['DELETE', ''],
      ['POST', '/secret'],
      ['POST', '/test'],
      ['POST', '/replay', { since: 0 }],
      ['GET', '/deliveries'],
    ] as const) {
      const answers = [];
      for (const path of [foreign, missing])
        answers.push((await harness.operator(method, `${path}${ending}`, body)).json());
      const [first, second] = answers as Record<string, unknown>[];
      expect(first).toMatchObject({ status: 404, code: 'not_found', detail: second?.['detail'] });
    }
  });

  test('twenty endpoints of an account at most', async () => {
    const hook = await aHook();
    const base = `/accounts/${hook.account.accountId}/webhook-endpoints`;
    for (let n = 1; n < 20; n += 1) await harness.operator('POST', base, { url });
    const reply = await harness.operator('POST', base, { url });
    expect([reply.status, reply.json()]).toMatchObject([409, { code: 'too_many_endpoints' }]);
  });

  test('removed, an endpoint hears nothing more; the log goes with it', async () => {
    const hook = await aHook();
    const id = await happen(hook, 'order:1');
    await harness.operator('DELETE', hook.path);
    await happen(hook, 'order:1');
    await tellAll();
    expect(heard).toEqual([]);
    expect((await harness.operator('GET', `${hook.path}/deliveries/${id}`)).status).toBe(404);
  });

  test('pages of deliveries, the newest first, without a gap', async () => {
    const hook = await aHook();
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push(await happen(hook, 'order:1'));
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
      const page = (await harness.operator('GET', `${hook.path}/deliveries?limit=2${cursor}`)).json() as {
        items: WebhookDelivery[];
        next: string | null;
      };
      seen.push(...page.items.map(({ eventId }) => eventId));
      next = page.next;
    }
    expect(seen).toEqual(ids.toReversed());
  });

  test('events are deleted after thirty days, with their deliveries and tries', async () => {
    const hook = await aHook();
    await happen(hook, 'order:1');
    await tellAll();
    const { sweep } = harness.services.webhooks;
    const now = harness.clock.now();
    await sweep.run(now + 30 * DAY_MS);
    expect(await deliveries(hook)).toHaveLength(1);
    expect(await sweep.run(now + 30 * DAY_MS + 1)).toBeGreaterThan(0);
    expect(await deliveries(hook)).toEqual([]);
  });
});

describe('the rules', () => {
  test('waits grow from five seconds to four hours, shortened by a fifth at most, until three days are over', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.nat(DEAD_AFTER_MS - 1),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (tries, passed, unit) => {
          const whole = Math.min(4 * HOUR_MS, 5 * SECOND_MS * 2 ** (tries - 1));
          const at = nextTryAt({ tries, firstTriedAt: 0, now: passed }, unit);
          expect(at).toBeGreaterThanOrEqual(passed + whole * 0.8);
          expect(at).toBeLessThanOrEqual(passed + whole);
        },
      ),
    );
    expect(nextTryAt({ tries: 1, firstTriedAt: 0, now: DEAD_AFTER_MS }, 0)).toBeUndefined();
  });

  test('the signature is that of the published example of Standard Webhooks', () => {
    const body = '{"test": 2432232314}';
    const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1_614_265_330, body };
    expect(signatureOf(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], message)).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  test.each([
    '10.1.2.3',
    '127.0.0.1',
    '169.254.169.254',
    '172.31.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '::1',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'nonsense',
  ])('%s is no public address', (address) => expect(isPublicAddress(address)).toBe(false));

  test.each(['8.8.8.8', '172.32.0.1', '2606:4700:4700::1111'])('%s is one', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );

  test('an address is http or https, without a user', () => {
    expect(checkAddress('https://merchant.example/x?y=1', false)).toEqual({
      ok: true,
      value: 'https://merchant.example/x?y=1',
    });
    for (const bad of [
      'https://u:p@merchant.example/',
      'file:///etc/passwd',
      'nonsense',
      'http://127.1/',
      'http://[::ffff:127.0.0.1]/',
    ])
      expect(checkAddress(bad, false), bad).toMatchObject({ refusal: { code: 'address_refused', path: '/url' } });
    expect(checkAddress('http://localhost:1/', true).ok).toBe(true);
  });
});
