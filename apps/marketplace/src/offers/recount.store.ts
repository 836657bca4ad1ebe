/** Owns counting accepted units anew from the ledger, after a file's number was put in the place of an earlier one. */
import { statement } from '@jetway/service';
import type { MarketplaceHandle } from '../database/index.ts';

const stockRecount = statement(
  'stockRecount',
  `update marketplace.inventory i
   set accepted_units = coalesce((
     select sum(m.accepted)::bigint from marketplace.order_stock_moves m
     where m.account_id = i.account_id and m.sku = i.sku and m.node_id = i.node_id and m.accepted_seq > i.feed_seq), 0)
   from unnest($2::text[], $3::text[]) as w(sku, node_id)
   where i.account_id = $1 and i.sku = w.sku and i.node_id = w.node_id`,
);

/**
 * Sets the accepted units of rows that this transaction has written to what counts under their feed: those accepted
 * after it. A statement of its own: the one that waited for a row's lock may see an older ledger than the lock; and
 * whoever accepts units writes counter and ledger in one transaction. Rows without accepted units need no counting:
 * what was accepted since a later number is a part of what was accepted since an earlier one.
 */
export async function recountAccepted(
  tx: MarketplaceHandle,
  accountId: string,
  skus: readonly string[],
  nodeIds: readonly string[],
): Promise<void> {
  if (skus.length > 0) await stockRecount(tx, [accountId, skus, nodeIds]);
}
