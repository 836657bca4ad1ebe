import { expect, test } from 'vitest';
import { canReturn, firstValues, openingBody, type ReturnableItem } from './opening.ts';

const item = (id: string, shipped: number): ReturnableItem => ({
  id,
  sku: `sku-${id}`,
  title: id,
  quantity: 3,
  shipped,
});
const items = [item('a', 0), item('b', 2), item('c', 5)];

test('a return begins with one unit of the first item that was shipped', () => {
  expect(openingBody(items, firstValues(items))).toEqual({
    items: [{ sku: 'sku-b', quantity: 1, reason: 'No longer want this item' }],
    refundWithoutReturn: false,
  });
  expect([canReturn(items), canReturn([item('a', 0)]), openingBody([], firstValues([]))]).toEqual([
    true,
    false,
    undefined,
  ]);
});

test('no more units are sent than were shipped and ordered, and nothing while a field is empty', () => {
  const values = firstValues(items);
  const withUnits = (quantities: Record<string, number | ''>) => openingBody(items, { ...values, quantities });
  expect(withUnits({ c: 3 })?.items).toEqual([{ sku: 'sku-c', quantity: 3, reason: values.reason }]);
  for (const wrong of [{ c: 4 }, { b: '' as const }, { b: 0 }, {}]) expect(withUnits(wrong)).toBeUndefined();
});

test('a charge is sent in cents; without one the marketplace takes what the label costs', () => {
  const values = { ...firstValues(items), keepsGoods: true, charge: 6.02 };
  expect(openingBody(items, values)).toMatchObject({ chargeCents: 602, refundWithoutReturn: true });
});
