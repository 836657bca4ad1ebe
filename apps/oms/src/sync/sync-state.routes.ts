/** Owns the HTTP edge of how sync stands: state and settings of a connection, bulk files, trying a policy. */
import { type Keyset, MINUTE_MS, refuse, toPage } from '@jetway/kernel';
import {
  type PolicyOutcome,
  runKinds,
  type StockFile,
  type SyncSettings,
  type SyncState,
  syncStateRoutes,
} from '@jetway/oms-api';
import { DEFAULT_LIMIT, etagOf, ifMatchVersion, problem, readCursor } from '@jetway/service';
import type { Channels, PolicyTrial, PreviewPolicy } from '../channels/index.ts';
import { type ConnectionRow, loadConnection } from '../connections/index.ts';
import type { Database } from '../database/index.ts';
import { defineFeature, type Feature } from '../edge/index.ts';
import { markFailedStockDue } from '../inventory/index.ts';
import { loadRounds } from './rounds.store.ts';
import { listLastRuns } from './runs.store.ts';
import { loadSyncSettings, saveSyncSettings } from './settings.store.ts';
import { listStockFiles, loadStockFile } from './stock-files.store.ts';
import { FILE_FROM_SKUS } from './stock-files.ts';
import { readSyncFigures } from './sync-state.store.ts';
import { permitted } from './work.ts';

export interface SyncStateDeps {
  readonly channels: Channels;
  readonly database: Database;
  readonly previewPolicy: PreviewPolicy;
}

const NO_CONNECTION = refuse('not_found', 'There is no such connection.').refusal;
const NO_FILE = refuse('not_found', 'There is no such file.').refusal;
const VERSION_REQUIRED = refuse('version_required', 'Send the version you have seen in If-Match.').refusal;
const CHANGED = refuse('changed_meanwhile', 'The settings were changed meanwhile: look at them again.').refusal;
const NOTHING_FAILED = refuse('not_allowed_now', 'Nothing of this file failed, or it is still on its way.').refusal;

/** How sync stands, over HTTP. */
export function syncStateFeature(deps: SyncStateDeps): Feature<typeof syncStateRoutes> {
  const { database } = deps;
  return defineFeature({
    routes: syncStateRoutes,
    handlers: {
      getSyncState: async ({ organizationId, requestId, now }, { params }) => {
        const connection = await loadConnection(database.db, { ...params, organizationId });
        if (connection === undefined) return problem(404, NO_CONNECTION, { requestId });
        const body = await stateOf(deps, connection, now);
        return { status: 200, body, headers: etagOf(body.settings.version) };
      },
      changeSyncSettings: async (context, { params, body }) => {
        const { organizationId, requestId, now } = context;
        const key = { ...params, organizationId };
        const version = ifMatchVersion(context);
        if (!version.ok) return problem(400, version.refusal, { requestId });
        const seen = version.value;
        if (seen === undefined) return problem(400, VERSION_REQUIRED, { requestId });
        if ((await loadConnection(database.db, key)) === undefined) return problem(404, NO_CONNECTION, { requestId });
        const saved = await database.transaction(async (tx) => {
          const settings: SyncSettings = { ...(await loadSyncSettings(tx, key)), ...body, version: seen };
          return (await saveSyncSettings(tx, key, settings, context, now)) ? loadSyncSettings(tx, key) : undefined;
        });
        if (saved === undefined) return problem(409, CHANGED, { requestId });
        return { status: 200, body: saved, headers: etagOf(saved.version) };
      },
      previewPolicy: async ({ organizationId, requestId }, { params, query }) => {
        const key = { ...params, organizationId };
        if ((await loadConnection(database.db, key)) === undefined) return problem(404, NO_CONNECTION, { requestId });
        const settings = await loadSyncSettings(database.db, key);
        const { items, waiting } = await deps.previewPolicy(organizationId, params.connectionId, query.policy);
        return { status: 200, body: { items: items.map((item) => outcomeOf(item, settings)), waiting } };
      },
      listStockFiles: async ({ organizationId, requestId }, { query }) => {
        const after = readCursor(query.cursor);
        if (!after.ok) return problem(400, after.refusal, { requestId });
        const { connectionId, limit = DEFAULT_LIMIT } = query;
        const wanted = { connectionId, after: after.value, limit: limit + 1 };
        const page = toPage(await listStockFiles(database.db, organizationId, wanted), limit, keysetOf);
        return { status: 200, body: { items: [...page.items], next: page.next } };
      },
      retryStockFile: async ({ organizationId, requestId, now }, { params }) => {
        const file = await loadStockFile(database.db, organizationId, params.fileId);
        if (file === undefined) return problem(404, NO_FILE, { requestId });
        const hasFailed = file.state === 'failed' || (file.state === 'done' && file.refused > 0);
        if (!hasFailed) return problem(409, NOTHING_FAILED, { requestId });
        await database.transaction((tx) => markFailedStockDue(tx, organizationId, file.connectionId, now));
        return { status: 200, body: file };
      },
    },
  });
}

const keysetOf = (file: StockFile): Keyset => ({ at: file.createdAt, id: file.id });

/** Kinds that begin by their own schedule. */
const scheduled: ReadonlySet<string> = new Set(['reconcile-orders', 'read-back']);

async function stateOf(
  { database, channels }: SyncStateDeps,
  connection: ConnectionRow,
  now: number,
): Promise<SyncState> {
  const settings = await loadSyncSettings(database.db, connection);
  const [rounds, last, figures] = await Promise.all([
    loadRounds(database.db, connection),
    listLastRuns(database.db, connection),
    readSyncFigures(database.db, connection, now),
  ]);
  const may = permitted(connection, channels.get(connection.channel), settings);
  const begins: Readonly<Record<string, boolean>> = {
    'pull-orders': may.pull,
    'reconcile-orders': may.reconcile,
    'read-back': may.readBack,
  };
  const pullAt = connection.lastPullAt === null ? now : connection.lastPullAt + connection.pullEverySeconds * 1_000;
  return {
    connectionId: connection.connectionId,
    settings,
    runs: runKinds.map((kind) => {
      const at = kind === 'pull-orders' ? pullAt : scheduled.has(kind) ? (rounds.get(kind)?.nextAt ?? null) : null;
      const isPaused = settings.pausedRuns.includes(kind);
      const run = last.find((one) => one.kind === kind) ?? null;
      return { kind, isPaused, last: run, nextAt: begins[kind] === true ? at : null };
    }),
    ...figures,
    refresh: { ...figures.refresh, byFileFrom: FILE_FROM_SKUS },
  };
}

/** Only an order that nobody answers comes to its deadline. */
function outcomeOf(trial: PolicyTrial, { rejectBeforeMinutes }: SyncSettings): PolicyOutcome {
  const { acknowledgeByAt, outcome } = trial;
  const isLeft = outcome === 'hold' && rejectBeforeMinutes !== null && acknowledgeByAt !== null;
  const rejectAt = isLeft ? acknowledgeByAt - rejectBeforeMinutes * MINUTE_MS : null;
  return { ...trial, lines: [...trial.lines], rejectAt };
}
