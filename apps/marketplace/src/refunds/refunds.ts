/** Owns what a refund is that a merchant makes without a return: its parts, the table of its life, and what it may be. */
import {
  altOrderItemMismatch,
  MAX_ERRORS,
  moreThanPaid,
  moreUnitsThanShipped,
  orderItemMismatch,
  type RefundStatus,
} from '@jetway/jet-api';
import { defineLifecycle, formatCents, type Instant, type Lifecycle, type Ok, ok } from '@jetway/kernel';
import {
  addAmounts,
  COMPONENTS,
  type ItemStanding,
  leftToRefund,
  type OrderStanding,
  paidOf,
  type RefundAmount,
  WIRE_COMPONENTS,
} from '../returns/index.ts';

export interface RefundItem {
  readonly orderItemId: string;
  /** Units that came back. */
  readonly returned: number;
  /** Units that are refunded. */
  readonly refunded: number;
  readonly amount: RefundAmount;
  /** The item as the merchant sent it. */
  readonly sent: unknown;
}

export interface Refund {
  readonly accountId: string;
  /** 16 digits. */
  readonly id: string;
  readonly worldId: string;
  readonly orderId: string;
  readonly altRefundId: string;
  readonly status: RefundStatus;
  readonly createdAt: Instant;
  /** When it moves on by itself; null once it is decided. */
  readonly dueAt: Instant | null;
  readonly decidedAt: Instant | null;
  readonly eventCount: number;
  readonly items: readonly RefundItem[];
}

export type RefundEventKind = 'process' | 'accept' | 'reject';

/** The life of a refund (page Check Refund State). An operator may decide at any time before the marketplace does. */
export const refundLifecycle: Lifecycle<RefundStatus, RefundEventKind> = defineLifecycle({
  name: 'refund',
  initial: 'created',
  states: [
    'created',
    'processing',
    'accepted',
    'rejected - customer card not valid',
    'rejected - refund conflicts with returns policy',
  ],
  transitions: {
    process: [{ from: ['created'], to: 'processing' }],
    accept: [{ from: ['created', 'processing'], to: 'accepted' }],
    reject: [
      { from: ['created', 'processing'], to: 'rejected - customer card not valid' },
      { from: ['created', 'processing'], to: 'rejected - refund conflicts with returns policy' },
    ],
  },
});

/** What is done when a status's time is over. */
export const timerOfRefund: Readonly<Record<RefundStatus, 'process' | 'decide' | undefined>> = {
  created: 'process',
  processing: 'decide',
  accepted: undefined,
  'rejected - customer card not valid': undefined,
  'rejected - refund conflicts with returns policy': undefined,
};

export type RefundRefusalCode = 'not_found' | 'invalid' | 'not_allowed_now' | 'conflicts';

export interface RefundRefusal {
  readonly code: RefundRefusalCode;
  /** At least one; all that is wrong. */
  readonly texts: readonly string[];
}

export type RefundDecision<T> = Ok<T> | { readonly ok: false; readonly refusal: RefundRefusal };

export const refuseRefund = (
  code: RefundRefusalCode,
  ...texts: readonly string[]
): { readonly ok: false; readonly refusal: RefundRefusal } => ({ ok: false, refusal: { code, texts } });

/** A refund as it will be (its last event is this one), and what to tell of it. */
export interface RefundChange {
  readonly kind: RefundEventKind;
  readonly at: Instant;
  readonly detail: string;
  readonly refund: Refund;
}

/** An item of a refund as the merchant names it: by Jet's id, else by its own. */
export interface RefundItemCommand extends Omit<RefundItem, 'orderItemId'> {
  readonly orderItemId: string | null;
  readonly altOrderItemId: string | null;
}

