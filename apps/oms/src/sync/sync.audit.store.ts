/** Owns the SQL that proves the invariants of sync: what is wrong, row by row. */
import { type Check, defineCheck } from '../audit/index.ts';

const ofDesired = 'from oms.desired_stock where organization_id = $1';

/** For the audit, beside what it checks of stock and orders. */
export const syncChecks: readonly Check[] = [
  defineCheck(
    'no stock is confirmed that was not sent, nor sent that was not wanted',
    'auditStockVersions',
    ofDesired,
    `select d.sku_id || ' at ' || d.connection_id as subject,
       'wanted ' || d.desired_version || ', sent ' || d.sent_version || ', confirmed ' || d.confirmed_version as text
     from oms.desired_stock d
     where d.organization_id = $1 and (d.confirmed_version > d.sent_version or d.sent_version > d.desired_version)
     order by d.connection_id, d.sku_id`,
  ),
  defineCheck(
    'stock that a channel was not told yet is due, in a file, or refused',
    'auditStockForgotten',
    ofDesired,
    `select d.sku_id || ' at ' || d.connection_id as subject,
       'wanted ' || d.desired_version || ', confirmed ' || d.confirmed_version || ', and nothing waits' as text
     from oms.desired_stock d
     where d.organization_id = $1 and d.switched_on and d.desired_version > d.confirmed_version and d.due_at is null
       and d.file_id is null and d.last_error is null and d.sent is not null and d.sent <> '{}'::jsonb
     order by d.connection_id, d.sku_id`,
  ),
  defineCheck(
    'no SKU waits for a bulk file that is over',
    'auditStockFiles',
    `${ofDesired} and file_id is not null`,
    `select d.sku_id || ' at ' || d.connection_id as subject, 'waits for file ' || d.file_id as text
     from oms.desired_stock d
     left join oms.stock_files f on f.organization_id = d.organization_id and f.file_id = d.file_id
     where d.organization_id = $1 and d.file_id is not null and f.due_at is null
     order by d.connection_id, d.sku_id`,
  ),
  defineCheck(
    'orders and stock name connections of their own organization',
    'auditTenancy',
    'from oms.orders where organization_id = $1',
    `select w.what || ' ' || w.id as subject, 'connection ' || w.connection_id || ' is none of the organization' as text
     from (
       select 'order' as what, order_id as id, connection_id from oms.orders where organization_id = $1
       union all
       select 'stock of', sku_id, connection_id from oms.desired_stock where organization_id = $1
     ) w
     where not exists (
       select 1 from oms.connections c where c.organization_id = $1 and c.connection_id = w.connection_id)
     order by 1`,
  ),
];
