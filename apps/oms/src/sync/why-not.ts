/** Owns why a run cannot be asked for now, in words for people. */
import type { SyncSettings } from '@jetway/oms-api';
import { type Channel, labelOf, type SettingPart } from '../channels/index.ts';
import { type ConnectionRow, missingOf } from '../connections/index.ts';
import type { RunKind } from './runs.store.ts';
import { permitted } from './work.ts';

/** Why a run of this kind makes no sense now; undefined when it does. */
export function whyNot(
  connection: ConnectionRow,
  channel: Channel,
  kind: RunKind,
  settings: Pick<SyncSettings, 'pausedRuns'>,
): string | undefined {
  if (connection.mode === 'stopped') return 'The connection is stopped; switch it on first.';
  const missing = missingOf(channel, connection);
  if (missing.length > 0) return `Enter ${missing.join(' and ')} first.`;
  if (settings.pausedRuns.includes(kind)) return 'Runs of this kind are paused; let them go on first.';
  // Asking for a run is another try where credentials were refused.
  const may = permitted({ ...connection, state: 'idle' }, channel, settings);
  const off = (part: SettingPart): string => `${labelOf(channel, part)} is off for this connection.`;
  if (kind === 'pull-orders' || kind === 'reconcile-orders')
    return may.pull || may.reconcile ? undefined : off('pulls-orders');
  if (connection.mode === 'watch') return 'In watch mode nothing is sent; switch the connection on first.';
  if (kind === 'send-intents') return may.intents ? undefined : 'The urgent lane is stopped.';
  if (!connection.sendsStock) return off('sends-stock');
  if (connection.stoppedLanes.includes('normal')) return 'The normal lane is stopped.';
  const isSlow = kind === 'refresh-stock' || kind === 'read-back';
  return isSlow && connection.stoppedLanes.includes('bulk') ? 'The bulk lane is stopped.' : undefined;
}
