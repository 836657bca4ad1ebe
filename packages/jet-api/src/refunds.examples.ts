/** Owns the documented examples of the pages about merchant refunds. */
import type { JetExample } from './example.ts';

const item = (orderItemId: string, tax: number, shippingTax: number) => ({
  order_item_id: orderItemId,
  alt_order_item_id: 'A1223456',
  total_quantity_returned: 1,
  order_return_refund_qty: 1,
  refund_reason: 'better price available',
  refund_feedback: 'item damaged',
  notes: 'This is where the notes go',
  refund_amount: { principal: 12.75, tax, shipping_cost: 1.0, shipping_tax: shippingTax },
});

export const refundExamples: readonly JetExample[] = [
  {
    kind: 'request',
    route: 'createRefund',
    name: 'Refund',
    body: { items: [item('b789123fec744a1d994612acc9ebe563', 0, 0)] },
  },
  {
    kind: 'reply',
    route: 'createRefund',
    name: 'Refund created',
    status: 201,
    body: { refund_authorization_id: '123456789', refund_status: 'created' },
  },
  {
    kind: 'reply',
    route: 'getRefund',
    name: 'Refund',
    status: 200,
    body: {
      alt_refund_id: '1292142451',
      refund_authorization_id: '1234567890987654321',
      reference_order_id: '982307409183459145',
      refund_status: 'accepted',
      merchant_order_id: '9b13bdd68c314d1b9c8b93277dea4da1',
      reference_merchant_order_id: '1234567890',
      alt_order_id: '12345678',
      items: [item('1123456789', 0.9, 0.07)],
    },
  },
  {
    kind: 'reply',
    route: 'listRefunds',
    name: 'Refunds',
    status: 200,
    body: { refund_urls: ['refunds/1289076123041324', 'refunds/9087132460512356'] },
  },
];
