/** Owns the content of messages to the channel, made from an order's lines. */
import type {
  AcknowledgeIntent,
  CancelIntent,
  LineAnswer,
  ShipIntent,
  ShippedLine,
  TagIntent,
} from '../channels/index.ts';
import type { Order, OrderLine } from './orders.ts';

type Named = Pick<Order, 'channelOrderId' | 'orderId'>;

/** Our id of an order, as told to the channel, is the order's own. */
const identity = ({ channelOrderId, orderId }: Named) => ({ version: 1, channelOrderId, altOrderId: orderId }) as const;

/** An accepted order names every line as fulfillable: the channel takes no other. */
export const acceptance = (order: Named, lines: readonly OrderLine[]): AcknowledgeIntent => ({
  ...identity(order),
  kind: 'acknowledge',
  decision: 'accept',
  reason: null,
  lines: answers(lines, () => 'fulfillable'),
});

/** A person or a rule found that lines cannot be fulfilled. */
export const refusal = (
  order: Named,
  lines: readonly OrderLine[],
  reason: string,
  answerOf: (line: OrderLine) => LineAnswer,
): AcknowledgeIntent => ({
  ...identity(order),
  kind: 'acknowledge',
  decision: 'reject',
  reason,
  lines: answers(lines, answerOf),
});

/** Somebody cancels an order that was not answered yet. */
export const wholeCancellation = (order: Named, lines: readonly OrderLine[], reason: string): CancelIntent => ({
  ...identity(order),
  kind: 'cancel',
  mode: 'reject',
  reason,
  lines: answers(lines, () => 'fulfillable'),
});

const answers = (lines: readonly OrderLine[], answerOf: (line: OrderLine) => LineAnswer) =>
  lines.map((line) => ({ channelLineId: line.channelLineId, answer: answerOf(line) }));

export interface LinePart {
  readonly line: OrderLine;
  readonly quantity: number;
}

const parts = (units: readonly LinePart[]) =>
  units.map(({ line: { channelLineId, merchantSku }, quantity }) => ({ channelLineId, merchantSku, quantity }));

export const unitCancellation = (order: Named, units: readonly LinePart[], altShipmentId: string): CancelIntent => ({
  ...identity(order),
  kind: 'cancel',
  mode: 'cancel-units',
  altShipmentId,
  lines: parts(units),
});

export type ParcelFacts = Omit<ShipIntent, 'version' | 'kind' | 'channelOrderId' | 'altOrderId' | 'lines'>;

/** Units of a line in a parcel, and what was said for the case that they come back. */
interface ParcelPart extends LinePart {
  readonly cancelled: number;
  readonly terms: Pick<ShippedLine, 'rmaNumber' | 'daysToReturn' | 'returnLocation'>;
}

export const parcelMessage = (order: Named, units: readonly ParcelPart[], facts: ParcelFacts): ShipIntent => ({
  ...identity(order),
  ...facts,
  version: 2,
  kind: 'ship',
  lines: units.map(({ line: { channelLineId, merchantSku }, quantity, cancelled, terms }) => ({
    channelLineId,
    merchantSku,
    quantity,
    ...(cancelled === 0 ? {} : { cancelled }),
    ...terms,
  })),
});

/** The order's first tag, or none any more. */
export const tagging = (order: Named, tag: string | null): TagIntent => ({ ...identity(order), kind: 'tag', tag });
