/** Owns the HTTP edge of bulk runs: started, watched, cancelled, tried again. */
import { type Ids, type Instant, ok, type Result, refuse, toPage } from '@jetway/kernel';
import {
  type BulkActionName,
  type BulkOptions,
  type BulkRun,
  bulkRoutes,
  MOST_BULK_ORDERS,
  type OrderFilters,
  type OrderTab,
} from '@jetway/oms-api';
import { DEFAULT_LIMIT, problem, readCursor } from '@jetway/service';
import type { Database, Handle } from '../database/index.ts';
import { defineFeature, type Feature, type MemberContext } from '../edge/index.ts';
import {
  type BulkRunRow,
  cancelBulkRun,
  insertBulkRun,
  listBulkOrders,
  listBulkRuns,
  listRefused,
  loadBulkRun,
  type NewRun,
} from './bulk.store.ts';
import { type BulkActions, bulkRunLifecycle } from './bulk.ts';

interface AskedList extends OrderFilters {
  readonly tab: OrderTab;
  readonly timeZone?: string | undefined;
}

/** Finding the orders of a list; the orders feature does. */
export interface BulkLists<Listing> {
  readonly read: (asked: AskedList, now: Instant) => Result<Listing, 'unknown_time_zone'>;
  readonly ids: (handle: Handle, organizationId: string, listing: Listing, most: number) => Promise<readonly string[]>;
}

export interface BulkRouteDeps<Listing> {
  readonly database: Database;
  readonly ids: Ids;
  readonly actions: BulkActions;
  readonly lists: BulkLists<Listing>;
}

const NOT_FOUND = refuse('not_found', 'There is no such bulk run.');
const OVER = refuse('not_allowed_now', 'This run is over already.');
const NOT_OVER = refuse('not_allowed_now', 'This run is still going on.');
const NONE_REFUSED = refuse('not_allowed_now', 'No order of this run was refused.');

const toRun = ({ runId, createdBy, ...row }: BulkRunRow): BulkRun => ({ id: runId, actor: createdBy, ...row });

/** Bulk runs over HTTP. */
export function bulkRoutesFeature<Listing>(deps: BulkRouteDeps<Listing>): Feature<typeof bulkRoutes> {
  const { database } = deps;
  return defineFeature({
    routes: bulkRoutes,
    handlers: {
      startBulkRun: async (context, { body }) => {
        const { requestId } = context;
        const allowed = mayAsk(deps.actions, context, body.action);
        if (!allowed.ok) return problem(403, allowed.refusal, { requestId });
        const orderIds = await ordersOf(deps, context, body);
        if (!orderIds.ok)
          return orderIds.refusal.code === 'too_many_orders'
            ? problem(409, orderIds.refusal, { requestId })
            : problem(400, orderIds.refusal, { requestId });
        const { action, options = {} } = body;
        return { status: 201, body: await begin(deps, context, { action, options }, orderIds.value) };
      },
      listBulkRuns: async ({ organizationId, requestId }, { query }) => {
        const after = readCursor(query.cursor);
        if (!after.ok) return problem(400, after.refusal, { requestId });
        const limit = query.limit ?? DEFAULT_LIMIT;
        const rows = await listBulkRuns(database.db, organizationId, { after: after.value, limit: limit + 1 });
        const page = toPage(rows, limit, ({ createdAt, runId }) => ({ at: createdAt, id: runId }));
        return { status: 200, body: { items: page.items.map(toRun), next: page.next } };
      },
      getBulkRun: async ({ organizationId, requestId }, { params }) => {
        const run = await loadBulkRun(database.db, organizationId, params.bulkRunId);
        if (run === undefined) return problem(404, NOT_FOUND.refusal, { requestId });
        return { status: 200, body: toRun(run) };
      },
      listBulkRunOrders: async ({ organizationId, requestId }, { params, query }) => {
        const after = readCursor(query.cursor);
        if (!after.ok) return problem(400, after.refusal, { requestId });
        if ((await loadBulkRun(database.db, organizationId, params.bulkRunId)) === undefined)
          return problem(404, NOT_FOUND.refusal, { requestId });
        const limit = query.limit ?? DEFAULT_LIMIT;
        const page = { state: query.state, after: after.value?.at ?? 0, limit: limit + 1 };
        const rows = await listBulkOrders(database.db, organizationId, params.bulkRunId, page);
        const { items, next } = toPage(rows, limit, ({ position, orderId }) => ({ at: position, id: orderId }));
        return { status: 200, body: { items: items.map(({ position: _, ...order }) => order), next } };
      },
      cancelBulkRun: async (context, { params }) => {
        const { requestId } = context;
        const cancelled = await cancelRun(deps, context, params.bulkRunId);
        return cancelled.ok
          ? { status: 200, body: cancelled.value }
          : problem(STATUS[cancelled.refusal.code], cancelled.refusal, { requestId });
      },
      retryBulkRun: async (context, { params }) => {
        const { requestId } = context;
        const tried = await tryAgain(deps, context, params.bulkRunId);
        return tried.ok
          ? { status: 201, body: tried.value }
          : problem(STATUS[tried.refusal.code], tried.refusal, { requestId });
      },
    },
  });
}

