/** Owns the guarantees of the client, against a far side that is only a function. */
import type { HttpRequest, HttpResponse } from '@jetway/http-contract';
import { jetExamples, jetRoutes } from '@jetway/jet-api';
import { createIds, HOUR_MS, type ManualClock, MINUTE_MS, manualClock, seededRandom } from '@jetway/kernel';
import { describe, expect, test } from 'vitest';
import {
  createJetClient,
  type JetClient,
  type JetClientOptions,
  type JetExchange,
  type JetOperation,
  repetitionOf,
} from './index.ts';

const START = Date.UTC(2026, 0, 5, 12);

type Answer = (request: HttpRequest) => Promise<HttpResponse> | HttpResponse;

const json = (status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  text: body === undefined ? '' : JSON.stringify(body),
});

interface World {
  readonly client: JetClient;
  readonly clock: ManualClock;
  /** Requests but those for a token, as `METHOD /path`. */
  readonly seen: HttpRequest[];
  readonly exchanges: JetExchange[];
  readonly waits: number[];
  readonly tokens: number;
}

/** A marketplace that gives tokens `t1`, `t2` … and answers the rest in turn; the last answer repeats. */
function world(
  answers: readonly Answer[],
  options: Partial<JetClientOptions> = {},
  tokenAnswers: Answer[] = [],
): World {
  const clock = manualClock(START);
  const ids = createIds(clock, seededRandom(1));
  const seen: HttpRequest[] = [];
  const exchanges: JetExchange[] = [];
  const waits: number[] = [];
  const made = { tokens: 0 };
  const transport = async (request: HttpRequest): Promise<HttpResponse> => {
    if (request.url.endsWith('/token')) {
      made.tokens += 1;
      const special = tokenAnswers.shift();
      if (special !== undefined) return special(request);
      const ends = new Date(clock.now() + 10 * HOUR_MS).toISOString().replace('.000', '');
      return json(200, { id_token: `t${made.tokens}`, token_type: 'Bearer', expires_on: ends });
    }
    seen.push(request);
    const answer = answers[Math.min(seen.length, answers.length) - 1];
    if (answer === undefined) throw new Error('no answer prepared');
    return answer(request);
  };
  const client = createJetClient({
    baseUrl: 'http://far.example/api',
    user: 'the-user',
    secret: 'the-secret',
    transport,
    clock,
    timer: {
      // Waiting takes no time: the clock is moved instead. A limit on an answer (30 s) never rings by itself.
      after: (ms, ring) => {
        if (ms === 30_000) return () => undefined;
        waits.push(ms);
        clock.advance(ms);
        queueMicrotask(ring);
        return () => undefined;
      },
      steadyNowMs: clock.now,
    },
    random: () => 0.5,
    newRequestId: ids.uuid,
    onExchange: (exchange) => exchanges.push(exchange),
    ...options,
  });
  return {
    client,
    clock,
    seen,
    exchanges,
    waits,
    get tokens() {
      return made.tokens;
    },
  };
}

const ready = { params: { status: 'ready' } } as const;
const lost = (): never => {
  throw new Error('socket hang up');
};
const refusedConnection = (): never => {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) });
};
const acknowledge = {
  params: { orderId: 'o1' },
  body: {
    acknowledgement_status: 'accepted',
    alt_order_id: '1',
    order_items: [{ order_item_acknowledgement_status: 'fulfillable', order_item_id: 'i1' }],
  },
};
const stock = { params: { sku: 'a/b' }, body: { fulfillment_nodes: [{ fulfillment_node_id: 'n', quantity: 3 }] } };

