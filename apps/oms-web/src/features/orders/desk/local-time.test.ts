import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromLocalField, toLocalField } from './local-time.ts';

test('a field for date and time means the minute it was filled with', () => {
  const minute = 60_000;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60_000_000 }), (minutes) => {
      const text = toLocalField(minutes * minute);
      expect(toLocalField(fromLocalField(text) ?? 0)).toBe(text);
    }),
  );
  expect(fromLocalField('')).toBeNull();
  expect(fromLocalField('soon')).toBeNull();
});
