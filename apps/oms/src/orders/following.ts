/** Owns what follows from an order as the channel tells it now, whoever changed it there. Never back, only on. */
import type { Instant } from '@jetway/kernel';
import type { ChannelOrder, ChannelShipment } from '../channels/index.ts';
import { followCancelRequests } from './cancel-requests.ts';
import { isAboutCourse, isAnswer, isInFlight } from './intents.ts';
import { isOpen, isToAnswer, type OrderLine, openUnits } from './orders.ts';
import { followShipTo } from './ship-to.ts';
import {
  changeLines,
  changeOrder,
  endOrder,
  markAccepted,
  markProgress,
  type OrderWork,
  tell,
  withdraw,
} from './work.ts';

/** A copy of the channel's answer. */
export interface Copy {
  readonly order: ChannelOrder;
  /** Of the raw answer. */
  readonly hash: string;
  readonly readAt: Instant;
}

/** Takes over what the channel tells. What it says of our own messages in flight waits until those are settled. */
export function follow(work: OrderWork, copy: Copy): OrderWork {
  const read = takeFacts(work, copy);
  if (!isOpen(read.order)) return read;
  const told = followShipTo(followShipments(read, copy.order), copy.order.shipTo);
  return followStanding(followCancelRequests(told, copy.order), copy.order);
}

function takeFacts(work: OrderWork, { order, hash, readAt }: Copy): OrderWork {
  const isNew = work.order.erasedAt === null && hash !== work.order.rawHash;
  const { status: channelStatus, exceptionState, acknowledgementStatus } = order;
  return {
    ...changeOrder(work, {
      channelStatus,
      exceptionState,
      acknowledgementStatus,
      readAt,
      ...(isNew ? { rawHash: hash } : {}),
    }),
    raw: isNew ? order.raw : work.raw,
  };
}

const unitsOf = (lines: ChannelShipment['lines'], became: 'shipped' | 'cancelled'): number =>
  lines.reduce((sum, line) => sum + line[became], 0);

/** Units that others than us shipped or cancelled on the channel count as well; each shipment once. */
function followShipments(work: OrderWork, order: ChannelOrder): OrderWork {
  const ours = new Set(work.altShipmentIds);
  const counted = new Set(work.order.foreignShipments);
  const foreign = order.shipments.filter(
    ({ altShipmentId, channelShipmentId }) =>
      channelShipmentId !== '' &&
      !counted.has(channelShipmentId) &&
      (altShipmentId === null || !ours.has(altShipmentId)),
  );
  return foreign.reduce(followForeign, work);
}

function followForeign(work: OrderWork, shipment: ChannelShipment): OrderWork {
  const noted = changeOrder(work, {
    foreignShipments: [...work.order.foreignShipments, shipment.channelShipmentId],
  });
  const shipped = takeUnits(noted, shipment, 'shipped');
  const taken = takeUnits(shipped.work, shipment, 'cancelled');
  const left = unitsOf(shipment.lines, 'shipped');
  const gone = unitsOf(shipment.lines, 'cancelled');
  const number = shipment.trackingNumber === null ? '' : `, tracking number ${shipment.trackingNumber}`;
  const told = tell(
    taken.work,
    'changed',
    `Told to the channel by others: ${left} shipped, ${gone} cancelled${number}.`,
  );
  const moves: OrderWork['stock'] = [
    ...(shipped.held.length > 0 ? [{ kind: 'ship', lines: shipped.held } as const] : []),
    ...(taken.held.length > 0 ? [{ kind: 'release', lines: taken.held } as const] : []),
  ];
  return { ...told, stock: [...told.stock, ...moves] };
}

/** Spreads units over the lines of their SKU, as far as these are open; says which of them were held. */
function takeUnits(work: OrderWork, shipment: ChannelShipment, became: 'shipped' | 'cancelled') {
  const left = new Map<string, number>();
  for (const line of shipment.lines) left.set(line.merchantSku, (left.get(line.merchantSku) ?? 0) + line[became]);
  const held: { lineId: string; quantity: number }[] = [];
  const after = changeLines(work, (line): OrderLine => {
    const units = Math.min(openUnits(line), left.get(line.merchantSku) ?? 0);
    if (units === 0) return line;
    left.set(line.merchantSku, (left.get(line.merchantSku) ?? 0) - units);
    const fromHeld = Math.min(units, line.held);
    if (fromHeld > 0) held.push({ lineId: line.lineId, quantity: fromHeld });
    return { ...line, [became]: line[became] + units, held: line.held - fromHeld };
  });
  return { work: after, held };
}

/** Where the channel says the order stands, unless that is the outcome of a message of ours in flight. */
function followStanding(work: OrderWork, order: ChannelOrder): OrderWork {
  const isBusy = work.intents.some((intent) => isInFlight(intent) && isAboutCourse(intent));
  switch (order.standing) {
    case 'cancelled':
      return endOrder(work, 'The buyer or the channel ended the order.');
    case 'rejected':
      return isBusy ? work : endOrder(work, 'The order is rejected on the channel.');
    case 'complete':
      return isBusy ? work : endOrder(work, 'The order is complete on the channel.');
    case 'accepted':
      return isBusy ? work : followAcceptance(work, order);
    case 'held':
    case 'to-answer':
    case 'unknown':
      return work;
  }
}

function followAcceptance(work: OrderWork, order: ChannelOrder): OrderWork {
  const accepted = isToAnswer(work.order)
    ? markAccepted(
        tell(
          withdraw(work, ({ payload }) => isAnswer(payload)),
          'changed',
          'The order was accepted on the channel.',
        ),
      )
    : work;
  const isBegun = order.shipments.some(({ lines }) => unitsOf(lines, 'shipped') > 0 || unitsOf(lines, 'cancelled') > 0);
  return isBegun ? markProgress(accepted) : accepted;
}
