/** Owns the HTTP edge of sync: runs, running now, and what waits to be sent. */
import {
  decodeCursor,
  encodeCursor,
  type Ids,
  type Instant,
  type Keyset,
  ok,
  type Result,
  refuse,
  toPage,
} from '@jetway/kernel';
import { connectionRoutes, type SyncRun, syncRoutes, type WaitingMessage } from '@jetway/oms-api';
import { BAD_CURSOR, DEFAULT_LIMIT, problem, readCursor } from '@jetway/service';
import type { Channels, OrderSink } from '../channels/index.ts';
import { type ConnectionKey, type ConnectionRow, loadConnection, resetState } from '../connections/index.ts';
import type { Database, Handle } from '../database/index.ts';
import { type Actor, defineFeature, type Feature } from '../edge/index.ts';
import { listWaitingStock, markFailedStockDue } from '../inventory/index.ts';
import { askForRun, listRuns, loadRun, type RunKind } from './runs.store.ts';
import { loadSyncSettings } from './settings.store.ts';
import { whyNot } from './why-not.ts';

const { listRuns: list, getRun, retryRun } = syncRoutes;
const { runConnection, listWaiting } = connectionRoutes;
const routes = { listRuns: list, getRun, retryRun, runConnection, listWaiting };

export interface SyncRouteDeps {
  readonly database: Database;
  readonly ids: Ids;
  readonly channels: Channels;
  readonly orders: Pick<OrderSink, 'listWaitingIntents'>;
}

const NO_CONNECTION = refuse('not_found', 'There is no such connection.').refusal;
const NO_RUN = refuse('not_found', 'There is no such run.').refusal;

/** Sync over HTTP. */
export function syncFeature(deps: SyncRouteDeps): Feature<typeof routes> {
  const { database } = deps;
  return defineFeature({
    routes,
    handlers: {
      listRuns: async ({ organizationId, requestId }, { query }) => {
        const after = readCursor(query.cursor);
        if (!after.ok) return problem(400, after.refusal, { requestId });
        const { connectionId, kind, state, limit = DEFAULT_LIMIT } = query;
        const wanted = { connectionId, kind, state, after: after.value, limit: limit + 1 };
        const page = toPage(await listRuns(database.db, organizationId, wanted), limit, keysetOf);
        return { status: 200, body: { items: [...page.items], next: page.next } };
      },
      getRun: async ({ organizationId, requestId }, { params }) => {
        const run = await loadRun(database.db, organizationId, params.runId);
        return run === undefined ? problem(404, NO_RUN, { requestId }) : { status: 200, body: run };
      },
      runConnection: async (context, { params, body }) => {
        const { organizationId, requestId, now } = context;
        const key = { ...params, organizationId };
        const connection = await loadConnection(database.db, key);
        if (connection === undefined) return problem(404, NO_CONNECTION, { requestId });
        const channel = deps.channels.get(connection.channel);
        const refusal = whyNot(connection, channel, body.kind, await loadSyncSettings(database.db, key));
        if (refusal !== undefined) return problem(409, refuse('not_allowed_now', refusal).refusal, { requestId });
        const run = await runNow(deps, key, body.kind, context, now, async (tx) => resetState(tx, key));
        return { status: 202, body: run };
      },
      retryRun: async (context, { params }) => {
        const { organizationId, requestId, now } = context;
        const run = await loadRun(database.db, organizationId, params.runId);
        const key = { organizationId, connectionId: run?.connectionId ?? '' };
        const connection = run && (await loadConnection(database.db, key));
        if (run === undefined || connection === undefined) return problem(404, NO_RUN, { requestId });
        const hasFailed = run.state === 'failed' || (run.state === 'done' && run.failed > 0);
        const refusal = hasFailed
          ? whyNot(
              connection,
              deps.channels.get(connection.channel),
              run.kind,
              await loadSyncSettings(database.db, key),
            )
          : 'Nothing failed in this run.';
        if (refusal !== undefined) return problem(409, refuse('not_allowed_now', refusal).refusal, { requestId });
        const again = await runNow(deps, key, run.kind, context, now, async (tx) => {
          await resetState(tx, key);
          if (tellsStock.has(run.kind)) await markFailedStockDue(tx, organizationId, run.connectionId, now);
        });
        return { status: 202, body: again };
      },
      listWaiting: async ({ organizationId, requestId }, { params, query }) => {
        const connection = await loadConnection(database.db, { ...params, organizationId });
        if (connection === undefined) return problem(404, NO_CONNECTION, { requestId });
        const begin = readWaitingCursor(query.cursor);
        if (!begin.ok) return problem(400, begin.refusal, { requestId });
        const body = await waitingPage(deps, connection, begin.value, query.limit ?? DEFAULT_LIMIT);
        return { status: 200, body };
      },
    },
  });
}

