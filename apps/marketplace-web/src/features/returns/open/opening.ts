/** Owns what the dialog that opens a return asks for, and what is sent. */
import type { OperatorOrderDetail } from '@jetway/marketplace-api';
import type { OpenReturnBody } from '../returns.queries.ts';

/** What one wants to know of an item of the order. */
export type ReturnableItem = Pick<
  OperatorOrderDetail['items'][number],
  'id' | 'sku' | 'title' | 'quantity' | 'shipped'
>;

/** The documented reasons, as the page Check Return Detail lists them. */
export const reasons = [
  'No longer want this item',
  'Received the wrong item',
  'Website description is inaccurate',
  'Product is defective / does not work',
  'Item arrived damaged - box intact',
  'Item arrived damaged - box damaged',
  'Package never arrived',
  'Wrong quantity received',
  'Better price found elsewhere',
  'Unauthorized purchase',
  'Item is missing parts / accessories',
  'Item is refurbished',
  'Item is expired',
  'Item does not fit',
] as const;

export interface OpeningValues {
  /** By item; an empty field is no number. */
  readonly quantities: Readonly<Record<string, number | ''>>;
  readonly reason: string;
  /** What the merchant is charged, in dollars; empty: what the label costs. */
  readonly charge: number | '';
  readonly keepsGoods: boolean;
}

/** Units of an item that were shipped; the server knows which of them are in other returns. */
export const shippedUnits = (item: ReturnableItem): number => Math.min(item.shipped, item.quantity);

/** One unit of the first item that was shipped. */
export const firstValues = (items: readonly ReturnableItem[]): OpeningValues => {
  const first = items.find((item) => shippedUnits(item) > 0);
  return {
    quantities: first === undefined ? {} : { [first.id]: 1 },
    reason: reasons[0],
    charge: '',
    keepsGoods: false,
  };
};

/** Whether anything of an order can be returned at all. */
export const canReturn = (items: readonly ReturnableItem[]): boolean => items.some((item) => shippedUnits(item) > 0);

/** What is sent; undefined while no unit is chosen, or a field is no number. */
export function openingBody(items: readonly ReturnableItem[], values: OpeningValues): OpenReturnBody | undefined {
  const chosen = items.map((item) => ({ item, quantity: values.quantities[item.id] ?? 0 }));
  if (chosen.some(({ item, quantity }) => quantity === '' || quantity > shippedUnits(item))) return undefined;
  const wanted = chosen.flatMap(({ item, quantity }) =>
    typeof quantity === 'number' && quantity > 0 ? [{ sku: item.sku, quantity, reason: values.reason }] : [],
  );
  if (wanted.length === 0) return undefined;
  return {
    items: wanted,
    refundWithoutReturn: values.keepsGoods,
    ...(values.charge === '' ? {} : { chargeCents: Math.round(values.charge * 100) }),
  };
}
