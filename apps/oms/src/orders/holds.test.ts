/** Owns the guarantees of when something is due about a hold. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOLD_WARNING_MS, isHoldOver, nextHoldDue } from './holds.ts';

const instant = fc.integer({ min: 0, max: 100 * HOLD_WARNING_MS });

test('every end and every alarm of a hold is due once, in its turn, and then nothing is', () => {
  const orNone = fc.option(instant);
  fc.assert(
    fc.property(instant, orNone, orNone, (now, until, shipByAt) => {
      const order = { hold: { reason: 'why', until, at: now, actor: 'user:kim' }, shipByAt };
      const met: number[] = [];
      let at = now;
      for (let due = nextHoldDue(order, at); due !== null; due = nextHoldDue(order, at)) {
        expect(due).toBeGreaterThan(at);
        met.push(due);
        at = due;
      }
      const wanted = [until, shipByAt, shipByAt === null ? null : shipByAt - HOLD_WARNING_MS];
      const ahead = wanted.filter((one) => one !== null && one > now);
      expect(new Set(met)).toEqual(new Set(ahead));
      expect(isHoldOver(order, at)).toBe(until !== null && until <= at);
      expect(nextHoldDue({ hold: null, shipByAt }, now)).toBeNull();
    }),
  );
});
