import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deadlineState, SOON_WITHIN_MS, URGENT_WITHIN_MS } from './deadlines.ts';

const now = 1_800_000_000_000;
const hour = 3_600_000;

test('a deadline that passed says by how much it is late', () => {
  expect(deadlineState(now - 3 * hour, now)).toEqual({ tone: 'danger', text: '3 h late', late: true });
});

test('the tone rises from neutral over amber to red as the deadline nears', () => {
  expect(deadlineState(now + 30 * hour, now)).toMatchObject({ tone: 'neutral', text: 'in 30 h' });
  expect(deadlineState(now + SOON_WITHIN_MS - 1, now)).toMatchObject({ tone: 'warning', text: 'in 11 h' });
  expect(deadlineState(now + URGENT_WITHIN_MS - 1, now)).toMatchObject({ tone: 'danger', text: 'in 1 h', late: false });
  expect(deadlineState(now + 59_000, now)).toMatchObject({ tone: 'danger', text: 'within a minute' });
});

test('a later deadline is never shown as more urgent', () => {
  const rank = { neutral: 0, warning: 1, danger: 2 } as Readonly<Record<string, number>>;
  const span = fc.integer({ min: -100 * hour, max: 100 * hour });
  fc.assert(
    fc.property(span, span, (a, b) => {
      const early = rank[deadlineState(now + Math.min(a, b), now).tone] ?? 0;
      const late = rank[deadlineState(now + Math.max(a, b), now).tone] ?? 0;
      return early >= late;
    }),
  );
});
