/** Owns what runs are called, and what the address of the sync page says. */
import { type Connection, runKinds, type StockFile, type SyncRun, type SyncState } from '@jetway/oms-api';
import type { Tone } from '@jetway/ui';

export type RunKind = (typeof runKinds)[number];
export type RunState = SyncRun['state'];

export const kindNames: Readonly<Record<RunKind, string>> = {
  'pull-orders': 'Read orders',
  'send-intents': 'Send messages',
  'send-stock': 'Send stock',
  'reconcile-orders': 'Compare orders',
  'refresh-stock': 'Refresh stock',
  'read-back': 'Read stock back',
};

export const triggerNames: Readonly<Record<SyncRun['trigger'], string>> = {
  schedule: 'by schedule',
  change: 'after a change',
  person: 'by hand',
  start: 'at start',
};

export const stateWords: Readonly<Record<RunState, { readonly name: string; readonly tone: Tone }>> = {
  waiting: { name: 'Waits', tone: 'neutral' },
  running: { name: 'Running', tone: 'info' },
  done: { name: 'Done', tone: 'success' },
  failed: { name: 'Failed', tone: 'danger' },
};

export const fileWords: Readonly<Record<StockFile['state'], { readonly name: string; readonly tone: Tone }>> = {
  waiting: { name: 'Waits', tone: 'neutral' },
  sending: { name: 'Being sent', tone: 'info' },
  processing: { name: 'Being processed', tone: 'info' },
  done: { name: 'Done', tone: 'success' },
  failed: { name: 'Failed', tone: 'danger' },
};

export const policyNames: Readonly<Record<Connection['acknowledgePolicy'], string>> = {
  hold: 'Hold every order',
  'accept-when-covered': 'Accept when stock covers it',
  'accept-always': 'Accept always',
};

const detailNames: Readonly<Record<string, string>> = {
  imported: 'imported',
  followed: 'followed',
  drifted: 'drifted',
  countedAfterAll: 'counted after all',
  toldAgain: 'changed meanwhile',
  marked: 'marked as seen',
  listsNotFollowed: 'full lists not followed',
};

/** Whole percents of a part, never more than all. */
export const share = (part: number, whole: number): number =>
  whole <= 0 ? 0 : Math.min(100, Math.round((part / whole) * 100));

/** Since when the thing waits that waits longest. */
export function longestLag({ intentsSince, stockSince }: SyncState['lag']): number | null {
  const since = [intentsSince, stockSince].filter((at) => at !== null);
  return since.length === 0 ? null : Math.min(...since);
}

/** "12,000 SKUs, 3 refused, 1 changed meanwhile". */
export function fileResult({ skus, refused, toldAgain }: Pick<StockFile, 'skus' | 'refused' | 'toldAgain'>): string {
  const parts = [
    skus === 0 ? 'not written yet' : `${skus.toLocaleString('en-US')} SKUs`,
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(toldAgain > 0 ? [`${toldAgain} changed meanwhile`] : []),
  ];
  return parts.join(', ');
}

const states: readonly RunState[] = ['waiting', 'running', 'done', 'failed'];

export interface SyncSearch {
  readonly connection?: string;
  readonly kind?: RunKind;
  readonly state?: RunState;
  /** The run whose panel is open. */
  readonly run?: string;
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 64) : undefined;

/** Reads the address; what it does not understand is left out. */
export function parseSyncSearch(raw: Readonly<Record<string, unknown>>): SyncSearch {
  const kind = runKinds.find((known) => known === raw['kind']);
  const state = states.find((known) => known === raw['state']);
  const connection = textOf(raw['connection']);
  const run = textOf(raw['run']);
  return {
    ...(connection === undefined ? {} : { connection }),
    ...(kind === undefined ? {} : { kind }),
    ...(state === undefined ? {} : { state }),
    ...(run === undefined ? {} : { run }),
  };
}

/** "12 found, 11 done, 1 failed"; parts that are nothing are left out. */
export function resultText({
  kind,
  state,
  found,
  done,
  failed,
  details = {},
}: Pick<SyncRun, 'kind' | 'state' | 'found' | 'done' | 'failed'> & Partial<Pick<SyncRun, 'details'>>): string {
  if (state === 'waiting') return '';
  const things = kind.startsWith('send-') || kind === 'refresh-stock' ? 'to send' : 'found';
  const parts = [
    ...(found > 0 ? [`${found} ${things}`] : []),
    ...(done > 0 ? [`${done} done`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...Object.entries(details).flatMap(([name, count]) =>
      detailNames[name] === undefined ? [] : [`${count} ${detailNames[name]}`],
    ),
  ];
  if (parts.length > 0) return parts.join(', ');
  if (state === 'failed') return '';
  return state === 'running' ? '…' : 'nothing to do';
}