/** Kinds of run whose failures are SKUs that the channel refused. */
const tellsStock: ReadonlySet<RunKind> = new Set<RunKind>(['send-stock', 'refresh-stock']);

/** Asks for a run, with what else the same wish means: running by hand is another try, too. */
async function runNow(
  { database, ids }: SyncRouteDeps,
  key: ConnectionKey,
  kind: RunKind,
  by: Actor,
  now: Instant,
  also: (tx: Handle) => Promise<void>,
): Promise<SyncRun> {
  const runId = await database.transaction(async (tx) => {
    await also(tx);
    return askForRun(tx, key, kind, ids, by, now);
  });
  const run = await loadRun(database.db, key.organizationId, runId);
  if (run === undefined) throw new Error('a run vanished');
  return run;
}

const keysetOf = (run: SyncRun): Keyset => ({ at: run.startedAt, id: run.id });

/** Messages about orders come first, then stock; the cursor says in which of the two lists a page begins. */
interface WaitingCursor {
  readonly list: 'intents' | 'stock';
  readonly after: Keyset | undefined;
}

const cursorOf = (name: WaitingCursor['list'], at: number, id: string): string =>
  encodeCursor({ at, id: `${name}:${id}` });

function readWaitingCursor(cursor: string | undefined): Result<WaitingCursor, 'bad_cursor'> {
  if (cursor === undefined) return ok({ list: 'intents', after: undefined });
  const keyset = decodeCursor(cursor);
  const [, list, id] = /^(intents|stock):(.*)$/.exec(keyset?.id ?? '') ?? [];
  if (keyset === undefined || (list !== 'intents' && list !== 'stock') || id === undefined) return BAD_CURSOR;
  return ok({ list, after: keyset.at < 0 ? undefined : { at: keyset.at, id } });
}

/** A negative instant: the stock from its beginning. */
const FIRST_STOCK = cursorOf('stock', -1, '-');

/** The rest of the messages about orders, and where they end, stock. */
async function waitingPage(
  deps: SyncRouteDeps,
  connection: ConnectionRow,
  begin: WaitingCursor,
  limit: number,
): Promise<{ items: WaitingMessage[]; next: string | null }> {
  const intents = begin.list === 'intents' ? await waitingIntents(deps, connection, begin.after, limit + 1) : [];
  const lastIntent = intents[limit - 1];
  if (intents.length > limit && lastIntent !== undefined)
    return { items: intents.slice(0, limit), next: cursorOf('intents', lastIntent.createdAt, lastIntent.id) };
  const room = limit - intents.length;
  const after = begin.list === 'stock' ? begin.after : undefined;
  const stock = await waitingStock(deps, connection, after, room + 1);
  const items = [...intents, ...stock.slice(0, room)];
  if (stock.length <= room) return { items, next: null };
  const last = stock[room - 1];
  return { items, next: last === undefined ? FIRST_STOCK : cursorOf('stock', last.createdAt, last.id) };
}

async function waitingIntents(
  { database, orders, channels }: SyncRouteDeps,
  { organizationId, connectionId, channel }: ConnectionRow,
  after: Keyset | undefined,
  limit: number,
): Promise<readonly WaitingMessage[]> {
  const rows = await orders.listWaitingIntents(database.db, organizationId, connectionId, { after, limit });
  return rows.map((row) => {
    const { title, message } = channels.get(channel).describe(row.payload);
    const { intentId: id, orderId, createdAt } = row;
    return { id, lane: 'urgent', kind: row.payload.kind, orderId, skuId: null, title, body: message, createdAt };
  });
}

async function waitingStock(
  { database }: SyncRouteDeps,
  { organizationId, connectionId }: ConnectionRow,
  after: Keyset | undefined,
  limit: number,
): Promise<readonly WaitingMessage[]> {
  const rows = await listWaitingStock(database.db, organizationId, connectionId, { after, limit });
  return rows.map((row) => ({
    id: row.skuId,
    lane: 'normal',
    kind: 'stock',
    orderId: null,
    skuId: row.skuId,
    title: `Stock of ${row.sku}: ${row.title}`,
    body: row.quantities,
    createdAt: row.dueAt,
  }));
}