const STATUS = { not_found: 404, action_not_allowed: 403, not_allowed_now: 409 } as const;
type MoveCode = keyof typeof STATUS;

/** Whoever may not do it to one order may not do it to many. */
const mayAsk = (
  actions: BulkActions,
  { role }: MemberContext,
  action: BulkActionName,
): Result<void, 'action_not_allowed'> =>
  actions[action].roles.includes(role)
    ? ok(undefined)
    : refuse('action_not_allowed', `This is for ${actions[action].roles.join(', ')} only.`);

interface StartBody {
  readonly action: BulkActionName;
  readonly options?: BulkOptions;
  readonly orderIds?: readonly string[];
  readonly list?: { readonly tab: OrderTab; readonly timeZone?: string; readonly filters: OrderFilters };
}

/** Which orders are meant, as they are now. */
async function ordersOf<Listing>(
  { database, actions, lists }: BulkRouteDeps<Listing>,
  { organizationId, now }: MemberContext,
  { action, options, orderIds, list }: StartBody,
): Promise<
  Result<readonly string[], 'orders_required' | 'options_required' | 'unknown_time_zone' | 'too_many_orders'>
> {
  const { needs } = actions[action];
  if (needs !== undefined && options?.[needs] === undefined)
    return refuse('options_required', `Say in options.${needs} what to do.`, { path: '/options' });
  if ((orderIds === undefined) === (list === undefined))
    return refuse('orders_required', 'Name the orders one by one, or name a list of them.', { path: '/orderIds' });
  if (orderIds !== undefined) return ok([...new Set(orderIds)]);
  const { tab = 'all', timeZone, filters } = list ?? { filters: {} };
  const listing = lists.read({ ...filters, tab, timeZone }, now);
  if (!listing.ok) return listing;
  const found = await lists.ids(database.db, organizationId, listing.value, MOST_BULK_ORDERS + 1);
  if (found.length === 0) return refuse('orders_required', 'The list holds no order.', { path: '/list' });
  if (found.length > MOST_BULK_ORDERS)
    return refuse('too_many_orders', `The list holds more than ${MOST_BULK_ORDERS} orders: narrow it down.`);
  return ok(found);
}

async function begin<Listing>(
  { database, ids }: BulkRouteDeps<Listing>,
  context: MemberContext,
  what: Pick<NewRun, 'action' | 'options'> & { readonly retryOf?: string },
  orderIds: readonly string[],
): Promise<BulkRun> {
  const { organizationId, now } = context;
  const run = { retryOf: null, ...what, runId: ids.uuid(), orderIds };
  await database.transaction((tx) => insertBulkRun(tx, organizationId, run, context, now));
  const made = await loadBulkRun(database.db, organizationId, run.runId);
  if (made === undefined) throw new Error('a bulk run vanished');
  return toRun(made);
}

async function loadOwn<Listing>(
  { database, actions }: BulkRouteDeps<Listing>,
  context: MemberContext,
  runId: string,
): Promise<Result<BulkRunRow, 'not_found' | 'action_not_allowed'>> {
  const run = await loadBulkRun(database.db, context.organizationId, runId);
  if (run === undefined) return NOT_FOUND;
  const allowed = mayAsk(actions, context, run.action);
  return allowed.ok ? ok(run) : allowed;
}

async function cancelRun<Listing>(
  deps: BulkRouteDeps<Listing>,
  context: MemberContext,
  runId: string,
): Promise<Result<BulkRun, MoveCode>> {
  const { organizationId, now } = context;
  const run = await loadOwn(deps, context, runId);
  if (!run.ok) return run;
  const isCancelled = await deps.database.transaction((tx) => cancelBulkRun(tx, organizationId, runId, now));
  if (!isCancelled) return OVER;
  const after = await loadBulkRun(deps.database.db, organizationId, runId);
  return after === undefined ? NOT_FOUND : ok(toRun(after));
}

async function tryAgain<Listing>(
  deps: BulkRouteDeps<Listing>,
  context: MemberContext,
  runId: string,
): Promise<Result<BulkRun, MoveCode>> {
  const run = await loadOwn(deps, context, runId);
  if (!run.ok) return run;
  if (!bulkRunLifecycle.final.has(run.value.state)) return NOT_OVER;
  const orderIds = await listRefused(deps.database.db, context.organizationId, runId);
  if (orderIds.length === 0) return NONE_REFUSED;
  const { action, options } = run.value;
  return ok(await begin(deps, context, { action, options, retryOf: runId }, orderIds));
}
