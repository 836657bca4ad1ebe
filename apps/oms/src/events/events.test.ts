import { once } from 'node:events';
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import type { LiveEvent } from '@jetway/oms-api';
import type { Timer } from '@jetway/service';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aSku, type Harness, harness } from '../testing/index.ts';
import { createEventHub } from './hub.ts';
import { mergeEvent } from './pending.ts';
import { touch } from './touch.ts';

let at: Harness;
let url = '';
beforeAll(async () => {
  at = await harness({ role: 'http' });
  const listening = await at.oms.server.listen({ host: '127.0.0.1', port: 0 });
  if (!listening.ok) throw new Error(listening.refusal.text);
  url = listening.value.url;
  await at.oms.startWork();
});
afterAll(async () => {
  await at.oms.server.close();
  await at.oms.stopWork();
});

/** Opens the stream and gives its events as they come. */
async function open(headers: Readonly<Record<string, string>>) {
  const call = request(`${url}/api/v1/events`, { headers }).end();
  const [response] = await once(call, 'response');
  const lines = createInterface({ input: response })[Symbol.asyncIterator]();
  const next = async (): Promise<LiveEvent | 'ended'> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) return 'ended';
      if (String(value).startsWith('data: ')) return JSON.parse(String(value).slice('data: '.length)) as LiveEvent;
    }
  };
  return { response, next, close: () => call.destroy() };
}

describe('GET /events', () => {
  test('tells an organization what changed, whichever process changed it, and nothing of another’s', async () => {
    const organizationId = await at.newOrganization();
    const other = await at.newOrganization();
    const stream = await open((await at.signIn(organizationId, 'read-only')).headers);
    expect(stream.response.headers['content-type']).toContain('text/event-stream');
    await aSku(at, other);
    const { skuId } = await aSku(at, organizationId);
    expect(await stream.next()).toEqual({ topic: 'inventory', id: skuId });
    stream.close();
  });

  test('what is rolled back is never told', async () => {
    const organizationId = await at.newOrganization();
    const stream = await open((await at.withKey(organizationId)).headers);
    const undone = at.database.transaction(async (tx) => {
      await touch(tx, organizationId, 'orders', 'undone');
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    await at.database.transaction((tx) => touch(tx, organizationId, 'orders', 'done'));
    expect(await stream.next()).toEqual({ topic: 'orders', id: 'done' });
    stream.close();
  });

  test('who has not signed in gets a problem document', async () => {
    const answer = await at.send('GET', '/events');
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({ code: 'unauthenticated' });
  });

  test('streams end when the server stops', async () => {
    const here = await harness({ role: 'http' });
    const listening = await here.oms.server.listen({ host: '127.0.0.1', port: 0 });
    if (!listening.ok) throw new Error(listening.refusal.text);
    const { headers } = await here.withKey(await here.newOrganization());
    const call = request(`${listening.value.url}/api/v1/events`, { headers }).end();
    const [response] = await once(call, 'response');
    response.resume();
    const ended = once(response, 'end');
    await here.oms.server.close();
    await ended;
    expect(response.complete).toBe(true);
  });
});

/** A timer that rings when told. */
function manualTimer(): Timer & { readonly ring: () => void } {
  const waiting = new Set<() => void>();
  return {
    after: (_ms, ring) => {
      waiting.add(ring);
      return () => waiting.delete(ring);
    },
    steadyNowMs: () => 0,
    ring: () => {
      const due = [...waiting];
      waiting.clear();
      for (const ring of due) ring();
    },
  };
}

const event = (id: string | null): LiveEvent => ({ topic: 'orders', id });

describe('the hub', () => {
  test('tells the first change at once, and what comes soon after it together', () => {
    const timer = manualTimer();
    const hub = createEventHub(timer);
    const sent: (readonly LiveEvent[])[] = [];
    const send = (events: readonly LiveEvent[]): boolean => sent.push(events) > 0;
    hub.listen({ organizationId: 'o', send, end: () => undefined });
    for (const id of ['a', 'b', 'b', 'c']) hub.publish('o', event(id));
    hub.publish('another', event('x'));
    expect(sent).toEqual([[event('a')]]);
    timer.ring();
    expect(sent).toEqual([[event('a')], [event('b'), event('c')]]);
  });

  test('a page that takes nothing is kept little for, and told when it takes again', () => {
    const timer = manualTimer();
    const hub = createEventHub(timer);
    const sent: (readonly LiveEvent[])[] = [];
    const listening = hub.listen({
      organizationId: 'o',
      send: (events) => {
        sent.push(events);
        return false;
      },
      end: () => undefined,
    });
    for (let count = 0; count < 10_000; count += 1) hub.publish('o', event(`${count}`));
    timer.ring();
    expect(sent).toHaveLength(1);
    listening?.resume();
    expect(sent[1]).toEqual([event(null)]);
  });

  test('takes no more pages than it can serve', () => {
    const hub = createEventHub(manualTimer());
    const listen = (organizationId: string) =>
      hub.listen({ organizationId, send: () => true, end: () => undefined }) !== undefined;
    expect(Array.from({ length: 201 }, () => listen('one')).filter(Boolean)).toHaveLength(200);
    expect(listen('two')).toBe(true);
  });

  test('however much happens, few events are kept, and none is lost', () => {
    const topics = ['orders', 'inventory', 'problems', 'sync', 'connections'] as const;
    const any = fc.record({
      topic: fc.constantFrom(...topics),
      id: fc.option(fc.integer({ max: 40, min: 0 }).map(String)),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 300 }), (events) => {
        const pending = events.reduce<readonly LiveEvent[]>(mergeEvent, []);
        expect(pending.length).toBeLessThanOrEqual(topics.length * 20);
        for (const { topic, id } of events)
          expect(pending.some((one) => one.topic === topic && (one.id === null || one.id === id))).toBe(true);
      }),
    );
  });
});
