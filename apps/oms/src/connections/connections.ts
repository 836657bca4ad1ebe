/** Owns what a connection is: settings, how it is doing, what its settings allow. */

import type { Instant } from '@jetway/kernel';
import type { Connection, SettingsChange } from '@jetway/oms-api';
import type { Channel, ImportConnection } from '../channels/index.ts';
import { changeSettings, firstSettings, missingOf, type StoredSettings, shownSettings } from './settings.ts';

export type Mode = Connection['mode'];
export type Lane = Connection['stoppedLanes'][number];
export type ConnectionState = Connection['state'];

/** What people set. */
export interface ConnectionSettings extends StoredSettings {
  readonly name: string;
  /** Empty for a channel without an address. */
  readonly baseUrl: string;
  readonly pullEverySeconds: number;
  readonly acknowledgePolicy: Connection['acknowledgePolicy'];
  readonly acknowledgeWithinHours: number;
}

export interface ConnectionRow extends ConnectionSettings {
  readonly organizationId: string;
  readonly connectionId: string;
  readonly channel: string;
  readonly mode: Mode;
  readonly stoppedLanes: readonly Lane[];
  readonly version: number;
  readonly createdAt: Instant;
  readonly state: ConnectionState;
  readonly stateText: string | null;
  readonly failingSince: Instant | null;
  readonly lastPullAt: Instant | null;
  readonly lastContactAt: Instant | null;
  readonly clockOffsetMs: number;
}

/** What a change may contain, by the names of the contract. */
export interface ConnectionChange {
  readonly name?: string;
  readonly baseUrl?: string;
  readonly settings?: SettingsChange;
  readonly pullEverySeconds?: number;
  readonly acknowledgePolicy?: Connection['acknowledgePolicy'];
  readonly acknowledgeWithinHours?: number;
}

/** Settings of a connection about which nothing was said. */
export const newSettings = (channel: Channel, name: string, baseUrl: string): ConnectionSettings => ({
  ...firstSettings(channel),
  name,
  baseUrl,
  pullEverySeconds: 60,
  acknowledgePolicy: 'accept-when-covered',
  acknowledgeWithinHours: 24,
});

/** The settings after a change; address and settings have been checked. `seal` seals a new secret for this connection. */
export const applyChange = (
  channel: Channel,
  before: ConnectionSettings,
  change: ConnectionChange,
  seal: (secret: string) => string,
): ConnectionSettings => ({
  ...changeSettings(channel, before, change.settings ?? {}, seal),
  name: change.name?.trim() ?? before.name,
  baseUrl: change.baseUrl ?? before.baseUrl,
  pullEverySeconds: change.pullEverySeconds ?? before.pullEverySeconds,
  acknowledgePolicy: change.acknowledgePolicy ?? before.acknowledgePolicy,
  acknowledgeWithinHours: change.acknowledgeWithinHours ?? before.acknowledgeWithinHours,
});

const isSame = (a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean => {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => a[key] === b[key]);
};

/** Whether the account may be another one after the change, which was never told anything. */
export const isElsewhere = (before: ConnectionSettings, after: ConnectionSettings): boolean =>
  before.baseUrl !== after.baseUrl || !isSame(before.ownSettings, after.ownSettings);

/** Whether the change touches what the channel decides on when it lets us in. */
export const changesAccess = (before: ConnectionSettings, after: ConnectionSettings): boolean =>
  isElsewhere(before, after) || !isSame(before.sealedSecrets, after.sealedSecrets);

type Switches = StoredSettings & Pick<ConnectionRow, 'mode' | 'stoppedLanes' | 'state'>;

/** What a connection may do now. Credentials that were refused stop everything until somebody changes them or retries. */
export interface Allowed {
  readonly pull: boolean;
  /** Acknowledge, cancel, and where it is switched on, ship. */
  readonly intents: boolean;
  readonly shipments: boolean;
  /** Stock that changed. */
  readonly stock: boolean;
  /** The daily refresh of stock that did not change. */
  readonly refresh: boolean;
}

/** Without what the channel requires nobody is called: it would only refuse. */
export function allowed(connection: Switches, channel: Pick<Channel, 'settings'>): Allowed {
  const isEntered = missingOf(channel, connection).length === 0;
  const isIn = connection.mode !== 'stopped' && connection.state !== 'refused' && isEntered;
  const sends = (lane: Lane): boolean => isIn && connection.mode === 'live' && !connection.stoppedLanes.includes(lane);
  return {
    pull: isIn && connection.pullsOrders,
    intents: sends('urgent'),
    shipments: sends('urgent') && connection.sendsTrackingNumbers,
    stock: sends('normal') && connection.sendsStock,
    refresh: sends('normal') && sends('bulk') && connection.sendsStock,
  };
}

/** When orders are pulled next; null when they are not. */
export function nextPullAt(connection: ConnectionRow, channel: Channel, now: Instant): Instant | null {
  if (!allowed(connection, channel).pull) return null;
  return connection.lastPullAt === null ? now : connection.lastPullAt + connection.pullEverySeconds * 1_000;
}

/** The part of a connection that importing orders needs. */
export const importConnection = (connection: ConnectionRow): ImportConnection => ({
  organizationId: connection.organizationId,
  connectionId: connection.connectionId,
  channel: connection.channel,
  acknowledgePolicy: connection.acknowledgePolicy,
  acknowledgeWithinHours: connection.acknowledgeWithinHours,
  clockOffsetMs: connection.clockOffsetMs,
});

/** A connection as people see it; the secret stays here. */
export function toConnection(
  row: ConnectionRow,
  channel: Channel,
  waiting: { readonly intents: number; readonly stock: number },
  now: Instant,
): Connection {
  return {
    id: row.connectionId,
    channel: row.channel,
    name: row.name,
    baseUrl: row.baseUrl,
    settings: shownSettings(channel, row),
    pullsOrders: row.pullsOrders,
    sendsTrackingNumbers: row.sendsTrackingNumbers,
    sendsStock: row.sendsStock,
    nodeId: row.nodeId,
    mode: row.mode,
    stoppedLanes: [...row.stoppedLanes],
    pullEverySeconds: row.pullEverySeconds,
    acknowledgePolicy: row.acknowledgePolicy,
    acknowledgeWithinHours: row.acknowledgeWithinHours,
    state: row.state,
    stateText: row.stateText,
    lastPullAt: row.lastPullAt,
    nextPullAt: nextPullAt(row, channel, now),
    lastContactAt: row.lastContactAt,
    clockOffsetMs: row.clockOffsetMs,
    waitingIntents: waiting.intents,
    waitingStock: waiting.stock,
    version: row.version,
  };
}
