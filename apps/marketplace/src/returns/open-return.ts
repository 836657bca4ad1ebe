/** Owns how a shopper's wish to send something back becomes a return (page Check Return Detail). */
import type { Cents, Ids, Instant } from '@jetway/kernel';
import { formatCents, ok } from '@jetway/kernel';
import type { Order } from '../orders/index.ts';
import { matchReturnReason, returnReasons } from './return-words.ts';
import { COMPONENTS, paidFor, paidUnits, type RequestedRefund, type Return } from './returns.ts';

export interface ReturnWish {
  readonly sku: string;
  readonly quantity: number;
  readonly reason: string;
  /** What was paid for the units when absent. */
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
  readonly returnNodeId: string | null;
}

const REFERENCE_LENGTH = 26;
const REFERENCE_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

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

/**
 * Opens a return of shipped units: no more of an item than were shipped and are in no other return of the order, and
 * nothing asked for that was not paid.
 */
export function decideOpenReturn(
  order: Order,
  earlier: readonly Return[],
  command: OpenReturnCommand,
  around: { readonly now: Instant; readonly ids: Ids },
): OpenReturnDecision {
  const { ids, now } = around;
  const issues = command.items.flatMap((wish, index) => wishIssues(order, earlier, command.items, wish, index));
  if (now < order.placedAt) issues.push({ path: '/openedAt', text: 'must not be before the order was placed' });
  if (issues.length > 0) return { ok: false, refusal: { code: 'invalid', issues } };
  const lines = command.items.flatMap((wish) => {
    const item = order.items.find(({ sku }) => sku === wish.sku);
    if (item === undefined) return [];
    const { quantity, reason } = wish;
    return [{ orderItemId: item.id, quantity, reason, requested: wish.requested ?? paidFor(item, quantity) }];
  });
  return ok({
    accountId: order.accountId,
    id: command.id ?? ids.hex32(),
    worldId: order.worldId,
    orderId: order.id,
    referenceId: command.referenceId ?? ids.text(REFERENCE_LENGTH, REFERENCE_LETTERS),
    altReturnId: null,
    status: 'created',
    refundWithoutReturn: command.refundWithoutReturn,
    chargeCents: command.chargeCents,
    agreesToCharge: null,
    chargeFeedback: null,
    carrier: command.carrier,
    trackingNumber: command.trackingNumber,
    returnNodeId: command.returnNodeId,
    openedAt: now,
    completedAt: null,
    eventCount: 1,
    lines,
    refunds: [],
  });
}

function wishIssues(
  order: Order,
  earlier: readonly Return[],
  wishes: readonly ReturnWish[],
  wish: ReturnWish,
  index: number,
): OpenReturnIssue[] {
  const path = `/items/${index}`;
  const item = order.items.find(({ sku }) => sku === wish.sku);
  if (item === undefined) return [{ path: `${path}/sku`, text: `the order has no item "${wish.sku}"` }];
  if (wishes.findIndex(({ sku }) => sku === wish.sku) < index)
    return [{ path: `${path}/sku`, text: 'the same item must not be named twice' }];
  const issues: OpenReturnIssue[] = [];
  const left = paidUnits(item) - unitsReturned(earlier, item.id);
  if (wish.quantity > left)
    issues.push({
      path: `${path}/quantity`,
      text: `must be at most ${left}, the units shipped that are in no other return`,
    });
  if (matchReturnReason(wish.reason) === undefined)
    issues.push({ path: `${path}/reason`, text: `must be one of ${returnReasons.join(', ')}` });
  const paid = paidFor(item, wish.quantity);
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

const unitsReturned = (returns: readonly Return[], orderItemId: string): number =>
  returns
    .flatMap(({ lines }) => lines)
    .filter((line) => line.orderItemId === orderItemId)
    .reduce((sum, { quantity }) => sum + quantity, 0);
