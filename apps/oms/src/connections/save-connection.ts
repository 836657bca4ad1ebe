/** Owns making, changing and switching a connection: what is checked, what is written, what becomes due. */
import { type Ids, type Instant, ok, type Result, refuse } from '@jetway/kernel';
import type { SecretBox } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { ensureDesiredStock, markAllStockDue } from '../inventory/index.ts';
import { checkBaseUrl } from './base-url.ts';
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
  defaultSettings,
  type Lane,
  type Mode,
} from './connections.ts';
import { mapNode } from './node-mapping.ts';
import { sealSecret } from './sessions.ts';
import { resetState } from './states.store.ts';

export interface SaveDeps {
  readonly ids: Ids;
  readonly secretBox: SecretBox;
}

export interface NewConnection extends ConnectionChange {
  readonly channel: string;
  readonly name: string;
  readonly baseUrl: string;
}

const NAME_TAKEN = refuse('name_taken', 'Another connection has this name.', { path: '/name' });
const NOT_FOUND = refuse('not_found', 'There is no such connection.');

/** Makes a connection. It starts in watch mode; every active SKU's stock becomes due on it. */
export async function makeConnection(
  tx: Handle,
  organizationId: string,
  body: NewConnection,
  deps: SaveDeps,
  by: Actor,
  now: Instant,
): Promise<Result<ConnectionRow, 'bad_address' | 'name_taken'>> {
  const baseUrl = checkBaseUrl(body.baseUrl);
  if (!baseUrl.ok) return baseUrl;
  const key: ConnectionKey = { organizationId, connectionId: deps.ids.uuid() };
  const empty: ConnectionSettings = { ...defaultSettings, name: body.name, baseUrl: baseUrl.value };
  const settings = applyChange(empty, { ...body, baseUrl: baseUrl.value }, sealSecret(deps.secretBox, key));
  if (!(await insertConnection(tx, key, body.channel, settings, by, now))) return NAME_TAKEN;
  await ensureDesiredStock(tx, organizationId, [key.connectionId], now);
  await mapNode(tx, key, { before: '', after: settings.nodeId }, deps, by, now);
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
): Promise<Result<ConnectionRow, 'not_found' | 'changed_meanwhile' | 'bad_address' | 'name_taken'>> {
  const before = await lockConnection(tx, key);
  if (before === undefined) return NOT_FOUND;
  if (before.version !== version)
    return refuse('changed_meanwhile', 'The connection was changed meanwhile: look at it again.');
  const baseUrl = checkBaseUrl(change.baseUrl ?? before.baseUrl);
  if (!baseUrl.ok) return baseUrl;
  const seal = sealSecret(deps.secretBox, key);
  const after = applyChange(before, { ...change, baseUrl: baseUrl.value }, seal);
  if (!(await updateConnection(tx, key, after, by, now))) return NAME_TAKEN;
  if (changesAccess(before, after)) await resetState(tx, key);
  // The account may be another one, which was never told anything.
  const isElsewhere = before.baseUrl !== after.baseUrl || before.apiUser !== after.apiUser;
  if (isElsewhere || (after.sendsStock && !before.sendsStock))
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
