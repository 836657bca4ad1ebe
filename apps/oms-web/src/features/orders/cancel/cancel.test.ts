import { describe, expect, test } from 'vitest';
import { allOpen, type CancelDraft, cancelBody, cancelError, withReason } from './cancel.ts';

const lines = [
  { id: 'l1', openQuantity: 3 },
  { id: 'l2', openQuantity: 0 },
  { id: 'l3', openQuantity: 1 },
];

const aDraft = (over: Partial<CancelDraft> = {}): CancelDraft => ({
  mode: 'cancel-units',
  reason: 'rejected - other',
  note: '',
  quantities: allOpen(lines),
  ...over,
});

describe('cancelling units', () => {
  test('everything open is said without lines, so that units opened meanwhile are meant too', () => {
    expect(cancelBody(aDraft(), lines)).toEqual({ mode: 'cancel-units' });
  });

  test('a part names its lines, and only those', () => {
    expect(cancelBody(aDraft({ quantities: { l1: 2, l3: 0 } }), lines)).toEqual({
      mode: 'cancel-units',
      lines: [{ lineId: 'l1', quantity: 2 }],
    });
  });

  test('nothing, or more than is open, cannot be sent', () => {
    expect(cancelError(aDraft({ quantities: {} }), lines)).toBe('Choose at least one unit.');
    expect(cancelError(aDraft({ quantities: { l1: 4 } }), lines)).toContain('No more units');
    expect(cancelError(aDraft(), lines)).toBeUndefined();
  });
});

test('a rejection gives its reason and note, and no lines', () => {
  const draft = aDraft({ mode: 'reject', reason: 'rejected - fraud', note: '  stolen card ' });
  expect(cancelBody(draft, lines)).toEqual({ mode: 'reject', reason: 'rejected - fraud', note: 'stolen card' });
});

test('the message shown names the chosen reason, and is otherwise untouched', () => {
  const message = { acknowledgement_status: 'rejected - other', order_items: [{ id: 'a', status: 'other' }] };
  const known = ['rejected - other', 'rejected - fraud'].map((value) => ({ value, label: value }));
  expect(withReason(message, 'rejected - fraud', known)).toEqual({
    acknowledgement_status: 'rejected - fraud',
    order_items: [{ id: 'a', status: 'other' }],
  });
});