describe('the token', () => {
  test('is fetched once for many calls at the same time, and used for its life', async () => {
    const far = world([() => json(200, { order_urls: [] })]);
    await Promise.all([far.client.listOrders(ready), far.client.listOrders(ready), far.client.listOrders(ready)]);
    far.clock.advance(9 * HOUR_MS);
    await far.client.listOrders(ready);
    expect(far.tokens).toBe(1);
    expect(far.seen.map((request) => request.headers['authorization'])).toEqual(Array(4).fill('Bearer t1'));
  });

  test('is renewed before its end', async () => {
    const far = world([() => json(200, { order_urls: [] })]);
    await far.client.listOrders(ready);
    far.clock.advance(10 * HOUR_MS - 5 * MINUTE_MS);
    await far.client.listOrders(ready);
    expect(far.seen.at(-1)?.headers['authorization']).toBe('Bearer t2');
  });

  test('the old one is used on when the renewal gets no answer', async () => {
    const down = world([() => json(200, { order_urls: [] })], {}, [
      () => json(200, { id_token: 'old', token_type: 'Bearer', expires_on: '2026-01-05T22:00:00Z' }),
      lost,
      lost,
    ]);
    await down.client.listOrders(ready);
    down.clock.advance(10 * HOUR_MS - 5 * MINUTE_MS);
    expect((await down.client.listOrders(ready)).kind).toBe('ok');
    expect(down.seen.at(-1)?.headers['authorization']).toBe('Bearer old');
  });

  test('after a 401 a new one is fetched and the request sent once more, a message too: nothing was done', async () => {
    const far = world([
      () => json(401, { Message: 'Authorization has been denied for this request.' }),
      () => json(204, undefined),
    ]);
    expect(await far.client.acknowledgeOrder(acknowledge)).toEqual({ kind: 'ok', status: 204, value: undefined });
    expect(far.seen.map((request) => request.headers['authorization'])).toEqual(['Bearer t1', 'Bearer t2']);
  });

  test('many calls that a token fails at the same time share one new token', async () => {
    const denied = () => json(401, { Message: 'Authorization has been denied for this request.' });
    const far = world([denied, denied, denied, () => json(200, { order_urls: [] })]);
    const calls = [far.client.listOrders(ready), far.client.listOrders(ready), far.client.listOrders(ready)];
    expect((await Promise.all(calls)).map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok']);
    expect(far.tokens).toBe(2);
  });

  test('no other refusal costs a token', async () => {
    const far = world([() => json(403, { errors: ['no'] })]);
    await far.client.listOrders(ready);
    await far.client.listOrders(ready);
    expect(far.tokens).toBe(1);
  });

  test('a fresh token that is not accepted either means credentials', async () => {
    const far = world([() => json(401, { Message: 'Authorization has been denied for this request.' })]);
    const answer = await far.client.listOrders(ready);
    expect(answer).toMatchObject({ kind: 'credentials', text: expect.stringContaining('denied for this request') });
    expect(far.seen).toHaveLength(2);
  });

  test('a wrong user or secret means credentials, and nothing is sent', async () => {
    const bad: Answer = () => json(400, { errors: ['Bad Request'] });
    const far = world([() => json(204, undefined)], {}, [bad]);
    expect(await far.client.acknowledgeOrder(acknowledge)).toMatchObject({ kind: 'credentials' });
    expect(far.seen).toEqual([]);
  });

  test('no answer at /token means later, never unknown: the message was not sent', async () => {
    const far = world([() => json(204, undefined)], {}, [lost, lost]);
    expect(await far.client.acknowledgeOrder(acknowledge)).toMatchObject({ kind: 'later' });
    expect(far.seen).toEqual([]);
  });

  test.each<[string, Answer]>([
    ['404', () => json(404, { errors: ['The requested resource was not found.'] })],
    ['a page', () => ({ status: 200, headers: {}, text: '<html></html>' })],
    ['something else', () => json(200, { hello: 'world' })],
  ])('%s at /token means that the address is wrong, not that what was asked for is', async (_title, wrong) => {
    const far = world([() => json(204, undefined)], {}, [wrong, wrong]);
    expect(await far.client.acknowledgeOrder(acknowledge)).toMatchObject({ kind: 'later' });
    expect(far.seen).toEqual([]);
  });

  test('an expiry that cannot be is not believed', async () => {
    const far = world([() => json(200, { order_urls: [] })], {}, [
      () => json(200, { id_token: 'odd', token_type: 'Bearer', expires_on: '1999-01-01T00:00:00Z' }),
    ]);
    await far.client.listOrders(ready);
    far.clock.advance(HOUR_MS);
    await far.client.listOrders(ready);
    expect(far.seen.at(-1)?.headers['authorization']).toBe('Bearer odd');
  });

  test('signing in fetches a new one each time and tells when it ends', async () => {
    const far = world([]);
    expect(await far.client.signIn()).toMatchObject({ kind: 'ok', value: { expiresAt: START + 10 * HOUR_MS } });
    await far.client.signIn();
    expect(far.tokens).toBe(2);
  });
});

describe('repeating', () => {
  test('a read is repeated after a lost answer, a 500 and a 503, with growing, spread waits', async () => {
    const far = world([
      lost,
      () => json(500, { errors: ['x'] }),
      () => json(503, {}),
      () => json(200, { order_urls: ['/orders/withoutShipmentDetail/a'] }),
    ]);
    expect(await far.client.listOrders(ready)).toMatchObject({
      kind: 'ok',
      value: { order_urls: [expect.any(String)] },
    });
    expect(far.waits).toEqual([250, 500, 1000]);
  });

  test('stock is a state: it is repeated after a lost answer', async () => {
    const far = world([lost, () => json(204, undefined)]);
    expect(await far.client.patchInventory(stock)).toMatchObject({ kind: 'ok' });
    expect(far.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(
      Array(2).fill('PATCH http://far.example/api/merchant-skus/a%2Fb/inventory'),
    );
  });

  test('a refund and a received file are made once however often they are sent, so they are repeated', async () => {
    const refunding = world([lost, () => json(201, { refund_authorization_id: '1', refund_status: 'created' })]);
    const refund = { params: { orderId: 'o1', altRefundId: 'a1' }, body: { items: [{ order_item_id: 'i1' }] } };
    expect(await refunding.client.createRefund(refund)).toMatchObject({ kind: 'ok', status: 201 });
    const file = { url: 'http://far.example/blobs/f', file_type: 'Price', file_name: 'p.json' };
    const receiving = world([lost, () => json(200, file)]);
    expect(await receiving.client.postUploadedFile({ body: file })).toMatchObject({ kind: 'ok' });
  });

  test('every operation has its reason: reads and states are repeated, of a POST that nobody knows not one', () => {
    const sentOnce = Object.entries(jetRoutes).filter(
      ([operation, { method }]) => operation !== 'getToken' && !repetitionOf(operation as JetOperation, method).repeats,
    );
    expect(sentOnce.map(([operation]) => operation).toSorted()).toEqual([
      'acknowledgeOrder',
      'completeReturn',
      'generateOrders',
      'generateReturn',
      'shipOrder',
    ]);
    expect(repetitionOf('createSomethingNew' as JetOperation, 'POST')).toEqual({
      repeats: false,
      because: 'does something each time',
    });
  });

  test('a truncated body of a read is repeated', async () => {
    const far = world([
      () => ({ status: 200, headers: {}, text: '{"order_urls":["/ord' }),
      () => json(200, { order_urls: [] }),
    ]);
    expect(await far.client.listOrders(ready)).toMatchObject({ kind: 'ok', value: { order_urls: [] } });
  });

  test.each([
    ['a lost answer', lost, 'unknown'],
    ['a 500', () => json(500, { errors: ['oops'] }), 'unknown'],
    ['a 502', () => json(502, undefined), 'unknown'],
    ['a 503', () => json(503, { errors: ['Not now.'] }), 'later'],
    ['a 429', () => json(429, { errors: ['Too many requests.'] }), 'later'],
    ['a refused connection', refusedConnection, 'later'],
  ] as const)('a message is sent once, and %s is told as what is sure', async (_title, answer, kind) => {
    for (const send of [
      (client: JetClient) => client.acknowledgeOrder(acknowledge),
      (client: JetClient) => client.shipOrder({ params: { orderId: 'o1' }, body: { shipments: [] } }),
      (client: JetClient) =>
        client.completeReturn({
          params: { returnId: 'r1' },
          body: { merchant_order_id: 'o1', agree_to_return_charge: true },
        }),
      (client: JetClient) => client.generateReturn({ params: { orderId: 'o1' } }),
    ]) {
      const far = world([answer]);
      expect((await send(far.client)).kind).toBe(kind);
      expect(far.seen).toHaveLength(1);
    }
  });

  test('Retry-After is waited for, in seconds and as a date', async () => {
    const far = world([
      () => json(429, {}, { 'retry-after': '4' }),
      () => json(429, {}, { 'retry-after': 'Mon, 05 Jan 2026 13:00:07 GMT', date: 'Mon, 05 Jan 2026 13:00:00 GMT' }),
      () => json(200, { order_urls: [] }),
    ]);
    await far.client.listOrders(ready);
    expect(far.waits).toEqual([4_000, 7_000]);
  });

  test('a Retry-After that is too long is left to the caller', async () => {
    const far = world([() => json(429, { errors: ['Too many requests.'] }, { 'retry-after': '120' })]);
    expect(await far.client.listOrders(ready)).toEqual({
      kind: 'later',
      text: 'Too many requests.',
      retryAfterMs: 120_000,
    });
    expect(far.seen).toHaveLength(1);
  });

  test('refusals are not repeated and carry the errors', async () => {
    const far = world([() => json(404, { errors: ['Merchant SKU not found: "a/b"'] })]);
    expect(await far.client.patchInventory(stock)).toEqual({
      kind: 'refused',
      status: 404,
      errors: ['Merchant SKU not found: "a/b"'],
      text: 'Merchant SKU not found: "a/b"',
    });
    expect(far.seen).toHaveLength(1);
  });

  test('no answer in time is unknown for a message', async () => {
    const far = world([() => new Promise<HttpResponse>(() => undefined)], { timeoutMs: 5_000 });
    expect(await far.client.acknowledgeOrder(acknowledge)).toEqual({
      kind: 'unknown',
      text: 'No answer came: nothing came within 5000 ms',
    });
  });

  test('a call may have a limit on time of its own', async () => {
    const far = world([() => new Promise<HttpResponse>(() => undefined)]);
    expect(await far.client.acknowledgeOrder(acknowledge, { timeoutMs: 50 })).toEqual({
      kind: 'unknown',
      text: 'No answer came: nothing came within 50 ms',
    });
  });

  test('a call that is ended before it was sent is later, afterwards unknown', async () => {
    const far = world([() => new Promise<HttpResponse>(() => undefined)]);
    expect((await far.client.acknowledgeOrder(acknowledge, { signal: AbortSignal.abort() })).kind).toBe('later');
    const ending = new AbortController();
    const answer = far.client.acknowledgeOrder(acknowledge, { signal: ending.signal });
    await expect.poll(() => far.seen.length).toBe(1);
    ending.abort();
    expect((await answer).kind).toBe('unknown');
  });
});

describe('what is recorded', () => {
  test('every request with its answer, without user, secret and token', async () => {
    const far = world([() => json(503, { errors: ['Not now.'] }), () => json(200, { order_urls: [] })]);
    await far.client.listOrders(ready, { requestId: 'req-1' });
    expect(
      far.exchanges.map(({ operation, status, attempt, requestId }) => ({ operation, status, attempt, requestId })),
    ).toEqual([
      { operation: 'getToken', status: 200, attempt: 1, requestId: 'req-1' },
      { operation: 'listOrders', status: 503, attempt: 1, requestId: 'req-1' },
      { operation: 'listOrders', status: 200, attempt: 2, requestId: 'req-1' },
    ]);
    expect(far.exchanges[0]?.requestBody).toEqual({ user: '[redacted]', pass: '[redacted]' });
    const everything = JSON.stringify(far.exchanges);
    for (const secret of ['the-user', 'the-secret', '"t1"', 'Bearer t']) expect(everything).not.toContain(secret);
  });

  test('a lost answer is recorded as an error without a status', async () => {
    const far = world([lost]);
    await far.client.acknowledgeOrder(acknowledge);
    expect(far.exchanges.at(-1)).toMatchObject({
      status: null,
      error: 'socket hang up',
      requestBody: acknowledge.body,
    });
  });

  test('the request id and the trace go along; ids are made where none is given', async () => {
    const far = world([() => json(200, { order_urls: [] })]);
    await far.client.listOrders(ready, { requestId: 'req-1', traceparent: '00-aa-bb-01' });
    expect(far.seen[0]?.headers).toMatchObject({ 'x-request-id': 'req-1', traceparent: '00-aa-bb-01' });
    await far.client.listOrders(ready);
    expect(far.seen[1]?.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('the far clock is measured by the Date header, not by the one of /token', async () => {
    const date = new Date(START + 3 * HOUR_MS).toUTCString();
    const far = world([() => json(200, { order_urls: [] }, { date })]);
    await far.client.listOrders(ready);
    expect(far.exchanges.map((exchange) => exchange.clockOffsetMs)).toEqual([null, 3 * HOUR_MS + 500]);
  });

  test('a call with a hook of its own tells that hook alone', async () => {
    const far = world([() => json(200, { order_urls: [] })]);
    const own: JetExchange[] = [];
    await far.client.listOrders(ready, { onExchange: (exchange) => own.push(exchange) });
    expect([own.length, far.exchanges.length]).toEqual([2, 0]);
  });
});

describe('documented answers', () => {
  const isCall = (client: JetClient, route: string): route is Exclude<keyof JetClient, 'signIn'> => route in client;
  const loose = { params: { status: 'ready', orderId: 'o', sku: 's' }, query: {}, body: {} };

  test.each(jetExamples.filter((example) => example.kind === 'reply' && example.route !== 'getToken'))(
    '$route: $name is read',
    async (example) => {
      if (example.kind !== 'reply') return;
      const far = world([() => json(example.status, example.body)]);
      if (!isCall(far.client, example.route)) throw new Error(`no call ${example.route}`);
      const call = far.client[example.route] as (input: unknown) => Promise<{ kind: string; value?: unknown }>;
      const answer = await call(loose);
      if (example.status < 300) expect(answer).toMatchObject({ kind: 'ok', value: example.body });
      else expect(answer).toMatchObject({ kind: 'refused', ...(example.body as object) });
    },
  );
});
