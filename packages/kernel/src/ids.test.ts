import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { manualClock } from './clock.ts';
import { createIds, seededRandom } from './ids.ts';

describe('ids', () => {
  test('the same seed and clock give the same ids', () => {
    const make = () => {
      const ids = createIds(manualClock(1_700_000_000_000), seededRandom(7));
      return [ids.uuid(), ids.hex32(), ids.digits(12), ids.text(26, 'AB1'), ids.unit()];
    };
    expect(make()).toEqual(make());
  });

  test('a UUID has version 7 and the RFC variant, and later ones sort after earlier ones', () => {
    const clock = manualClock(1_700_000_000_000);
    const ids = createIds(clock, seededRandom(1));
    const made = Array.from({ length: 200 }, () => {
      clock.advance(1);
      return ids.uuid();
    });
    for (const id of made) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect([...made].sort()).toEqual(made);
  });

  test('digits and texts have the length asked for and only the characters allowed', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 40 }), (seed, length) => {
        const ids = createIds(manualClock(0), seededRandom(seed));
        expect(ids.digits(length)).toMatch(new RegExp(`^[1-9][0-9]{${length - 1}}$`));
        expect(ids.text(length, 'xyz')).toMatch(new RegExp(`^[xyz]{${length}}$`));
        expect(ids.hex32()).toMatch(/^[0-9a-f]{32}$/);
      }),
    );
  });

  test('a unit number lies in [0, 1)', () => {
    const ids = createIds(manualClock(0), seededRandom(3));
    for (let i = 0; i < 1000; i += 1) {
      const unit = ids.unit();
      expect(unit >= 0 && unit < 1).toBe(true);
    }
  });
});
