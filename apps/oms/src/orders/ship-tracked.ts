/** Owns shipping by a file of tracking numbers: parcels that name their units, or take what is left of the order. */
import { type Instant, type Result, refuse } from '@jetway/kernel';
import type { Handle } from '../database/index.ts';
import { type CommandDeps, type Commander, NO_ORDER } from './commands.ts';
import { loadOrder } from './orders.store.ts';
import { freeUnits } from './orders.ts';
import { type ShipCode, shipOrder } from './ship-order.ts';
import type { OrderWork } from './work.ts';

export interface TrackedParcel {
  readonly carrier: string;
  readonly method: string;
  readonly trackingNumber: string;
  /** Our own time; now when absent. */
  readonly shippedAt?: Instant;
  /** Lines with their units, null for all that are left of it; none: whatever no other parcel takes. */
  readonly items: readonly { readonly lineId: string; readonly quantity: number | null }[];
}

/** Ships an order in these parcels by one command; `also` runs in its transaction. */
export async function shipTracked(
  deps: CommandDeps,
  by: Commander,
  orderId: string,
  parcels: readonly TrackedParcel[],
  also: (tx: Handle) => Promise<void>,
): Promise<Result<OrderWork, ShipCode | 'not_found'>> {
  const state = await loadOrder(deps.database.db, by.organizationId, orderId);
  if (state === undefined) return NO_ORDER;
  const left = new Map(state.lines.map((line) => [line.lineId, freeUnits(line, state.intents)]));
  const take = (lineId: string, wanted: number | null) => {
    const quantity = wanted ?? left.get(lineId) ?? 0;
    left.set(lineId, Math.max(0, (left.get(lineId) ?? 0) - quantity));
    return { lineId, quantity };
  };
  const named = parcels.map((parcel) => parcel.items.map((item) => take(item.lineId, item.quantity)));
  const wanted = parcels.map(({ items: _items, ...parcel }, index) => {
    const items = named[index] ?? [];
    const rest = items.length > 0 ? items : [...left.keys()].map((lineId) => take(lineId, null));
    return { ...parcel, items: rest.filter(({ quantity }) => quantity > 0) };
  });
  if (wanted.some(({ items }) => items.length === 0))
    return refuse('not_allowed_now', 'No units of this order are left for every parcel.');
  return shipOrder(deps, by, orderId, wanted, also);
}
