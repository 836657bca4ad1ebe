/** Owns the words of commission rules, and a rule as its form holds it. */
import type { CommissionRule, NewCommissionRule } from '@jetway/marketplace-api';
import { moneyText, type Tone } from '@jetway/ui';

export type CommissionKind = CommissionRule['kind'];

interface Words {
  readonly name: string;
  readonly tone: Tone;
  readonly means: string;
}

export const kindWords: Readonly<Record<CommissionKind, Words>> = {
  base: {
    name: 'Base',
    tone: 'accent',
    means: 'What everybody pays: of the rules that fit a sale the narrowest counts.',
  },
  variable: { name: 'Variable', tone: 'info', means: 'Comes on top of the base: every rule that fits a sale.' },
  no_return: {
    name: 'No return',
    tone: 'neutral',
    means: 'Comes on top when the shopper gives up returning; what the SKU itself says counts before it.',
  },
};

const percent = new Intl.NumberFormat('en', { maximumFractionDigits: 2, signDisplay: 'negative' });

/** "15 %", "-2.5 %" of a number of hundredths of a percent. */
export const rateText = (basisPoints: number): string => `${percent.format(basisPoints / 100)} %`;

/** Which prices it is for. */
export function bandText({
  minPriceCents,
  maxPriceCents,
}: Pick<CommissionRule, 'minPriceCents' | 'maxPriceCents'>): string {
  const money = (cents: number) => moneyText(cents, 'USD', 'en');
  if (minPriceCents !== null && maxPriceCents !== null)
    return `${money(minPriceCents)} to below ${money(maxPriceCents)}`;
  if (minPriceCents !== null) return `From ${money(minPriceCents)}`;
  return maxPriceCents === null ? 'Every price' : `Below ${money(maxPriceCents)}`;
}

type Amount = number | '';

/** A rule as the form holds it; what is empty does not narrow it. */
export interface RuleValues {
  readonly kind: CommissionKind;
  readonly name: string;
  readonly accountId: string | undefined;
  readonly browseNodeId: number | undefined;
  /** Dollars. */
  readonly minPrice: Amount;
  readonly maxPrice: Amount;
  readonly percent: Amount;
}

export const newRule: RuleValues = {
  kind: 'base',
  name: '',
  accountId: undefined,
  browseNodeId: undefined,
  minPrice: '',
  maxPrice: '',
  percent: '',
};

export type RuleErrors = Readonly<Partial<Record<keyof RuleValues, string>>>;

const MOST_PERCENT = 100;
/** Dollars: the contract's bound. */
export const MOST_PRICE = 1_000_000_000;

function rateError({ kind, percent: rate }: RuleValues): string | undefined {
  if (rate === '') return 'Enter a part of the price, such as 12.5';
  if (Math.abs(rate) > MOST_PERCENT) return 'From -100 % to 100 %';
  return kind === 'base' && rate < 0 ? 'A base commission is not below 0' : undefined;
}

function bandError({ minPrice, maxPrice }: RuleValues): string | undefined {
  if (maxPrice === '') return undefined;
  if (maxPrice <= 0) return 'Above 0';
  return minPrice !== '' && maxPrice <= minPrice ? 'Above the lowest price' : undefined;
}

export function checkRule(values: RuleValues): RuleErrors {
  const [rate, band] = [rateError(values), bandError(values)];
  return { ...(rate === undefined ? {} : { percent: rate }), ...(band === undefined ? {} : { maxPrice: band }) };
}

const hundredths = (value: Amount): number | null => (value === '' ? null : Math.round(value * 100));

/** What is sent for the values, which are right. */
export function inputOf(values: RuleValues): NewCommissionRule {
  const name = values.name.trim();
  return {
    kind: values.kind,
    ...(name === '' ? {} : { name }),
    accountId: values.accountId ?? null,
    browseNodeId: values.browseNodeId ?? null,
    minPriceCents: hundredths(values.minPrice),
    maxPriceCents: hundredths(values.maxPrice),
    rateBasisPoints: hundredths(values.percent) ?? 0,
  };
}

/** What the rule does to a sale, in words; undefined while no rate is entered. */
export function effectText({ kind, percent: rate }: RuleValues): string | undefined {
  if (rate === '') return undefined;
  const amount = moneyText(Math.abs(Math.round(rate * 100)), 'USD', 'en');
  if (kind === 'base') return `Of $100.00 the marketplace keeps ${amount}.`;
  const change = rate < 0 ? `${amount} less` : `${amount} more`;
  return `Of $100.00 the marketplace keeps ${change}${kind === 'no_return' ? ' when returning is given up' : ''}.`;
}

const fieldOfPlace: Readonly<Record<string, keyof RuleValues>> = {
  kind: 'kind',
  name: 'name',
  accountId: 'accountId',
  browseNodeId: 'browseNodeId',
  minPriceCents: 'minPrice',
  maxPriceCents: 'maxPrice',
  rateBasisPoints: 'percent',
};

export const isField = (place: string): boolean => place in fieldOfPlace;

/** The server's messages by the form's fields. */
export const errorsOf = (byPlace: Readonly<Record<string, string>>): RuleErrors =>
  Object.fromEntries(Object.entries(byPlace).map(([place, text]) => [fieldOfPlace[place] ?? place, text]));
