/** Owns what a return's state means in words. */
import type { OperatorReturn } from '@jetway/marketplace-api';
import type { Tone } from '@jetway/ui';
import type { ReturnStatus } from './returns.search.ts';

interface StatusWords {
  readonly name: string;
  readonly tone: Tone;
  readonly means: string;
}

export const statusWords: Readonly<Record<ReturnStatus, StatusWords>> = {
  created: { name: 'Created', tone: 'info', means: 'The shopper wants to return; the merchant has not reported yet.' },
  inprogress: { name: 'In progress', tone: 'warning', means: 'The merchant reported a part of the units.' },
  'completed by merchant': {
    name: 'Completed',
    tone: 'success',
    means: 'The merchant has accounted for all units.',
  },
};

const isStatus = (status: string): status is ReturnStatus => Object.hasOwn(statusWords, status);

/** A status that this page does not know stands as its own name. */
export const wordsOf = (status: string): StatusWords =>
  isStatus(status) ? statusWords[status] : { name: status, tone: 'neutral', means: '' };

export interface ChargeWords {
  readonly text: string;
  readonly tone: Tone;
}

/** What the merchant says of the return charge. */
export function chargeWords({ agreesToCharge }: Pick<OperatorReturn, 'agreesToCharge'>): ChargeWords {
  if (agreesToCharge === null) return { text: 'Nothing said of the charge yet', tone: 'neutral' };
  return agreesToCharge
    ? { text: 'Agrees to the charge', tone: 'success' }
    : { text: 'Disputes the charge', tone: 'danger' };
}

const feedbackNames: Readonly<Record<string, string>> = {
  other: 'Other',
  outsidemerchantpolicy: 'Outside merchant policy',
  notmerchanterror: 'Not merchant error',
  wrongitem: 'Wrong item',
  fraud: 'Fraud',
  returnedoutsidewindow: 'Returned outside window',
};

/** "outsideMerchantPolicy" as people write it; anything else stands as it was sent. */
export const feedbackName = (feedback: string): string =>
  feedbackNames[feedback.toLowerCase().replace(/[\s_-]/g, '')] ?? feedback;

const eventNames: Readonly<Record<string, string>> = { open: 'Opened', complete: 'Complete message' };

export const eventName = (kind: string): string => eventNames[kind] ?? kind;

export const unitsText = (units: number): string => `${units.toLocaleString()} ${units === 1 ? 'unit' : 'units'}`;
