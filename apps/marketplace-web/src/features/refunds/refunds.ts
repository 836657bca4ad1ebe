/** Owns what a refund's state means in words, and what an operator may do with it. */
import type { OperatorRefund } from '@jetway/marketplace-api';
import { shortSpan, type Tone } from '@jetway/ui';

export interface StatusWords {
  readonly name: string;
  readonly tone: Tone;
  readonly means: string;
}

const statusWords: Readonly<Record<string, StatusWords>> = {
  created: { name: 'Created', tone: 'info', means: 'The merchant asked for it; nobody has looked into it.' },
  processing: { name: 'Processing', tone: 'warning', means: 'The marketplace looks into it.' },
  accepted: { name: 'Accepted', tone: 'success', means: 'The shopper has the money back.' },
  'rejected - customer card not valid': {
    name: 'Rejected: card',
    tone: 'danger',
    means: 'The shopper’s card is not valid.',
  },
  'rejected - refund conflicts with returns policy': {
    name: 'Rejected: policy',
    tone: 'danger',
    means: 'It conflicts with returns policy.',
  },
};

/** A status that this page does not know stands as its own name. */
export const wordsOf = (status: string): StatusWords =>
  statusWords[status] ?? { name: status, tone: 'neutral', means: '' };

export const isDecided = ({ decidedAt }: Pick<OperatorRefund, 'decidedAt'>): boolean => decidedAt !== null;

/** What the world will do with the refund by itself, and when; undefined when it is decided. */
export function timerText(
  { status, dueAt }: Pick<OperatorRefund, 'status' | 'dueAt'>,
  worldNow: number,
): string | undefined {
  if (dueAt === null) return undefined;
  const what = status === 'created' ? 'Processed' : 'Decided';
  return dueAt <= worldNow ? `${what} now` : `${what} in ${shortSpan(dueAt - worldNow)}`;
}

const eventNames: Readonly<Record<string, string>> = {
  create: 'Asked for',
  process: 'Being processed',
  accept: 'Accepted',
  reject: 'Rejected',
};

export const eventName = (kind: string): string => eventNames[kind] ?? kind;
