/** Owns merchants made for one test: an account in a world whose clock stands still until the test moves it. */
import { randomBytes } from 'node:crypto';
import { type Call, must, type RawReply } from './raw-http.ts';
import { signIn, type Target } from './target.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A name that nothing had before. */
export const fresh = (prefix: string): string => `${prefix}-${randomBytes(6).toString('hex')}`;

/** What a merchant may upload without a reason to complain, but a category. */
export const aProduct = (chosen: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  product_title: 'Enamel mug, 12 oz',
  multipack_quantity: 1,
  ASIN: 'B00ENAMEL1',
  brand: 'Harbour & Pine',
  main_image_url: 'https://images.example/mug.png',
  ...chosen,
});

/** What `aProduct` lacks to be sold in a world with the default taxonomy. */
const COMPLETE = { jet_browse_node_id: 4_101_001, shipping_weight_pounds: 0.8 };

export interface PlacedItem {
  readonly sku: string;
  readonly quantity: number;
}

/** An order as the merchant reads it; the members that tests look at. */
export interface ReadOrder {
  readonly merchant_order_id: string;
  readonly reference_order_id: string;
  readonly status: string;
  readonly exception_state?: string;
  readonly acknowledgement_status?: string;
  readonly order_items: readonly {
    readonly order_item_id: string;
    readonly merchant_sku: string;
    readonly request_order_quantity: number;
    readonly item_price: Readonly<Record<string, number>>;
    readonly item_fees: number;
    readonly fee_adjustments: readonly { readonly value: number }[];
  }[];
  readonly order_totals: {
    readonly item_price: Readonly<Record<string, number>>;
    readonly item_fees: number;
    readonly regulatory_fees: number;
  };
  readonly shipments: readonly Readonly<Record<string, unknown>>[];
}

export interface Merchant {
  readonly accountId: string;
  readonly worldId: string;
  readonly apiUser: string;
  readonly apiSecret: string;
  /** Below `/api`, signed in. */
  readonly call: Call;
  /** The other account of the same merchant. */
  readonly live: { readonly apiUser: string; readonly apiSecret: string };
  /** Two fulfilment nodes. */
  readonly nodes: readonly [string, string];
  /** World time. */
  readonly now: () => Promise<number>;
  /** Moves the world's clock; what falls due on the way has happened when it is done. */
  readonly advance: (byMs: number) => Promise<void>;
  /** A SKU, priced and stocked at the first node, available at once; answers its id. */
  readonly offer: (chosen?: {
    readonly sku?: string;
    readonly price?: number;
    readonly quantity?: number;
  }) => Promise<string>;
  /** A shopper's order, held as the page says; answers Jet's id of it. */
  readonly place: (items: readonly PlacedItem[], chosen?: Readonly<Record<string, unknown>>) => Promise<string>;
  /** An order whose hold is over. */
  readonly ready: (items: readonly PlacedItem[]) => Promise<string>;
  /** An order that the merchant accepted. */
  readonly accepted: (items: readonly PlacedItem[]) => Promise<string>;
  readonly read: (orderId: string) => Promise<ReadOrder>;
  readonly list: (status: string) => Promise<readonly string[]>;
  /** As an operator, below the account's path. */
  readonly operate: (method: string, path: string, body?: unknown) => Promise<RawReply>;
}

const HOLD_MS = 30 * MINUTE_MS;

/** A merchant of its own, with two nodes, in a test world whose clock stands still and whose review takes no time. */
export async function aMerchant(target: Target): Promise<Merchant> {
  const { operator } = target;
  const made = must(await operator('POST', '/merchants', { name: fresh('Conformance') }), 201).json() as MadeMerchant;
  must(await operator('PUT', `/merchants/${made.merchantId}/onboarding/override`, { note: 'conformance' }), 200);
  const account = made.accounts.find(({ kind }) => kind === 'test');
  const live = made.accounts.find(({ kind }) => kind === 'live');
  if (account === undefined || live === undefined) throw new Error('the merchant has not both accounts');
  const { accountId, apiUser, apiSecret } = account;
  const worldId = await worldOf(operator, accountId);
  must(await operator('POST', `/worlds/${worldId}/clock`, { rate: 0 }), 200);
  must(await operator('PUT', `/worlds/${worldId}/policy`, { reviewMs: 0 }), 200);
  const nodes = [await addNode(operator, accountId, 'East'), await addNode(operator, accountId, 'West')] as const;
  const call = await signIn(target.send, apiUser, apiSecret);
  return merchantOf({ accountId, worldId, apiUser, apiSecret, live, call, nodes }, operator);
}

type Made = Pick<Merchant, 'accountId' | 'worldId' | 'apiUser' | 'apiSecret' | 'live' | 'call' | 'nodes'>;

