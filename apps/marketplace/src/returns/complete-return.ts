/** Owns the merchant's complete message of a return: what came back, what is refunded, and whether it pays the charge. */
import {
  altOrderItemMismatch,
  MAX_ERRORS,
  moreThanPaid,
  moreUnitsThanReturned,
  orderItemMismatch,
  orderOfReturnMissing,
  requiredPropertyMissing,
  returnStatusMismatch,
} from '@jetway/jet-api';
import { type Cents, formatCents, type Instant, ok } from '@jetway/kernel';
import type { Order } from '../orders/index.ts';
import {
  addAmounts,
  COMPONENTS,
  type CompleteReturnCommand,
  type ReportedItem,
  type ReportedRefund,
  type Return,
  type ReturnChange,
  type ReturnDecision,
  refuseReturn,
  returnLifecycle,
  type ToldItem,
  totalOf,
  unitsAccountedFor,
  WIRE_COMPONENTS,
} from './returns.ts';
import { type OrderStanding, paidOf } from './standing.ts';

/** What is known around the return. */
export interface CompleteReturnFacts {
  readonly order: Pick<Order, 'id' | 'referenceOrderId' | 'altOrderId'>;
  /** Over every return and refund of the order: an item's refunds are bounded over all of them. */
  readonly standing: OrderStanding;
  readonly now: Instant;
}

/**
 * Decides on a complete message whose own rules hold. A message may cover a part of the units: the return is complete
 * when all are accounted for, or when the message names no items. Refunds are bounded by what was paid, component by
 * component; a refund below what was asked for needs a reason. The message that completed a return may come again.
 */
export function decideCompleteReturn(
  ret: Return,
  command: CompleteReturnCommand,
  facts: CompleteReturnFacts,
): ReturnDecision<ReturnChange | 'unchanged'> {
  const named = command.items.map((item) => namedByJet(item, facts.standing));
  const items = named.flatMap((item) => item ?? []);
  if (!returnLifecycle.allows(ret.status, 'complete'))
    return isLastMessage(ret, command, items)
      ? ok('unchanged')
      : refuseReturn('not_allowed_now', returnStatusMismatch(ret.status));
  const { id, referenceOrderId, altOrderId } = facts.order;
  const errors = [
    ...([id, referenceOrderId, altOrderId].includes(command.orderId)
      ? []
      : [orderOfReturnMissing(command.orderId, ret.id)]),
    ...itemErrors(ret, command.items, named, facts.standing),
  ];
  if (errors.length > 0) return refuseReturn('invalid', ...errors.slice(0, MAX_ERRORS));
  return ok(completed(ret, command, items, facts.now));
}

/** The same item under Jet's id; undefined when the merchant gave its own id to none of the order. */
function namedByJet(item: ToldItem, standing: OrderStanding): ReportedItem | undefined {
  const orderItemId =
    item.orderItemId ??
    [...standing.values()].find(({ altOrderItemId }) => altOrderItemId === item.altOrderItemId)?.orderItemId;
  return orderItemId === undefined ? undefined : { ...item, orderItemId };
}

/** Whether the message says what the last one said: the answer to that one was lost. */
function isLastMessage(ret: Return, command: CompleteReturnCommand, items: readonly ReportedItem[]): boolean {
  const last = ret.refunds.filter(({ eventSeq }) => eventSeq === ret.eventCount);
  return (
    ret.agreesToCharge === command.agreesToCharge &&
    ret.chargeFeedback === command.chargeFeedback &&
    items.length === command.items.length &&
    last.length === items.length &&
    last.every((refund, index) => isSameReport(refund, items[index]))
  );
}

const isSameReport = (one: ReportedItem, other: ReportedItem | undefined): boolean =>
  other !== undefined &&
  one.orderItemId === other.orderItemId &&
  one.returned === other.returned &&
  one.refunded === other.refunded &&
  one.feedback === other.feedback &&
  one.notes === other.notes &&
  COMPONENTS.every((component) => one.amount[component] === other.amount[component]);

