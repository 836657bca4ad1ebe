/** Owns what the shopper's cancelling will do, told before it is sent. */
import type { OperatorOrder } from '@jetway/marketplace-api';
import type { UnitsToCancel } from '../orders.queries.ts';
import { cancellableUnits, type OrderItem } from '../orders.ts';

/** Units to cancel by item; an empty field is no number. */
export type CancelQuantities = Readonly<Record<string, number | ''>>;

/** Everything that can be cancelled: what the dialog starts with. */
export const wholeOrder = (items: readonly OrderItem[]): CancelQuantities =>
  Object.fromEntries(items.map((item) => [item.id, cancellableUnits(item)]));

export type CancelPlan =
  | {
      readonly ok: true;
      readonly units: readonly UnitsToCancel[];
      /** `now`: the order ends at once; `ask`: the merchant is asked. */
      readonly kind: 'now' | 'ask';
      readonly text: string;
    }
  | { readonly ok: false; readonly text: string };

const unitsText = (count: number): string => (count === 1 ? '1 unit' : `${count.toLocaleString()} units`);

/** Whole orders end at once while they are held; everything else is put to the merchant. */
export function planCancel(
  status: OperatorOrder['status'],
  items: readonly OrderItem[],
  wanted: CancelQuantities,
): CancelPlan {
  const lines = items.map((item) => ({ item, quantity: wanted[item.id] ?? 0 }));
  const wrong = lines.find(
    ({ item, quantity }) => quantity === '' || !Number.isInteger(quantity) || quantity > cancellableUnits(item),
  );
  if (wrong !== undefined) return { ok: false, text: `Enter how many of ${wrong.item.sku} to cancel` };
  const units = lines.flatMap(({ item, quantity }) =>
    typeof quantity === 'number' && quantity > 0 ? [{ orderItemId: item.id, quantity }] : [],
  );
  const count = units.reduce((sum, { quantity }) => sum + quantity, 0);
  if (count === 0) return { ok: false, text: 'Choose at least one unit' };
  const isWhole = lines.every(({ item, quantity }) => quantity === cancellableUnits(item));
  if (status === 'created' && isWhole)
    return {
      ok: true,
      units,
      kind: 'now',
      text: 'The order is still held: it is cancelled at once and becomes complete, and its units go back on sale. The merchant has nothing to do.',
    };
  const when =
    status === 'created'
      ? 'The order stays held; once it is released the merchant sees that'
      : 'The merchant sees that';
  return {
    ok: true,
    units,
    kind: 'ask',
    text: `${when} the shopper wants ${unitsText(count)} cancelled, and answers by a shipped message. Nothing is cancelled until then.`,
  };
}
