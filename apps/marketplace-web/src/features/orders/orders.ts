/** Owns what an order's state means in words, and what may be done with it; the server decides the same by its own table. */
import type { OperatorOrder, OperatorOrderDetail } from '@jetway/marketplace-api';
import { moneyText, shortSpan, type Tone } from '@jetway/ui';
import type { OrderStatus } from './orders.search.ts';

export type OrderItem = OperatorOrderDetail['items'][number];

export const statusWords: Readonly<
  Record<OrderStatus, { readonly name: string; readonly tone: Tone; readonly means: string }>
> = {
  created: { name: 'Created', tone: 'neutral', means: 'Placed; the merchant does not see it as ready yet.' },
  ready: { name: 'Ready', tone: 'info', means: 'Released; the merchant has to acknowledge it.' },
  acknowledged: { name: 'Acknowledged', tone: 'accent', means: 'The merchant accepted it and has to ship it.' },
  inprogress: { name: 'In progress', tone: 'warning', means: 'Some units are shipped or cancelled, others are open.' },
  complete: { name: 'Complete', tone: 'success', means: 'All units are shipped or cancelled.' },
};

/** What may be asked for in the list and on the page of an order, each by a key. */
export const orderKeys = { place: 'p', resolve: 'r', complete: 'd', cancel: 'c' } as const;

const isStatus = (status: string): status is OrderStatus => Object.hasOwn(statusWords, status);

/** A status that this page does not know stands as its own name. */
export const wordsOf = (status: string): (typeof statusWords)[OrderStatus] =>
  isStatus(status) ? statusWords[status] : { name: status, tone: 'neutral', means: '' };

export const statusName = (status: OrderStatus): string => statusWords[status].name;

/** Units that are neither shipped nor cancelled. */
export const openUnits = (item: Pick<OrderItem, 'quantity' | 'shipped' | 'cancelled'>): number =>
  Math.max(0, item.quantity - item.shipped - item.cancelled);

/** Units that the shopper can still cancel, or ask to. */
export const cancellableUnits = (item: OrderItem): number => Math.max(0, openUnits(item) - item.cancelRequested);

export type OrderShipment = OperatorOrderDetail['shipments'][number];

/** "Base commission 3.00, No returns 0.40": what the marketplace keeps of the quantity ordered. */
export const feesText = ({ fees }: Pick<OrderItem, 'fees'>): string =>
  fees
    .map(({ name, type, cents }) => `${name === '' ? (feeNames[type] ?? type) : name} ${moneyText(cents, 'USD')}`)
    .join(', ');

const feeNames: Readonly<Record<string, string>> = {
  base: 'Base commission',
  variable: 'Variable commission',
  no_return: 'No returns',
};

/** "2 × A1 shipped, 1 × A1 cancelled"; a shipment without units says so. */
export function shipmentUnitsText({ items }: Pick<OrderShipment, 'items'>): string {
  const parts = items.flatMap(({ sku, shipped, cancelled }) => [
    ...(shipped > 0 ? [`${shipped} × ${sku} shipped`] : []),
    ...(cancelled > 0 ? [`${cancelled} × ${sku} cancelled`] : []),
  ]);
  return parts.length === 0 ? 'No units' : parts.join(', ');
}

/** "UPS · UPSGround"; what the merchant left out is missing. */
export const carriageText = ({ carrier, method }: Pick<OrderShipment, 'carrier' | 'method'>): string =>
  [carrier, method].filter((part) => part !== null).join(' · ');

/** RMA numbers that the merchant gave with a shipment, each once. */
export const rmaNumbers = ({ items }: Pick<OrderShipment, 'items'>): readonly string[] => [
  ...new Set(items.flatMap(({ rma }) => (rma === null ? [] : [rma]))),
];

type OrderState = Pick<OperatorOrder, 'status' | 'exceptionState'>;

export const hasOpenException = ({ exceptionState }: Pick<OperatorOrder, 'exceptionState'>): boolean =>
  exceptionState !== null && exceptionState !== 'resolved';

export interface OrderPermissions {
  readonly cancel: boolean;
  readonly complete: boolean;
  readonly resolve: boolean;
}

export function permissionsOf(order: OrderState, items: readonly OrderItem[]): OrderPermissions {
  const isOpen = order.status !== 'complete';
  return {
    cancel: isOpen && items.some((item) => cancellableUnits(item) > 0),
    complete: isOpen,
    resolve: hasOpenException(order) && (order.status === 'inprogress' || order.status === 'complete'),
  };
}

/** "exception - too many units shipped" as a title: "Too many units shipped". */
export function exceptionText(exceptionState: string): string {
  const text = exceptionState.replace(/^exception - /, '');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export interface OrderTimer {
  readonly text: string;
  readonly hint: string;
  readonly tone: Tone;
}

const timerWords = {
  created: { text: 'Released', hint: 'The hold ends and the order becomes ready' },
  ready: { text: 'Expires', hint: 'Unless the merchant acknowledges it before, the order is cancelled' },
} as const;

/** A deadline within this span of world time is urgent. */
const URGENT_MS = 3_600_000;

/** What the world will do with the order by itself, and when; undefined when it waits for people only. */
export function orderTimer(
  order: Pick<OperatorOrder, 'status' | 'dueAt'>,
  worldNow: number,
  rate: number,
): OrderTimer | undefined {
  const words = order.status === 'created' || order.status === 'ready' ? timerWords[order.status] : undefined;
  if (words === undefined || order.dueAt === null) return undefined;
  const leftMs = order.dueAt - worldNow;
  const tone = order.status === 'ready' && leftMs < URGENT_MS ? 'warning' : 'neutral';
  const hint = `${words.hint}, in world time.`;
  if (leftMs <= 0) return { text: `${words.text} now`, hint, tone };
  const text = `${words.text} in ${shortSpan(leftMs)}`;
  if (rate === 0) return { text, hint: `${hint} The world’s clock stands still.`, tone };
  return { text, hint: rate === 1 ? hint : `${hint} For you: ${shortSpan(leftMs / rate)}.`, tone };
}

const eventNames: Readonly<Record<string, string>> = {
  place: 'Placed',
  release: 'Released',
  customerCancel: 'Cancelled by the shopper',
  requestCancel: 'Cancelling asked for',
  accept: 'Accepted',
  reject: 'Rejected',
  expire: 'Deadline passed',
  ship: 'Shipped message',
  completeByHand: 'Completed by hand',
  resolve: 'Exception resolved',
};

export const eventName = (kind: string): string => eventNames[kind] ?? kind;
