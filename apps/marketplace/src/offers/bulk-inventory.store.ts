/** Owns the rows of inventory as a file's records feed them: many SKUs in one statement, under the file's number. */
import { statement } from '@jetway/service';
import type { BulkContext } from '../bulk/index.ts';
import type { MarketplaceHandle } from '../database/index.ts';
import { lookAtFirst } from './first-offers.ts';
import { AFTER_SKUS, LAST_POSITION } from './inventory.store.ts';
import type { NodeQuantity } from './offers.ts';
import type { WrittenMany } from './prices.store.ts';
import { recountAccepted } from './recount.store.ts';

/** A node that is listed no longer, because the record named none. */
const CLEARED_POSITION = LAST_POSITION + 1;

const inventoryFeedMany = statement<{
  unknown_skus: string[];
  superseded: string[];
  sold_skus: string[];
  sold_nodes: string[];
}>(
  'inventoryFeedMany',
  `with sent as materialized (
     select x.sku, x.node_ids, x.quantities, x.is_valid
     from jsonb_to_recordset($2::jsonb) as x(sku text, node_ids text[], quantities bigint[], is_valid boolean)),
   target as materialized (
     select s.sku, sent.node_ids, sent.quantities, sent.is_valid and not s.is_archived as is_fed
     from sent join marketplace.skus s on s.account_id = $1 and s.sku = sent.sku),
   begun as (
     insert into marketplace.inventory_feeds as i (account_id, sku, fed_at, stocked_at, updated_by, request_id)
     select $1, t.sku, $5::bigint, case when 0 < any (t.quantities) then $5::bigint end, $6::text, $7::text
     from target t left join marketplace.inventory_feeds e on e.account_id = $1 and e.sku = t.sku
     where t.is_fed and (e.sku is null or (e.stocked_at is null and 0 < any (t.quantities)))
     order by t.sku
     on conflict (account_id, sku) do update set stocked_at = coalesce(i.stocked_at, excluded.stocked_at)
     returning i.sku, i.stocked_at),${lookAtFirst('select b.sku from begun b where b.stocked_at is not null', '$5')},
   fed as materialized (
     select t.sku, n.node_id collate "C" as node_id, n.quantity, true as listed,
       case when $3::boolean then n.position else ${LAST_POSITION} end as position
     from target t cross join lateral unnest(t.node_ids, t.quantities) with ordinality as n(node_id, quantity, position)
     where t.is_fed
     union all
     select t.sku, f.id, 0, false,
       case when cardinality(t.node_ids) = 0 then ${CLEARED_POSITION} else ${LAST_POSITION} end
     from target t cross join marketplace.fulfillment_nodes f
     where $3::boolean and t.is_fed and f.account_id = $1 and f.id <> all (t.node_ids)),
   written as (
     insert into marketplace.inventory as i
       (account_id, sku, node_id, quantity, listed, position, feed_seq, fed_at, held_units, accepted_units,
        updated_by, request_id)
     select $1, f.sku, f.node_id, f.quantity, f.listed, f.position, $4::bigint, $5::bigint, 0, 0, $6::text, $7::text
     -- The rows of feeds and SKUs are locked before those of inventory, as by the single message.
     from fed f cross join (select count(*) from begun) as after_feeds
     ${AFTER_SKUS}
     order by f.sku, f.node_id
     on conflict (account_id, sku, node_id) do update set
       quantity = excluded.quantity,
       listed = excluded.listed or (i.listed and excluded.position <> ${CLEARED_POSITION}),
       position = case when $3::boolean or not i.listed then excluded.position else i.position end,
       feed_seq = excluded.feed_seq, fed_at = excluded.fed_at,
       updated_by = excluded.updated_by, request_id = excluded.request_id
     where i.feed_seq <= excluded.feed_seq and not i.is_archived
     returning i.sku, i.node_id, i.accepted_units)
   select
     array(select sku from sent where not exists (select from target t where t.sku = sent.sku)) as unknown_skus,
     array(select distinct f.sku from fed f where not exists (select from written w where w.sku = f.sku)) as superseded,
     array(select sku from written where accepted_units > 0 order by sku, node_id) as sold_skus,
     array(select node_id from written where accepted_units > 0 order by sku, node_id) as sold_nodes`,
);

/** A record's feed of a SKU. */
export interface SkuFeed {
  readonly sku: string;
  readonly quantities: readonly NodeQuantity[];
  /** Whether every node is the account's; otherwise it is only asked whether the SKU is known. */
  readonly isValid: boolean;
}

/**
 * Feeds many SKUs, each once: `replace` sets nodes that are not named to 0, `patch` leaves them. A node's row that was
 * fed under a greater number stays. Archived SKUs are passed over.
 */
export async function feedMany(
  tx: MarketplaceHandle,
  context: BulkContext,
  mode: 'replace' | 'patch',
  feeds: readonly SkuFeed[],
): Promise<WrittenMany> {
  const rows = feeds.map(({ sku, quantities, isValid }) => ({
    sku,
    node_ids: quantities.map(({ nodeId }) => nodeId),
    quantities: quantities.map(({ quantity }) => quantity),
    is_valid: isValid,
  }));
  const { accountId, receivedSeq, now, actor, requestId } = context;
  const values = [accountId, JSON.stringify(rows), mode === 'replace', receivedSeq, now, actor, requestId];
  const [row] = await inventoryFeedMany(tx, values);
  await recountAccepted(tx, accountId, row?.sold_skus ?? [], row?.sold_nodes ?? []);
  return { unknownSkus: row?.unknown_skus ?? [], superseded: row?.superseded ?? [] };
}
