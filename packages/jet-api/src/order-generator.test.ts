import { describe, expect, test } from 'vitest';
import { checkerOf } from './checking.test-support.ts';
import { GenerateMessage, generateMessageErrors } from './order-generator.ts';

const item = { sku: 'A1', order_quantity: 2 };
const messageOf = (...items: readonly object[]) => ({ fulfillment_node: 'NODE', items });
const check = checkerOf(GenerateMessage);

describe('a message that has orders generated', () => {
  test('needs a node, at least one item, and at least one unit of each', () => {
    expect(check(messageOf(item, { ...item, order_cancel_quantity: 2 }))).toEqual([]);
    expect(check(messageOf())).toEqual(['The array is expected to have at least 1 element. Path: /items']);
    expect(check(messageOf({ ...item, order_quantity: 0 }))).toEqual([
      'The value is expected to be at least 1. Path: /items[0]/order_quantity',
    ]);
  });

  test('cannot have more units cancelled than ordered, and names each item where it would', () => {
    const wrong = { ...item, order_cancel_quantity: 3 };
    expect(generateMessageErrors({ fulfillment_node: 'NODE', items: [wrong, item, wrong] })).toEqual([
      'The value is expected to be at most 2. Path: /items[0]/order_cancel_quantity',
      'The value is expected to be at most 2. Path: /items[2]/order_cancel_quantity',
    ]);
  });
});
