/** Owns what a return is like when nobody says otherwise: its label, its charge, and all that can still be sent back. */
import type { Cents, Ids } from '@jetway/kernel';
import { CAPITALS_AND_DIGITS, type OpenReturnCommand, type ReturnWish } from './open-return.ts';
import { totalOf } from './returns.ts';
import { leftToRefund, type OrderStanding } from './standing.ts';

/** What the marketplace charges the merchant for a return label: for the first unit, and for each further one. */
const FIRST_UNIT_CENTS: Cents = 499;
const FURTHER_UNIT_CENTS: Cents = 150;

const LABEL_CARRIER = 'UPS';
const LABEL_FORM = { start: '1Z', length: 16 } as const;

export interface UsualReturn {
  readonly items: readonly ReturnWish[];
  readonly refundWithoutReturn: boolean;
  /** Absent: what the label costs. */
  readonly chargeCents?: Cents | undefined;
}

/** A return with the marketplace's label; without goods to send there is neither label nor charge. */
export function usualCommand({ items, refundWithoutReturn, chargeCents }: UsualReturn, ids: Ids): OpenReturnCommand {
  const units = items.reduce((sum, { quantity }) => sum + quantity, 0);
  const labelCents = FIRST_UNIT_CENTS + (units - 1) * FURTHER_UNIT_CENTS;
  return {
    items,
    refundWithoutReturn,
    chargeCents: chargeCents ?? (refundWithoutReturn ? 0 : labelCents),
    carrier: refundWithoutReturn ? null : LABEL_CARRIER,
    trackingNumber: refundWithoutReturn ? null : LABEL_FORM.start + ids.text(LABEL_FORM.length, CAPITALS_AND_DIGITS),
    returnNodeId: null,
  };
}

/** Wishes for every unit that can still be sent back; none when there is none. */
export const everythingLeft = (standing: OrderStanding, reason: string): readonly ReturnWish[] =>
  [...standing.values()]
    .filter((item) => totalOf(leftToRefund(item)) > 0)
    .map((item) => ({ sku: item.sku, quantity: item.paidUnits - item.unitsInReturns, reason }))
    .filter(({ quantity }) => quantity > 0);
