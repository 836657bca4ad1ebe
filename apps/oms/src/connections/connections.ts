/** Owns what a connection is: settings, how it is doing, what its settings allow. */

import type { Instant } from '@jetway/kernel';
import type { Connection } from '@jetway/oms-api';
import type { ImportConnection } from '../channels/index.ts';

export type Mode = Connection['mode'];
export type Lane = Connection['stoppedLanes'][number];
export type ConnectionState = Connection['state'];

/** What people set. */
export interface ConnectionSettings {
  readonly name: string;
  readonly baseUrl: string;
  readonly apiUser: string;
  /** Sealed; null when none was given. */
  readonly apiSecretSealed: string | null;
  readonly pullsOrders: boolean;
  readonly sendsTrackingNumbers: boolean;
  readonly sendsStock: boolean;
  readonly nodeId: string;
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

/** The six settings under the names that sellers know them by (the InfiPlex page on its Jet integration, "Jet Set-up"). */
export interface SettingsChange {
  readonly jet_api_user?: string;
  readonly jet_api_secret?: string;
  readonly jet_pull_orders?: boolean;
  readonly jet_send_tracking_numbers?: boolean;
  readonly jet_soj_enabled?: boolean;
  readonly jet_fulfillment_node_id?: string;
}

/** Settings of a connection about which nothing was said: everything on, since watch mode sends nothing. */
export const defaultSettings: Omit<ConnectionSettings, 'name' | 'baseUrl'> = {
  apiUser: '',
  apiSecretSealed: null,
  pullsOrders: true,
  sendsTrackingNumbers: true,
  sendsStock: true,
  nodeId: '',
  pullEverySeconds: 60,
  acknowledgePolicy: 'accept-when-covered',
  acknowledgeWithinHours: 24,
};

/** The settings after a change; `baseUrl` has been checked. `seal` seals a new secret for this connection. */
export function applyChange(
  before: ConnectionSettings,
  change: ConnectionChange,
  seal: (secret: string) => string,
): ConnectionSettings {
  const { settings = {} } = change;
  return {
    name: change.name?.trim() ?? before.name,
    baseUrl: change.baseUrl ?? before.baseUrl,
    apiUser: settings.jet_api_user?.trim() ?? before.apiUser,
    apiSecretSealed:
      settings.jet_api_secret === undefined ? before.apiSecretSealed : seal(settings.jet_api_secret.trim()),
    pullsOrders: settings.jet_pull_orders ?? before.pullsOrders,
    sendsTrackingNumbers: settings.jet_send_tracking_numbers ?? before.sendsTrackingNumbers,
    sendsStock: settings.jet_soj_enabled ?? before.sendsStock,
    nodeId: settings.jet_fulfillment_node_id?.trim() ?? before.nodeId,
    pullEverySeconds: change.pullEverySeconds ?? before.pullEverySeconds,
    acknowledgePolicy: change.acknowledgePolicy ?? before.acknowledgePolicy,
    acknowledgeWithinHours: change.acknowledgeWithinHours ?? before.acknowledgeWithinHours,
  };
}

/** Whether the change touches what the channel decides on when it lets us in. */
export const changesAccess = (before: ConnectionSettings, after: ConnectionSettings): boolean =>
  before.baseUrl !== after.baseUrl ||
  before.apiUser !== after.apiUser ||
  before.apiSecretSealed !== after.apiSecretSealed;

type Switches = Pick<
  ConnectionRow,
  | 'mode'
  | 'stoppedLanes'
  | 'state'
  | 'apiUser'
  | 'apiSecretSealed'
  | 'pullsOrders'
  | 'sendsTrackingNumbers'
  | 'sendsStock'
>;

/** Without both, the channel would only refuse. */
export const hasCredentials = ({
  apiUser,
  apiSecretSealed,
}: Pick<ConnectionRow, 'apiUser' | 'apiSecretSealed'>): boolean => apiUser !== '' && apiSecretSealed !== null;

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

export function allowed(connection: Switches): Allowed {
  const isIn = connection.mode !== 'stopped' && connection.state !== 'refused' && hasCredentials(connection);
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
export function nextPullAt(connection: ConnectionRow, now: Instant): Instant | null {
  if (!allowed(connection).pull) return null;
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
  waiting: { readonly intents: number; readonly stock: number },
  now: Instant,
): Connection {
  return {
    id: row.connectionId,
    channel: row.channel,
    name: row.name,
    baseUrl: row.baseUrl,
    settings: {
      jet_api_user: row.apiUser,
      jet_api_secret_set: row.apiSecretSealed !== null,
      jet_pull_orders: row.pullsOrders,
      jet_send_tracking_numbers: row.sendsTrackingNumbers,
      jet_soj_enabled: row.sendsStock,
      jet_fulfillment_node_id: row.nodeId,
    },
    mode: row.mode,
    stoppedLanes: [...row.stoppedLanes],
    pullEverySeconds: row.pullEverySeconds,
    acknowledgePolicy: row.acknowledgePolicy,
    acknowledgeWithinHours: row.acknowledgeWithinHours,
    state: row.state,
    stateText: row.stateText,
    lastPullAt: row.lastPullAt,
    nextPullAt: nextPullAt(row, now),
    lastContactAt: row.lastContactAt,
    clockOffsetMs: row.clockOffsetMs,
    waitingIntents: waiting.intents,
    waitingStock: waiting.stock,
    version: row.version,
  };
}
