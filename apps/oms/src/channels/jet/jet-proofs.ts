/** Owns what proves that Jet has a message: only an order that was read back does. */
import { matchOrderAcknowledgementStatus } from '@jetway/jet-api';
import type { ChannelOrder, IntentPayload, Proof, ShippedLine } from '../index.ts';
import { isRejection } from './jet-orders.ts';

/**
 * - acknowledge, and cancelling the whole order: its status. An order that was answered otherwise, or has ended, takes no
 *   answer any more.
 * - ship, and cancelling units: a shipment with our id and the same quantities. Our id with other quantities never becomes
 *   ours, and an order that is complete takes none.
 * - tag: none; an order does not tell its tag.
 */
export function provesIntent(intent: IntentPayload, order: ChannelOrder): Proof {
  switch (intent.kind) {
    case 'acknowledge':
      return provesAnswer(intent.decision, order);
    case 'ship':
      return provesShipment(intent.altShipmentId, sums(intent.lines.map(parcelLine)), order);
    case 'cancel':
      return intent.mode === 'reject'
        ? provesAnswer('reject', order)
        : provesShipment(intent.altShipmentId, sums(intent.lines.map(cancelledLine)), order);
    case 'tag':
      return 'not-shown';
  }
}

function provesAnswer(decision: 'accept' | 'reject', order: ChannelOrder): Proof {
  const given = order.acknowledgementStatus;
  if (given !== null) {
    const isAsWanted =
      decision === 'reject' ? isRejection(given) : matchOrderAcknowledgementStatus(given) === 'accepted';
    return isAsWanted ? 'done' : 'refused';
  }
  return isOver(order) ? 'refused' : 'not-done';
}

const isOver = (order: ChannelOrder): boolean =>
  order.standing === 'cancelled' || order.standing === 'rejected' || order.standing === 'complete';

function provesShipment(altShipmentId: string, wanted: Quantities, order: ChannelOrder): Proof {
  const found = order.shipments.find((shipment) => shipment.altShipmentId === altShipmentId);
  if (found === undefined) return isOver(order) ? 'refused' : 'not-done';
  return isSame(wanted, sums(found.lines)) ? 'done' : 'refused';
}

const parcelLine = ({ merchantSku, quantity, cancelled = 0 }: ShippedLine) => ({
  merchantSku,
  shipped: quantity,
  cancelled,
});

/** Units by SKU, and whether they were shipped or cancelled: a SKU may stand in several lines. */
type Quantities = ReadonlyMap<string, number>;

const cancelledLine = ({ merchantSku, quantity }: { readonly merchantSku: string; readonly quantity: number }) => ({
  merchantSku,
  shipped: 0,
  cancelled: quantity,
});

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
