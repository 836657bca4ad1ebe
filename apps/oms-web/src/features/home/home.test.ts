import { describe, expect, test } from 'vitest';
import { addressParts, heightsOf, workTone } from './home.ts';

const day = (cents: number) => ({ day: '2026-11-22', startsAt: 0, orders: 1, units: 2, cents });

describe('Home', () => {
  test('the best day is as high as the chart; without sales no day has a bar', () => {
    expect(heightsOf([day(0), day(50), day(200)], 'cents')).toEqual([0, 0.25, 1]);
    expect(heightsOf([day(0), day(0)], 'cents')).toEqual([0, 0]);
    expect(heightsOf([], 'orders')).toEqual([]);
  });

  test('only what is late or presses is red, and nothing to do is never loud', () => {
    const item = { kind: 'late', count: 0, urgent: 0, deadlineAt: null, address: '/' } as const;
    expect(workTone(item)).toBe('neutral');
    expect(workTone({ ...item, count: 1 })).toBe('danger');
    expect(workTone({ ...item, kind: 'to-acknowledge', count: 9 })).toBe('info');
    expect(workTone({ ...item, kind: 'to-acknowledge', count: 9, urgent: 1 })).toBe('danger');
  });

  test('a list’s address is taken apart for the router', () => {
    expect(addressParts('/orders?tab=to-ship&sort=ship-by')).toEqual({
      to: '/orders',
      search: { tab: 'to-ship', sort: 'ship-by' },
    });
  });
});
