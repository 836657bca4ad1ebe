/** Owns the SQL of connections: settings with their version, and how they are doing. */
import type { Instant, Keyset } from '@jetway/kernel';
import { notify, statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { touch } from '../events/index.ts';
import type { ConnectionRow, ConnectionSettings, ConnectionState, Lane, Mode } from './connections.ts';

/** Channel of NOTIFY that wakes whoever works for a connection; the payload is the connection's id. */
export const connectionsChannel = 'oms_connections';

interface ConnectionRecord {
  organization_id: string;
  connection_id: string;
  channel: string;
  name: string;
  base_url: string;
  settings: ConnectionRow['ownSettings'];
  secrets: ConnectionRow['sealedSecrets'];
  pulls_orders: boolean;
  sends_tracking_numbers: boolean;
  sends_stock: boolean;
  node_id: string;
  mode: Mode;
  stopped_lanes: Lane[];
  pull_every_seconds: number;
  acknowledge_policy: ConnectionRow['acknowledgePolicy'];
  acknowledge_within_hours: number;
  version: number;
  created_at: number;
  state: ConnectionState;
  state_text: string | null;
  failing_since: number | null;
  last_pull_at: number | null;
  last_contact_at: number | null;
  clock_offset_ms: number;
}

const columns = `c.organization_id, c.connection_id, c.channel, c.name, c.base_url, c.settings, c.secrets,
  c.pulls_orders, c.sends_tracking_numbers, c.sends_stock, c.node_id, c.mode, c.stopped_lanes, c.pull_every_seconds,
  c.acknowledge_policy, c.acknowledge_within_hours, c.version, c.created_at, s.state, s.state_text, s.failing_since,
  s.last_pull_at, s.last_contact_at, s.clock_offset_ms`;
const joined = `oms.connections c
  join oms.connection_states s on s.organization_id = c.organization_id and s.connection_id = c.connection_id`;

const toRow = (row: ConnectionRecord): ConnectionRow => ({
  organizationId: row.organization_id,
  connectionId: row.connection_id,
  channel: row.channel,
  name: row.name,
  baseUrl: row.base_url,
  ownSettings: row.settings,
  sealedSecrets: row.secrets,
  pullsOrders: row.pulls_orders,
  sendsTrackingNumbers: row.sends_tracking_numbers,
  sendsStock: row.sends_stock,
  nodeId: row.node_id,
  mode: row.mode,
  stoppedLanes: row.stopped_lanes,
  pullEverySeconds: row.pull_every_seconds,
  acknowledgePolicy: row.acknowledge_policy,
  acknowledgeWithinHours: row.acknowledge_within_hours,
  version: row.version,
  createdAt: row.created_at,
  state: row.state,
  stateText: row.state_text,
  failingSince: row.failing_since,
  lastPullAt: row.last_pull_at,
  lastContactAt: row.last_contact_at,
  clockOffsetMs: row.clock_offset_ms,
});

const insert = statement(
  'connectionInsert',
  `insert into oms.connections (organization_id, connection_id, channel, name, base_url, settings, secrets,
     pulls_orders, sends_tracking_numbers, sends_stock, node_id, pull_every_seconds, acknowledge_policy,
     acknowledge_within_hours, created_at, updated_at, updated_by, request_id)
   values ($1, $2, $17, $3, $4, $5::jsonb, $6::jsonb, $7, $8, $9, $10, $11, $12, $13, $14, $14, $15, $16)
   on conflict do nothing
   returning connection_id`,
);

const insertState = statement(
  'connectionStateInsert',
  'insert into oms.connection_states (organization_id, connection_id) values ($1, $2)',
);

export interface ConnectionKey {
  readonly organizationId: string;
  readonly connectionId: string;
}

const settingValues = (key: ConnectionKey, settings: ConnectionSettings, by: Actor, now: Instant): unknown[] => [
  key.organizationId,
  key.connectionId,
  settings.name,
  settings.baseUrl,
  JSON.stringify(settings.ownSettings),
  JSON.stringify(settings.sealedSecrets),
  settings.pullsOrders,
  settings.sendsTrackingNumbers,
  settings.sendsStock,
  settings.nodeId,
  settings.pullEverySeconds,
  settings.acknowledgePolicy,
  settings.acknowledgeWithinHours,
  now,
  by.actor,
  by.requestId,
];

/** False when the name is taken. */
export async function insertConnection(
  tx: Handle,
  key: ConnectionKey,
  channel: string,
  settings: ConnectionSettings,
  by: Actor,
  now: Instant,
): Promise<boolean> {
  const made = await insert(tx, [...settingValues(key, settings, by, now), channel]);
  if (made.length === 0) return false;
  await insertState(tx, [key.organizationId, key.connectionId]);
  await announce(tx, key);
  return true;
}

/** Wakes who works for the connection and the pages that show it. */
async function announce(tx: Handle, key: ConnectionKey): Promise<void> {
  await notify(tx, connectionsChannel, key.connectionId);
  await touch(tx, key.organizationId, 'connections', key.connectionId);
}

const update = statement(
  'connectionUpdate',
  `update oms.connections set name = $3, base_url = $4, settings = $5::jsonb, secrets = $6::jsonb, pulls_orders = $7,
     sends_tracking_numbers = $8, sends_stock = $9, node_id = $10, pull_every_seconds = $11, acknowledge_policy = $12,
     acknowledge_within_hours = $13, version = version + 1, updated_at = $14, updated_by = $15, request_id = $16
   where organization_id = $1 and connection_id = $2
     and not exists (
       select 1 from oms.connections o
       where o.organization_id = $1 and lower(o.name) = lower($3) and o.connection_id <> $2)
   returning connection_id`,
);

/** False when the name is taken. */
export async function updateConnection(
  tx: Handle,
  key: ConnectionKey,
  settings: ConnectionSettings,
  by: Actor,
  now: Instant,
): Promise<boolean> {
  const changed = await update(tx, settingValues(key, settings, by, now));
  if (changed.length > 0) await announce(tx, key);
  return changed.length > 0;
}

const setSwitch = statement(
  'connectionSwitch',
  `update oms.connections set mode = $3, stopped_lanes = $4::text[], version = version + 1, updated_at = $5,
     updated_by = $6, request_id = $7
   where organization_id = $1 and connection_id = $2`,
);

export async function updateSwitch(
  tx: Handle,
  key: ConnectionKey,
  to: { readonly mode: Mode; readonly stoppedLanes: readonly Lane[] },
  by: Actor,
  now: Instant,
): Promise<void> {
  const { organizationId, connectionId } = key;
  await setSwitch(tx, [organizationId, connectionId, to.mode, to.stoppedLanes, now, by.actor, by.requestId]);
  await announce(tx, key);
}

const load = statement<ConnectionRecord>(
  'connectionLoad',
  `select ${columns} from ${joined} where c.organization_id = $1 and c.connection_id = $2`,
);

/** Undefined when the organization has no such connection. */
export async function loadConnection(handle: Handle, key: ConnectionKey): Promise<ConnectionRow | undefined> {
  const [row] = await load(handle, [key.organizationId, key.connectionId]);
  return row && toRow(row);
}

const lock = statement(
  'connectionLock',
  'select 1 from oms.connections where organization_id = $1 and connection_id = $2 for update',
);

/** Loads a connection that nobody else changes until `tx` ends. */
export async function lockConnection(tx: Handle, key: ConnectionKey): Promise<ConnectionRow | undefined> {
  await lock(tx, [key.organizationId, key.connectionId]);
  return loadConnection(tx, key);
}

const list = statement<ConnectionRecord>(
  'connectionList',
  `select ${columns} from ${joined}
   where c.organization_id = $1 and (c.created_at, c.connection_id) > ($2, $3)
   order by c.created_at, c.connection_id limit $4`,
);

/** Connections of an organization, oldest first. */
export async function listConnections(
  handle: Handle,
  organizationId: string,
  after: Keyset | undefined,
  limit: number,
): Promise<readonly ConnectionRow[]> {
  return (await list(handle, [organizationId, after?.at ?? -1, after?.id ?? '', limit])).map(toRow);
}

const listWorking = statement<ConnectionRecord>(
  'connectionListWorking',
  `select ${columns} from ${joined} where c.mode <> 'stopped' order by c.organization_id, c.connection_id`,
);

/** Every connection that is not stopped, of all organizations; for background work. */
export async function listWorkingConnections(handle: Handle): Promise<readonly ConnectionRow[]> {
  return (await listWorking(handle, [])).map(toRow);
}

const known = statement<{ connection_id: string }>(
  'connectionKnown',
  'select connection_id from oms.connections where organization_id = $1 and connection_id = any($2::text[])',
);

/** Which of these connections the organization has. */
export async function knownConnections(
  handle: Handle,
  organizationId: string,
  connectionIds: readonly string[],
): Promise<ReadonlySet<string>> {
  return new Set((await known(handle, [organizationId, connectionIds])).map((row) => row.connection_id));
}
