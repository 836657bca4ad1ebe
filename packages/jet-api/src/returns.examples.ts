/** Owns the documented examples of pages Check for Returns, Check Return Detail and Complete Return, comments stripped. */
import type { JetExample } from './example.ts';

const ITEM = '2627ec0e81d0445ca578359d3f102c11';
const ORDER = 'a2f8a71e95014bb5be5dd827fc0f4cb0';

/** The part of a complete message, or of a completed return, that the pages print again and again. */
const reported = (units: number, principal: number, shipping: number, feedback?: string) => ({
  order_item_id: ITEM,
  alt_order_item_id: 'A1223456',
  total_quantity_returned: units,
  order_return_refund_qty: units,
  ...(feedback === undefined ? {} : { return_refund_feedback: feedback }),
  refund_amount: { principal, tax: 0, shipping_cost: shipping, shipping_tax: 0 },
});

const complete = (name: string, item: ReturnType<typeof reported>): JetExample => ({
  kind: 'request',
  route: 'completeReturn',
  name,
  body: { merchant_order_id: ORDER, alt_order_id: '12345678', items: [item], agree_to_return_charge: true },
});

const RETURN = {
  refund_without_return: false,
  merchant_return_authorization_id: '53df71b3015640a9b50f481e8c1ce295',
  reference_return_authorization_id: '95GCL0CMHRN75LKOP16Q38Q3AB',
  merchant_order_id: ORDER,
  return_date: '2015-11-18T18:06:16.5744353Z',
  return_merchant_SKUs: [
    {
      order_item_id: ITEM,
      alt_order_item_id: '76-i105',
      return_quantity: 8,
      merchant_sku: '123567890333',
      reason: 'item is defective/does not work properly',
      requested_refund_amount: { principal: 29.99, tax: null, shipping_cost: 0, shipping_tax: null },
    },
  ],
  shipping_carrier: 'USPS',
  tracking_number: '1Z23W4561233457824',
  merchant_return_charge: 6.02,
  reference_order_id: '405385037126',
};

const reply = (name: string, body: unknown): JetExample => ({
  kind: 'reply',
  route: 'getReturn',
  name,
  status: 200,
  body,
});

export const returnExamples: readonly JetExample[] = [
  {
    kind: 'reply',
    route: 'listReturns',
    name: 'Returns',
    status: 200,
    body: {
      return_urls: [
        '/return/state/57e542a613fa42d8b6e8362dbd5911f5',
        '/return/state/a10b4b28467c490984e0b387e1cc2d9a',
        '/return/state/32c05c3230fc498e95f82129efd10213',
      ],
    },
  },
  { kind: 'reply', route: 'listReturns', name: 'No returns', status: 200, body: { return_urls: [] } },
  reply('Return', {
    merchant_return_authorization_id: '5462a44553734370b7ec90ee320f6eca',
    reference_return_authorization_id: '123456789012-01',
    return_status: 'created',
    refund_without_return: false,
    merchant_order_id: '9b13bdd68c314d1b9c8b93277dea4da1',
    reference_order_id: '123456789012',
    alt_order_id: '12345678',
    return_date: '2014-11-01T21:19:00Z',
    return_merchant_SKUs: [
      {
        order_item_id: 'ac62a44553734370b7ec90ee320f6eca',
        alt_order_item_id: 'A1223456',
        merchant_sku: 'AB12345',
        merchant_sku_title: 'red bottle',
        return_quantity: 1,
        reason: 'no longer need/want',
        requested_refund_amount: { principal: 20.0, tax: 1.4, shipping_cost: 1.0, shipping_tax: 0.07 },
      },
    ],
    shipping_carrier: 'UPS',
    tracking_number: '1Z23W456123345890',
    merchant_return_charge: 5.0,
  }),
  reply("'Created' Return", { return_status: 'created', ...RETURN }),
  reply("'Inprogress' Return", {
    ...RETURN,
    return_status: 'inprogress',
    agree_to_return_charge: true,
    alt_order_id: '12345678',
    items: [reported(1, 29.99, 0, 'customer opened item')],
  }),
  reply("'Complete' Return", {
    ...RETURN,
    return_status: 'completed by merchant',
    agree_to_return_charge: true,
    alt_order_id: '12345678',
    completed_date: '2016-01-23T19:07:09Z',
    items: [reported(8, 59.98, 0, 'customer opened item')],
  }),
  complete('Refund Full Price', reported(1, 29.99, 4.99)),
  complete('Partial Refund', reported(1, 20, 4.99, 'customer opened item')),
  complete('No Refund', reported(1, 0, 0, 'customer opened item')),
];
