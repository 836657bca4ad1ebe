/** Owns making, changing and switching a connection: what is checked, what is written, what becomes due. */
import { type Ids, type Instant, ok, type Result, refuse } from '@jetway/kernel';
import type { SecretBox } from '@jetway/service';
import { type Channel, type Channels, checkChange } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { ensureDesiredStock, markAllStockDue } from '../inventory/index.ts';
import { checkAddress } from './base-url.ts';
import {
  type ConnectionKey,
  insertConnection,
  loadConnection,
  lockConnection,
  updateConnection,
  updateSwitch,
} from './connections.store.ts';
import {
  applyChange,
  type ConnectionChange,
  type ConnectionRow,
  type ConnectionSettings,
  changesAccess,
  isElsewhere,
  type Lane,
  type Mode,
  newSettings,
} from './connections.ts';
import { mapNode } from './node-mapping.ts';
import { sealSecret } from './sessions.ts';
import { settingsOf } from './settings.ts';
import { resetState } from './states.store.ts';

export interface SaveDeps {
  readonly channels: Channels;
  readonly ids: Ids;
  readonly secretBox: SecretBox;
}

export interface NewConnection extends ConnectionChange {
  readonly channel: string;
  readonly name: string;
}

const NAME_TAKEN = refuse('name_taken', 'Another connection has this name.', { path: '/name' });
const NOT_FOUND = refuse('not_found', 'There is no such connection.');

type SettingsCode = 'bad_address' | 'bad_setting';

/** The channel to connect; refused when there is none such, or it cannot be connected here. */
function channelFor(channels: Channels, kind: string): Result<Channel, 'channel_unavailable'> {
  const channel = channels.find(kind);
  const why = channel === undefined ? 'There is no such channel.' : channel.unavailable;
  if (channel === undefined || why !== null)
    return refuse('channel_unavailable', why ?? 'There is no such channel.', { path: '/channel' });
  return ok(channel);
}

/** The settings after a change, once the channel has nothing against it. */
export function checkedChange(
  channel: Channel,
  before: ConnectionSettings,
  change: ConnectionChange,
  seal: (secret: string) => string,
): Result<ConnectionSettings, SettingsCode> {
  const baseUrl = checkAddress(channel, change.baseUrl ?? before.baseUrl);
  if (!baseUrl.ok) return baseUrl;
  const each = checkChange(channel, change.settings ?? {});
  if (!each.ok) return each;
  const after = applyChange(channel, before, { ...change, baseUrl: baseUrl.value }, seal);
  const together = channel.checkSettings?.(settingsOf(channel, after)) ?? ok(undefined);
  return together.ok ? ok(after) : together;
}

/** Makes a connection. It starts in watch mode; every active SKU's stock becomes due on it. */
export async function makeConnection(
  tx: Handle,
  organizationId: string,
  body: NewConnection,
  deps: SaveDeps,
  by: Actor,
  now: Instant,
): Promise<Result<ConnectionRow, SettingsCode | 'channel_unavailable' | 'name_taken'>> {
  const channel = channelFor(deps.channels, body.channel);
  if (!channel.ok) return channel;
  const key: ConnectionKey = { organizationId, connectionId: deps.ids.uuid() };
  const empty = newSettings(channel.value, body.name, '');
  const settings = checkedChange(channel.value, empty, body, sealSecret(deps.secretBox, key));
  if (!settings.ok) return settings;
  if (!(await insertConnection(tx, key, body.channel, settings.value, by, now))) return NAME_TAKEN;
  await ensureDesiredStock(tx, organizationId, [key.connectionId], now);
  await mapNode(tx, key, { before: '', after: settings.value.nodeId }, deps, by, now);
  return ok(await reload(tx, key));
}

/** Changes a connection that is still at `version`; what the change leaves out stays as it is. */
export async function changeConnection(
  tx: Handle,
  key: ConnectionKey,
  version: number,
  change: ConnectionChange,
  deps: SaveDeps,
  by: Actor,
  now: Instant,
): Promise<Result<ConnectionRow, SettingsCode | 'not_found' | 'changed_meanwhile' | 'name_taken'>> {
  const before = await lockConnection(tx, key);
  if (before === undefined) return NOT_FOUND;
  if (before.version !== version)
    return refuse('changed_meanwhile', 'The connection was changed meanwhile: look at it again.');
  const channel = deps.channels.get(before.channel);
  const changed = checkedChange(channel, before, change, sealSecret(deps.secretBox, key));
  if (!changed.ok) return changed;
  const after = changed.value;
  if (!(await updateConnection(tx, key, after, by, now))) return NAME_TAKEN;
  if (changesAccess(before, after)) await resetState(tx, key);
  if (isElsewhere(before, after) || (after.sendsStock && !before.sendsStock))
    await markAllStockDue(tx, key.organizationId, [key.connectionId], now);
  await mapNode(tx, key, { before: before.nodeId, after: after.nodeId }, deps, by, now);
  return ok(await reload(tx, key));
}

/** Switches the connection and its lanes; lanes not spoken of stay as they are. */
export async function switchConnection(
  tx: Handle,
  key: ConnectionKey,
  to: { readonly mode: Mode; readonly stoppedLanes?: readonly Lane[] },
  by: Actor,
  now: Instant,
): Promise<Result<ConnectionRow, 'not_found'>> {
  const before = await lockConnection(tx, key);
  if (before === undefined) return NOT_FOUND;
  const stoppedLanes = [...new Set(to.stoppedLanes ?? before.stoppedLanes)];
  await updateSwitch(tx, key, { mode: to.mode, stoppedLanes }, by, now);
  return ok(await reload(tx, key));
}

async function reload(tx: Handle, key: ConnectionKey): Promise<ConnectionRow> {
  const row = await loadConnection(tx, key);
  if (row === undefined) throw new Error('a connection vanished while it was written');
  return row;
}
