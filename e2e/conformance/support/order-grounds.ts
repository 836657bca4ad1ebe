/** Owns what the operations on orders are swept on, and how their messages are read back. */
import { lastPart, type MadeOrders } from './made-orders.ts';
import { fresh, type Merchant, type ReadOrder } from './merchants.ts';
import { must } from './raw-http.ts';
import type { Aim, Ground, Grounds } from './sweep.ts';

type Body = Readonly<Record<string, unknown>>;

export const NO_ITEM = /doesn't match/;
const NO_NODE = /is not a fulfillment node of this merchant/;

/**
 * Names of orders that begin with a letter. Of several orders of one name an address means the newest open one, so each
 * operation has a letter of its own.
 */
export const ownOrder =
  (letter: string) =>
  (place: string, length: number): string | undefined =>
    place === 'orderId' ? letter.padEnd(length, 'x').slice(0, length) : undefined;

export function orderGrounds(merchant: Merchant, orders: MadeOrders): Grounds {
  const [node] = merchant.nodes;
  return {
    getOrder: {
      status: 200,
      aim: async () => ({ params: { orderId: (await orders.ready()).merchant_order_id } }),
      text: ownOrder('a'),
      named: {
        orderId: async (own) => {
          await orders.accepted(own);
          return { params: { orderId: own } };
        },
      },
    },
    listOrders: {
      status: 200,
      aim: async () => ({ params: { status: 'ready' }, query: { isCancelled: 'true', fulfillment_node: node } }),
    },
    listTaggedOrders: { status: 200, aim: async () => ({ params: { status: 'ready', tag: 'mine', tagged: 'true' } }) },
    acknowledgeOrder: acknowledging(merchant, orders),
    shipOrder: shipping(merchant, orders),
    tagOrder: tagging(merchant, orders),
    generateOrders: generating(merchant),
  };
}

function acknowledging({ read }: Merchant, { ready, accepted }: MadeOrders): Ground {
  const at = (order: ReadOrder, orderId: string, status: string): Aim => ({
    params: { orderId },
    body: {
      acknowledgement_status: status,
      alt_order_id: 'mine',
      order_items: [
        {
          order_item_acknowledgement_status: 'fulfillable',
          order_item_id: order.order_items[0]?.order_item_id,
          alt_order_item_id: 'mine',
        },
      ],
    },
    read: () => read(order.merchant_order_id),
  });
  return {
    status: 204,
    isSpent: true,
    aim: async () => {
      const order = await ready();
      return at(order, order.merchant_order_id, 'rejected - other');
    },
    text: ownOrder('b'),
    // Only the answer gives an order that name: it is given once more.
    named: { orderId: async (own) => at(await accepted(own), own, 'accepted') },
    // Every element is about the order's only item.
    keepsLast: ['/order_items'],
    otherwise: { '/order_items[]/order_item_id': NO_ITEM },
  };
}

/** A shipment with every member, of one unit. */
const parcel = ({ order_items: [item] }: ReadOrder, date: string, node: string): Body => ({
  alt_shipment_id: fresh('parcel'),
  shipment_tracking_number: '1Z12342452342',
  response_shipment_date: date,
  response_shipment_method: 'UPSGround',
  expected_delivery_date: date,
  ship_from_zip_code: '04101',
  carrier: 'UPS',
  carrier_pick_up_date: date,
  shipment_items: [
    {
      alt_shipment_item_id: 'one',
      merchant_sku: item?.merchant_sku,
      response_shipment_sku_quantity: 1,
      response_shipment_cancel_qty: 0,
      RMA_number: 'R1',
      days_to_return: 30,
      return_location: {
        address1: '1 Wharf Road',
        address2: 'Rear',
        city: 'Portland',
        state: 'ME',
        zip_code: '04101',
      },
    },
  ],
  redirect_notification: { redirect_node: node, is_redirect_for_zero_inventory: false },
});

/** ISO 8601 with 0 to 7 digits of a fraction, `Z` or an offset. */
const DATES = {
  taken: [
    '2099-02-28T08:00:00Z',
    '2099-02-28T08:00:00.1Z',
    '2099-02-28T08:00:00.123456-05:00',
    '2099-02-28T08:00:00.1234567+00:00',
    '2096-02-29T23:59:59.9999999-12:00',
  ],
  refused: ['tomorrow', '2099-02-29T08:00:00Z', '2099-13-01T08:00:00Z', '2099-02-28', '02/28/2099', '4075948800'],
};

/** Longer than a date can be; a blank one says nothing, and is kept. */
const blankDate = (place: string, length: number): string | undefined =>
  place.endsWith('_date') ? ' '.repeat(length) : undefined;

