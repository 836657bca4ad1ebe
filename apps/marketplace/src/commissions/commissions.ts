/**
 * Owns what the marketplace keeps of a sale: the base commission of the category, what rules add to it or take off, and
 * what a shopper who gives up returning adds (pages Check Order Details and SKU Upload name the fields).
 */
import { type Cents, type Instant, splitCents } from '@jetway/kernel';

export type CommissionKind = 'base' | 'variable' | 'no_return';

/** A part of what the marketplace keeps of a sale, for the whole quantity of an item. */
export interface FeeAdjustment {
  readonly name: string;
  /** `base` for the commission everybody pays. */
  readonly type: string;
  /** The rule it follows from; empty for the usual base commission, and for what the SKU itself says. */
  readonly commissionId: string;
  readonly valueCents: Cents;
}

export interface CommissionRule {
  readonly id: string;
  /** Null: all accounts of the world. */
  readonly accountId: string | null;
  readonly kind: CommissionKind;
  readonly name: string;
  /** Null: every category; otherwise the browse node and all below it. */
  readonly browseNodeId: number | null;
  /** Of the unit's price; null: no bound. */
  readonly minPriceCents: Cents | null;
  /** The first price that is not in the band any more. */
  readonly maxPriceCents: Cents | null;
  /** Hundredths of a percent of the price; below 0 the marketplace gives way. */
  readonly rateBasisPoints: number;
  /** Real time. */
  readonly createdAt: Instant;
}

/** What of a SKU bears on its commission. */
export interface CommissionFacts {
  /** Its browse node, then the node above, up to the root; empty without a category. */
  readonly categories: readonly number[];
  /** What the merchant pays on top, as a part of the price, when the shopper gives up returning; null: as the rules say. */
  readonly noReturnAdjustment: number | null;
  /** The SKU takes part in the base commission only. */
  readonly isExcluded: boolean;
}

export interface Commissions {
  /** Those that can bear on the SKUs asked about, the oldest first. */
  readonly rules: readonly CommissionRule[];
  readonly facts: ReadonlyMap<string, CommissionFacts>;
}

/** What is sold: units of a SKU at one price. */
export interface Sale {
  readonly sku: string;
  readonly priceCents: Cents;
  readonly quantity: number;
  readonly returnsWaived: boolean;
}

/** The usual base commission, in hundredths of a percent. */
export const USUAL_BASE_BASIS_POINTS = 1_500;
const WHOLE_BASIS_POINTS = 10_000;

/** No rules, and SKUs of which nothing is known. */
export const NO_COMMISSIONS: Commissions = { rules: [], facts: new Map() };

const UNKNOWN_SKU: CommissionFacts = { categories: [], noReturnAdjustment: null, isExcluded: false };

interface Charge {
  readonly name: string;
  readonly type: CommissionKind;
  readonly commissionId: string;
  readonly basisPoints: number;
}

/**
 * The fees of a sale for its whole quantity, the base commission first. Together they are at least nothing and at most
 * the price: what would pass either bound is cut there.
 */
export function feesOf(sale: Sale, { rules, facts }: Commissions): readonly FeeAdjustment[] {
  const about = facts.get(sale.sku) ?? UNKNOWN_SKU;
  const fitting = rules.filter((rule) => fits(rule, sale, about));
  const charges = [baseOf(fitting, about), ...(about.isExcluded ? [] : extrasOf(fitting, sale, about))];
  const price = sale.priceCents * sale.quantity;
  let sum = 0;
  return charges.map(({ basisPoints, ...charge }) => {
    const valueCents = Math.min(Math.max(partOf(price, basisPoints), -sum), price - sum);
    sum += valueCents;
    return { ...charge, valueCents };
  });
}

const fits = (rule: CommissionRule, { priceCents }: Sale, { categories }: CommissionFacts): boolean =>
  (rule.browseNodeId === null || categories.includes(rule.browseNodeId)) &&
  (rule.minPriceCents === null || priceCents >= rule.minPriceCents) &&
  (rule.maxPriceCents === null || priceCents < rule.maxPriceCents);

/** The narrowest rule of a kind: the account's own before one for all, a lower category before a higher, then the newest. */
function narrowest(
  rules: readonly CommissionRule[],
  kind: CommissionKind,
  { categories }: CommissionFacts,
): CommissionRule | undefined {
  const distance = ({ browseNodeId }: CommissionRule): number =>
    browseNodeId === null ? categories.length : categories.indexOf(browseNodeId);
  const isOwn = ({ accountId }: CommissionRule): number => (accountId === null ? 1 : 0);
  const [first] = rules
    .filter((rule) => rule.kind === kind)
    .toSorted((a, b) => isOwn(a) - isOwn(b) || distance(a) - distance(b) || b.createdAt - a.createdAt);
  return first;
}

const chargeOf = ({ name, kind, id, rateBasisPoints }: CommissionRule): Charge => ({
  name,
  type: kind,
  commissionId: id,
  basisPoints: rateBasisPoints,
});

function baseOf(rules: readonly CommissionRule[], about: CommissionFacts): Charge {
  const rule = narrowest(rules, 'base', about);
  return rule === undefined
    ? { name: '', type: 'base', commissionId: '', basisPoints: USUAL_BASE_BASIS_POINTS }
    : chargeOf(rule);
}

function extrasOf(rules: readonly CommissionRule[], sale: Sale, about: CommissionFacts): Charge[] {
  const variable = rules.filter(({ kind }) => kind === 'variable').map(chargeOf);
  return sale.returnsWaived ? [...variable, ...noReturnOf(rules, about)] : variable;
}

/** What the SKU itself says counts before the rules. */
function noReturnOf(rules: readonly CommissionRule[], about: CommissionFacts): Charge[] {
  const own = about.noReturnAdjustment;
  if (own === null) {
    const rule = narrowest(rules, 'no_return', about);
    return rule === undefined ? [] : [chargeOf(rule)];
  }
  const basisPoints = Math.min(WHOLE_BASIS_POINTS, Math.round(own * WHOLE_BASIS_POINTS));
  return basisPoints === 0 ? [] : [{ name: 'No returns', type: 'no_return', commissionId: '', basisPoints }];
}

/** A part of an amount to the nearest cent, half away from zero; with the rest it adds up to the amount. */
function partOf(amount: Cents, basisPoints: number): Cents {
  const size = Math.abs(basisPoints);
  const [part = 0] = splitCents(amount, [size, WHOLE_BASIS_POINTS - size]);
  return basisPoints < 0 && part !== 0 ? -part : part;
}

/**
 * What of the fees falls on some of an item's units, to the nearest cent; what is left falls on the others.
 * @param units of the `quantity` that the fees are for
 */
export const feesForUnits = (
  fees: readonly FeeAdjustment[],
  quantity: number,
  units: number,
): readonly FeeAdjustment[] =>
  fees.map((fee) => {
    const [valueCents = 0] = splitCents(fee.valueCents, [units, quantity - units]);
    return { ...fee, valueCents };
  });
