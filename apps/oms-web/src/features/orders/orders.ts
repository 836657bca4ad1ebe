/** Owns what the states of orders and of messages about them are called. */
import type { Intent, OrderStatus, OrderSummary, OrderTab } from '@jetway/oms-api';
import type { Tone } from '@jetway/ui';

export const statusWords: Readonly<Record<OrderStatus, { readonly name: string; readonly tone: Tone }>> = {
  new: { name: 'To acknowledge', tone: 'accent' },
  acknowledged: { name: 'To ship', tone: 'info' },
  in_progress: { name: 'Partly shipped', tone: 'warning' },
  complete: { name: 'Complete', tone: 'success' },
  cancelled: { name: 'Cancelled', tone: 'neutral' },
};

export const tabNames: Readonly<Record<OrderTab, string>> = {
  all: 'All',
  'to-acknowledge': 'To acknowledge',
  'to-ship': 'To ship',
  'in-progress': 'In progress',
  complete: 'Complete',
  cancelled: 'Cancelled',
  problems: 'Problems',
};

type Kind = Intent['kind'];
type State = Intent['state'];

const nouns: Readonly<Record<Kind, string>> = {
  acknowledge: 'Acknowledgement',
  ship: 'Shipment',
  cancel: 'Cancellation',
  tag: 'Tag',
};

const states: Readonly<Record<State, { readonly name: string; readonly tone: Tone; readonly means: string }>> = {
  pending: { name: 'waits to be sent', tone: 'info', means: 'It will be sent when the connection sends next.' },
  sending: { name: 'is being sent', tone: 'info', means: 'It is on its way to the channel.' },
  unknown: {
    name: 'is being checked',
    tone: 'warning',
    means: 'No answer came. The order is read back from the channel to see whether it arrived.',
  },
  confirmed: { name: 'confirmed', tone: 'success', means: 'The channel has it.' },
  failed: { name: 'failed', tone: 'danger', means: 'The channel refused it; somebody must look at it.' },
  withdrawn: { name: 'withdrawn', tone: 'neutral', means: 'It was not sent, and will not be.' },
};

export const intentStateWords = states;

const shortNouns: Readonly<Record<Kind, string>> = {
  acknowledge: 'Ack.',
  ship: 'Shipment',
  cancel: 'Cancellation',
  tag: 'Tag',
};

const shortStates: Readonly<Record<State, string>> = {
  pending: 'waits',
  sending: 'sending',
  unknown: 'in check',
  confirmed: 'confirmed',
  failed: 'failed',
  withdrawn: 'withdrawn',
};

/** For a narrow column: "Shipment sending". */
export const intentWordsShort = (kind: Kind, state: State): string => `${shortNouns[kind]} ${shortStates[state]}`;

/** "Shipment is being sent", with the tone and what it means. */
export function intentWords(
  kind: Kind,
  state: State,
): { readonly text: string; readonly tone: Tone; readonly means: string } {
  const { name, tone, means } = states[state];
  return { text: `${nouns[kind]} ${name}`, tone, means };
}

export interface OrderDeadline {
  readonly label: string;
  readonly at: number;
}

/** Whether anything may still happen to the order. */
export const isOpen = ({ status }: Pick<OrderSummary, 'status'>): boolean =>
  status === 'new' || status === 'acknowledged' || status === 'in_progress';

/** The deadlines that still bind: acknowledge by while it is new, ship by while units are open. */
export function openDeadlines(
  order: Pick<OrderSummary, 'status' | 'acknowledgeBy' | 'shipBy' | 'deliverBy'>,
): OrderDeadline[] {
  const deadlines: OrderDeadline[] = [];
  if (order.status === 'new' && order.acknowledgeBy !== null)
    deadlines.push({ label: 'Acknowledge', at: order.acknowledgeBy });
  if (isOpen(order) && order.shipBy !== null) deadlines.push({ label: 'Ship', at: order.shipBy });
  return deadlines;
}
