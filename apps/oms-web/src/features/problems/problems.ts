/** Owns what kinds of problems and their ways out are called. */
import type { ProblemItem } from '@jetway/oms-api';
import { type problemActions, problemKinds } from '@jetway/oms-api';

export type ProblemKind = (typeof problemKinds)[number];
export type ProblemAction = (typeof problemActions)[number];

export const kindNames: Readonly<Record<ProblemKind, string>> = {
  'unknown-sku': 'Unknown SKU',
  'not-covered': 'Not in stock',
  'acknowledge-due': 'Acknowledgement due',
  'message-failed': 'Message failed',
  'order-invalid': 'Order not readable',
  'order-changed': 'Order changed',
  'cancel-requested': 'Buyer wants to cancel',
  'held-due': 'On hold, and due',
  shortfall: 'Shortfall',
  'credentials-refused': 'Credentials refused',
  'connection-failing': 'Connection failing',
  'unknown-value': 'Unknown value',
  'stock-refused': 'Stock refused',
};

export interface ActionWords {
  readonly label: string;
  /** Asked before it is done; absent when it is harmless. */
  readonly question?: string;
}

export const actionWords: Readonly<Record<ProblemAction, ActionWords>> = {
  retry: { label: 'Try again' },
  'map-sku': { label: 'Choose the SKU' },
  accept: { label: 'Accept the order', question: 'The channel is told that you will ship this order.' },
  reject: {
    label: 'Reject the order',
    question: 'The channel is told that you will not ship this order; it is cancelled.',
  },
  'cancel-units': {
    label: 'Cancel these units',
    question: 'The channel is told that you will not ship the units the buyer does not want; nothing else changes.',
  },
  decline: {
    label: 'Decline',
    question: 'The units are shipped all the same. The note is kept in the order’s history.',
  },
  release: { label: 'Release the order' },
  'keep-ours': { label: 'Keep ours' },
  'take-theirs': {
    label: 'Take the channel’s',
    question: 'The correction made here is given up, and the order goes where the channel says now.',
  },
  dismiss: { label: 'Dismiss', question: 'Nothing is done about it; the problem is put aside as decided.' },
  'test-connection': { label: 'Test the connection' },
};

export interface ProblemSearch {
  readonly state?: 'resolved';
  readonly kind?: ProblemKind;
}

/** Reads the address; what it does not understand is left out. */
export function parseProblemSearch(raw: Readonly<Record<string, unknown>>): ProblemSearch {
  const kind = problemKinds.find((known) => known === raw['kind']);
  return {
    ...(raw['state'] === 'resolved' ? { state: 'resolved' } : {}),
    ...(kind === undefined ? {} : { kind }),
  };
}

/** "seen 3 times" when it came back. */
export const seenText = ({ seenCount }: Pick<ProblemItem, 'seenCount'>): string | undefined =>
  seenCount > 1 ? `seen ${seenCount} times` : undefined;
