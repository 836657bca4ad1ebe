/** Owns the SQL of people's views of the order list. */
import type { Instant } from '@jetway/kernel';
import type { OrderList } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import type { ViewRow } from './views.ts';

interface ViewRecord {
  view_id: string;
  owner_id: string;
  owner: string;
  shared: boolean;
  name: string;
  list: OrderList;
  columns: string[];
  version: number;
}

const toView = (row: ViewRecord): ViewRow => ({
  viewId: row.view_id,
  ownerId: row.owner_id,
  owner: row.owner,
  shared: row.shared,
  name: row.name,
  list: row.list,
  columns: row.columns,
  version: row.version,
});

const columns = 'view_id, owner_id, owner, shared, name, list, columns, version';

const list = statement<ViewRecord>(
  'orderViewList',
  `select ${columns} from oms.order_views where organization_id = $1 and (owner_id = $2 or shared)
   order by created_at, view_id limit $3`,
);

/** A person's own views and the shared ones, the oldest first. */
export async function listViews(
  handle: Handle,
  organizationId: string,
  ownerId: string,
  limit: number,
): Promise<readonly ViewRow[]> {
  return (await list(handle, [organizationId, ownerId, limit])).map(toView);
}

const countOwn = statement<{ views: number }>(
  'orderViewCountOwn',
  'select count(*)::int as views from oms.order_views where organization_id = $1 and owner_id = $2',
);

export async function countOwnViews(handle: Handle, organizationId: string, ownerId: string): Promise<number> {
  return (await countOwn(handle, [organizationId, ownerId]))[0]?.views ?? 0;
}

const lock = statement<ViewRecord>(
  'orderViewLock',
  `select ${columns} from oms.order_views where organization_id = $1 and view_id = $2 for update`,
);

/** Undefined when the organization has no such view. */
export async function lockView(tx: Handle, organizationId: string, viewId: string): Promise<ViewRow | undefined> {
  const [row] = await lock(tx, [organizationId, viewId]);
  return row && toView(row);
}

const insert = statement(
  'orderViewInsert',
  `insert into oms.order_views (organization_id, view_id, owner_id, owner, shared, name, list, columns, created_at,
     updated_at, updated_by, request_id)
   values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::text[], $9, $9, $4, $10)`,
);

export async function insertView(
  tx: Handle,
  organizationId: string,
  view: Omit<ViewRow, 'version' | 'owner'>,
  by: Actor,
  now: Instant,
): Promise<void> {
  const { viewId, ownerId, shared, name } = view;
  const values = [organizationId, viewId, ownerId, by.actor, shared, name, JSON.stringify(view.list), view.columns];
  await insert(tx, [...values, now, by.requestId]);
}

const update = statement(
  'orderViewUpdate',
  `update oms.order_views set shared = $3, name = $4, list = $5::jsonb, columns = $6::text[], version = version + 1,
     updated_at = $7, updated_by = $8, request_id = $9
   where organization_id = $1 and view_id = $2`,
);

/** Writes a view that its caller has locked. */
export async function updateView(
  tx: Handle,
  organizationId: string,
  view: ViewRow,
  by: Actor,
  now: Instant,
): Promise<void> {
  const { viewId, shared, name } = view;
  const values = [organizationId, viewId, shared, name, JSON.stringify(view.list), view.columns];
  await update(tx, [...values, now, by.actor, by.requestId]);
}

const remove = statement('orderViewDelete', 'delete from oms.order_views where organization_id = $1 and view_id = $2');

export async function deleteView(tx: Handle, organizationId: string, viewId: string): Promise<void> {
  await remove(tx, [organizationId, viewId]);
}

const loadOrder = statement<{ view_ids: string[] }>(
  'orderViewOrderLoad',
  'select view_ids from oms.order_view_orders where organization_id = $1 and owner_id = $2',
);

/** The order in which a person wants the views; empty when nothing was said. */
export async function loadViewOrder(
  handle: Handle,
  organizationId: string,
  ownerId: string,
): Promise<readonly string[]> {
  return (await loadOrder(handle, [organizationId, ownerId]))[0]?.view_ids ?? [];
}

const saveOrder = statement(
  'orderViewOrderSave',
  `insert into oms.order_view_orders (organization_id, owner_id, view_ids, updated_at, updated_by, request_id)
   values ($1, $2, $3::text[], $4, $5, $6)
   on conflict (organization_id, owner_id) do update
     set view_ids = excluded.view_ids, updated_at = excluded.updated_at, updated_by = excluded.updated_by,
       request_id = excluded.request_id`,
);

export async function saveViewOrder(
  tx: Handle,
  organizationId: string,
  ownerId: string,
  viewIds: readonly string[],
  by: Actor,
  now: Instant,
): Promise<void> {
  await saveOrder(tx, [organizationId, ownerId, viewIds, now, by.actor, by.requestId]);
}
