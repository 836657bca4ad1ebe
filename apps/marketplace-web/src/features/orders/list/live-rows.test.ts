import type { OperatorOrder } from '@jetway/marketplace-api';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { liveRows, newsText } from './live-rows.ts';

const anOrder = (id: string, placedAt: number, status = 'ready'): OperatorOrder => ({
  id,
  referenceOrderId: id,
  accountId: 'a',
  status,
  exceptionState: null,
  acknowledgementStatus: null,
  cancelledByCustomer: false,
  cancelRequested: false,
  returnsWaived: false,
  tag: null,
  nodeId: 'n',
  buyerName: 'Ann',
  units: 1,
  totalCents: 100,
  placedAt,
  readyAt: null,
  acknowledgedAt: null,
  completedAt: null,
  dueAt: null,
  firstTitle: 'A mug',
});

const listed = [anOrder('c', 30), anOrder('b', 20), anOrder('a', 10)];
const whole = { listed, hasMore: false };

describe('liveRows', () => {
  test('rows change in place and keep their order', () => {
    const head = { items: [anOrder('a', 10, 'complete'), anOrder('c', 30, 'complete')], isAll: false };
    const live = liveRows(whole, head, [anOrder('b', 20, 'acknowledged')]);
    expect(live.rows.map(({ id, status }) => [id, status])).toEqual([
      ['c', 'complete'],
      ['b', 'acknowledged'],
      ['a', 'complete'],
    ]);
  });

  test('new orders are counted, wherever in the shown part they belong, and not inserted', () => {
    const head = {
      items: [anOrder('d', 40), ...listed.slice(0, 1), anOrder('x', 25), ...listed.slice(1)],
      isAll: true,
    };
    const live = liveRows(whole, head, []);
    expect(live.newCount).toBe(2);
    expect(live.rows.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });

  test('what belongs behind the rows that are shown so far is not new', () => {
    const head = { items: [...listed, anOrder('z', 5)], isAll: true };
    expect(liveRows({ listed, hasMore: true }, head, []).newCount).toBe(0);
    expect(liveRows(whole, head, []).newCount).toBe(1);
  });

  test('a row has left when the list as it is now passes over it', () => {
    const head = { items: [anOrder('c', 30), anOrder('a', 10)], isAll: false };
    expect([...liveRows(whole, head, []).leftIds]).toEqual(['b']);
    const short = { items: [anOrder('c', 30)], isAll: false };
    expect([...liveRows(whole, short, []).leftIds]).toEqual([]);
    expect([...liveRows(whole, { ...short, isAll: true }, []).leftIds]).toEqual(['b', 'a']);
  });

  test('with nothing known nothing is new and nothing has left', () => {
    const live = liveRows(whole, undefined, []);
    expect(live).toMatchObject({ rows: listed, newCount: 0, isNewCountLeast: false });
    expect(live.leftIds.size).toBe(0);
  });

  test('whatever happened, the rows that are read stay where they are', () => {
    const orders = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 30 });
    fc.assert(
      fc.property(orders, orders, fc.boolean(), (before, after, isAll) => {
        const rows = before.toSorted((a, b) => b - a).map((at) => anOrder(`o${at}`, at));
        const items = after.toSorted((a, b) => b - a).map((at) => anOrder(`o${at}`, at, 'complete'));
        const live = liveRows({ listed: rows, hasMore: false }, { items, isAll }, []);
        expect(live.rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
        expect(live.newCount).toBe(after.filter((at) => !before.includes(at)).length);
      }),
    );
  });
});

test('news are told in few words', () => {
  const none = { newCount: 0, isNewCountLeast: false, leftIds: new Set<string>() };
  expect(newsText(none)).toBe('');
  expect(newsText({ ...none, newCount: 1 })).toBe('1 new order');
  expect(newsText({ ...none, newCount: 50, isNewCountLeast: true })).toBe('50 or more new orders');
  expect(newsText({ ...none, newCount: 2, leftIds: new Set(['a']) })).toBe('2 new orders, 1 moved on');
});
