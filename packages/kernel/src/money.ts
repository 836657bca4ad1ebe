/** Owns money: whole cents with a currency inside, decimals only at the edge, splits that lose nothing. */

export type Currency = 'USD';

/** Whole cents; may be negative. Always a safe integer. */
export type Cents = number;

/**
 * Rounds a decimal amount from the wire (such as 29.99, or 1.005) to whole cents, half away from zero.
 * Returns undefined when it is no finite number or too large to be exact.
 */
export function centsFromDecimal(amount: number): Cents | undefined {
  if (!Number.isFinite(amount)) return undefined;
  const [mantissa = '0', exponent = '0'] = String(Math.abs(amount)).split('e');
  const cents = Math.round(Number(`${mantissa}e${Number(exponent) + 2}`));
  if (!Number.isSafeInteger(cents)) return undefined;
  return amount < 0 && cents !== 0 ? -cents : cents;
}

/** The decimal number that stands for an amount on the wire: 2999 → 29.99. */
export const decimalFromCents = (cents: Cents): number => cents / 100;

/** Text for people and CSV: 2999 → "29.99". */
export function formatCents(cents: Cents): string {
  const whole = Math.floor(Math.abs(cents) / 100);
  const rest = String(Math.abs(cents) % 100).padStart(2, '0');
  return `${cents < 0 ? '-' : ''}${whole}.${rest}`;
}

/**
 * Splits an amount over weights by largest remainder: the parts add up to the whole exactly.
 * Ties go to the earlier weight. All weights zero: everything goes to the first.
 */
export function splitCents(total: Cents, weights: readonly number[]): Cents[] {
  if (weights.length === 0) return [];
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum <= 0) return weights.map((_, index) => (index === 0 ? total : 0));
  const sign = total < 0 ? -1 : 1;
  const size = Math.abs(total);
  const exact = weights.map((weight) => (size * weight) / sum);
  const parts = exact.map(Math.floor);
  const missing = size - parts.reduce((a, b) => a + b, 0);
  const order = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of order.slice(0, missing)) parts[index] = (parts[index] ?? 0) + 1;
  return parts.map((part) => (part === 0 ? 0 : sign * part));
}
