/** Owns the HTTP edge of sync: runs, running now, and what waits to be sent. */
import { decodeCursor, encodeCursor, type Ids, type Keyset, ok, type Result, refuse, toPage } from '@jetway/kernel';
import { connectionRoutes, type SyncRun, syncRoutes, type WaitingMessage } from '@jetway/oms-api';
import { BAD_CURSOR, DEFAULT_LIMIT, problem, readCursor } from '@jetway/service';
import { type Channel, type Channels, labelOf, type OrderSink, type SettingPart } from '../channels/index.ts';
import { allowed, type ConnectionRow, loadConnection, missingOf, resetState } from '../connections/index.ts';
import type { Database } from '../database/index.ts';
import { defineFeature, type Feature } from '../edge/index.ts';
import { listWaitingStock } from '../inventory/index.ts';
import { askForRun, listRuns, loadRun, type RunKind } from './runs.store.ts';

const { listRuns: list, getRun } = syncRoutes;
const { runConnection, listWaiting } = connectionRoutes;
const routes = { listRuns: list, getRun, runConnection, listWaiting };

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
  const { database, ids } = deps;
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
        const refusal = whyNot(connection, deps.channels.get(connection.channel), body.kind);
        if (refusal !== undefined) return problem(409, refuse('not_allowed_now', refusal).refusal, { requestId });
        const runId = await database.transaction(async (tx) => {
          // Running by hand is another try, too.
          await resetState(tx, key);
          return askForRun(tx, key, body.kind, ids, context, now);
        });
        const run = await loadRun(database.db, organizationId, runId);
        if (run === undefined) throw new Error('a run vanished');
        return { status: 202, body: run };
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

const keysetOf = (run: SyncRun): Keyset => ({ at: run.startedAt, id: run.id });

/** Why a run of this kind makes no sense now; undefined when it does. */
function whyNot(connection: ConnectionRow, channel: Channel, kind: RunKind): string | undefined {
  if (connection.mode === 'stopped') return 'The connection is stopped; switch it on first.';
  const missing = missingOf(channel, connection);
  if (missing.length > 0) return `Enter ${missing.join(' and ')} first.`;
  const may = allowed({ ...connection, state: 'idle' }, channel);
  const off = (part: SettingPart): string => `${labelOf(channel, part)} is off for this connection.`;
  if (kind === 'pull-orders') return may.pull ? undefined : off('pulls-orders');
  if (connection.mode === 'watch') return 'In watch mode nothing is sent; switch the connection on first.';
  if (kind === 'send-intents') return may.intents ? undefined : 'The urgent lane is stopped.';
  if (!connection.sendsStock) return off('sends-stock');
  return may.stock ? undefined : 'The normal lane is stopped.';
}

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
