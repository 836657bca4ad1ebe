/** Owns the SQL of changed rules: which wait to be followed, and the rows of desired stock that they may touch. */
import type { Instant } from '@jetway/kernel';
import { notify, statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import { type ShownRow, shownColumns, toShown } from './desired-stock-reads.store.ts';
import { type ByNode, type RuleScope, rankOf, type StockRule } from './stock-rules.ts';

/** Channel of NOTIFY that wakes whoever follows changed rules. */
export const ruleChangesChannel = 'oms_stock_rules';

/** Later than any id. */
const LAST = '\u{10FFFF}';

/** A row of desired stock. */
export interface RowKey {
  readonly connectionId: string;
  readonly skuId: string;
}

export interface RuleChange {
  readonly organizationId: string;
  readonly changeId: string;
  /** Whose rule it is; null: the organization's. */
  readonly connectionId: string | null;
  /** The row that the last page ended with. */
  readonly after: RowKey;
}

const insert = statement(
  'stockRuleChangeInsert',
  `insert into oms.stock_rule_changes (organization_id, change_id, connection_id, after_connection_id, created_at)
   values ($1, $2, $3, $3, $4)`,
);

/** Leaves the change of a rule for every SKU to be followed page by page. */
export async function insertRuleChange(
  tx: Handle,
  organizationId: string,
  changeId: string,
  connectionId: string | null,
  now: Instant,
): Promise<void> {
  await insert(tx, [organizationId, changeId, connectionId ?? '', now]);
  await notify(tx, ruleChangesChannel, organizationId);
}

const take = statement<{
  organization_id: string;
  change_id: string;
  connection_id: string;
  after_connection_id: string;
  after_sku_id: string;
}>(
  'stockRuleChangeTake',
  `select organization_id, change_id, connection_id, after_connection_id, after_sku_id from oms.stock_rule_changes
   order by created_at, organization_id, change_id limit 1
   for update skip locked`,
);

/** Locks the oldest change that nobody follows just now. */
export async function takeRuleChange(tx: Handle): Promise<RuleChange | undefined> {
  const [row] = await take(tx, []);
  return (
    row && {
      organizationId: row.organization_id,
      changeId: row.change_id,
      connectionId: row.connection_id === '' ? null : row.connection_id,
      after: { connectionId: row.after_connection_id, skuId: row.after_sku_id },
    }
  );
}

const advance = statement(
  'stockRuleChangeAdvance',
  `update oms.stock_rule_changes set after_connection_id = $3, after_sku_id = $4
   where organization_id = $1 and change_id = $2`,
);

const finish = statement(
  'stockRuleChangeFinish',
  'delete from oms.stock_rule_changes where organization_id = $1 and change_id = $2',
);

/** Goes on after a row, or ends the change. */
export async function advanceRuleChange(tx: Handle, change: RuleChange, to: RowKey | undefined): Promise<void> {
  const { organizationId, changeId } = change;
  if (to === undefined) await finish(tx, [organizationId, changeId]);
  else await advance(tx, [organizationId, changeId, to.connectionId, to.skuId]);
}

const lockPage = statement<{ connection_id: string; sku_id: string }>(
  'stockRulePageLock',
  `select d.connection_id, d.sku_id from oms.desired_stock d
   where d.organization_id = $1 and (d.connection_id, d.sku_id) > ($2, $3) and d.connection_id <= $4
   order by d.connection_id, d.sku_id limit $5
   for update`,
);

/** Locks the next rows that the change may touch, in their order. */
export async function lockRulePage(tx: Handle, change: RuleChange, limit: number): Promise<readonly RowKey[]> {
  const { organizationId, connectionId, after } = change;
  const values = [organizationId, after.connectionId, after.skuId, connectionId ?? LAST, limit];
  return (await lockPage(tx, values)).map((row) => ({ connectionId: row.connection_id, skuId: row.sku_id }));
}

const lockSku = statement<{ connection_id: string; sku_id: string }>(
  'stockRuleSkuLock',
  `select d.connection_id, d.sku_id from oms.desired_stock d
   where d.organization_id = $1 and d.sku_id = $2 and ($3::text is null or d.connection_id = $3)
   order by d.connection_id for update`,
);

/** Locks the rows of one SKU, on every connection or on one. */
export async function lockSkuRows(
  tx: Handle,
  organizationId: string,
  skuId: string,
  connectionId: string | null,
): Promise<readonly RowKey[]> {
  const rows = await lockSku(tx, [organizationId, skuId, connectionId]);
  return rows.map((row) => ({ connectionId: row.connection_id, skuId: row.sku_id }));
}

/** A row as it stands, to tell whether a rule changed what it should show. */
export interface RuledRow extends RowKey {
  readonly rule: StockRule | null;
  readonly desired: ByNode;
  /** What the channel was told last, with nothing to be told since; null when something waits or went wrong. */
  readonly settled: ByNode | null;
  readonly switchedOn: boolean;
}

const read = statement<
  ShownRow & {
    connection_id: string;
    sku_id: string;
    switched_on: boolean;
    settled: ByNode | null;
  }
>(
  'stockRulePageRead',
  `select d.connection_id, d.sku_id, d.switched_on, ${shownColumns},
     case when d.due_at is null and d.confirmed_version >= d.desired_version then d.confirmed end as settled
   from unnest($2::text[], $3::text[]) as w(connection_id, sku_id)
   join oms.desired_stock d
     on d.organization_id = $1 and d.connection_id = w.connection_id and d.sku_id = w.sku_id
   join oms.skus k on k.organization_id = d.organization_id and k.sku_id = d.sku_id`,
);

export async function readRuledRows(
  tx: Handle,
  organizationId: string,
  keys: readonly RowKey[],
): Promise<readonly RuledRow[]> {
  const rows = await read(tx, [organizationId, keys.map((key) => key.connectionId), keys.map((key) => key.skuId)]);
  return rows.map((row) => ({
    connectionId: row.connection_id,
    skuId: row.sku_id,
    rule: row.rule,
    desired: toShown(row),
    settled: row.settled,
    switchedOn: row.switched_on,
  }));
}

export interface RuleExample extends RowKey {
  readonly sku: string;
  readonly title: string;
  readonly available: ByNode;
  readonly rule: StockRule | null;
}

const examples = statement<ShownRow & { connection_id: string; sku_id: string; sku: string; title: string }>(
  'stockRuleExamples',
  `select d.connection_id, d.sku_id, k.sku, k.title, ${shownColumns}
   from oms.desired_stock d
   join oms.skus k on k.organization_id = d.organization_id and k.sku_id = d.sku_id
   where d.organization_id = $1 and d.connection_id = any($2::text[]) and ($3::text is null or d.sku_id = $3)
     and k.active
     and not exists (
       select 1 from oms.stock_rules r
       where r.organization_id = d.organization_id and r.sku_id in (d.sku_id, '')
         and r.connection_id in (d.connection_id, '')
         and (case when r.sku_id = '' then 0 else 2 end) + (case when r.connection_id = '' then 0 else 1 end) > $4)
   order by d.connection_id, d.sku_id limit $5`,
);

/** Some rows that a rule of this scope is the most specific one for, among these connections. */
export async function listRuleExamples(
  handle: Handle,
  organizationId: string,
  connectionIds: readonly string[],
  scope: RuleScope,
  limit: number,
): Promise<readonly RuleExample[]> {
  const rows = await examples(handle, [organizationId, connectionIds, scope.skuId, rankOf(scope), limit]);
  return rows.map(({ connection_id: connectionId, sku_id: skuId, sku, title, available, rule }) => ({
    connectionId,
    skuId,
    sku,
    title,
    available,
    rule,
  }));
}