/** What the items are of the order, or Jet's texts of those that it does not have. */
export function resolveItems(
  items: readonly RefundItemCommand[],
  standing: OrderStanding,
): RefundDecision<readonly RefundItem[]> {
  const resolved = items.map(({ orderItemId, altOrderItemId, ...rest }) => {
    const found =
      orderItemId === null
        ? [...standing.values()].find((item) => item.altOrderItemId === altOrderItemId)
        : standing.get(orderItemId);
    return found === undefined
      ? { text: orderItemId === null ? altOrderItemMismatch(altOrderItemId ?? '') : orderItemMismatch(orderItemId) }
      : { item: { ...rest, orderItemId: found.orderItemId } };
  });
  const texts = resolved.flatMap(({ text }) => (text === undefined ? [] : [text]));
  return texts.length > 0
    ? refuseRefund('invalid', ...texts.slice(0, MAX_ERRORS))
    : ok(resolved.flatMap(({ item }) => (item === undefined ? [] : [item])));
}

/**
 * What is wrong with a refund for itself, whatever was refunded before: Jet's texts. Component by component no more than
 * was paid for the item, and no more units than were shipped.
 */
export function boundErrors(items: readonly RefundItem[], standing: OrderStanding): string[] {
  const errors = groupByItem(items, standing).flatMap(({ item, first, returned, refunded, amount }) => {
    const place = `/items[${first}]`;
    const paid = paidOf(item);
    return [
      ...(returned > item.paidUnits ? [moreUnitsThanShipped(item.paidUnits, `${place}/total_quantity_returned`)] : []),
      ...(refunded > item.paidUnits ? [moreUnitsThanShipped(item.paidUnits, `${place}/order_return_refund_qty`)] : []),
      ...COMPONENTS.filter((component) => amount[component] > paid[component]).map((component) =>
        moreThanPaid(formatCents(paid[component]), `${place}/refund_amount/${WIRE_COMPONENTS[component]}`),
      ),
    ];
  });
  return errors.slice(0, MAX_ERRORS);
}

export interface RefundConflict {
  /** `amount`: more than was paid, which nobody may accept. `policy`: against the marketplace's rules. */
  readonly kind: 'amount' | 'policy';
  readonly text: string;
}

/**
 * Why a refund conflicts with what else went back of the order: with the refunds accepted and the returns reported
 * before, an amount would exceed what was paid, or units what was shipped; or units of it are in a return that the
 * merchant has not completed, by which the shopper gets his money.
 */
export function conflictsOf(items: readonly RefundItem[], standing: OrderStanding): readonly RefundConflict[] {
  return groupByItem(items, standing).flatMap(({ item, returned, refunded, amount }): RefundConflict[] => {
    const left = leftToRefund(item);
    const unitsLeft = item.paidUnits - item.returnedUnits;
    return [
      ...COMPONENTS.filter((component) => amount[component] > left[component]).map((component) => ({
        kind: 'amount' as const,
        text: `${item.sku}: ${formatCents(amount[component])} ${IN_WORDS[component]} is more than the ${formatCents(left[component])} left of what was paid.`,
      })),
      ...(returned > unitsLeft
        ? [{ kind: 'policy' as const, text: `${item.sku}: only ${unitsLeft} units can still come back.` }]
        : []),
      ...(refunded > item.paidUnits - item.unitsInOpenReturns
        ? [{ kind: 'policy' as const, text: `${item.sku}: an open return covers ${item.unitsInOpenReturns} units.` }]
        : []),
    ];
  });
}

const IN_WORDS = {
  principalCents: 'of principal',
  taxCents: 'of tax',
  shippingCents: 'of shipping',
  shippingTaxCents: 'of shipping tax',
} as const;

interface ItemGroup {
  readonly item: ItemStanding;
  /** Place of the first mention. */
  readonly first: number;
  readonly returned: number;
  readonly refunded: number;
  readonly amount: RefundAmount;
}

/** What a refund says of each item in all; it may name an item more than once. */
function groupByItem(items: readonly RefundItem[], standing: OrderStanding): readonly ItemGroup[] {
  return [...new Set(items.map(({ orderItemId }) => orderItemId))].flatMap((orderItemId) => {
    const item = standing.get(orderItemId);
    const own = items.filter((one) => one.orderItemId === orderItemId);
    if (item === undefined) return [];
    return {
      item,
      first: items.findIndex((one) => one.orderItemId === orderItemId),
      returned: own.reduce((sum, one) => sum + one.returned, 0),
      refunded: own.reduce((sum, one) => sum + one.refunded, 0),
      amount: addAmounts(own.map((one) => one.amount)),
    };
  });
}
