import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acceptance, aMerchant, type Merchant } from './support/merchants.ts';
import { must } from './support/raw-http.ts';
import { hasOperator, OPEN_TIMEOUT_MS, openTarget, type Target } from './support/target.ts';

let target: Target;
let merchant: Merchant;
beforeAll(async () => {
  target = await openTarget();
  if (hasOperator) merchant = await aMerchant(target);
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

const AT_ONCE = 8;
const atOnce = <T>(work: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: AT_ONCE }, (_, index) => work(index)));

describe.skipIf(!hasOperator)('messages that arrive at the same time', () => {
  test('of one shipped message sent several times one shipment is kept, and all are answered 204', async () => {
    const sku = await merchant.offer();
    const orderId = await merchant.accepted([{ sku, quantity: AT_ONCE }]);
    const message = {
      shipments: [
        {
          alt_shipment_id: 'box',
          carrier: 'UPS',
          shipment_items: [{ merchant_sku: sku, response_shipment_sku_quantity: 1 }],
        },
      ],
    };
    const replies = await atOnce(() => merchant.call('PUT', `/orders/${orderId}/shipped`, message));
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 204));
    expect(await merchant.read(orderId)).toMatchObject({
      status: 'inprogress',
      shipments: [{ alt_shipment_id: 'box' }],
    });
  });

  test('of different shipped messages each is kept, and the units add up', async () => {
    const sku = await merchant.offer();
    const orderId = await merchant.accepted([{ sku, quantity: AT_ONCE }]);
    const replies = await atOnce((index) =>
      merchant.call('PUT', `/orders/${orderId}/shipped`, {
        shipments: [
          {
            alt_shipment_id: `box-${index}`,
            carrier: 'UPS',
            shipment_items: [{ merchant_sku: sku, response_shipment_sku_quantity: 1 }],
          },
        ],
      }),
    );
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 204));
    const order = await merchant.read(orderId);
    expect(order.status).toBe('complete');
    expect(order).not.toHaveProperty('exception_state');
    expect(new Set(order.shipments.map((one) => one['alt_shipment_id'])).size).toBe(AT_ONCE);
  });

  test('an order that is accepted and rejected at once ends as the one or the other', async () => {
    const sku = await merchant.offer();
    const orderId = await merchant.ready([{ sku, quantity: 1 }]);
    const accept = acceptance(await merchant.read(orderId));
    const reject = { ...accept, acknowledgement_status: 'rejected - other' };
    const replies = await atOnce((index) =>
      merchant.call('PUT', `/orders/${orderId}/acknowledge`, index % 2 === 0 ? accept : reject),
    );
    const order = await merchant.read(orderId);
    const won = replies.map((_, index) => (index % 2 === 0) === (order.acknowledgement_status === 'accepted'));
    expect(replies.map(({ status }) => status)).toEqual(won.map((isWinner) => (isWinner ? 204 : 400)));
    expect(order.status).toBe(order.acknowledgement_status === 'accepted' ? 'acknowledged' : 'complete');
  });

  test('the last units are sold once', async () => {
    const sku = await merchant.offer({ quantity: 3 });
    const replies = await atOnce(() => merchant.operate('POST', '/orders', { items: [{ sku, quantity: 1 }] }));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409, 409, 409, 409]);
  });

  test('quantities patched at different nodes all count', async () => {
    const sku = await merchant.offer({ quantity: 1 });
    const path = `/merchant-skus/${sku}/inventory`;
    const [east, west] = merchant.nodes;
    const replies = await atOnce((index) =>
      merchant.call('PATCH', path, {
        fulfillment_nodes: [{ fulfillment_node_id: index % 2 === 0 ? east : west, quantity: index % 2 === 0 ? 6 : 7 }],
      }),
    );
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 204));
    const { fulfillment_nodes: nodes } = must(await merchant.call('GET', path), 200).json() as {
      fulfillment_nodes: unknown[];
    };
    expect(nodes).toHaveLength(2);
    expect(nodes).toEqual(
      expect.arrayContaining([
        { fulfillment_node_id: east, quantity: 6 },
        { fulfillment_node_id: west, quantity: 7 },
      ]),
    );
  });
});
