/** Owns what proves that a channel has a parcel, or cancelled units: a shipment with our id and the same quantities. */
import type { CancelIntent, ChannelOrder, Proof, ShipIntent, ShippedLine } from './port.ts';

/** Nothing of the order can be answered or shipped any more. */
export const isOver = (order: ChannelOrder): boolean =>
  order.standing === 'cancelled' || order.standing === 'rejected' || order.standing === 'complete';

/** Our id with other quantities never becomes ours, and an order that is over takes no more. */
export function provesParcel(
  intent: ShipIntent | Extract<CancelIntent, { readonly mode: 'cancel-units' }>,
  order: ChannelOrder,
): Proof {
  const found = order.shipments.find((shipment) => shipment.altShipmentId === intent.altShipmentId);
  if (found === undefined) return isOver(order) ? 'refused' : 'not-done';
  const wanted = sums(intent.kind === 'ship' ? intent.lines.map(parcelLine) : intent.lines.map(cancelledLine));
  return isSame(wanted, sums(found.lines)) ? 'done' : 'refused';
}

type Line = ChannelOrder['shipments'][number]['lines'][number];

/** What a parcel's line shows once the channel has it. */
export const parcelLine = ({ merchantSku, quantity, cancelled = 0 }: ShippedLine): Line => ({
  merchantSku,
  shipped: quantity,
  cancelled,
});

/** What cancelled units show once the channel has them. */
export const cancelledLine = ({ merchantSku, quantity }: Pick<ShippedLine, 'merchantSku' | 'quantity'>): Line => ({
  merchantSku,
  shipped: 0,
  cancelled: quantity,
});

/** Units by SKU, and whether they were shipped or cancelled: a SKU may stand in several lines. */
type Quantities = ReadonlyMap<string, number>;

function sums(lines: ChannelOrder['shipments'][number]['lines']): Quantities {
  const total = new Map<string, number>();
  const add = (key: string, units: number): void => {
    if (units > 0) total.set(key, (total.get(key) ?? 0) + units);
  };
  for (const { merchantSku, shipped, cancelled } of lines) {
    add(`shipped ${merchantSku}`, shipped);
    add(`cancelled ${merchantSku}`, cancelled);
  }
  return total;
}

const isSame = (a: Quantities, b: Quantities): boolean =>
  a.size === b.size && [...a].every(([key, units]) => b.get(key) === units);
