/** Owns what moves an order without the merchant: release, deadline, the shopper's cancelling, and the operator's hand. */
import type { OrderExceptionState } from '@jetway/jet-api';
import { type Instant, ok } from '@jetway/kernel';
import type { WorldPolicy } from '@jetway/marketplace-api';
import { noStockEffect, type OrderChange, type OrderDecision, refuseOrder, unitsInWords } from './changes.ts';
import { type Order, type OrderEventKind, openUnits, orderLifecycle, stockOfStatus } from './orders.ts';

/**
 * The change that ends an order with its open units cancelled and given back. The caller has asked the lifecycle
 * whether the event may happen.
 */
export function closed(
  order: Order,
  now: Instant,
  why: {
    readonly kind: OrderEventKind;
    readonly detail: string;
    readonly exceptionState?: OrderExceptionState;
    readonly cancelledByCustomer?: true;
    readonly zero?: readonly string[];
  },
): OrderChange {
  const open = order.items.map((item) => ({ sku: item.sku, quantity: openUnits(item), acceptedSeq: item.acceptedSeq }));
  const isHeld = stockOfStatus[order.status] === 'held';
  return {
    kind: why.kind,
    at: now,
    detail: why.detail,
    order: {
      ...order,
      status: 'complete',
      exceptionState: exceptionAfter(order, why.exceptionState),
      cancelledByCustomer: why.cancelledByCustomer ?? order.cancelledByCustomer,
      completedAt: now,
      dueAt: null,
      items: order.items.map((item) => ({ ...item, cancelled: item.cancelled + openUnits(item) })),
    },
    newShipments: [],
    stock: {
      ...noStockEffect,
      release: isHeld ? open : [],
      giveBack: open.flatMap((units) =>
        units.acceptedSeq === null ? [] : [{ ...units, acceptedSeq: units.acceptedSeq }],
      ),
      zero: why.zero ?? [],
    },
  };
}

/** That too many units were shipped or cancelled stays on record until somebody resolves it. */
function exceptionAfter(order: Order, reason: OrderExceptionState | undefined): OrderExceptionState | null {
  const isRecorded = order.exceptionState !== null && order.exceptionState !== 'resolved';
  return isRecorded ? order.exceptionState : (reason ?? order.exceptionState);
}

/** The hold is over: the merchant may fulfil. The deadline for its answer begins at the instant of the release. */
export function decideRelease(order: Order, policy: WorldPolicy, at: Instant): OrderDecision {
  const [status] = orderLifecycle.targets(order.status, 'release');
  if (status === undefined) return refuseOrder('not_allowed_now', `An order in status '${order.status}' is not held.`);
  return ok({
    kind: 'release',
    at,
    detail: 'The hold ended; the order is ready to be fulfilled.',
    order: {
      ...order,
      status,
      readyAt: at,
      transmittedAt: Math.min(order.transmittedAt, at),
      dueAt: at + policy.ackDeadlineMs,
    },
    newShipments: [],
    stock: noStockEffect,
  });
}

/** The merchant did not answer in time. */
export function decideExpire(order: Order, at: Instant): OrderDecision {
  if (!orderLifecycle.allows(order.status, 'expire'))
    return refuseOrder('not_allowed_now', `An order in status '${order.status}' waits for no answer.`);
  return ok(
    closed(order, at, {
      kind: 'expire',
      detail: 'The merchant did not answer before the deadline.',
      exceptionState: 'exception - jet manual canceled to complete state',
    }),
  );
}

export interface CancelledUnits {
  readonly orderItemId: string;
  readonly quantity: number;
}

/**
 * The shopper cancels. The whole order within the hold: at once. Anything else is put to the merchant, which answers
 * by a shipped message with cancelled units (a directed cancel).
 * @param units absent: everything that is open
 */
export function decideShopperCancel(
  order: Order,
  units: readonly CancelledUnits[] | undefined,
  now: Instant,
): OrderDecision {
  if (!orderLifecycle.allows(order.status, 'requestCancel'))
    return refuseOrder('not_allowed_now', `An order in status '${order.status}' cannot be cancelled by the shopper.`);
  const wanted = units === undefined ? everythingOpen(order) : sumByItem(units);
  const unknown = [...wanted.keys()].find((id) => order.items.every((item) => item.id !== id));
  if (unknown !== undefined) return refuseOrder('unknown_item', `The order has no item "${unknown}".`);
  const tooMany = order.items.find((item) => (wanted.get(item.id) ?? 0) > openUnits(item) - item.cancelRequested);
  if (tooMany !== undefined)
    return refuseOrder('too_many_units', `Fewer units of "${tooMany.sku}" are left to be cancelled.`);
  const isWhole = order.items.every((item) => (wanted.get(item.id) ?? 0) + item.cancelRequested === openUnits(item));
  if (isWhole && orderLifecycle.allows(order.status, 'customerCancel')) {
    return ok(
      closed(order, now, {
        kind: 'customerCancel',
        detail: 'The shopper cancelled the order before it was released.',
        cancelledByCustomer: true,
      }),
    );
  }
  const asked = order.items.map((item) => ({ sku: item.sku, quantity: wanted.get(item.id) ?? 0 }));
  if (asked.every(({ quantity }) => quantity === 0)) return ok('unchanged');
  return ok({
    kind: 'requestCancel',
    at: now,
    detail: `The shopper asked the merchant to cancel ${unitsInWords(asked)}.`,
    order: {
      ...order,
      cancelRequested: true,
      items: order.items.map((item) => ({
        ...item,
        cancelRequested: item.cancelRequested + (wanted.get(item.id) ?? 0),
      })),
    },
    newShipments: [],
    stock: noStockEffect,
  });
}

const everythingOpen = (order: Order): ReadonlyMap<string, number> =>
  new Map(order.items.map((item) => [item.id, Math.max(0, openUnits(item) - item.cancelRequested)]));

function sumByItem(units: readonly CancelledUnits[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { orderItemId, quantity } of units) sums.set(orderItemId, (sums.get(orderItemId) ?? 0) + quantity);
  return sums;
}

/** The marketplace ends an order that its merchant does not move (page Check Order Details, `exception_state`). */
export function decideCompleteByHand(order: Order, now: Instant): OrderDecision {
  if (!orderLifecycle.allows(order.status, 'completeByHand'))
    return refuseOrder('not_allowed_now', 'The order is complete already.');
  return ok(
    closed(order, now, {
      kind: 'completeByHand',
      detail: 'The marketplace took the order to complete by hand.',
      exceptionState: 'exception - jet manual canceled to complete state',
    }),
  );
}

/** The marketplace marks what went wrong as settled. */
export function decideResolve(order: Order, now: Instant): OrderDecision {
  const isOpen = order.exceptionState !== null && order.exceptionState !== 'resolved';
  if (!isOpen || !orderLifecycle.allows(order.status, 'resolve'))
    return refuseOrder('not_allowed_now', 'The order has no exception to resolve.');
  return ok({
    kind: 'resolve',
    at: now,
    detail: `The marketplace resolved "${order.exceptionState}".`,
    order: { ...order, exceptionState: 'resolved' },
    newShipments: [],
    stock: noStockEffect,
  });
}
