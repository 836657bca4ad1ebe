import { describe, expect, test } from 'vitest';
import { changed, checkerOf } from './checking.test-support.ts';
import { SkuParams } from './fields.ts';
import { InventoryUpload } from './inventory.ts';
import { OrderListQuery } from './orders.ts';
import { PriceUpload } from './prices.ts';
import { TokenRequest } from './token.ts';

const price = {
  price: 29.99,
  fulfillment_nodes: [
    { fulfillment_node_id: 'XISNDKSANDSFNCSJKFDNFKJHFJD', fulfillment_node_price: 29.99 },
    { fulfillment_node_id: 'AKSDKDJIJDISJFIDFJIDSIFFISI', fulfillment_node_price: 30.5 },
  ],
};
const inventory = { fulfillment_nodes: [{ fulfillment_node_id: 'XISNDKSANDSFNCSJKFDNFKJHFJD', quantity: 100 }] };

type Case = [path: readonly (string | number)[], to: unknown, text: string];

describe('a price upload', () => {
  const check = checkerOf(PriceUpload);
  test.each<Case>([
    [['price'], undefined, 'Required property is missing. Path: /price'],
    [['price'], 0, 'The value is expected to be at least 0.01. Path: /price'],
    [['price'], -5, 'The value is expected to be at least 0.01. Path: /price'],
    [['price'], '29.99', 'The value is expected to be a number. Path: /price'],
    [['price'], 1e12, 'The value is expected to be at most 1000000000. Path: /price'],
    [['fulfillment_nodes'], {}, 'The value is expected to be an array. Path: /fulfillment_nodes'],
    [
      ['fulfillment_nodes', 1, 'fulfillment_node_id'],
      undefined,
      'Required property is missing. Path: /fulfillment_nodes[1]/fulfillment_node_id',
    ],
    [
      ['fulfillment_nodes', 1, 'fulfillment_node_id'],
      7,
      'The value is expected to be a string. Path: /fulfillment_nodes[1]/fulfillment_node_id',
    ],
    [
      ['fulfillment_nodes', 1, 'fulfillment_node_price'],
      undefined,
      'Required property is missing. Path: /fulfillment_nodes[1]/fulfillment_node_price',
    ],
    [
      ['fulfillment_nodes', 1, 'fulfillment_node_price'],
      0.001,
      'The value is expected to be at least 0.01. Path: /fulfillment_nodes[1]/fulfillment_node_price',
    ],
  ])('with %j set to %j is refused', (path, to, text) => {
    expect(check(changed(price, path, to))).toEqual([text]);
  });

  test('takes a price of one cent and one between two cents', () => {
    expect(check({ price: 0.01 })).toEqual([]);
    expect(check({ price: 19.999 })).toEqual([]);
  });
});

describe('an inventory upload', () => {
  const check = checkerOf(InventoryUpload);
  test.each<Case>([
    [['fulfillment_nodes'], 'x', 'The value is expected to be an array. Path: /fulfillment_nodes'],
    [
      ['fulfillment_nodes', 0, 'fulfillment_node_id'],
      undefined,
      'Required property is missing. Path: /fulfillment_nodes[0]/fulfillment_node_id',
    ],
    [
      ['fulfillment_nodes', 0, 'quantity'],
      undefined,
      'Required property is missing. Path: /fulfillment_nodes[0]/quantity',
    ],
    [
      ['fulfillment_nodes', 0, 'quantity'],
      -1,
      'The value is expected to be at least 0. Path: /fulfillment_nodes[0]/quantity',
    ],
    [
      ['fulfillment_nodes', 0, 'quantity'],
      1.5,
      'The value is expected to be an integer. Path: /fulfillment_nodes[0]/quantity',
    ],
    [
      ['fulfillment_nodes', 0, 'quantity'],
      '100',
      'The value is expected to be an integer. Path: /fulfillment_nodes[0]/quantity',
    ],
  ])('with %j set to %j is refused', (path, to, text) => {
    expect(check(changed(inventory, path, to))).toEqual([text]);
  });

  test('may name the same node twice, and no node at all', () => {
    expect(check({ fulfillment_nodes: [...inventory.fulfillment_nodes, ...inventory.fulfillment_nodes] })).toEqual([]);
    expect(check({})).toEqual([]);
  });
});

describe('what stands in an address', () => {
  test('a SKU id has 1 to 64 characters, counted as characters and not as bytes', () => {
    const check = checkerOf(SkuParams);
    expect(check({ sku: 'ß🧦/*!'.padEnd(65, 'é') })).toEqual([]);
    expect(check({ sku: 'x'.repeat(65) })).toEqual(['The value is expected to have at most 64 characters. Path: /sku']);
    expect(check({ sku: '' })).toEqual(['The value is expected to have at least 1 character. Path: /sku']);
  });

  test('isCancelled takes true and false in any case, nothing else', () => {
    const check = checkerOf(OrderListQuery);
    expect(check({ isCancelled: 'True', fulfillment_node: 'X' })).toEqual([]);
    expect(check({ isCancelled: 'yes' })).toEqual(['Invalid value, should be one of [true,false]. Path: /isCancelled']);
  });
});

describe('a token request', () => {
  test('without a user or a pass is refused, both at once', () => {
    expect(checkerOf(TokenRequest)({})).toEqual([
      'Required property is missing. Path: /user',
      'Required property is missing. Path: /pass',
    ]);
  });
});
