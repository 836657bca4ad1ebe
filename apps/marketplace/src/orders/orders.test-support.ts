/** Owns what tests of orders stand on: a merchant with two nodes and priced SKUs, and short ways to each state of an order. */
import { MINUTE_MS } from '@jetway/kernel';
import type { WorldPolicy } from '@jetway/marketplace-api';
import { loadOffers, type OfferStock } from '../offers/index.ts';
import {
  aMerchant,
  aNode,
  aSku,
  type Harness,
  openHarness,
  type Reply,
  type TestAccount,
  worldOf,
} from '../testing/index.ts';

export const TEST_AUTHOR = { actor: 'test', requestId: 'request-1' };

export interface ShopOptions {
  /** Real and world time at first. A shop with it has a marketplace of its own, whose real clock may be moved. */
  readonly startAt?: number;
  readonly policy?: Partial<WorldPolicy>;
  /** What is fed of each SKU at the west node; the east node has a tenth. */
  readonly stock?: Readonly<Record<string, number>>;
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of any route, looked into by tests
  readonly body: any;
}

const answerOf = (reply: Reply): Answer => ({ status: reply.status, body: reply.json() });

// Making a marketplace takes longer than most tests do: they share one, each with a merchant of its own.
const shared: { harness?: Promise<Harness> } = {};

function sharedHarness(): Promise<Harness> {
  shared.harness ??= openHarness();
  return shared.harness;
}

/** A merchant of its own, in a world of its own: 20.00 a unit at the west node, 25.00 at the east node. */
export async function openShop(options: ShopOptions = {}) {
  const harness = await (options.startAt === undefined ? sharedHarness() : openHarness());
  if (options.startAt !== undefined) harness.clock.set(options.startAt);
  const { test: account } = await aMerchant(harness, { policy: options.policy ?? {} });
  const shipping = { shippingMethods: ['UPS Ground', 'UPS Next Day Air'], serviceLevels: ['Standard', 'Next Day'] };
  const west = await aNode(harness, account, { id: `WEST${harness.ids.digits(8)}`, ...shipping });
  const east = await aNode(harness, account, { id: `EAST${harness.ids.digits(8)}`, ...shipping });
  const shop = shopOf(harness, account, { west: west.id, east: east.id });
  for (const [sku, quantity] of Object.entries(options.stock ?? { A1: 100, B2: 100 })) await shop.sell(sku, quantity);
  return shop;
}

export type Shop = ReturnType<typeof shopOf>;

function shopOf(harness: Harness, account: TestAccount, nodes: { readonly west: string; readonly east: string }) {
  const { accountId } = account;
  const { services, database } = harness;
  const put = async (path: string, body: object): Promise<void> => {
    const reply = await account.call('PUT', path, body);
    if (reply.status !== 204) throw new Error(reply.text);
  };
  const feed = (sku: string, quantities: Readonly<Record<string, number>>): Promise<void> =>
    put(`/merchant-skus/${sku}/inventory`, {
      fulfillment_nodes: Object.entries(quantities).map(([nodeId, quantity]) => ({
        fulfillment_node_id: nodeId,
        quantity,
      })),
    });
  const now = async (): Promise<number> => (await worldOf(harness, account)).now;
  return {
    harness,
    database,
    feature: services.orders,
    accountId,
    nodes,
    now,
    world: async () => (await worldOf(harness, account)).world,
    feed,
    /** Puts a SKU on sale. */
    sell: async (sku: string, quantity: number): Promise<void> => {
      await put(`/merchant-skus/${sku}`, aSku({ product_title: `Title of ${sku}`, ASIN: 'B00ABCDEFG' }));
      const eastPrice = { fulfillment_node_id: nodes.east, fulfillment_node_price: 25 };
      await put(`/merchant-skus/${sku}/price`, { price: 20, fulfillment_nodes: [eastPrice] });
      await feed(sku, { [nodes.west]: quantity, [nodes.east]: Math.floor(quantity / 10) });
    },
    /** Calls the merchant API as the merchant. */
    api: async (method: string, path: string, body?: unknown): Promise<Answer> =>
      answerOf(await account.call(method, path, body)),
    /** Calls any address without signing in. */
    anybody: async (method: string, url: string, body?: unknown): Promise<Answer> =>
      answerOf(await harness.call(method, url, body)),
    /** Calls the operator's routes about orders of this account, or of another one. */
    operator: async (
      method: string,
      path: string,
      body?: unknown,
      headers?: Readonly<Record<string, string>>,
      of: string = accountId,
    ): Promise<Answer> => answerOf(await harness.operator(method, `/accounts/${of}/orders${path}`, body, headers)),
    /** Lets world time pass; what falls due on the way happens. */
    pass: async (advanceMs: number): Promise<void> => {
      const moved = await services.worlds.moveClock(account.worldId, { advanceMs }, TEST_AUTHOR);
      if (!moved.ok) throw new Error(moved.refusal.text);
    },
    stockOf: async (sku: string, nodeId: string = nodes.west): Promise<OfferStock | undefined> => {
      const [offer] = await loadOffers(database.db, accountId, [sku]);
      return offer?.stock.find((one) => one.nodeId === nodeId);
    },
  };
}

