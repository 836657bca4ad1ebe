import { describe, expect, test } from 'vitest';
import { refundExamples } from './refunds.examples.ts';
import type { RefundMessage } from './refunds.ts';
import { completeReturnMessageErrors, refundMessageErrors } from './return-rules.ts';
import { returnExamples } from './returns.examples.ts';
import type { CompleteReturnMessage } from './returns.ts';

const NOTHING = { principal: 0, tax: 0, shipping_cost: 0, shipping_tax: 0 };
const item = (more: object = {}) => ({
  order_item_id: 'i1',
  total_quantity_returned: 1,
  order_return_refund_qty: 1,
  refund_amount: NOTHING,
  ...more,
});
const complete = (more: Partial<CompleteReturnMessage>): CompleteReturnMessage => ({
  merchant_order_id: 'o1',
  agree_to_return_charge: true,
  ...more,
});

describe('a complete message', () => {
  test('names each item by Jet’s id or the merchant’s', () => {
    const { order_item_id: _id, ...nameless } = item();
    const items = [
      nameless,
      item({ order_item_id: '', alt_order_item_id: 'a' }),
      { ...nameless, alt_order_item_id: '' },
    ];
    expect(completeReturnMessageErrors(complete({ items }))).toEqual([
      'Required property is missing. Path: /items[0]/order_item_id',
      'Required property is missing. Path: /items[2]/order_item_id',
    ]);
  });

  test('that disputes the charge says why', () => {
    const missing = ['Required property is missing. Path: /return_charge_feedback'];
    expect(completeReturnMessageErrors(complete({ agree_to_return_charge: false }))).toEqual(missing);
    const blank = complete({ agree_to_return_charge: false, return_charge_feedback: '' });
    expect(completeReturnMessageErrors(blank)).toEqual(missing);
    const said = complete({ agree_to_return_charge: false, return_charge_feedback: 'Not Merchant Error' });
    expect(completeReturnMessageErrors(said)).toEqual([]);
  });

  test('has notes where the feedback says nothing by itself', () => {
    const items = [
      item({ return_refund_feedback: 'item damaged' }),
      item({ return_refund_feedback: 'Other' }),
      item({ return_refund_feedback: 'other', notes: 'Late.' }),
      item({ return_refund_feedback: 'general adjustment - notes required', notes: '' }),
    ];
    expect(completeReturnMessageErrors(complete({ items }))).toEqual([
      'Required property is missing. Path: /items[1]/notes',
      'Required property is missing. Path: /items[3]/notes',
    ]);
  });
});

describe('a refund message', () => {
  test('names each item, and has notes where the feedback says nothing by itself', () => {
    const items = [{}, { order_item_id: '', alt_order_item_id: 'a' }, { order_item_id: 'i', refund_feedback: 'Other' }];
    expect(refundMessageErrors({ items })).toEqual([
      'Required property is missing. Path: /items[0]/order_item_id',
      'Required property is missing. Path: /items[2]/notes',
    ]);
  });
});

test('what the pages print breaks no rule', () => {
  for (const example of [...returnExamples, ...refundExamples]) {
    if (example.kind !== 'request') continue;
    // The casts are sound: another test checks the printed bodies against the schemas.
    if (example.route === 'completeReturn')
      expect(completeReturnMessageErrors(example.body as CompleteReturnMessage)).toEqual([]);
    else expect(refundMessageErrors(example.body as RefundMessage)).toEqual([]);
  }
});
