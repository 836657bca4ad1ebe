/** Owns the ground of tests about orders: a shop with stock, orders as a channel tells them, and the outbox's far side. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@jetway/kernel';
import type {
  ChannelOrder,
  ChannelShipment,
  ImportConnection,
  IntentPayload,
  IntentToSend,
  OrderSink,
} from '../channels/index.ts';
import { createChannels } from '../channels/index.ts';
import { jetChannel } from '../channels/jet/index.ts';
import { type Actor, systemActor } from '../edge/index.ts';
import { adjustStock, type SkuRow } from '../inventory/index.ts';
import { aConnection, aLocation, anOrganization, aSku, type Ground } from '../testing/index.ts';
import type { CommandDeps } from './commands.ts';
import { createOrderSink } from './order-sink.ts';
import { loadOrder } from './orders.store.ts';

export const NODE = 'NODEONE';

export interface WantedLine {
  readonly sku: string;
  readonly quantity: number;
  readonly cancelRequested?: number;
}

/** An order as a channel tells it: ready, of two units of the first SKU, placed an hour ago. */
export function aChannelOrder(
  at: Ground,
  lines: readonly WantedLine[],
  more: Partial<ChannelOrder> = {},
): ChannelOrder {
  const channelOrderId = more.channelOrderId ?? at.ids.hex32();
  const now = at.clock.now();
  const order: Omit<ChannelOrder, 'raw'> = {
    channelOrderId,
    referenceNumber: at.ids.digits(12),
    altOrderId: null,
    status: 'ready',
    standing: 'to-answer',
    exceptionState: null,
    acknowledgementStatus: null,
    isCancelRequested: false,
    nodeId: NODE,
    placedAt: now - HOUR_MS,
    readyAt: now - MINUTE_MS,
    acknowledgedAt: null,
    currency: 'USD',
    buyer: { name: 'Ada Byron', phone: '201-555-0199', email: '123456789012@customer.jet.com' },
    shipTo: {
      name: 'Charles Babbage',
      phone: null,
      address1: '1 Analytical Way',
      address2: null,
      city: 'Hoboken',
      state: 'NJ',
      zipCode: '07030',
    },
    requested: {
      carrier: null,
      method: null,
      serviceLevel: 'Standard',
      shipByAt: now + DAY_MS,
      deliverByAt: now + 5 * DAY_MS,
    },
    lines: lines.map(({ sku, quantity, cancelRequested = 0 }, index) => ({
      channelLineId: `${channelOrderId}-${index}`,
      merchantSku: sku,
      title: `Title of ${sku}`,
      imageUrl: null,
      quantity,
      cancelRequestedQuantity: cancelRequested,
      acknowledgementStatus: null,
      unitPriceCents: 1_999,
      unitTaxCents: 100,
      unitShippingCents: 250,
      unitShippingTaxCents: 13,
      feesCents: 300,
    })),
    shipments: [],
    unknownValues: [],
    ...more,
  };
  return withRaw(order);
}

/** The raw copy tells the same, with the buyer where Jet has it. */
export const withRaw = (order: Omit<ChannelOrder, 'raw'>): ChannelOrder => {
  const { raw: _raw, ...told } = order as ChannelOrder;
  const { shipTo, ...rest } = told;
  return { ...told, raw: { ...rest, shipping_to: shipTo, hash_email: told.buyer.email } };
};

/** What the channel tells once it took a message. */
export function afterMessage(order: ChannelOrder, payload: IntentPayload): ChannelOrder {
  if (payload.kind === 'acknowledge' && payload.decision === 'accept')
    return withRaw({ ...order, status: 'acknowledged', standing: 'accepted', acknowledgementStatus: 'accepted' });
  if (payload.kind === 'acknowledge' || (payload.kind === 'cancel' && payload.mode === 'reject'))
    return withRaw({ ...order, status: 'complete', standing: 'rejected', acknowledgementStatus: payload.reason });
  if (payload.kind === 'tag') return order;
  const isShip = payload.kind === 'ship';
  const shipment: ChannelShipment = {
    channelShipmentId: `on the channel ${payload.altShipmentId}`,
    altShipmentId: payload.altShipmentId,
    carrier: isShip ? payload.carrier : null,
    method: isShip ? payload.method : null,
    trackingNumber: isShip ? payload.trackingNumber : null,
    lines: isShip
      ? payload.lines.map(({ merchantSku, quantity, cancelled = 0 }) => ({ merchantSku, shipped: quantity, cancelled }))
      : payload.lines.map(({ merchantSku, quantity }) => ({ merchantSku, shipped: 0, cancelled: quantity })),
  };
  return afterShipment(order, shipment);
}

export function afterShipment(order: ChannelOrder, shipment: ChannelShipment): ChannelOrder {
  const shipments = [...order.shipments, shipment];
  const units = shipments.flatMap(({ lines }) => lines).reduce((sum, line) => sum + line.shipped + line.cancelled, 0);
  const isDone = units >= order.lines.reduce((sum, line) => sum + line.quantity, 0);
  return withRaw({
    ...order,
    shipments,
    status: isDone ? 'complete' : 'inprogress',
    standing: isDone ? 'complete' : 'accepted',
  });
}

/** The buyer, or the channel, ended it. */
export const afterEnd = (order: ChannelOrder): ChannelOrder =>
  withRaw({
    ...order,
    status: 'complete',
    standing: 'cancelled',
    exceptionState: 'exception - jet manual canceled to complete state',
  });

