/** Owns what settlements are called on screen, what the pages' addresses may say, and amounts as people enter them. */
import type { Settlement, SettlementDispute, SettlementEntry } from '@jetway/marketplace-api';
import type { Tone } from '@jetway/ui';

export interface SettlementSearch {
  readonly view?: 'disputes';
}

export const parseSettlementSearch = (raw: Readonly<Record<string, unknown>>): SettlementSearch =>
  raw['view'] === 'disputes' ? { view: 'disputes' } : {};

interface Words {
  readonly name: string;
  readonly tone: Tone;
  readonly means: string;
}

export const stateWords: Readonly<Record<Settlement['state'], Words>> = {
  open: { name: 'Open', tone: 'info', means: 'What happens until its end still comes in.' },
  closed: { name: 'Closed', tone: 'neutral', means: 'Nothing in it changes any more.' },
};

export const disputeWords: Readonly<Record<SettlementDispute['state'], Words>> = {
  open: { name: 'To decide', tone: 'warning', means: 'The charge was taken; the merchant does not agree to it.' },
  'for merchant': { name: 'For the merchant', tone: 'success', means: 'The charge was given back.' },
  'for marketplace': { name: 'For the marketplace', tone: 'neutral', means: 'The charge stays as it was taken.' },
};

export const kindNames: Readonly<Record<SettlementEntry['kind'], string>> = {
  order: 'Order',
  return: 'Return',
  refund: 'Refund',
  commission: 'Commission given back',
  charge: 'Return charge',
  dispute: 'Charge given back',
  adjustment: 'Adjustment',
};

/** Cents of an amount such as "-2.50", "1,200" or "$3"; undefined when it is none. */
export function readAmount(text: string): number | undefined {
  const match = /^([+-]?)\$?(\d{1,9}(?:,\d{3})*)(?:\.(\d{1,2}))?$/.exec(text.trim().replace('−', '-'));
  if (match === null) return undefined;
  const [, sign, whole = '0', rest = ''] = match;
  const cents = Number(whole.replaceAll(',', '')) * 100 + Number(rest.padEnd(2, '0'));
  return sign === '-' ? 0 - cents : cents;
}

/** The contract's bound. */
const MOST_CENTS = 1_000_000_000;

/** What is wrong with an amount to adjust by; undefined when nothing is. */
export function amountError(text: string): string | undefined {
  const cents = readAmount(text);
  if (cents === undefined) return 'Enter an amount, such as -12.50';
  if (cents === 0) return 'Enter an amount other than zero';
  return Math.abs(cents) > MOST_CENTS ? 'At most 10,000,000.00' : undefined;
}
