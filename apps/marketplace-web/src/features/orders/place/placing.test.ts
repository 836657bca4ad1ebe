import type { OperatorSku } from '@jetway/marketplace-api';
import { describe, expect, test } from 'vitest';
import {
  addToBasket,
  basketTotals,
  checkPlacing,
  emptyBasket,
  lineProblem,
  placingBody,
  purchasableAt,
} from './placing.ts';

const aSku = (sku: string, stock: Readonly<Record<string, number>>): OperatorSku => ({
  sku,
  title: 'A mug',
  imageUrl: null,
  status: 'Available for Purchase',
  subStatus: [],
  priceCents: 1_250,
  stock: Object.entries(stock).map(([nodeId, purchasable]) => ({
    nodeId,
    fed: purchasable,
    held: 0,
    accepted: 0,
    purchasable,
  })),
  purchasable: Object.values(stock).reduce((sum, count) => sum + count, 0),
  updatedAt: 0,
});

const mug = aSku('MUG', { east: 3, west: 5 });

test('all units of a line come from one node: the one chosen, or the one that has most', () => {
  expect(purchasableAt(mug, null)).toBe(5);
  expect(purchasableAt(mug, 'east')).toBe(3);
  expect(purchasableAt(mug, 'north')).toBe(0);
  expect(lineProblem({ sku: mug, quantity: 5 }, null)).toBeUndefined();
  expect(lineProblem({ sku: mug, quantity: 5 }, 'east')).toBe('Only 3 purchasable at one node');
  expect(lineProblem({ sku: mug, quantity: '' }, null)).toBe('Enter a whole number');
});

test('a SKU chosen again is one more of it', () => {
  const once = addToBasket([], mug);
  expect(addToBasket(addToBasket(once, aSku('CUP', { east: 1 })), mug)).toMatchObject([
    { sku: { sku: 'MUG' }, quantity: 2 },
    { sku: { sku: 'CUP' }, quantity: 1 },
  ]);
});

describe('placingBody', () => {
  const lines = [{ sku: mug, quantity: 2 }];

  test('what was not chosen is left to the marketplace', () => {
    expect(placingBody({ ...emptyBasket, lines })).toEqual({ items: [{ sku: 'MUG', quantity: 2 }] });
  });

  test('a chosen person, node and level are sent', () => {
    const address = { address1: '9 Elm', address2: '', city: 'Troy', state: 'NY', zipCode: '12180' };
    const values = { ...emptyBasket, lines, nodeId: 'east', serviceLevel: 'Standard', isMadeUp: false, name: ' Ann ' };
    expect(placingBody({ ...values, address })).toEqual({
      items: [{ sku: 'MUG', quantity: 2 }],
      nodeId: 'east',
      serviceLevel: 'Standard',
      shopper: { name: 'Ann', address: { address1: '9 Elm', city: 'Troy', state: 'NY', zipCode: '12180' } },
    });
  });
});

test('what hinders the order is named at its field', () => {
  expect(checkPlacing(emptyBasket)).toEqual({ items: 'Choose at least one SKU' });
  const values = { ...emptyBasket, lines: [{ sku: mug, quantity: 9 }], isMadeUp: false };
  expect(Object.keys(checkPlacing(values))).toEqual([
    'items.0',
    'shopper.name',
    'shopper.address.address1',
    'shopper.address.city',
    'shopper.address.state',
    'shopper.address.zipCode',
  ]);
});

test('totals count what is in the basket', () => {
  expect(
    basketTotals([
      { sku: mug, quantity: 2 },
      { sku: mug, quantity: '' },
    ]),
  ).toEqual({ units: 2, cents: 2_500 });
});
