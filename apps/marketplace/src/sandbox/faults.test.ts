import { faultKinds } from '@jetway/marketplace-api';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideRule, type FaultRule, hitOf, isInForce, misfortuneOf } from './faults.ts';

const operations = new Set(['putPrice']);

const aRule = (chosen: Partial<FaultRule> = {}): FaultRule => ({
  id: 'f',
  kind: 'server_error',
  operation: null,
  schedule: 'always',
  probability: null,
  count: null,
  latencyMinMs: null,
  latencyMaxMs: null,
  retryAfterSeconds: null,
  seed: 1,
  enabled: true,
  until: null,
  ...chosen,
});

const hitsOf = (rule: FaultRule, requests: number): number[] =>
  Array.from({ length: requests }, (_, index) => index + 1).filter((number) => hitOf(rule, number) !== undefined);

describe('which requests a rule hits', () => {
  test('always: all; every third: the third and so on; the next two: the first two', () => {
    expect(hitsOf(aRule(), 4)).toEqual([1, 2, 3, 4]);
    expect(hitsOf(aRule({ schedule: 'every', count: 3 }), 10)).toEqual([3, 6, 9]);
    expect(hitsOf(aRule({ schedule: 'next', count: 2 }), 10)).toEqual([1, 2]);
  });

  test('a probability: about that share, none at 0 and all at 1', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0, 0.05, 0.3, 0.5, 0.9, 1),
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        (probability, seed) => {
          const share = hitsOf(aRule({ schedule: 'probability', probability, seed }), 2_000).length / 2_000;
          expect(Math.abs(share - probability)).toBeLessThan(probability === 0 || probability === 1 ? 1e-9 : 0.06);
        },
      ),
      { numRuns: 40 },
    );
  });

  test('the same seed hits the same requests, another one others', () => {
    const hits = (seed: number): number[] => hitsOf(aRule({ schedule: 'probability', probability: 0.5, seed }), 64);
    expect(hits(7)).toEqual(hits(7));
    expect(hits(7)).not.toEqual(hits(8));
  });

  test('a latency is within its range, and not always the same', () => {
    const rule = aRule({ kind: 'latency', latencyMinMs: 10, latencyMaxMs: 30 });
    const waits = Array.from({ length: 50 }, (_, index) => hitOf(rule, index)?.latencyMs ?? -1);
    expect(waits.every((ms) => ms >= 10 && ms <= 30)).toBe(true);
    expect(new Set(waits).size).toBeGreaterThan(5);
  });

  test('none when it is switched off, and from its end on', () => {
    expect(isInForce(aRule({ until: 10 }), 9)).toBe(true);
    expect(isInForce(aRule({ until: 10 }), 10)).toBe(false);
    expect(isInForce(aRule({ enabled: false }), 0)).toBe(false);
  });
});

describe('what rules do together', () => {
  const together = (...rules: Partial<FaultRule>[]) =>
    misfortuneOf(
      rules.map((rule, index) => ({ rule: aRule({ id: String(index), ...rule }), latencyMs: rule.latencyMinMs ?? 0 })),
    );

  test('nothing when none hits', () => {
    expect(together()).toBeUndefined();
  });

  test('latencies add up, and of the rest the first has its way', () => {
    expect(
      together(
        { kind: 'latency', latencyMinMs: 5 },
        { kind: 'too_many_requests', retryAfterSeconds: 3 },
        { kind: 'server_error' },
        { kind: 'latency', latencyMinMs: 6 },
      ),
    ).toEqual({
      latencyMs: 11,
      interception: {
        fail: 'rate_limited',
        headers: { 'retry-after': '3' },
        marks: ['latency', 'latency', 'too_many_requests'],
      },
      ruleIds: ['0', '3', '1'],
    });
  });

  test('every kind is marked as what it is', () => {
    for (const kind of faultKinds) expect(together({ kind })?.interception.marks).toEqual([kind]);
  });
});

describe('a rule that is asked for', () => {
  test('what is left out: every route, always, enabled, seed 1, without end', () => {
    expect(decideRule({ kind: 'server_error' }, 'f', operations)).toEqual({ ok: true, value: aRule() });
  });

  test('what does not belong to its kind is left out', () => {
    const input = { kind: 'server_error', count: 5, probability: 0.5, latencyMinMs: 1, retryAfterSeconds: 5 } as const;
    expect(decideRule(input, 'f', operations)).toEqual({ ok: true, value: aRule() });
  });

  test.each([
    [{ kind: 'server_error', operation: 'putPrize' }, 'unknown_operation', '/operation'],
    [{ kind: 'server_error', schedule: 'probability' }, 'probability_missing', '/probability'],
    [{ kind: 'server_error', schedule: 'every' }, 'count_missing', '/count'],
    [{ kind: 'server_error', schedule: 'next', count: null }, 'count_missing', '/count'],
    [{ kind: 'latency', latencyMinMs: 5 }, 'latency_missing', '/latencyMaxMs'],
    [{ kind: 'latency', latencyMinMs: 5, latencyMaxMs: 4 }, 'latency_missing', '/latencyMaxMs'],
    [{ kind: 'stuck_file', schedule: 'next', count: 1 }, 'only_always', '/schedule'],
    [{ kind: 'stuck_file', operation: 'putPrice' }, 'only_always', '/operation'],
  ] as const)('%j is refused', (input, code, path) => {
    expect(decideRule(input, 'f', operations)).toMatchObject({ ok: false, refusal: { code, path } });
  });
});
