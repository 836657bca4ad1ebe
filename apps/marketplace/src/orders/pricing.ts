/** Owns what an ordered item costs: taxes by state, and the shipping charge. */
import { matchTaxCode, normalise } from '@jetway/jet-api';
import type { Cents } from '@jetway/kernel';

/** Per unit. */
export interface UnitPrice {
  readonly priceCents: Cents;
  readonly taxCents: Cents;
  readonly shippingCents: Cents;
  readonly shippingTaxCents: Cents;
}

/** Sales tax of the states in hundredths of a percent, without local taxes; five states have none. */
const TAX_RATES: Readonly<Record<string, number>> = {
  AL: 400,
  AR: 650,
  AZ: 560,
  CA: 725,
  CO: 290,
  CT: 635,
  DC: 600,
  FL: 600,
  GA: 400,
  HI: 400,
  IA: 600,
  ID: 600,
  IL: 625,
  IN: 700,
  KS: 650,
  KY: 600,
  LA: 445,
  MA: 625,
  MD: 600,
  ME: 550,
  MI: 600,
  MN: 688,
  MO: 423,
  MS: 700,
  NC: 475,
  ND: 500,
  NE: 550,
  NJ: 663,
  NM: 488,
  NV: 685,
  NY: 400,
  OH: 575,
  OK: 450,
  PA: 600,
  RI: 700,
  SC: 600,
  SD: 450,
  TN: 700,
  TX: 625,
  UT: 485,
  VA: 530,
  VT: 600,
  WA: 650,
  WI: 500,
  WV: 600,
  WY: 400,
};
const RATE_UNIT = 10_000;

/** Codes whose goods are sold without tax, whatever the state. */
const UNTAXED: ReadonlySet<string> = new Set(['Non Taxable Product', 'General Grocery Items', 'Bottled Water Plain']);

/** Shipping charge of a unit by service level; levels that are not here cost as much as Standard. */
const SHIPPING_CENTS: Readonly<Record<string, Cents>> = {
  standard: 499,
  expedited: 799,
  priority: 699,
  secondday: 999,
  nextday: 1499,
  'scheduled(freight)': 4900,
};
const STANDARD_SHIPPING_CENTS: Cents = 499;
/** Standard shipping of a unit of this price or more is free. */
const FREE_SHIPPING_FROM_CENTS: Cents = 3500;

/** What a unit costs at a service level in a state (two capitals); the state of an unknown code has no tax. */
export function priceUnit(unit: {
  readonly priceCents: Cents;
  readonly serviceLevel: string;
  readonly state: string;
  readonly taxCode: string | null;
  /** What the merchant makes of the usual charge; absent: nothing else. */
  readonly shippingCharge?: (usualCents: Cents) => Cents;
}): UnitPrice {
  const usualCents = shippingOf(unit.priceCents, unit.serviceLevel);
  const shippingCents = unit.shippingCharge?.(usualCents) ?? usualCents;
  const taxOf = (cents: Cents): Cents => Math.round((cents * taxRate(unit.state, unit.taxCode)) / RATE_UNIT);
  return {
    priceCents: unit.priceCents,
    taxCents: taxOf(unit.priceCents),
    shippingCents,
    shippingTaxCents: taxOf(shippingCents),
  };
}

function taxRate(state: string, taxCode: string | null): number {
  const known = taxCode === null ? undefined : matchTaxCode(taxCode);
  return known !== undefined && UNTAXED.has(known) ? 0 : (TAX_RATES[state] ?? 0);
}

/** What shipping a unit of this price costs the usual way, as offers are compared by. */
export const standardShippingCents = (priceCents: Cents): Cents => shippingOf(priceCents, 'standard');

function shippingOf(priceCents: Cents, serviceLevel: string): Cents {
  const level = normalise(serviceLevel);
  if (level === 'standard' && priceCents >= FREE_SHIPPING_FROM_CENTS) return 0;
  return SHIPPING_CENTS[level] ?? STANDARD_SHIPPING_CENTS;
}
