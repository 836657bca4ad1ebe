/** Owns the orders of the merchant API: lists, details, acknowledge and shipped messages. */
import {
  type AcknowledgeMessage,
  acknowledgeMessageErrors,
  type acknowledgeRoutes,
  type GenerateMessage,
  generateMessageErrors,
  invalidValue,
  LISTED_ORDER_DAYS,
  MAX_LISTED_ORDERS,
  matchOrderStatus,
  notEnoughOnSale,
  type orderGeneratorRoutes,
  orderLink,
  orderNotFound,
  type orderRoutes,
  orderStatuses,
  parseWireDate,
  pathNotFound,
  readBoolean,
  type ShipMessage,
  type ShippedShipment,
  shipMessageErrors,
  type shipRoutes,
  skuNotFound,
  type tagRoutes,
  unknownFulfillmentNode,
} from '@jetway/jet-api';
import { DAY_MS, type Ids } from '@jetway/kernel';
import type { Handlers } from '@jetway/service';
import type { MarketplaceDatabase } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import { inventPerson } from '../shoppers/index.ts';
import type { AcknowledgeCommand } from './acknowledge.ts';
import type { GenerateCommand, GenerateOutcome } from './generating.ts';
import type { OrderCommands, OrderOutcome } from './order-commands.ts';
import { listOrderIds, listOrderIdsToCancel, listTaggedOrderIds } from './order-lists.store.ts';
import { findOrder } from './orders.store.ts';
import { toJetOrder } from './orders.view.ts';
import type { ShipCommand, ShipmentCommand } from './ship.ts';

export type JetOrderRoutes = typeof orderRoutes &
  typeof acknowledgeRoutes &
  typeof shipRoutes &
  typeof tagRoutes &
  typeof orderGeneratorRoutes;

const refusedWith = <const Status extends 400 | 404>(status: Status, errors: readonly string[]) => ({
  status,
  body: { errors: [...errors] },
});

export function orderHandlers(deps: {
  readonly database: MarketplaceDatabase;
  readonly commands: OrderCommands;
  readonly ids: Ids;
}): Handlers<JetOrderRoutes, AccountContext> {
  const { commands, ids } = deps;
  return {
    ...listHandlers(deps.database),
    getOrder: async (context, { params }) => {
      const order = await findOrder(deps.database.db, context.accountId, params.orderId);
      if (order === undefined) return refusedWith(404, [orderNotFound(params.orderId)]);
      return { status: 200, body: toJetOrder(order) };
    },
    acknowledgeOrder: async (context, { params, body }) => {
      const errors = acknowledgeMessageErrors(body);
      if (errors.length > 0) return refusedWith(400, errors);
      const at = { accountId: context.accountId, orderId: params.orderId };
      const outcome = await commands.acknowledge(at, toAcknowledgeCommand(body), context.now, context);
      return replyTo(outcome, params.orderId);
    },
    shipOrder: async (context, { params, body }) => {
      const errors = shipMessageErrors(body);
      if (errors.length > 0) return refusedWith(400, errors);
      const at = { accountId: context.accountId, orderId: params.orderId };
      const outcome = await commands.ship(at, toShipCommand(body), context.now, context);
      return replyTo(outcome, params.orderId);
    },
    tagOrder: async (context, { params, body }) => {
      const at = { accountId: context.accountId, orderId: params.orderId };
      const isTagged = await commands.tag(at, unlessBlank(body.tag), context);
      return isTagged ? { status: 204 } : refusedWith(404, [orderNotFound(params.orderId)]);
    },
    generateOrders: async (context, { params, body }) => {
      // A live account has no such address.
      if (context.kind === 'live') return refusedWith(404, [pathNotFound]);
      const errors = generateMessageErrors(body);
      if (errors.length > 0) return refusedWith(400, errors);
      const command = { ...toGenerateCommand(body), copies: params.count, recipient: inventPerson(ids.unit) };
      const outcome = await commands.generate(context, command, context);
      return outcome.ok
        ? listReply(outcome.value.map(({ id }) => id))
        : refusedWith(400, generateErrors(outcome, body));
    },
  };
}

type ListRoutes = Pick<JetOrderRoutes, 'listOrders' | 'listTaggedOrders' | 'listDirectedCancels'>;

