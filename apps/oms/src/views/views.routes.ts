/** Owns the HTTP edge of people's views of the order list. */
import { type Ids, type Instant, ok, type Result, refuse } from '@jetway/kernel';
import {
  MOST_VIEWS,
  type OrderFilters,
  type OrderSort,
  type OrderTab,
  type OrderView,
  viewRoutes,
} from '@jetway/oms-api';
import { etagOf, ifMatchVersion, problem } from '@jetway/service';
import type { Database, Handle } from '../database/index.ts';
import { defineFeature, type Feature, type MemberContext } from '../edge/index.ts';
import { touch } from '../events/index.ts';
import {
  countOwnViews,
  deleteView,
  insertView,
  listViews,
  loadViewOrder,
  lockView,
  saveViewOrder,
  updateView,
} from './views.store.ts';
import { inOrder, mayChange, maySee, mayShare, type Viewer, type ViewRow } from './views.ts';

interface Asked extends OrderFilters {
  readonly tab: OrderTab;
  readonly sort: OrderSort;
  readonly timeZone?: string | undefined;
}

/** Counting what a list holds; the orders feature does. */
export interface ViewLists<Listing> {
  readonly read: (asked: Asked, now: Instant) => Result<Listing, 'unknown_time_zone'>;
  readonly count: (handle: Handle, organizationId: string, listing: Listing, most: number) => Promise<number>;
}

export interface ViewsDeps<Listing> {
  readonly database: Database;
  readonly ids: Ids;
  readonly lists: ViewLists<Listing>;
}

/** Views are counted so far; nobody needs to know how many more there are. */
const MOST_COUNTED = 1_000;
/** Own ones and shared ones together; the contract has no room for more. */
const MOST_LISTED = 500;

const NOT_FOUND = refuse('not_found', 'There is no such view.');
const NOT_YOURS = refuse('not_yours', 'This view belongs to somebody else; make a copy of it.');
const VERSION_REQUIRED = refuse('version_required', 'Send the version you have seen in If-Match.').refusal;
const CHANGED = refuse('changed_meanwhile', 'Somebody changed this view meanwhile.');
const TOO_MANY = refuse('too_many_views', `You have ${MOST_VIEWS} views already; delete one first.`);

const STATUS = {
  not_found: 404,
  not_yours: 409,
  sharing_not_allowed: 409,
  changed_meanwhile: 409,
} as const;

const viewerOf = ({ userId, apiKeyId, role }: MemberContext): Viewer => ({ ownerId: userId ?? apiKeyId ?? '', role });

const toView = (row: ViewRow, viewer: Viewer): OrderView => ({
  id: row.viewId,
  name: row.name,
  shared: row.shared,
  isOwn: row.ownerId === viewer.ownerId,
  canChange: mayChange(row, viewer),
  owner: row.owner,
  list: row.list,
  columns: [...row.columns],
  version: row.version,
});

/** Views over HTTP. */
export function viewsFeature<Listing>(deps: ViewsDeps<Listing>): Feature<typeof viewRoutes> {
  const { database } = deps;
  return defineFeature({
    routes: viewRoutes,
    handlers: {
      listOrderViews: async (context) => {
        const viewer = viewerOf(context);
        const rows = await viewsOf(database.db, context.organizationId, viewer);
        return { status: 200, body: { items: rows.map((row) => toView(row, viewer)) } };
      },
      countOrderViews: async (context, { query }) => {
        const counts = await countViews(deps, context, query.timeZone);
        if (!counts.ok) return problem(400, counts.refusal, { requestId: context.requestId });
        return { status: 200, body: counts.value };
      },
      createOrderView: async (context, { body }) => {
        const made = await makeView(deps, context, body);
        if (!made.ok) return problem(409, made.refusal, { requestId: context.requestId });
        return { status: 201, body: made.value, headers: etagOf(made.value.version) };
      },
      changeOrderView: async (context, { params, body }) => {
        const { requestId } = context;
        const version = ifMatchVersion(context);
        if (!version.ok) return problem(400, version.refusal, { requestId });
        if (version.value === undefined) return problem(400, VERSION_REQUIRED, { requestId });
        const changed = await changeView(deps, context, { ...params, version: version.value }, body);
        if (!changed.ok) return problem(STATUS[changed.refusal.code], changed.refusal, { requestId });
        return { status: 200, body: changed.value, headers: etagOf(changed.value.version) };
      },
      deleteOrderView: async (context, { params }) => {
        const gone = await database.transaction(async (tx) => {
          const found = await lockOwn(tx, context, params.viewId);
          if (!found.ok) return found;
          await deleteView(tx, context.organizationId, params.viewId);
          await touch(tx, context.organizationId, 'views', params.viewId);
          return found;
        });
        if (!gone.ok) return problem(STATUS[gone.refusal.code], gone.refusal, { requestId: context.requestId });
        return { status: 204 };
      },
      orderOrderViews: async (context, { body }) => {
        const { organizationId, now } = context;
        await database.transaction(async (tx) => {
          await saveViewOrder(tx, organizationId, viewerOf(context).ownerId, body.viewIds, context, now);
          await touch(tx, organizationId, 'views', null);
        });
        return { status: 204 };
      },
    },
  });
}

