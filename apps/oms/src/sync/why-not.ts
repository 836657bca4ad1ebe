/** Owns why a run cannot be asked for now, in words for people. */
import type { SyncSettings } from '@jetway/oms-api';
import { type ConnectionRow, hasCredentials } from '../connections/index.ts';
import type { RunKind } from './runs.store.ts';
import { permitted } from './work.ts';

/** Why a run of this kind makes no sense now; undefined when it does. */
export function whyNot(
  connection: ConnectionRow,
  kind: RunKind,
  settings: Pick<SyncSettings, 'pausedRuns'>,
): string | undefined {
  if (connection.mode === 'stopped') return 'The connection is stopped; switch it on first.';
  if (!hasCredentials(connection)) return 'Enter jet_api_user and jet_api_secret first.';
  if (settings.pausedRuns.includes(kind)) return 'Runs of this kind are paused; let them go on first.';
  // Asking for a run is another try where credentials were refused.
  const may = permitted({ ...connection, state: 'idle' }, settings);
  if (kind === 'pull-orders' || kind === 'reconcile-orders')
    return may.pull || may.reconcile ? undefined : 'jet_pull_orders is off for this connection.';
  if (connection.mode === 'watch') return 'In watch mode nothing is sent; switch the connection on first.';
  if (kind === 'send-intents') return may.intents ? undefined : 'The urgent lane is stopped.';
  if (!connection.sendsStock) return 'jet_soj_enabled is off for this connection.';
  if (connection.stoppedLanes.includes('normal')) return 'The normal lane is stopped.';
  const isSlow = kind === 'refresh-stock' || kind === 'read-back';
  return isSlow && connection.stoppedLanes.includes('bulk') ? 'The bulk lane is stopped.' : undefined;
}
