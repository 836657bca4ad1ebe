/** Owns the orders of the merchant API: lists, details, acknowledge and shipped messages. */
import {
  type AcknowledgeMessage,
  acknowledgeMessageErrors,
  type acknowledgeRoutes,
  invalidValue,
  LISTED_ORDER_DAYS,
  MAX_LISTED_ORDERS,
  matchOrderStatus,
  orderLink,
  orderNotFound,
  type orderRoutes,
  orderStatuses,
  parseWireDate,
  readBoolean,
  type ShipMessage,
  type ShippedShipment,
  shipMessageErrors,
  type shipRoutes,
} from '@jetway/jet-api';
import { DAY_MS } from '@jetway/kernel';
import type { Handlers } from '@jetway/service';
import type { MarketplaceDatabase } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import type { AcknowledgeCommand } from './acknowledge.ts';
import type { OrderCommands, OrderOutcome } from './order-commands.ts';
import { findOrder, listOrderIds } from './orders.store.ts';
import { toJetOrder } from './orders.view.ts';
import type { ShipCommand, ShipmentCommand } from './ship.ts';

export type JetOrderRoutes = typeof orderRoutes & typeof acknowledgeRoutes & typeof shipRoutes;

const refusedWith = <const Status extends 400 | 404>(status: Status, errors: readonly string[]) => ({
  status,
  body: { errors: [...errors] },
});

export function orderHandlers(deps: {
  readonly database: MarketplaceDatabase;
  readonly commands: OrderCommands;
}): Handlers<JetOrderRoutes, AccountContext> {
  const { database, commands } = deps;
  return {
    listOrders: async (context, { params, query }) => {
      const status = matchOrderStatus(params.status);
      if (status === undefined) return refusedWith(400, [invalidValue(orderStatuses, '/status')]);
      const ids = await listOrderIds(database.db, context.accountId, {
        status,
        placedSince: context.now - LISTED_ORDER_DAYS * DAY_MS,
        nodeId: query.fulfillment_node ?? null,
        // It matters only with `complete`, the status that cancelled orders end in.
        cancelledByCustomer: status === 'complete' ? (readBoolean(query.isCancelled) ?? null) : null,
        limit: MAX_LISTED_ORDERS,
      });
      return { status: 200, body: { order_urls: ids.map(orderLink) } };
    },
    getOrder: async (context, { params }) => {
      const order = await findOrder(database.db, context.accountId, params.orderId);
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
  };
}

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