function shipping({ read, now, nodes }: Merchant, { accepted }: MadeOrders): Ground {
  const at = async (own?: string): Promise<Aim> => {
    const order = await accepted(own);
    const date = new Date(await now()).toISOString();
    return {
      params: { orderId: own ?? order.merchant_order_id },
      body: { alt_order_id: own ?? 'mine', shipments: [parcel(order, date, nodes[1])] },
      read: () => read(order.merchant_order_id),
    };
  };
  return {
    status: 204,
    isSpent: true,
    mergeAt: 'shipments',
    aim: () => at(),
    named: { orderId: at },
    arrange: shipped,
    element: (place, _index, sample) =>
      place === '/shipments' ? { ...(sample as Body), alt_shipment_id: fresh('parcel') } : sample,
    text: (place, length) => ownOrder('c')(place, length) ?? blankDate(place, length),
    forms: Object.fromEntries(
      ['response_shipment_date', 'expected_delivery_date', 'carrier_pick_up_date'].map((name) => [
        `/shipments[]/${name}`,
        DATES,
      ]),
    ),
    otherwise: {
      '/shipments[]/shipment_items[]/merchant_sku': NO_ITEM,
      '/shipments[]/redirect_notification/redirect_node': NO_NODE,
    },
  };
}

/** Each shipment has an id of its own; one without units has neither carrier nor tracking number. */
function shipped(place: string, value: unknown, body: unknown): unknown {
  const message = body as { readonly shipments: readonly Body[] };
  if (!place.startsWith('/shipments[]/')) return body;
  const [first = {}] = message.shipments;
  const one = place.endsWith('/alt_shipment_id') ? first : { ...first, alt_shipment_id: fresh('parcel') };
  const isWithoutUnits = place.endsWith('/response_shipment_sku_quantity') && value === 0;
  const isWithoutCarrier = place.endsWith('/carrier') && value === '';
  if (!isWithoutUnits && !isWithoutCarrier) return { ...message, shipments: [one] };
  const { shipment_tracking_number: _none, shipment_items: items, ...shipment } = one as Body;
  const emptied = (items as readonly Body[]).map((item) => ({ ...item, response_shipment_sku_quantity: 0 }));
  return { ...message, shipments: [{ ...shipment, shipment_items: emptied }] };
}

function tagging({ call }: Merchant, { ready, accepted }: MadeOrders): Ground {
  /** What was sent, when the list of its tag has the order. */
  const readTag = async (orderId: string, sent: unknown): Promise<unknown> => {
    const { tag } = sent as { readonly tag: string };
    if (tag === '') return sent;
    const { order_urls: urls } = must(
      await call('GET', `/orders/ready/${encodeURIComponent(tag)}/true`),
      200,
    ).json() as {
      readonly order_urls: readonly string[];
    };
    return urls.map(lastPart).includes(orderId) ? sent : {};
  };
  return {
    status: 204,
    aim: async () => {
      const { merchant_order_id: orderId } = await ready();
      return { params: { orderId }, body: { tag: 'mine' }, read: (sent) => readTag(orderId, sent) };
    },
    text: ownOrder('d'),
    named: {
      orderId: async (own) => {
        await accepted(own);
        return { params: { orderId: own }, body: { tag: 'mine' } };
      },
    },
  };
}

/** As many SKUs as one generated order may have. */
const MOST_SKUS = 100;

function generating({ nodes: [node], offer }: Merchant): Ground {
  const skus: string[] = [];
  const named = (length: number): string => (length < 4 ? 'x'.repeat(length) : 'made'.padEnd(length, 'x'));
  const prepare = async (): Promise<void> => {
    const wanted = [...[1, 64].map(named), ...Array.from({ length: MOST_SKUS }, () => fresh('made'))];
    for (const sku of skus.length === 0 ? wanted : []) skus.push(await offer({ sku, quantity: 1_000_000 }));
  };
  return {
    status: 200,
    aim: async () => {
      await prepare();
      const item = { sku: skus.at(-1), order_quantity: 1, order_cancel_quantity: 0 };
      return { params: { count: 1 }, body: { fulfillment_node: node, items: [item] } };
    },
    text: (place, length) => (place === '/items[]/sku' ? named(length) : undefined),
    element: (place, index, sample) => (place === '/items' ? { ...(sample as Body), sku: skus[index] } : sample),
    otherwise: {
      '/fulfillment_node': NO_NODE,
      '/items[]/order_cancel_quantity maximum': /at most 1\. Path: \/items\[0\]\/order_cancel_quantity/,
    },
  };
}