function listHandlers({ db }: MarketplaceDatabase): Handlers<ListRoutes, AccountContext> {
  const unknownStatus = () => refusedWith(400, [invalidValue(orderStatuses, '/status')]);
  return {
    listOrders: async (context, { params, query }) => {
      const status = matchOrderStatus(params.status);
      if (status === undefined) return unknownStatus();
      const ids = await listOrderIds(db, context.accountId, {
        ...listedNow(context),
        status,
        nodeId: query.fulfillment_node ?? null,
        // It matters only with `complete`, the status that cancelled orders end in.
        cancelledByCustomer: status === 'complete' ? (readBoolean(query.isCancelled) ?? null) : null,
      });
      return listReply(ids);
    },
    listTaggedOrders: async (context, { params }) => {
      const status = matchOrderStatus(params.status);
      if (status === undefined) return unknownStatus();
      const isTagged = readBoolean(params.tagged) === true;
      const listing = { ...listedNow(context), status, tag: params.tag, isTagged };
      return listReply(await listTaggedOrderIds(db, context.accountId, listing));
    },
    listDirectedCancels: async (context) =>
      listReply(await listOrderIdsToCancel(db, context.accountId, listedNow(context))),
  };
}

const listedNow = ({ now }: AccountContext) => ({
  placedSince: now - LISTED_ORDER_DAYS * DAY_MS,
  limit: MAX_LISTED_ORDERS,
});

const listReply = (ids: readonly string[]) => ({ status: 200, body: { order_urls: ids.map(orderLink) } }) as const;

function replyTo(outcome: OrderOutcome, orderId: string) {
  if (outcome.ok) return { status: 204 } as const;
  const { code, texts } = outcome.refusal;
  return code === 'not_found' ? refusedWith(404, [orderNotFound(orderId)]) : refusedWith(400, texts);
}

/** Clients send "" for what they have nothing to say about. */
const unlessBlank = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text);

/** An acknowledge message whose own rules hold, as a command. */
export const toAcknowledgeCommand = (message: AcknowledgeMessage): AcknowledgeCommand => ({
  status: message.acknowledgement_status,
  altOrderId: unlessBlank(message.alt_order_id),
  items: message.order_items.map((item) => ({
    status: item.order_item_acknowledgement_status,
    orderItemId: unlessBlank(item.order_item_id),
    altOrderItemId: unlessBlank(item.alt_order_item_id),
  })),
});

/** A shipped message whose own rules hold, as a command. */
export const toShipCommand = (message: ShipMessage): ShipCommand => ({
  altOrderId: unlessBlank(message.alt_order_id),
  shipments: message.shipments.map(toShipment),
});

const DATE_FIELDS = ['response_shipment_date', 'expected_delivery_date', 'carrier_pick_up_date'] as const;

function toShipment(shipment: ShippedShipment): ShipmentCommand {
  const redirect = shipment.redirect_notification;
  return {
    altShipmentId: unlessBlank(shipment.alt_shipment_id),
    lines: shipment.shipment_items.map((item) => ({
      sku: item.merchant_sku,
      shipped: item.response_shipment_sku_quantity ?? 0,
      cancelled: item.response_shipment_cancel_qty ?? 0,
    })),
    dates: DATE_FIELDS.flatMap((name) => {
      const at = parseWireDate(shipment[name] ?? '');
      return at === undefined ? [] : [{ name, at }];
    }),
    redirect:
      redirect === undefined
        ? null
        : {
            nodeId: redirect.redirect_node,
            isForZeroInventory: readBoolean(redirect.is_redirect_for_zero_inventory) === true,
          },
    sent: shipment,
  };
}

/** The same SKU twice is one item of the sum. */
function toGenerateCommand(message: GenerateMessage): Pick<GenerateCommand, 'nodeId' | 'items'> {
  const items = new Map<string, GenerateCommand['items'][number]>();
  for (const { sku, order_quantity: quantity, order_cancel_quantity: cancelQuantity = 0 } of message.items) {
    const earlier = items.get(sku) ?? { sku, quantity: 0, cancelQuantity: 0 };
    items.set(sku, {
      sku,
      quantity: earlier.quantity + quantity,
      cancelQuantity: earlier.cancelQuantity + cancelQuantity,
    });
  }
  return { nodeId: message.fulfillment_node, items: [...items.values()] };
}

function generateErrors({ refusal }: Extract<GenerateOutcome, { ok: false }>, message: GenerateMessage): string[] {
  const { fulfillment_node: nodeId } = message;
  switch (refusal.code) {
    case 'short':
      return refusal.shortages.map(({ sku, wanted, available }) =>
        available === null ? skuNotFound(sku) : notEnoughOnSale(sku, nodeId, wanted, available),
      );
    case 'unknown_node':
      return [unknownFulfillmentNode(nodeId, '/fulfillment_node')];
    default:
      return [refusal.text];
  }
}
