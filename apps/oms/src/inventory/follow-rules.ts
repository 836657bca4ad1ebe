/** Owns making exactly that stock due which a changed rule touches: a SKU's at once, else page by page. */
import type { Ids, Instant } from '@jetway/kernel';
import type { Database, Handle } from '../database/index.ts';
import { markRowsDue } from './desired-stock.store.ts';
import {
  advanceRuleChange,
  insertRuleChange,
  lockRulePage,
  lockSkuRows,
  type RowKey,
  type RuledRow,
  readRuledRows,
  takeRuleChange,
} from './rule-changes.store.ts';
import { isSameShown, type RuleScope, rankOf } from './stock-rules.ts';

/** Rows in one transaction: some tens of milliseconds, in which changes of their stock wait. */
const PAGE = 500;

/** A rule of this scope was made, changed or removed: channels are told what they should show now. */
export async function followRule(
  tx: Handle,
  organizationId: string,
  scope: RuleScope,
  { ids }: { readonly ids: Ids },
  now: Instant,
): Promise<void> {
  const { skuId, connectionId } = scope;
  if (skuId === null) return insertRuleChange(tx, organizationId, ids.uuid(), connectionId, now);
  await tellTouched(tx, organizationId, scope, await lockSkuRows(tx, organizationId, skuId, connectionId), now);
}

/** Follows a page of the oldest change of any organization; answers whether there may be more. */
export async function followRuleChanges(
  { database }: { readonly database: Database },
  now: Instant,
  pageSize = PAGE,
): Promise<boolean> {
  return database.transaction(async (tx) => {
    const change = await takeRuleChange(tx);
    if (change === undefined) return false;
    const { organizationId, connectionId } = change;
    const page = await lockRulePage(tx, change, pageSize);
    await tellTouched(tx, organizationId, { skuId: null, connectionId }, page, now);
    await advanceRuleChange(tx, change, page.length < pageSize ? undefined : page.at(-1));
    return true;
  });
}

/** The rows are locked before they are read: what is settled then is not on its way with an older number. */
async function tellTouched(
  tx: Handle,
  organizationId: string,
  scope: RuleScope,
  keys: readonly RowKey[],
  now: Instant,
): Promise<void> {
  if (keys.length === 0) return;
  const rows = await readRuledRows(tx, organizationId, keys);
  await markRowsDue(
    tx,
    organizationId,
    rows.filter((row) => isTouched(row, scope)),
    now,
  );
}

/** Not touched: a row that a more specific rule counts for, or whose channel shows the right number already. */
export const isTouched = ({ rule, desired, settled }: RuledRow, scope: RuleScope): boolean =>
  (rule === null || rankOf(rule) <= rankOf(scope)) && !(settled !== null && isSameShown(desired, settled));
