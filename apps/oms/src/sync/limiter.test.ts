/** Owns the guarantees of the limiter and of the other pure parts of sending. */
import { manualClock } from '@jetway/kernel';
import { describe, expect, test } from 'vitest';
import type { ChannelAnswer } from '../channels/index.ts';
import { type CallLane, createLimiter, type Limiter } from './limiter.ts';
import { MOST_ATTEMPTS, settle, waitAfter } from './settling.ts';
import { createStockGate } from './stock-gate.ts';

const good = { kind: 'ok', value: undefined } as const;

function setUp(mostAtOnce: number) {
  const clock = manualClock(0);
  const rings: { at: number; ring: () => void }[] = [];
  const limiter = createLimiter({
    clock,
    timer: {
      after: (ms, ring) => {
        const entry = { at: clock.now() + ms, ring };
        rings.push(entry);
        return () => rings.splice(rings.indexOf(entry), 1);
      },
      steadyNowMs: clock.now,
    },
    mostAtOnce,
  });
  const advance = (ms: number): void => {
    clock.advance(ms);
    for (const { at, ring } of [...rings]) if (at <= clock.now()) ring();
  };
  return { limiter, advance };
}

/** Begins a call that ends when told; `begun` lists the names in the order in which they began. */
function begin(limiter: Limiter, lane: CallLane, name: string, begun: string[]) {
  const { promise, resolve } = Promise.withResolvers<ChannelAnswer<void>>();
  const answer = limiter.call(lane, () => {
    begun.push(name);
    return promise;
  });
  return { answer, end: (how: ChannelAnswer<void> = good) => resolve(how) };
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

describe('the limiter', () => {
  test('the urgent go first, bulk last, and never more at once than allowed', async () => {
    const { limiter } = setUp(1);
    const begun: string[] = [];
    const first = begin(limiter, 'normal', 'first', begun);
    const waiting = (['bulk', 'normal', 'urgent'] as const).map((lane) => begin(limiter, lane, lane, begun));
    await settled();
    expect(begun).toEqual(['first']);
    first.end();
    for (const call of waiting.toReversed()) {
      await settled();
      call.end();
    }
    await Promise.all(waiting.map((call) => call.answer));
    expect(begun).toEqual(['first', 'urgent', 'normal', 'bulk']);
  });

  test('stock and bulk never fill all places: a message about an order finds one at once', async () => {
    const { limiter } = setUp(8);
    const begun: string[] = [];
    for (let n = 0; n < 20; n += 1) begin(limiter, 'bulk', 'bulk', begun);
    for (let n = 0; n < 20; n += 1) begin(limiter, 'normal', 'normal', begun);
    begin(limiter, 'urgent', 'urgent', begun);
    await settled();
    expect(begun.filter((lane) => lane === 'bulk')).toHaveLength(3);
    expect(begun).toContain('urgent');
    expect(begun.length).toBeLessThanOrEqual(8);
  });

  test('after an answer "later" everybody waits as long as it says, then fewer go at once', async () => {
    const { limiter, advance } = setUp(4);
    const begun: string[] = [];
    begin(limiter, 'urgent', 'told to wait', begun).end({ kind: 'later', text: '429', retryAfterMs: 3_000 });
    await settled();
    for (let n = 0; n < 4; n += 1) begin(limiter, 'urgent', 'after', begun);
    await settled();
    advance(2_999);
    await settled();
    expect(begun).toEqual(['told to wait']);
    advance(1);
    await settled();
    expect(begun).toEqual(['told to wait', 'after', 'after']);
  });

  test('when it stops, what waits is answered "later" without being called', async () => {
    const { limiter } = setUp(1);
    const begun: string[] = [];
    const running = begin(limiter, 'normal', 'running', begun);
    const waiting = begin(limiter, 'urgent', 'waiting', begun);
    await settled();
    limiter.stop();
    expect((await waiting.answer).kind).toBe('later');
    running.end();
    expect((await running.answer).kind).toBe('ok');
    expect(begun).toEqual(['running']);
  });

  test('a call that throws gives its place back', async () => {
    const { limiter } = setUp(1);
    await expect(limiter.call('normal', () => Promise.reject(new Error('bug')))).rejects.toThrow('bug');
    expect((await limiter.call('normal', async () => good)).kind).toBe('ok');
  });
});

describe('settling a message that was read back', () => {
  const refused = { kind: 'refused', text: 'No such item.' } as const;
  test.each([
    ['proof confirms, whatever was answered', 'done', refused, 1, 1, { kind: 'confirmed' }],
    [
      'a refusal without proof fails with its words',
      'not-done',
      refused,
      1,
      1,
      { kind: 'failed', text: 'No such item.' },
    ],
    [
      'without proof and certainty it is sent again',
      'not-done',
      { kind: 'uncertain' },
      1,
      1,
      { kind: 'resend', afterMs: 1_000 },
    ],
    [
      'accepted, not shown: it is looked for again',
      'not-done',
      { kind: 'accepted' },
      1,
      1,
      expect.objectContaining({ kind: 'read-again' }),
    ],
    [
      'accepted, never shown: it is sent again',
      'not-done',
      { kind: 'accepted' },
      1,
      MOST_ATTEMPTS,
      expect.objectContaining({ kind: 'resend' }),
    ],
    [
      'sent too often it fails',
      'not-done',
      { kind: 'uncertain' },
      MOST_ATTEMPTS,
      1,
      expect.objectContaining({ kind: 'failed' }),
    ],
    [
      'an order that takes it no more fails',
      'refused',
      { kind: 'uncertain' },
      1,
      1,
      expect.objectContaining({ kind: 'failed' }),
    ],
    ['what no order shows is confirmed by its answer', 'not-shown', { kind: 'accepted' }, 1, 1, { kind: 'confirmed' }],
    [
      'and sent again without one',
      'not-shown',
      { kind: 'uncertain' },
      1,
      1,
      expect.objectContaining({ kind: 'resend' }),
    ],
    ['and fails by a refusal', 'not-shown', { kind: 'refused', text: 'no' }, 1, 1, { kind: 'failed', text: 'no' }],
  ] as const)('%s', (_title, proof, sending, attempts, lookedFor, expected) => {
    expect(settle(proof, sending, attempts, lookedFor)).toEqual(expected);
  });

  test('waits double from a second to a minute', () => {
    expect([0, 1, 2, 3, 7, 30].map(waitAfter)).toEqual([1_000, 1_000, 2_000, 4_000, 60_000, 60_000]);
  });
});

describe('the gate between acknowledgements and stock', () => {
  test('stock of a SKU waits until every acknowledgement of it is answered; other SKUs do not', async () => {
    const gate = createStockGate();
    const first = gate.beginAcknowledging(['a', 'b', 'a']);
    const second = gate.beginAcknowledging(['a']);
    let isFree = false;
    const waiting = gate.untilAnswered('a').then(() => {
      isFree = true;
    });
    await gate.untilAnswered('c');
    first();
    await gate.untilAnswered('b');
    await settled();
    expect(isFree).toBe(false);
    second();
    await waiting;
    expect(isFree).toBe(true);
  });
});
