/** Owns amounts of a refund by component. */
import { type KeyValue, KeyValues, Money } from '@jetway/ui';

/** Null: left open. */
export interface RefundAmounts {
  readonly principalCents: number;
  readonly taxCents: number | null;
  readonly shippingCents: number;
  readonly shippingTaxCents: number | null;
}

export const totalCents = (amount: RefundAmounts): number =>
  amount.principalCents + (amount.taxCents ?? 0) + amount.shippingCents + (amount.shippingTaxCents ?? 0);

const components = [
  ['Principal', 'principalCents'],
  ['Tax', 'taxCents'],
  ['Shipping', 'shippingCents'],
  ['Shipping tax', 'shippingTaxCents'],
] as const;

/** Text for a tooltip or a narrow place: "Principal $20.00, tax $1.40"; what is nothing is left out. */
export const amountParts = (amount: RefundAmounts): readonly { readonly label: string; readonly cents: number }[] =>
  components.flatMap(([label, name]) => {
    const cents = amount[name];
    return cents === null || cents === 0 ? [] : [{ label, cents }];
  });

/** The components one below the other, with their total. */
export function AmountList({ amount }: { readonly amount: RefundAmounts }) {
  const rows: KeyValue[] = components.map(([label, name]) => {
    const cents = amount[name];
    return { label, value: cents === null ? 'left open' : <Money cents={cents} currency="USD" /> };
  });
  return (
    <KeyValues
      labelWidth={110}
      items={[...rows, { label: 'Total', value: <Money cents={totalCents(amount)} currency="USD" /> }]}
    />
  );
}
