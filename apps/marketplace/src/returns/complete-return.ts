/** Owns the merchant's complete message of a return: what came back, what is refunded, and whether it pays the charge. */
import { at, MAX_ERRORS, orderItemMismatch, requiredPropertyMissing } from '@jetway/jet-api';
import { type Cents, formatCents, type Instant, ok } from '@jetway/kernel';
import type { Order } from '../orders/index.ts';
import { matchRefundFeedback } from './return-words.ts';
import {
  addAmounts,
  COMPONENTS,
  type CompleteReturnCommand,
  paidFor,
  paidUnits,
  type ReportedRefund,
  type Return,
  type ReturnChange,
  type ReturnDecision,
  refuseReturn,
  returnLifecycle,
  totalOf,
  unitsAccountedFor,
} from './returns.ts';

/** What is known around the return. */
export interface CompleteReturnFacts {
  readonly order: Order;
  /** Every return of the order, this one among them: an item's refunds are bounded over all of them. */
  readonly returns: readonly Return[];
  readonly now: Instant;
}

/**
 * Decides on a complete message whose schema holds. A message may cover a part of the units: the return is complete when
 * all are accounted for, or when the message names no items. Refunds are bounded by what was paid, component by
 * component; a refund below what was asked for needs a reason.
 */
export function decideCompleteReturn(
  ret: Return,
  command: CompleteReturnCommand,
  facts: CompleteReturnFacts,
): ReturnDecision<ReturnChange> {
  const errors = [
    ...(command.orderId === ret.orderId ? [] : [at('The return belongs to another order.', '/merchant_order_id')]),
    ...(command.agreesToCharge || command.chargeFeedback !== null
      ? []
      : [requiredPropertyMissing('/return_charge_feedback')]),
    ...itemErrors(ret, command.items, facts),
  ];
  if (errors.length > 0) return refuseReturn('invalid', ...errors.slice(0, MAX_ERRORS));
  if (!returnLifecycle.allows(ret.status, 'complete'))
    return refuseReturn('not_allowed_now', `A return in status '${ret.status}' cannot be completed.`);
  return ok(completed(ret, command, facts.now));
}

function completed(ret: Return, command: CompleteReturnCommand, now: Instant): ReturnChange {
  const refunds = [...ret.refunds, ...command.items];
  const isAllAccountedFor =
    command.items.length === 0 ||
    ret.lines.every((line) => unitsAccountedFor({ refunds }, line.orderItemId) >= line.quantity);
  const wanted = isAllAccountedFor ? 'completed by merchant' : 'inprogress';
  const status = returnLifecycle.targets(ret.status, 'complete').find((target) => target === wanted) ?? ret.status;
  const refundedCents = command.items.reduce((sum, { amount }) => sum + totalOf(amount), 0);
  return {
    kind: 'complete',
    at: now,
    detail: `The merchant refunds ${formatCents(refundedCents)} and ${command.agreesToCharge ? 'agrees to' : 'disputes'} the charge.`,
    return: {
      ...ret,
      status,
      altReturnId: command.altReturnId ?? ret.altReturnId,
      agreesToCharge: command.agreesToCharge,
      chargeFeedback: command.chargeFeedback,
      completedAt: isAllAccountedFor ? now : null,
      refunds,
    },
    newRefunds: command.items,
  };
}

function itemErrors(ret: Return, items: readonly ReportedRefund[], facts: CompleteReturnFacts): string[] {
  const unknown = items.filter(({ orderItemId }) => ret.lines.every((line) => line.orderItemId !== orderItemId));
  if (unknown.length > 0) return unknown.map(({ orderItemId }) => orderItemMismatch(orderItemId));
  return [
    ...items.flatMap((item, index) => feedbackErrors(ret, item, `/items[${index}]`)),
    ...ret.lines.flatMap((line) => boundErrors(ret, line.orderItemId, items, facts)),
  ];
}

/** Less than the share of what was asked for needs a reason, and some reasons need notes (page Complete Return). */
function feedbackErrors(ret: Return, item: ReportedRefund, path: string): string[] {
  const feedback = item.feedback === null ? undefined : matchRefundFeedback(item.feedback);
  if (feedback === undefined)
    return totalOf(item.amount) < askedFor(ret, item)
      ? [requiredPropertyMissing(`${path}/return_refund_feedback`)]
      : [];
  const isNoted = feedback !== 'other' && feedback !== 'general adjustment - notes required';
  return isNoted || item.notes !== null ? [] : [requiredPropertyMissing(`${path}/notes`)];
}

/** What was asked for the units that the report is about. */
function askedFor(ret: Return, item: ReportedRefund): Cents {
  const line = ret.lines.find(({ orderItemId }) => orderItemId === item.orderItemId);
  if (line === undefined) return 0;
  const units = Math.min(line.quantity, Math.max(item.returned, item.refunded));
  return Math.floor((totalOf(line.requested) * units) / line.quantity);
}

function boundErrors(
  ret: Return,
  orderItemId: string,
  items: readonly ReportedRefund[],
  { order, returns }: CompleteReturnFacts,
): string[] {
  const own = items.filter((item) => item.orderItemId === orderItemId);
  const line = ret.lines.find((one) => one.orderItemId === orderItemId);
  const ordered = order.items.find(({ id }) => id === orderItemId);
  if (own.length === 0 || line === undefined || ordered === undefined) return [];
  const errors: string[] = [];
  const place = `/items[${items.findIndex((item) => item.orderItemId === orderItemId)}]`;
  const units = unitsAccountedFor({ refunds: [...ret.refunds, ...own] }, orderItemId);
  if (units > line.quantity)
    errors.push(at(`At most ${line.quantity} units are in the return.`, `${place}/total_quantity_returned`));
  const paid = paidFor(ordered, paidUnits(ordered));
  const earlier = returns.flatMap(({ refunds }) => refunds).filter((refund) => refund.orderItemId === orderItemId);
  const refunded = addAmounts([...earlier, ...own].map(({ amount }) => amount));
  for (const component of COMPONENTS) {
    if (refunded[component] > paid[component])
      errors.push(
        at(
          `At most ${formatCents(paid[component])} was paid for the item.`,
          `${place}/refund_amount/${WIRE_NAMES[component]}`,
        ),
      );
  }
  return errors;
}

const WIRE_NAMES = {
  principalCents: 'principal',
  taxCents: 'tax',
  shippingCents: 'shipping_cost',
  shippingTaxCents: 'shipping_tax',
} as const;
