import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkMove, localFieldText, type MoveValues } from './clock-moves.ts';

const now = Date.UTC(2026, 2, 1, 14, 0, 0);
const values: MoveValues = {
  kind: 'advance',
  advance: { amount: 30, unit: 'minutes' },
  setTo: localFieldText(now + 86_400_000),
  rate: 60,
};

describe('checkMove', () => {
  test('advancing sends the duration and tells where the clock will stand', () => {
    expect(checkMove(values, now)).toEqual({
      ok: true,
      move: { advanceMs: 1_800_000 },
      target: now + 1_800_000,
      effect: 'The clock goes on by 30 minutes.',
    });
  });

  test('a clock set to an instant goes there, and never back', () => {
    expect(checkMove({ ...values, kind: 'set' }, now)).toMatchObject({ ok: true, move: { setTo: now + 86_400_000 } });
    expect(checkMove({ ...values, kind: 'set', setTo: localFieldText(now - 60_000) }, now)).toMatchObject({
      ok: false,
      text: 'A world’s clock does not go back',
    });
    expect(checkMove({ ...values, kind: 'set', setTo: '' }, now).ok).toBe(false);
  });

  test('a rate of 0 stops the clock, and nothing else is sent with it', () => {
    expect(checkMove({ ...values, kind: 'rate', rate: 0 }, now)).toMatchObject({
      ok: true,
      move: { rate: 0 },
      effect: 'From now on the clock stands still.',
    });
    expect(checkMove({ ...values, kind: 'rate', rate: 100_001 }, now).ok).toBe(false);
  });

  test('nothing entered is nothing sent', () => {
    expect(checkMove({ ...values, advance: { amount: '', unit: 'hours' } }, now).ok).toBe(false);
    expect(checkMove({ ...values, advance: { amount: 11, unit: 'days' } }, now).ok).toBe(true);
    expect(checkMove({ ...values, advance: { amount: 4_000, unit: 'days' } }, now).ok).toBe(false);
  });
});

test('a date in its field means the same second again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      expect(new Date(localFieldText(seconds * 1000)).getTime()).toBe(seconds * 1000);
    }),
  );
});
