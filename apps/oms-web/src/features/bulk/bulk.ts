/** Owns what bulk runs and their outcomes are called. */
import type { BulkRun, BulkRunOrder } from '@jetway/oms-api';
import type { Tone } from '@jetway/ui';

export const actionNames: Readonly<Record<BulkRun['action'], string>> = {
  acknowledge: 'Acknowledge',
  cancel: 'Cancel',
};

export const runStateWords: Readonly<Record<BulkRun['state'], { readonly name: string; readonly tone: Tone }>> = {
  running: { name: 'Going on', tone: 'info' },
  done: { name: 'Done', tone: 'success' },
  cancelled: { name: 'Cancelled', tone: 'neutral' },
};

export const orderStateWords: Readonly<Record<BulkRunOrder['state'], { readonly name: string; readonly tone: Tone }>> =
  {
    waiting: { name: 'Waits', tone: 'neutral' },
    working: { name: 'At work', tone: 'info' },
    done: { name: 'Done', tone: 'success' },
    refused: { name: 'Refused', tone: 'danger' },
    left: { name: 'Left', tone: 'neutral' },
  };

/** "Acknowledge 3 orders" */
export const runTitle = ({ action, orders }: Pick<BulkRun, 'action' | 'orders'>): string =>
  `${actionNames[action]} ${orders.toLocaleString()} ${orders === 1 ? 'order' : 'orders'}`;

/** "2 done, 1 refused" */
export function resultText({ orders, done, refused, state }: BulkRun): string {
  const rest = orders - done - refused;
  const parts = [
    `${done.toLocaleString()} done`,
    ...(refused === 0 ? [] : [`${refused.toLocaleString()} refused`]),
    ...(rest === 0 ? [] : [`${rest.toLocaleString()} ${state === 'cancelled' ? 'left' : 'to do'}`]),
  ];
  return parts.join(', ');
}

export interface BulkSearch {
  /** The run whose panel is open. */
  readonly run?: string;
}

export function parseBulkSearch(raw: Readonly<Record<string, unknown>>): BulkSearch {
  const run = raw['run'];
  return typeof run === 'string' && run !== '' ? { run: run.slice(0, 64) } : {};
}
