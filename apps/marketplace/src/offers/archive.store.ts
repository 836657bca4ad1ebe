/**
 * Owns archiving: the mark of a SKU, and its inventory, which is set to nothing when the mark turns (page Archive SKU).
 * The row of the SKU is locked before those of inventory.
 */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import { LAST_POSITION } from './inventory.store.ts';
import type { WrittenMany } from './prices.store.ts';
import { recountAccepted } from './recount.store.ts';

const archiveMark = statement<{
  unknown_skus: string[];
  superseded: string[];
  archived: string[];
  unarchived: string[];
}>(
  'archiveMark',
  `with sent as materialized (
     select x.sku, x.is_archived from unnest($2::text[], $3::boolean[]) as x(sku, is_archived)),
   locked as materialized (
     select s.sku, s.is_archived as was_archived, s.archive_accepted_seq, sent.is_archived
     from marketplace.skus s join sent on sent.sku = s.sku
     where s.account_id = $1
     order by s.sku
     for no key update of s),
   marked as (
     update marketplace.skus s
     set is_archived = l.is_archived, archive_sent = true,
       look_due_at = case when l.is_archived = l.was_archived then s.look_due_at
         else coalesce(s.look_due_at, $5::bigint) end,
       archive_accepted_seq = coalesce($4::bigint, nextval('marketplace.acceptance')),
       updated_at = $5::bigint, updated_by = $6, request_id = $7
     from locked l
     where s.account_id = $1 and s.sku = l.sku and ($4::bigint is null or l.archive_accepted_seq <= $4::bigint)
     returning s.sku, l.is_archived, l.is_archived <> l.was_archived as has_turned)
   select
     array(select sku from sent where not exists (select from locked l where l.sku = sent.sku)) as unknown_skus,
     array(select sku from locked l where not exists (select from marked m where m.sku = l.sku)) as superseded,
     array(select sku from marked where has_turned and is_archived) as archived,
     array(select sku from marked where has_turned and not is_archived) as unarchived`,
);
/** Every node gets a row: what a file received earlier still says of a node must find the greater number there. */
const archiveZero = statement<{ sku: string; node_id: string; accepted_units: number }>(
  'archiveZero',
  `insert into marketplace.inventory as i
     (account_id, sku, node_id, quantity, listed, position, feed_seq, fed_at, held_units, accepted_units, is_archived,
      updated_by, request_id)
   select $1, t.sku, f.id, 0, false, ${LAST_POSITION}, coalesce($4::bigint, nextval('marketplace.acceptance')),
     $5::bigint, 0, 0, $3::boolean, $6, $7
   from unnest($2::text[]) as t(sku) cross join marketplace.fulfillment_nodes f
   where f.account_id = $1
   order by t.sku collate "C", f.id
   on conflict (account_id, sku, node_id) do update set
     quantity = 0, is_archived = excluded.is_archived,
     feed_seq = case when $4::bigint is null then nextval('marketplace.acceptance')
       else greatest(i.feed_seq, $4::bigint) end,
     accepted_units = case when $4::bigint is null then 0 else i.accepted_units end,
     fed_at = excluded.fed_at, updated_by = excluded.updated_by, request_id = excluded.request_id
   returning i.sku, i.node_id, i.accepted_units`,
);

export interface ArchiveMark {
  readonly sku: string;
  readonly isArchived: boolean;
}

/**
 * Archives SKUs or takes them back, each once. Where that changes anything, the SKU's inventory is 0 at every node, as a
 * new feed; saying the same again leaves it. `now` is world time.
 * @param receivedSeq number of the file that says so; null: a request, numbered here
 */
export async function markArchived(
  tx: MarketplaceHandle,
  accountId: string,
  marks: readonly ArchiveMark[],
  { receivedSeq, now, author }: { readonly receivedSeq: number | null; readonly now: Instant; readonly author: Author },
): Promise<WrittenMany> {
  const said = [receivedSeq, now, author.actor, author.requestId];
  const skus = marks.map(({ sku }) => sku);
  const flags = marks.map(({ isArchived }) => isArchived);
  const [row] = await archiveMark(tx, [accountId, skus, flags, ...said]);
  for (const [turned, isArchived] of [
    [row?.archived ?? [], true],
    [row?.unarchived ?? [], false],
  ] as const) {
    if (turned.length === 0) continue;
    const zeroed = await archiveZero(tx, [accountId, turned, isArchived, ...said]);
    const sold = zeroed.filter(({ accepted_units: units }) => units > 0);
    await recountAccepted(
      tx,
      accountId,
      sold.map(({ sku }) => sku),
      sold.map(({ node_id: nodeId }) => nodeId),
    );
  }
  return { unknownSkus: row?.unknown_skus ?? [], superseded: row?.superseded ?? [] };
}