interface MadeMerchant {
  readonly merchantId: string;
  readonly accounts: readonly {
    readonly accountId: string;
    readonly kind: string;
    readonly apiUser: string;
    readonly apiSecret: string;
  }[];
}

async function worldOf(operator: Call, accountId: string): Promise<string> {
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = must(await operator('GET', `/accounts?limit=200${query}`), 200).json() as {
      readonly items: readonly { readonly id: string; readonly worldId: string }[];
      readonly next: string | null;
    };
    const found = page.items.find(({ id }) => id === accountId);
    if (found !== undefined) return found.worldId;
    cursor = page.next;
  }
  throw new Error(`no account ${accountId}`);
}

async function addNode(operator: Call, accountId: string, name: string): Promise<string> {
  const node = {
    name,
    timeZone: 'America/New_York',
    address: { address1: '1 Wharf Road', city: 'Portland', state: 'ME', zipCode: '04101' },
    shippingMethods: ['UPS Ground', 'UPS Next Day Air'],
    serviceLevels: ['Standard', 'Next Day'],
  };
  const added = must(await operator('POST', `/accounts/${accountId}/fulfillment-nodes`, node), 201);
  return (added.json() as { id: string }).id;
}

function merchantOf(made: Made, operator: Call): Merchant {
  const { accountId, worldId, call, nodes } = made;
  const operate: Merchant['operate'] = (method, path, body) => operator(method, `/accounts/${accountId}${path}`, body);
  const advance: Merchant['advance'] = async (byMs) => {
    must(await operator('POST', `/worlds/${worldId}/clock`, { advanceMs: byMs }), 200);
  };
  const place: Merchant['place'] = async (items, chosen = {}) => {
    const placed = must(await operate('POST', '/orders', { items, ...chosen }), 201);
    return (placed.json() as { id: string }).id;
  };
  const ready: Merchant['ready'] = async (items) => {
    const orderId = await place(items);
    await advance(HOLD_MS);
    return orderId;
  };
  const read: Merchant['read'] = async (orderId) =>
    must(await call('GET', `/orders/withoutShipmentDetail/${orderId}`), 200).json() as ReadOrder;
  return {
    ...made,
    operate,
    advance,
    place,
    ready,
    read,
    now: async () => (must(await operator('GET', `/worlds/${worldId}`), 200).json() as { now: number }).now,
    offer: (chosen = {}) => offer(call, nodes[0], chosen),
    accepted: async (items) => {
      const orderId = await ready(items);
      must(await call('PUT', `/orders/${orderId}/acknowledge`, acceptance(await read(orderId))), 204);
      return orderId;
    },
    list: async (status) => {
      const listed = must(await call('GET', `/orders/${status}`), 200).json() as { order_urls: string[] };
      return listed.order_urls.map((url) => url.slice(url.lastIndexOf('/') + 1));
    },
  };
}

async function offer(
  call: Call,
  node: string,
  { sku = fresh('sku'), price = 19.99, quantity = 100 }: NonNullable<Parameters<Merchant['offer']>[0]>,
): Promise<string> {
  const path = `/merchant-skus/${encodeURIComponent(sku)}`;
  must(await call('PUT', path, aProduct(COMPLETE)), 204);
  must(await call('PUT', `${path}/price`, { price }), 204);
  must(await call('PUT', `${path}/inventory`, { fulfillment_nodes: [{ fulfillment_node_id: node, quantity }] }), 204);
  return sku;
}

/** The message that accepts an order whole. */
export const acceptance = (order: ReadOrder): Record<string, unknown> => ({
  acknowledgement_status: 'accepted',
  order_items: order.order_items.map(({ order_item_id }) => ({
    order_item_acknowledgement_status: 'fulfillable',
    order_item_id,
  })),
});

/** An order of some units of a SKU that were all shipped, and Jet's id of its only item. */
export async function aShippedOrder(
  merchant: Merchant,
  sku: string,
  quantity: number,
): Promise<{ readonly orderId: string; readonly itemId: string }> {
  const orderId = await merchant.accepted([{ sku, quantity }]);
  const parcel = {
    shipment_tracking_number: '1Z1',
    response_shipment_date: new Date(await merchant.now()).toISOString(),
    response_shipment_method: 'UPSGround',
    carrier: 'UPS',
    shipment_items: [{ merchant_sku: sku, response_shipment_sku_quantity: quantity }],
  };
  must(await merchant.call('PUT', `/orders/${orderId}/shipped`, { shipments: [parcel] }), 204);
  const itemId = (await merchant.read(orderId)).order_items[0]?.order_item_id ?? '';
  return { orderId, itemId };
}
