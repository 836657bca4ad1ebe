import { describe, expect, test } from 'vitest';
import { addLine, arrivingAtFirst, arrivingFault, contentsOf } from './transfers.ts';

describe('a transfer as it is typed', () => {
  test('a SKU scanned again gets more units, and keeps its place', () => {
    const lines = addLine(addLine([{ sku: 'A', quantity: 1 }], { sku: 'B', quantity: 2 }), { sku: 'A', quantity: 1 });
    expect(lines).toEqual([
      { sku: 'A', quantity: 2 },
      { sku: 'B', quantity: 2 },
    ]);
  });

  test('at first all has arrived; no more may arrive than is on the way, and what is lost needs a reason', () => {
    const line = { onTheWay: 4 };
    expect(arrivingFault(arrivingAtFirst(line), line)).toBeUndefined();
    expect(arrivingFault({ received: 4, writtenOff: 1, note: 'x' }, line)).toBe('Only 4 are on the way');
    expect(arrivingFault({ received: 3, writtenOff: 1, note: ' ' }, line)).toBe('Say why they are written off');
  });

  test('its contents are told in words', () => {
    expect(contentsOf({ lineCount: 1, units: 1, onTheWay: 0 })).toBe('1 unit of 1 SKU');
    expect(contentsOf({ lineCount: 3, units: 1_200, onTheWay: 4 })).toBe('1,200 units of 3 SKUs, 4 on the way');
  });
});
