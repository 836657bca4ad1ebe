/**
 * Owns the stock that orders move: units held for orders that are not acknowledged yet, and units accepted since the
 * last feed. Times are world time.
 *
 * Why nothing is sold twice. Everything that changes a row of `inventory` holds its lock until it commits, and numbers of
 * acceptance are drawn under that lock: of two changes of a row the later one has the greater number. A hold succeeds
 * only while fed - held - accepted covers it, in the row as it is under the lock. An accepted unit counts as long as its
 * number is greater than the feed's, whichever was written first: a request's feed is numbered when it is written, so
 * that nothing counts that was accepted before; a file's when it was received, so that what was accepted since then
 * counts, and is counted anew from the ledger under the lock. Units come back only while they count. So what can be
 * bought is never more than the merchant said he had at that number less what he was asked for and took on since.
 *
 * Rows are locked in the order of SKU and node, so that nobody waits for another in a circle.
 */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';

export interface StockLine {
  readonly sku: string;
  readonly nodeId: string;
  readonly quantity: number;
}

/** The lines, added up by SKU and node, and their rows, locked. */
const LOCKED = `with wanted as (
     select l.sku, l.node_id, sum(l.quantity)::bigint as quantity
     from unnest($2::text[], $3::text[], $4::bigint[]) as l(sku, node_id, quantity) group by l.sku, l.node_id),
   locked as materialized (
     select i.sku, i.node_id, w.quantity as units, i.quantity - i.held_units - i.accepted_units as free
     from marketplace.inventory i join wanted w on w.sku = i.sku and w.node_id = i.node_id
     where i.account_id = $1
     order by i.sku, i.node_id
     for update of i)`;
const ON_LOCKED = 'i.account_id = $1 and i.sku = l.sku and i.node_id = l.node_id';

/**
 * The beginning of a statement that holds the units of lines, all of them or none, and does more only when it did:
 * `verdict.is_held` says so, and that every line can be bought: its review is over, it is not archived, it is priced, and
 * enough is fed that is neither held nor accepted. Its values are those of `holdValues`, `$1` to `$4`.
 */
export const HOLD_UNITS = `${LOCKED},
   sellable as (
     select l.sku from locked l
     join marketplace.skus s on s.account_id = $1 and s.sku = l.sku and s.listing = 'listed'
       and not s.is_archived
     join marketplace.prices p on p.account_id = $1 and p.sku = l.sku
     where l.free >= l.units),
   verdict as (
     select (select count(*) from sellable) = (select count(*) from wanted) as is_held),
   moved as (
     update marketplace.inventory i set held_units = i.held_units + l.units
     from locked l, verdict where verdict.is_held and ${ON_LOCKED})`;

const stockAccept = statement<{ sku: string; node_id: string; accepted_seq: number }>(
  'stockAccept',
  `${LOCKED}
   update marketplace.inventory i
   set held_units = i.held_units - l.units, accepted_units = i.accepted_units + l.units
   from locked l where ${ON_LOCKED}
   returning i.sku, i.node_id, nextval('marketplace.acceptance') as accepted_seq`,
);
const stockRelease = statement(
  'stockRelease',
  `${LOCKED}
   update marketplace.inventory i set held_units = i.held_units - l.units
   from locked l where ${ON_LOCKED}`,
);
const stockReturnAccepted = statement(
  'stockReturnAccepted',
  `with returned as (
     select l.sku, l.node_id, l.accepted_seq, l.quantity
     from unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[]) as l(sku, node_id, quantity, accepted_seq)),
   locked as materialized (
     select i.sku, i.node_id, i.feed_seq
     from marketplace.inventory i
     where i.account_id = $1 and (i.sku, i.node_id) in (select r.sku, r.node_id from returned r)
     order by i.sku, i.node_id
     for update of i),
   counting as (
     select k.sku, k.node_id, sum(r.quantity)::bigint as units
     from locked k
     join returned r on r.sku = k.sku and r.node_id = k.node_id and r.accepted_seq > k.feed_seq
     group by k.sku, k.node_id)
   update marketplace.inventory i set accepted_units = i.accepted_units - l.units
   from counting l where ${ON_LOCKED}`,
);
const stockZero = statement(
  'stockZero',
  `with locked as materialized (
     select i.sku, i.node_id
     from marketplace.inventory i
     join unnest($2::text[], $3::text[]) as z(sku, node_id) on z.sku = i.sku and z.node_id = i.node_id
     where i.account_id = $1
     order by i.sku, i.node_id
     for update of i)
   update marketplace.inventory i
   set quantity = 0, feed_seq = nextval('marketplace.acceptance'), fed_at = $4::bigint, accepted_units = 0,
     updated_by = $5, request_id = $6
   from locked l where ${ON_LOCKED}`,
);

const columnsOf = (lines: readonly StockLine[]): [string[], string[], number[]] => [
  lines.map(({ sku }) => sku),
  lines.map(({ nodeId }) => nodeId),
  lines.map(({ quantity }) => quantity),
];

/** The values of a statement that begins with `HOLD_UNITS`. */
export const holdValues = (accountId: string, lines: readonly StockLine[]): readonly unknown[] => [
  accountId,
  ...columnsOf(lines),
];

/** Names a SKU at a node in maps. */
export const stockKey = (sku: string, nodeId: string): string => `${sku}\n${nodeId}`;

/**
 * Turns held units into accepted ones. Answers, by `stockKey`, the number of the acceptance: the order and the ledger
 * keep it, for `returnAccepted` and for feeds.
 */
export async function acceptHeld(
  tx: MarketplaceHandle,
  accountId: string,
  lines: readonly StockLine[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await stockAccept(tx, [accountId, ...columnsOf(lines)]);
  return new Map(rows.map((row) => [stockKey(row.sku, row.node_id), row.accepted_seq]));
}

/** Gives held units back: the order was cancelled, rejected or expired before it was accepted. */
export async function releaseHeld(
  tx: MarketplaceHandle,
  accountId: string,
  lines: readonly StockLine[],
): Promise<void> {
  await stockRelease(tx, [accountId, ...columnsOf(lines)]);
}

/** Gives accepted units back, as far as no feed came after they were accepted. */
export async function returnAccepted(
  tx: MarketplaceHandle,
  accountId: string,
  lines: readonly (StockLine & { readonly acceptedSeq: number })[],
): Promise<void> {
  await stockReturnAccepted(tx, [accountId, ...columnsOf(lines), lines.map(({ acceptedSeq }) => acceptedSeq)]);
}

/** Sets what was fed to 0, as a new feed: the merchant said that there is nothing. */
export async function zeroFeed(
  tx: MarketplaceHandle,
  accountId: string,
  at: readonly { readonly sku: string; readonly nodeId: string }[],
  now: Instant,
  author: Author,
): Promise<void> {
  const skus = at.map(({ sku }) => sku);
  const nodeIds = at.map(({ nodeId }) => nodeId);
  await stockZero(tx, [accountId, skus, nodeIds, now, author.actor, author.requestId]);
}
