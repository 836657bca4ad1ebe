import { describe, expect, test } from 'vitest';
import { AcknowledgeMessage } from './acknowledge.ts';
import { acknowledgeMessageErrors } from './acknowledge-rules.ts';
import { changed, checkerOf } from './checking.test-support.ts';

const checkSchema = checkerOf(AcknowledgeMessage);
const errorsOf = (value: unknown): string[] => {
  const texts = checkSchema(value);
  return texts.length > 0 ? texts : acknowledgeMessageErrors(value as AcknowledgeMessage);
};

const accepted: AcknowledgeMessage = {
  acknowledgement_status: 'accepted',
  alt_order_id: '232145',
  order_items: [
    { order_item_acknowledgement_status: 'fulfillable', order_item_id: '8f5ae15b6b414b00a1b9d6ad99166a00' },
    { order_item_acknowledgement_status: 'fulfillable', alt_order_item_id: '76-i105' },
  ],
};
const values =
  '[rejected - other,rejected - fraud,rejected - item level error,rejected - ship from location not available,rejected - shipping method not supported,rejected - unfulfillable address,accepted]';
const itemValues = '[nonfulfillable - invalid merchant SKU,nonfulfillable - no inventory,fulfillable]';

describe('an acknowledge message', () => {
  test('may name its items by either id', () => {
    expect(errorsOf(accepted)).toEqual([]);
  });

  test.each<[readonly (string | number)[], unknown, string]>([
    [['acknowledgement_status'], undefined, 'Required property is missing. Path: /acknowledgement_status'],
    [['acknowledgement_status'], 'perhaps', `Invalid value, should be one of ${values}. Path: /acknowledgement_status`],
    [['alt_order_id'], 232145, 'The value is expected to be a string. Path: /alt_order_id'],
    [['order_items'], undefined, 'Required property is missing. Path: /order_items'],
    [['order_items'], {}, 'The value is expected to be an array. Path: /order_items'],
    [['order_items'], [], 'The array is expected to have at least 1 element. Path: /order_items'],
    [
      ['order_items', 0, 'order_item_id'],
      undefined,
      'Required property is missing. Path: /order_items[0]/order_item_id',
    ],
    [['order_items', 1, 'alt_order_item_id'], '', 'Required property is missing. Path: /order_items[1]/order_item_id'],
    [
      ['order_items', 1, 'order_item_acknowledgement_status'],
      undefined,
      'Required property is missing. Path: /order_items[1]/order_item_acknowledgement_status',
    ],
    [
      ['order_items', 1, 'order_item_acknowledgement_status'],
      'maybe',
      `Invalid value, should be one of ${itemValues}. Path: /order_items[1]/order_item_acknowledgement_status`,
    ],
    [
      ['order_items', 1, 'order_item_acknowledgement_status'],
      'nonfulfillable - no inventory',
      'An accepted order cannot have nonfulfillable items. Path: /order_items[1]/order_item_acknowledgement_status',
    ],
  ])('with %j set to %j is refused', (path, to, text) => {
    expect(errorsOf(changed(accepted, path, to))).toEqual([text]);
  });

  test('statuses are compared loosely, in the schema and in the rule', () => {
    const loose = changed(accepted, ['acknowledgement_status'], 'ACCEPTED');
    expect(errorsOf(loose)).toEqual([]);
    expect(
      errorsOf(changed(loose, ['order_items', 0, 'order_item_acknowledgement_status'], 'nonfulfillable-NO_INVENTORY')),
    ).toEqual([
      'An accepted order cannot have nonfulfillable items. Path: /order_items[0]/order_item_acknowledgement_status',
    ]);
  });

  test('that rejects may name items of both kinds', () => {
    const rejected = changed(accepted, ['acknowledgement_status'], 'rejected - item level error');
    expect(
      errorsOf(
        changed(rejected, ['order_items', 0, 'order_item_acknowledgement_status'], 'nonfulfillable - no inventory'),
      ),
    ).toEqual([]);
  });
});