async function viewsOf(handle: Handle, organizationId: string, { ownerId }: Viewer): Promise<readonly ViewRow[]> {
  const [rows, order] = await Promise.all([
    listViews(handle, organizationId, ownerId, MOST_LISTED),
    loadViewOrder(handle, organizationId, ownerId),
  ]);
  return inOrder(rows, order);
}

type Counts = Record<string, { orders: number; isCapped: boolean }>;

async function countViews<Listing>(
  { database, lists }: ViewsDeps<Listing>,
  context: MemberContext,
  timeZone: string | undefined,
): Promise<Result<Counts, 'unknown_time_zone'>> {
  const { organizationId, now } = context;
  const rows = await viewsOf(database.db, organizationId, viewerOf(context));
  const counts: Counts = {};
  const checked = lists.read({ tab: 'all', sort: '-placed', timeZone }, now);
  if (!checked.ok) return checked;
  for (const { viewId, list } of rows.slice(0, 2 * MOST_VIEWS)) {
    const listing = lists.read({ ...list.filters, tab: list.tab, sort: list.sort, timeZone }, now);
    if (!listing.ok) return listing;
    const orders = await lists.count(database.db, organizationId, listing.value, MOST_COUNTED + 1);
    counts[viewId] = { orders: Math.min(orders, MOST_COUNTED), isCapped: orders > MOST_COUNTED };
  }
  return ok(counts);
}

type ViewBody = Pick<OrderView, 'name' | 'shared' | 'list' | 'columns'>;

async function makeView<Listing>(
  { database, ids }: ViewsDeps<Listing>,
  context: MemberContext,
  body: ViewBody,
): Promise<Result<OrderView, 'too_many_views' | 'sharing_not_allowed'>> {
  const { organizationId, now } = context;
  const viewer = viewerOf(context);
  const shares = body.shared ? mayShare(viewer) : ok(undefined);
  if (!shares.ok) return shares;
  return database.transaction(async (tx): Promise<Result<OrderView, 'too_many_views'>> => {
    if ((await countOwnViews(tx, organizationId, viewer.ownerId)) >= MOST_VIEWS) return TOO_MANY;
    const view = { ...body, viewId: ids.uuid(), ownerId: viewer.ownerId };
    await insertView(tx, organizationId, view, context, now);
    await touch(tx, organizationId, 'views', view.viewId);
    return ok(toView({ ...view, owner: context.actor, version: 1 }, viewer));
  });
}

/** A view that the caller may change, locked. */
async function lockOwn(
  tx: Handle,
  context: MemberContext,
  viewId: string,
): Promise<Result<ViewRow, 'not_found' | 'not_yours'>> {
  const viewer = viewerOf(context);
  const found = await lockView(tx, context.organizationId, viewId);
  if (found === undefined || !maySee(found, viewer)) return NOT_FOUND;
  return mayChange(found, viewer) ? ok(found) : NOT_YOURS;
}

async function changeView<Listing>(
  { database }: ViewsDeps<Listing>,
  context: MemberContext,
  { viewId, version }: { readonly viewId: string; readonly version: number },
  body: Partial<ViewBody>,
): Promise<Result<OrderView, keyof typeof STATUS>> {
  const { organizationId, now } = context;
  const viewer = viewerOf(context);
  return database.transaction(async (tx): Promise<Result<OrderView, keyof typeof STATUS>> => {
    const found = await lockOwn(tx, context, viewId);
    if (!found.ok) return found;
    if (found.value.version !== version) return CHANGED;
    const shares = body.shared === true && !found.value.shared ? mayShare(viewer) : ok(undefined);
    if (!shares.ok) return shares;
    const changed = { ...found.value, ...body, version: version + 1 };
    await updateView(tx, organizationId, changed, context, now);
    await touch(tx, organizationId, 'views', viewId);
    return ok(toView(changed, viewer));
  });
}
