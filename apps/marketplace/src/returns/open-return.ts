/** Owns how a shopper's wish to send something back becomes a return (page Check Return Detail). */
import { matchReturnReason, returnReasons } from '@jetway/jet-api';
import type { Cents, Ids, Instant } from '@jetway/kernel';
import { formatCents, ok } from '@jetway/kernel';
import type { Order } from '../orders/index.ts';
import { chooseDestination, destinationAt, type ReturnPlaces } from './return-location.ts';
import { COMPONENTS, paidFor, type RefundAmount, type RequestedRefund, type Return, totalOf } from './returns.ts';
import { type ItemStanding, leftToRefund, type OrderStanding } from './standing.ts';

export interface ReturnWish {
  readonly sku: string;
  readonly quantity: number;
  readonly reason: string;
  /** What was paid for the units and has not gone back yet, when absent. */
  readonly requested?: RequestedRefund | undefined;
}

export interface OpenReturnCommand {
  readonly id?: string | undefined;
  readonly referenceId?: string | undefined;
  readonly items: readonly ReturnWish[];
  readonly refundWithoutReturn: boolean;
  readonly chargeCents: Cents;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  /** Null: where the merchant wants it. */
  readonly returnNodeId: string | null;
}

export const REFERENCE_LENGTH = 26;
export const CAPITALS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** One thing wrong with a wish, and where: `/items/0/quantity`. */
export interface OpenReturnIssue {
  readonly path: string;
  readonly text: string;
}

export type OpenReturnDecision =
  | { readonly ok: true; readonly value: Return }
  | {
      readonly ok: false;
      readonly refusal: { readonly code: 'not_found' | 'invalid'; readonly issues: readonly OpenReturnIssue[] };
    };

export interface OpenReturnFacts {
  readonly standing: OrderStanding;
  readonly places: ReturnPlaces;
  readonly now: Instant;
  readonly ids: Ids;
}

/**
 * Opens a return of shipped units: no more of an item than were shipped and are in no other return of the order, nothing
 * asked for that was not paid, nothing of what was refunded whole, and nothing of an order whose returns were waived.
 */
export function decideOpenReturn(order: Order, command: OpenReturnCommand, facts: OpenReturnFacts): OpenReturnDecision {
  const { ids, now, standing, places } = facts;
  const issues = command.items.flatMap((wish, index) => wishIssues(standing, command.items, wish, index));
  if (order.returnsWaived) issues.push({ path: '/order', text: 'the shopper gave up returning anything of the order' });
  if (now < order.placedAt) issues.push({ path: '/openedAt', text: 'must not be before the order was placed' });
  if (issues.length > 0) return { ok: false, refusal: { code: 'invalid', issues } };
  const lines = command.items.flatMap((wish) => {
    const item = itemOfSku(standing, wish.sku);
    if (item === undefined) return [];
    const { quantity, reason } = wish;
    return [
      { orderItemId: item.orderItemId, quantity, reason, requested: wish.requested ?? usualRequest(item, quantity) },
    ];
  });
  const skus = command.items.map(({ sku }) => sku);
  const destination =
    command.returnNodeId === null
      ? command.refundWithoutReturn
        ? { nodeId: null, locations: [] }
        : chooseDestination(order, skus, places)
      : destinationAt(command.returnNodeId, places);
  return ok({
    accountId: order.accountId,
    id: command.id ?? ids.hex32(),
    worldId: order.worldId,
    orderId: order.id,
    referenceId: command.referenceId ?? ids.text(REFERENCE_LENGTH, CAPITALS_AND_DIGITS),
    altReturnId: null,
    altOrderId: null,
    status: 'created',
    refundWithoutReturn: command.refundWithoutReturn,
    chargeCents: command.chargeCents,
    agreesToCharge: null,
    chargeFeedback: null,
    carrier: command.carrier,
    trackingNumber: command.trackingNumber,
    returnNodeId: destination.nodeId,
    locations: destination.locations,
    openedAt: now,
    completedAt: null,
    eventCount: 1,
    lines,
    refunds: [],
  });
}

const itemOfSku = (standing: OrderStanding, sku: string): ItemStanding | undefined =>
  [...standing.values()].find((item) => item.sku === sku);

function usualRequest(item: ItemStanding, units: number): RefundAmount {
  const [paid, left] = [paidFor(item.unit, units), leftToRefund(item)];
  const lesser = (component: keyof RefundAmount): Cents => Math.min(paid[component], left[component]);
  return {
    principalCents: lesser('principalCents'),
    taxCents: lesser('taxCents'),
    shippingCents: lesser('shippingCents'),
    shippingTaxCents: lesser('shippingTaxCents'),
  };
}

function wishIssues(
  standing: OrderStanding,
  wishes: readonly ReturnWish[],
  wish: ReturnWish,
  index: number,
): OpenReturnIssue[] {
  const path = `/items/${index}`;
  const item = itemOfSku(standing, wish.sku);
  if (item === undefined) return [{ path: `${path}/sku`, text: `the order has no item "${wish.sku}"` }];
  if (wishes.findIndex(({ sku }) => sku === wish.sku) < index)
    return [{ path: `${path}/sku`, text: 'the same item must not be named twice' }];
  const issues: OpenReturnIssue[] = [];
  const left = item.paidUnits - item.unitsInReturns;
  if (wish.quantity > left)
    issues.push({
      path: `${path}/quantity`,
      text: `must be at most ${left}, the units shipped that are in no other return`,
    });
  else if (totalOf(leftToRefund(item)) === 0)
    issues.push({ path: `${path}/sku`, text: 'all that was paid for the item has been refunded' });
  if (matchReturnReason(wish.reason) === undefined)
    issues.push({ path: `${path}/reason`, text: `must be one of ${returnReasons.join(', ')}` });
  const paid = paidFor(item.unit, wish.quantity);
  for (const component of COMPONENTS) {
    const asked = wish.requested?.[component] ?? 0;
    if (asked > paid[component])
      issues.push({
        path: `${path}/requestedRefund/${NAMES[component]}`,
        text: `must be at most ${formatCents(paid[component])}, what was paid for the units`,
      });
  }
  return issues;
}

const NAMES = {
  principalCents: 'principal',
  taxCents: 'tax',
  shippingCents: 'shippingCost',
  shippingTaxCents: 'shippingTax',
} as const;
