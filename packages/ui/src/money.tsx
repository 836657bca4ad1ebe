/** Owns amounts of money on screen. */

/** Text of an amount in whole cents, such as "$1,249.90"; a currency the browser does not know stands as its code. */
export function moneyText(cents: number, currency: string, locale?: string): string {
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(cents / 100);
  } catch {
    return `${(cents / 100).toFixed(2)} ${currency}`;
  }
}

export interface MoneyProps {
  readonly cents: number;
  readonly currency: string;
}

export function Money({ cents, currency }: MoneyProps) {
  return <span className="jw-number">{moneyText(cents, currency)}</span>;
}
