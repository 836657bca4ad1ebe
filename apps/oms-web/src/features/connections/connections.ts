/** Owns what a connection's mode and state mean, in words, and what everybody should be told about it. */
import type { Connection } from '@jetway/oms-api';
import type { Tone } from '@jetway/ui';

export type Mode = Connection['mode'];

export const modeWords: Readonly<Record<Mode, { readonly name: string; readonly tone: Tone; readonly means: string }>> =
  {
    live: {
      name: 'Live',
      tone: 'success',
      means: 'Orders are read, and everything decided here is sent to the channel.',
    },
    watch: {
      name: 'Watch',
      tone: 'info',
      means: 'Orders are read and you see what would be sent, but nothing is sent to the channel.',
    },
    stopped: { name: 'Stopped', tone: 'warning', means: 'Nothing is read and nothing is sent.' },
  };

export const stateWords: Readonly<Record<Connection['state'], { readonly name: string; readonly tone: Tone }>> = {
  healthy: { name: 'Healthy', tone: 'success' },
  failing: { name: 'Failing', tone: 'danger' },
  refused: { name: 'Credentials refused', tone: 'danger' },
  idle: { name: 'No contact yet', tone: 'neutral' },
};

export const laneWords: Readonly<
  Record<Connection['stoppedLanes'][number], { readonly name: string; readonly carries: string }>
> = {
  urgent: { name: 'Urgent', carries: 'acknowledgements, shipments and cancellations' },
  normal: { name: 'Normal', carries: 'stock changes' },
  bulk: { name: 'Bulk', carries: 'daily refreshes' },
};

export interface ConnectionNotice {
  readonly connection: Connection;
  readonly kind: 'refused' | 'failing' | 'stopped' | 'watch' | 'lanes';
  readonly tone: 'danger' | 'warning' | 'info';
  readonly title: string;
  readonly text: string;
}

/** What a channel or program said, as a sentence that another can follow. */
const sentence = (text: string): string => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

const waitingText = ({ waitingIntents, waitingStock }: Connection): string => {
  const parts = [
    ...(waitingIntents > 0 ? [`${waitingIntents} ${waitingIntents === 1 ? 'message' : 'messages'} about orders`] : []),
    ...(waitingStock > 0 ? [`stock of ${waitingStock} ${waitingStock === 1 ? 'SKU' : 'SKUs'}`] : []),
  ];
  return parts.join(' and ');
};

/** What waits to be sent, in words; undefined when nothing does. */
export const waitingWords = (connection: Connection): string | undefined => waitingText(connection) || undefined;

function noticeFor(connection: Connection): ConnectionNotice | undefined {
  const { name, mode, state, stateText, stoppedLanes } = connection;
  const waiting = waitingText(connection);
  if (state === 'refused' && mode !== 'stopped')
    return {
      connection,
      kind: 'refused',
      tone: 'danger',
      title: `${name} refuses our credentials`,
      text: `${sentence(stateText ?? 'The API user or secret is not accepted')} Nothing is read or sent until they are right.`,
    };
  if (mode === 'stopped')
    return {
      connection,
      kind: 'stopped',
      tone: 'warning',
      title: `${name} is stopped`,
      text: `No orders are read and nothing is sent.${waiting === '' ? '' : ` Waiting: ${waiting}.`} Deadlines at the channel go on.`,
    };
  if (state === 'failing')
    return {
      connection,
      kind: 'failing',
      tone: 'danger',
      title: `${name} is failing`,
      text: `${sentence(stateText ?? 'The last requests did not succeed')} It is tried again by itself.`,
    };
  if (mode === 'watch')
    return {
      connection,
      kind: 'watch',
      tone: 'info',
      title: `${name} is in watch mode`,
      text: `Orders are read, but nothing is sent to the channel.${waiting === '' ? '' : ` Held back so far: ${waiting}.`}`,
    };
  if (stoppedLanes.length > 0)
    return {
      connection,
      kind: 'lanes',
      tone: 'warning',
      title: `${name} sends only part`,
      text: `Switched off: ${stoppedLanes.map((lane) => laneWords[lane].carries).join('; ')}.`,
    };
  return undefined;
}

const gravity = { refused: 0, stopped: 1, failing: 2, lanes: 3, watch: 4 } as const;

/** What everybody should be told, gravest first. */
export const connectionNotices = (connections: readonly Connection[]): ConnectionNotice[] =>
  connections.flatMap((connection) => noticeFor(connection) ?? []).sort((a, b) => gravity[a.kind] - gravity[b.kind]);
