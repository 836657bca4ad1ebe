/** Owns the HTTP edge of what people decide about an order. */
import { type Result, refuse } from '@jetway/kernel';
import { decidingRoles, type Intent, orderRoutes, type Role } from '@jetway/oms-api';
import { problem } from '@jetway/service';
import { defineFeature, type Feature } from '../edge/index.ts';
import { acknowledgeOrder } from './acknowledge-order.ts';
import { cancelOrder } from './cancel-order.ts';
import { type CommandDeps, connectionOf, lastIntent } from './commands.ts';
import { type EraseExchanges, eraseBuyer } from './erase-buyer.ts';
import { toIntentItem, toShipment } from './orders.view.ts';
import { retryIntent } from './retry-intent.ts';
import { shipOrder, trackingWarnings } from './ship-order.ts';
import type { OrderWork } from './work.ts';

const { acknowledgeOrder: acknowledge, shipOrder: ship, cancelOrder: cancel } = orderRoutes;
const { retryIntent: retry, eraseBuyer: erase } = orderRoutes;
export const commandRoutes = {
  acknowledgeOrder: acknowledge,
  shipOrder: ship,
  cancelOrder: cancel,
  retryIntent: retry,
  eraseBuyer: erase,
};

export interface OrderCommandDeps extends CommandDeps {
  readonly eraseExchanges: EraseExchanges;
}

/** What the caller sent is wrong in itself; everything else is in conflict with where the order stands. */
const WRONG_INPUT: ReadonlySet<string> = new Set([
  'unknown_line',
  'too_many_units',
  'unknown_carrier',
  'unknown_method',
  'concatenated_tracking',
  'tracking_required',
  'empty_parcel',
  'nothing_shipped',
  'message_unsound',
  'lines_not_allowed',
  'unknown_reason',
]);

/** Cancelling in a parcel's message is cancelling: for the same people. */
const mayCancel = (role: Role): boolean => decidingRoles.some((one) => one === role);

const CANCEL_NOT_ALLOWED = refuse(
  'cancel_not_allowed',
  'Units are cancelled by admins and managers: ship what there is, and leave the rest open.',
).refusal;

type Refusal = Extract<Result<never>, { readonly ok: false }>['refusal'];

function refused(refusal: Refusal, requestId: string) {
  if (refusal.code === 'not_found') return problem(404, refusal, { requestId });
  if (WRONG_INPUT.has(refusal.code)) return problem(400, refusal, { requestId });
  return problem(409, refusal, { requestId });
}

export function orderCommands(deps: OrderCommandDeps): Feature<typeof commandRoutes> {
  const answered = async (work: OrderWork): Promise<{ readonly status: 202; readonly body: Intent }> => {
    const { channel } = await connectionOf(deps, deps.database.db, work.order);
    return { status: 202, body: toIntentItem(lastIntent(work), deps.channels.get(channel)) };
  };
  return defineFeature({
    routes: commandRoutes,
    handlers: {
      acknowledgeOrder: async (context, { params }) => {
        const done = await acknowledgeOrder(deps, context, params.orderId);
        return done.ok ? answered(done.value) : refused(done.refusal, context.requestId);
      },
      shipOrder: async (context, { params, body }) => {
        const cancels = body.parcels.some(({ items }) => items.some(({ cancelQuantity = 0 }) => cancelQuantity > 0));
        if (cancels && !mayCancel(context.role)) return problem(403, CANCEL_NOT_ALLOWED, context);
        const done = await shipOrder(deps, context, params.orderId, body.parcels);
        if (!done.ok) return refused(done.refusal, context.requestId);
        const states = new Map(done.value.intents.map(({ intentId, state }) => [intentId, state]));
        const shipments = done.value.shipments.map((shipment) =>
          toShipment({
            ...shipment,
            altShipmentId: shipment.shipmentId,
            state: states.get(shipment.intentId) ?? 'pending',
          }),
        );
        return { status: 202, body: { shipments, warnings: trackingWarnings(done.value.shipments) } };
      },
      cancelOrder: async (context, { params, body }) => {
        const done = await cancelOrder(deps, context, params.orderId, body);
        return done.ok ? answered(done.value) : refused(done.refusal, context.requestId);
      },
      retryIntent: async (context, { params }) => {
        const done = await retryIntent(deps, context, params.orderId, params.intentId);
        return done.ok ? answered(done.value) : refused(done.refusal, context.requestId);
      },
      eraseBuyer: async (context, { params }) => {
        const done = await eraseBuyer(deps, context, params.orderId);
        return done.ok ? { status: 204 } : refused(done.refusal, context.requestId);
      },
    },
  });
}