const ADDRESS = { address1: '1 Dock Road', address2: '', city: 'Newark', state: 'NJ', zipCode: '07102' };
export const PERSON = { name: 'Ada Kestrel', phone: '201-555-0100' };
export const RECIPIENT = { ...PERSON, address: ADDRESS };
export const HOLD_MS = 30 * MINUTE_MS;

/** Places an order through the operator API and answers it. */
export async function placeIn(shop: Shop, items: Readonly<Record<string, number>>, more: object = {}) {
  const lines = Object.entries(items).map(([sku, quantity]) => ({ sku, quantity }));
  const placed = await shop.operator('POST', '', { items: lines, ...more });
  if (placed.status !== 201) throw new Error(JSON.stringify(placed));
  return placed.body as { readonly id: string; readonly referenceOrderId: string };
}

/** An order that is ready. */
export async function readyIn(shop: Shop, items: Readonly<Record<string, number>>) {
  const order = await placeIn(shop, items);
  await shop.pass(HOLD_MS);
  return order;
}

/** The order as the merchant sees it. */
export const detailOf = async (shop: Shop, orderId: string) =>
  (await shop.api('GET', `/orders/withoutShipmentDetail/${orderId}`)).body;

/** The merchant's answer about all items. */
export async function answerIn(
  shop: Shop,
  orderId: string,
  status = 'accepted',
  itemStatus = 'fulfillable',
): Promise<Answer> {
  const detail = await detailOf(shop, orderId);
  return shop.api('PUT', `/orders/${orderId}/acknowledge`, {
    acknowledgement_status: status,
    order_items: detail.order_items.map((item: { order_item_id: string }) => ({
      order_item_id: item.order_item_id,
      order_item_acknowledgement_status: itemStatus,
    })),
  });
}

/** An order that the merchant accepted. */
export async function acceptedIn(shop: Shop, items: Readonly<Record<string, number>>) {
  const order = await readyIn(shop, items);
  const answered = await answerIn(shop, order.id);
  if (answered.status !== 204) throw new Error(JSON.stringify(answered));
  return order;
}

/** A shipment of the units, by UPS, today. */
export const shipmentOf = (
  altShipmentId: string | undefined,
  lines: readonly { readonly sku: string; readonly shipped?: number; readonly cancelled?: number }[],
  more: object = {},
) => ({
  ...(altShipmentId === undefined ? {} : { alt_shipment_id: altShipmentId }),
  ...(lines.some(({ shipped = 0 }) => shipped > 0)
    ? { carrier: 'UPS', shipment_tracking_number: '1Z12342452342', response_shipment_method: 'UPSGround' }
    : {}),
  shipment_items: lines.map(({ sku, shipped, cancelled }) => ({
    merchant_sku: sku,
    ...(shipped === undefined ? {} : { response_shipment_sku_quantity: shipped }),
    ...(cancelled === undefined ? {} : { response_shipment_cancel_qty: cancelled }),
  })),
  ...more,
});

export const shipIn = (shop: Shop, orderId: string, ...shipments: readonly object[]): Promise<Answer> =>
  shop.api('PUT', `/orders/${orderId}/shipped`, { shipments });
