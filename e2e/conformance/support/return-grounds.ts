/** Owns what the operations on returns and refunds are swept on, and how their messages are read back. */
import type { MadeOrders } from './made-orders.ts';
import { fresh, type Merchant } from './merchants.ts';
import { NO_ITEM, ownOrder } from './order-grounds.ts';
import { must } from './raw-http.ts';
import type { Aim, Ground, Grounds } from './sweep.ts';

const NOT_THERE = /not found/i;
const COMPONENTS = ['principal', 'tax', 'shipping_cost', 'shipping_tax'] as const;
const NOTHING = Object.fromEntries(COMPONENTS.map((component) => [component, 0]));

/** What was shipped and paid for bounds units and amounts before the document does. */
const boundByOrder: Readonly<Record<string, RegExp>> = {
  '/items[]/order_item_id': NO_ITEM,
  '/items[]/total_quantity_returned maximum': /At most 500 units .*Path: \/items\[0\]\/total_quantity_returned/,
  '/items[]/order_return_refund_qty maximum': /At most 500 units .*Path: \/items\[0\]\/\w+_(?:returned|qty)/,
  ...Object.fromEntries(
    COMPONENTS.map((component) => [
      `/items[]/refund_amount/${component} maximum`,
      new RegExp(`paid.* Path: /items\\[0\\]/refund_amount/${component}`),
    ]),
  ),
};

export function returnGrounds(merchant: Merchant, orders: MadeOrders): Grounds {
  const aReturn = async (): Promise<Aim> => ({ params: { returnId: (await orders.returned()).returnId } });
  const reading: Ground = { status: 200, aim: aReturn, otherwise: { returnId: NOT_THERE } };
  return {
    getReturn: reading,
    getReturnByPrintedLink: reading,
    listReturns: { status: 200, aim: async () => ({ params: { status: 'created' } }) },
    generateReturn: {
      status: 200,
      isSpent: true,
      aim: async () => ({ params: { orderId: (await orders.shipped()).orderId } }),
      text: ownOrder('f'),
      named: {
        orderId: async (own) => {
          await orders.shipped(own);
          return { params: { orderId: own } };
        },
      },
    },
    completeReturn: completing(merchant, orders),
    createRefund: refunding(merchant, orders),
    getRefund: {
      status: 200,
      aim: async () => ({ params: { refundId: await aRefund(merchant, orders) } }),
      otherwise: { refundId: NOT_THERE },
    },
    listRefunds: {
      status: 200,
      aim: async () => ({ params: { statusOrId: 'created' } }),
      values: { statusOrId: ['created', 'processing', 'accepted', 'rejected'] },
      otherwise: { statusOrId: /should be one of/ },
    },
  };
}

function completing({ call }: Merchant, { returned }: MadeOrders): Ground {
  return {
    status: 204,
    isSpent: true,
    mergeAt: 'items',
    aim: async () => {
      const { orderId, itemId, returnId } = await returned();
      const item = {
        order_item_id: itemId,
        alt_order_item_id: 'mine',
        total_quantity_returned: 0,
        order_return_refund_qty: 0,
        return_refund_feedback: 'item damaged',
        notes: 'A note.',
        refund_amount: NOTHING,
      };
      return {
        params: { returnId },
        body: {
          merchant_order_id: orderId,
          alt_order_id: 'mine',
          alt_return_authorization_id: 'mine',
          agree_to_return_charge: true,
          return_charge_feedback: 'other',
          items: [item],
        },
        read: async () => must(await call('GET', `/returns/state/${returnId}`), 200).json(),
      };
    },
    otherwise: { ...boundByOrder, returnId: NOT_THERE, '/merchant_order_id': /does not exist/ },
  };
}

/** A refund of nothing, with every member. */
const refundOf = (itemId: string) => ({
  items: [
    {
      order_item_id: itemId,
      alt_order_item_id: 'mine',
      total_quantity_returned: 0,
      order_return_refund_qty: 0,
      refund_reason: 'Item is expired',
      refund_feedback: 'item damaged',
      notes: 'A note.',
      refund_amount: NOTHING,
    },
  ],
});

function refunding({ call }: Merchant, { shipped }: MadeOrders): Ground {
  const at = (orderId: string, itemId: string, altRefundId: string): Aim => ({
    params: { orderId, altRefundId },
    body: refundOf(itemId),
    // The same message again is answered with the refund that it made.
    read: async (sent) => {
      const again = await call('POST', `/refunds/${orderId}/${altRefundId}`, sent);
      return must(await call('GET', `/refunds/state/${refundIdOf(must(again, 201).json())}`), 200).json();
    },
  });
  return {
    status: 201,
    isSpent: true,
    mergeAt: 'items',
    aim: async () => {
      const { orderId, itemId } = await shipped();
      return at(orderId, itemId, fresh('refund'));
    },
    text: ownOrder('e'),
    named: {
      orderId: async (own) => at(own, (await shipped(own)).itemId, fresh('refund')),
      altRefundId: async (own) => {
        const { orderId, itemId } = await shipped();
        return at(orderId, itemId, own);
      },
    },
    otherwise: boundByOrder,
  };
}

const refundIdOf = (reply: unknown): string =>
  (reply as { readonly refund_authorization_id: string }).refund_authorization_id;

async function aRefund({ call }: Merchant, { shipped }: MadeOrders): Promise<string> {
  const { orderId, itemId } = await shipped();
  return refundIdOf(must(await call('POST', `/refunds/${orderId}/${fresh('refund')}`, refundOf(itemId)), 201).json());
}
