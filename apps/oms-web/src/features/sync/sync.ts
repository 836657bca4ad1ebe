/** Owns what runs are called, and what the address of the sync page says. */
import { runKinds, type SyncRun } from '@jetway/oms-api';
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
}: Pick<SyncRun, 'kind' | 'state' | 'found' | 'done' | 'failed'>): string {
  if (state === 'waiting') return '';
  const things = kind === 'pull-orders' ? 'found' : 'to send';
  const parts = [
    ...(found > 0 ? [`${found} ${things}`] : []),
    ...(done > 0 ? [`${done} done`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  if (parts.length > 0) return parts.join(', ');
  if (state === 'failed') return '';
  return state === 'running' ? '…' : 'nothing to do';
}
