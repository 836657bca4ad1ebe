/** Owns the SQL of what people set of sync, with its version; a connection about which nothing was set has the defaults. */
import type { Instant } from '@jetway/kernel';
import type { SyncSettings } from '@jetway/oms-api';
import { notify, statement } from '@jetway/service';
import { type ConnectionKey, connectionsChannel } from '../connections/index.ts';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { touch } from '../events/index.ts';
import type { RunKind } from './runs.store.ts';

/** A hundred a second: more than a seller needs, and few enough for any channel. */
export const defaultSyncSettings: SyncSettings = {
  requestsPerMinute: 6_000,
  rejectBeforeMinutes: null,
  pausedRuns: [],
  version: 1,
};

interface SettingsRecord {
  requests_per_minute: number;
  reject_before_minutes: number | null;
  paused_runs: RunKind[];
  version: number;
}

const load = statement<SettingsRecord>(
  'syncSettingsLoad',
  `select requests_per_minute, reject_before_minutes, paused_runs, version from oms.sync_settings
   where organization_id = $1 and connection_id = $2`,
);

export async function loadSyncSettings(handle: Handle, key: ConnectionKey): Promise<SyncSettings> {
  const [row] = await load(handle, [key.organizationId, key.connectionId]);
  if (row === undefined) return defaultSyncSettings;
  return {
    requestsPerMinute: row.requests_per_minute,
    rejectBeforeMinutes: row.reject_before_minutes,
    pausedRuns: row.paused_runs,
    version: row.version,
  };
}

const update = statement<{ version: number }>(
  'syncSettingsUpdate',
  `update oms.sync_settings set requests_per_minute = $4, reject_before_minutes = $5, paused_runs = $6::text[],
     version = version + 1, updated_at = $7, updated_by = $8, request_id = $9
   where organization_id = $1 and connection_id = $2 and version = $3
   returning version`,
);

const insert = statement<{ version: number }>(
  'syncSettingsInsert',
  `insert into oms.sync_settings (organization_id, connection_id, version, requests_per_minute, reject_before_minutes,
     paused_runs, updated_at, updated_by, request_id)
   values ($1, $2, $3 + 1, $4, $5, $6::text[], $7, $8, $9)
   on conflict do nothing
   returning version`,
);

/** Saves settings that are still at their version; false when somebody else was faster. Wakes who works with them. */
export async function saveSyncSettings(
  tx: Handle,
  key: ConnectionKey,
  settings: SyncSettings,
  by: Actor,
  now: Instant,
): Promise<boolean> {
  const { organizationId, connectionId } = key;
  const { version, requestsPerMinute, rejectBeforeMinutes, pausedRuns } = settings;
  const values = [organizationId, connectionId, version, requestsPerMinute, rejectBeforeMinutes, pausedRuns];
  const signed = [...values, now, by.actor, by.requestId];
  const changed = await update(tx, signed);
  const isFirst = changed.length === 0 && version === defaultSyncSettings.version;
  if (changed.length === 0 && !(isFirst && (await insert(tx, signed)).length > 0)) return false;
  await notify(tx, connectionsChannel, connectionId);
  await touch(tx, organizationId, 'sync', null);
  return true;
}