/** A shop: one connection, one location that is its node, SKUs with this stock. */
async function shopRows(at: Ground, stock: readonly number[]) {
  const organizationId = await anOrganization(at);
  const connectionId = await aConnection(at, organizationId);
  const locationId = await aLocation(at, organizationId, { name: 'Newark', nodes: [{ connectionId, nodeId: NODE }] });
  const skus: SkuRow[] = [];
  for (const onHand of stock)
    skus.push(await aSku(at, organizationId, { stock: { [locationId]: onHand }, connectionIds: [connectionId] }));
  return { organizationId, connectionId, locationId, skus, skuOf: (index = 0): string => skus[index]?.sku ?? '' };
}

type ShopRows = Awaited<ReturnType<typeof shopRows>>;

/** What can be seen of a shop, and receiving stock. */
function readsOf(at: Ground, { organizationId, locationId, skus }: ShopRows) {
  const { db } = at.database;
  const orderIdOf = async (order: ChannelOrder): Promise<string> => {
    const row = await db
      .selectFrom('orders')
      .select('order_id')
      .where('organization_id', '=', organizationId)
      .where('channel_order_id', '=', order.channelOrderId)
      .executeTakeFirst();
    return row?.order_id ?? '';
  };
  return {
    orderIdOf,
    stateOf: async (order: ChannelOrder) => {
      const state = await loadOrder(db, organizationId, await orderIdOf(order));
      if (state === undefined) throw new Error('no such order');
      return state;
    },
    /** Open problems, by kind. */
    problems: async (kind?: string) => {
      const rows = await db
        .selectFrom('problems')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where('state', '=', 'open')
        .orderBy('kind')
        .execute();
      return kind === undefined ? rows : rows.filter((row) => row.kind === kind);
    },
    /** Of each SKU at the shop's location. */
    counters: async () => {
      const rows = await db
        .selectFrom('stock')
        .select(['sku_id', 'on_hand', 'reserved'])
        .where('organization_id', '=', organizationId)
        .where('location_id', '=', locationId)
        .execute();
      return skus.map(({ skuId }) => {
        const row = rows.find((one) => one.sku_id === skuId);
        return { onHand: row?.on_hand ?? 0, reserved: row?.reserved ?? 0 };
      });
    },
    receive: (quantity: number, index = 0) => {
      const adjustment = { skuId: skus[index]?.skuId ?? '', locationId, quantity } as const;
      return at.database.transaction((tx) =>
        adjustStock(
          tx,
          organizationId,
          { ...adjustment, kind: 'change', reason: 'received' },
          systemActor,
          at.clock.now(),
        ),
      );
    },
  };
}

/** The outbox as sync drives it. */
function outboxOf(at: Ground, { organizationId, connectionId }: ShopRows, sink: OrderSink) {
  const { database, clock } = at;
  const due = (withShipments = true): Promise<readonly IntentToSend[]> =>
    sink.takeIntents(database.db, organizationId, connectionId, { now: clock.now(), limit: 50, withShipments });
  const markSending = (intentId: string, fence = 1): Promise<boolean> =>
    database.transaction((tx) => sink.markSending(tx, organizationId, intentId, fence, clock.now()));
  const confirm = (intentId: string, readBack: ChannelOrder): Promise<void> =>
    database.transaction((tx) =>
      sink.recordIntentConfirmed(tx, organizationId, intentId, readBack, systemActor, clock.now()),
    );
  return {
    due,
    markSending,
    confirm,
    fail: (intentId: string, readBack: ChannelOrder | null, text = 'The channel says no.') =>
      database.transaction((tx) =>
        sink.recordIntentFailed(tx, organizationId, intentId, { text, readBack }, systemActor, clock.now()),
      ),
    /** Sends everything due about an order; the channel takes it all. Answers the order as the channel tells it then. */
    send: async (order: ChannelOrder): Promise<ChannelOrder> => {
      let told = order;
      for (;;) {
        const next = (await due()).find((intent) => intent.channelOrderId === order.channelOrderId);
        if (next === undefined) return told;
        await markSending(next.intentId);
        told = afterMessage(told, next.payload);
        await confirm(next.intentId, told);
      }
    },
  };
}

/** A shop with all that tests do in it. */
export async function aShop(at: Ground, stock: readonly number[], policy: Partial<ImportConnection> = {}) {
  const rows = await shopRows(at, stock);
  const { organizationId, connectionId } = rows;
  const connection: ImportConnection = {
    organizationId,
    connectionId,
    channel: 'jet',
    acknowledgePolicy: 'accept-when-covered',
    acknowledgeWithinHours: 24,
    clockOffsetMs: 0,
    ...policy,
  };
  const sink = createOrderSink(at);
  const deps: CommandDeps = {
    ...at,
    channels: createChannels([jetChannel]),
    loadConnection: async (_handle, wanted) => (wanted === organizationId ? connection : undefined),
  };
  return {
    ...rows,
    ...readsOf(at, rows),
    ...outboxOf(at, rows, sink),
    connection,
    sink,
    deps,
    by: { actor: 'user:kim@example.com', requestId: 'r-1', organizationId, now: at.clock.now() },
    importIt: (order: ChannelOrder, actor: Actor = systemActor) =>
      at.database.transaction((tx) => sink.importOrder(tx, connection, order, actor, at.clock.now())),
  };
}

export type Shop = Awaited<ReturnType<typeof aShop>>;