function completed(
  ret: Return,
  command: CompleteReturnCommand,
  items: readonly ReportedItem[],
  now: Instant,
): ReturnChange {
  const eventSeq = ret.eventCount + 1;
  const newRefunds: readonly ReportedRefund[] = items.map((item) => ({ ...item, at: now, eventSeq }));
  const refunds = [...ret.refunds, ...newRefunds];
  const isAllAccountedFor =
    items.length === 0 || ret.lines.every((line) => unitsAccountedFor({ refunds }, line.orderItemId) >= line.quantity);
  const wanted = isAllAccountedFor ? 'completed by merchant' : 'inprogress';
  const status = returnLifecycle.targets(ret.status, 'complete').find((target) => target === wanted) ?? ret.status;
  const refundedCents = items.reduce((sum, { amount }) => sum + totalOf(amount), 0);
  return {
    kind: 'complete',
    at: now,
    detail: `The merchant refunds ${formatCents(refundedCents)} to the shopper and ${command.agreesToCharge ? 'agrees to' : 'disputes'} the charge.`,
    return: {
      ...ret,
      status,
      altReturnId: command.altReturnId ?? ret.altReturnId,
      altOrderId: command.altOrderId ?? ret.altOrderId,
      agreesToCharge: command.agreesToCharge,
      chargeFeedback: command.chargeFeedback,
      completedAt: isAllAccountedFor ? now : null,
      refunds,
      eventCount: eventSeq,
    },
    newRefunds,
  };
}

function itemErrors(
  ret: Return,
  told: readonly ToldItem[],
  named: readonly (ReportedItem | undefined)[],
  standing: OrderStanding,
): string[] {
  const unknown = told.filter((_, index) => ret.lines.every((line) => line.orderItemId !== named[index]?.orderItemId));
  if (unknown.length > 0)
    return unknown.map(({ orderItemId, altOrderItemId }) =>
      orderItemId === null ? altOrderItemMismatch(altOrderItemId ?? '') : orderItemMismatch(orderItemId),
    );
  const items = named.flatMap((item) => item ?? []);
  return [
    ...items.flatMap((item, index) => feedbackErrors(ret, item, `/items[${index}]`)),
    ...ret.lines.flatMap((line) => boundErrors(ret, line.orderItemId, items, standing)),
  ];
}

/** Less than the share of what was asked for needs a reason (page Complete Return). */
const feedbackErrors = (ret: Return, item: ReportedItem, path: string): string[] =>
  (item.feedback === null || item.feedback === '') && totalOf(item.amount) < askedFor(ret, item)
    ? [requiredPropertyMissing(`${path}/return_refund_feedback`)]
    : [];

/** What was asked for the units that the report is about. */
function askedFor(ret: Return, item: ReportedItem): Cents {
  const line = ret.lines.find(({ orderItemId }) => orderItemId === item.orderItemId);
  if (line === undefined) return 0;
  const units = Math.min(line.quantity, Math.max(item.returned, item.refunded));
  return Math.floor((totalOf(line.requested) * units) / line.quantity);
}

function boundErrors(
  ret: Return,
  orderItemId: string,
  items: readonly ReportedItem[],
  standing: OrderStanding,
): string[] {
  const own = items.filter((item) => item.orderItemId === orderItemId);
  const line = ret.lines.find((one) => one.orderItemId === orderItemId);
  const item = standing.get(orderItemId);
  if (own.length === 0 || line === undefined || item === undefined) return [];
  const errors: string[] = [];
  const place = `/items[${items.findIndex((one) => one.orderItemId === orderItemId)}]`;
  const units = unitsAccountedFor({ refunds: [...ret.refunds, ...own] }, orderItemId);
  if (units > line.quantity) errors.push(moreUnitsThanReturned(line.quantity, `${place}/total_quantity_returned`));
  const paid = paidOf(item);
  const refunded = addAmounts([item.refunded, ...own.map(({ amount }) => amount)]);
  for (const component of COMPONENTS) {
    if (refunded[component] > paid[component])
      errors.push(moreThanPaid(formatCents(paid[component]), `${place}/refund_amount/${WIRE_COMPONENTS[component]}`));
  }
  return errors;
}
