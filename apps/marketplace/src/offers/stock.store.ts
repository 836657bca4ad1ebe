/**
 * Owns the stock that orders move: units held for orders that are not acknowledged yet, and units accepted since the
 * last feed. Rows are locked in the order of SKU and node, so that orders do not wait for each other in a circle.
 * Times are world time.
 */
import { type Instant, ok, type Result, refuse } from '@jetway/kernel';
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
     select i.sku, i.node_id, w.quantity as units, i.quantity - i.held_units - i.accepted_units as free, i.feed_seq
     from marketplace.inventory i join wanted w on w.sku = i.sku and w.node_id = i.node_id
     where i.account_id = $1
     order by i.sku, i.node_id
     for update of i)`;
const ON_LOCKED = 'i.account_id = $1 and i.sku = l.sku and i.node_id = l.node_id';

const stockHold = statement<{ is_held: boolean }>(
  'stockHold',
  `${LOCKED},
   sellable as (
     select l.sku from locked l
     join marketplace.skus s on s.account_id = $1 and s.sku = l.sku and s.review_due_at <= $5::bigint
     join marketplace.prices p on p.account_id = $1 and p.sku = l.sku
     where l.free >= l.units),
   verdict as (
     select (select count(*) from sellable) = (select count(*) from wanted) as is_held),
   moved as (
     update marketplace.inventory i set held_units = i.held_units + l.units
     from locked l, verdict where verdict.is_held and ${ON_LOCKED})
   select is_held from verdict`,
);
const stockAccept = statement<{ sku: string; node_id: string; feed_seq: number }>(
  'stockAccept',
  `${LOCKED}
   update marketplace.inventory i
   set held_units = i.held_units - l.units, accepted_units = i.accepted_units + l.units
   from locked l where ${ON_LOCKED}
   returning i.sku, i.node_id, i.feed_seq`,
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
     select l.sku, l.node_id, l.feed_seq, sum(l.quantity)::bigint as quantity
     from unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[]) as l(sku, node_id, quantity, feed_seq)
     group by l.sku, l.node_id, l.feed_seq),
   locked as materialized (
     select i.sku, i.node_id, r.quantity as units
     from marketplace.inventory i
     join returned r on r.sku = i.sku and r.node_id = i.node_id and r.feed_seq = i.feed_seq
     where i.account_id = $1
     order by i.sku, i.node_id
     for update of i)
   update marketplace.inventory i set accepted_units = greatest(0, i.accepted_units - l.units)
   from locked l where ${ON_LOCKED}`,
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
   set quantity = 0, feed_seq = i.feed_seq + 1, fed_at = $4::bigint, accepted_units = 0,
     updated_by = $5, request_id = $6
   from locked l where ${ON_LOCKED}`,
);

const columnsOf = (lines: readonly StockLine[]): [string[], string[], number[]] => [
  lines.map(({ sku }) => sku),
  lines.map(({ nodeId }) => nodeId),
  lines.map(({ quantity }) => quantity),
];

/** Names a SKU at a node in maps. */
export const stockKey = (sku: string, nodeId: string): string => `${sku}\n${nodeId}`;

/**
 * Holds units for an order that is being placed: all of them or none. A SKU can be bought when its review is over, it
 * is priced, and enough is fed that is neither held nor accepted.
 */
export async function holdStock(
  tx: MarketplaceHandle,
  accountId: string,
  lines: readonly StockLine[],
  now: Instant,
): Promise<Result<void, 'not_purchasable'>> {
  const [row] = await stockHold(tx, [accountId, ...columnsOf(lines), now]);
  if (row?.is_held === true) return ok(undefined);
  return refuse('not_purchasable', 'Not all of this can be bought at that node now.');
}

/**
 * Turns held units into accepted ones. Answers, by `stockKey`, the feed that was in force: the order keeps it for
 * `returnAccepted`.
 */
export async function acceptHeld(
  tx: MarketplaceHandle,
  accountId: string,
  lines: readonly StockLine[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await stockAccept(tx, [accountId, ...columnsOf(lines)]);
  return new Map(rows.map((row) => [stockKey(row.sku, row.node_id), row.feed_seq]));
}

/** Gives held units back: the order was cancelled, rejected or expired before it was accepted. */
export async function releaseHeld(
  tx: MarketplaceHandle,
  accountId: string,
  lines: readonly StockLine[],
): Promise<void> {
  await stockRelease(tx, [accountId, ...columnsOf(lines)]);
}

/** Gives accepted units back, as far as the feed under which they were accepted is still in force. */
export async function returnAccepted(
  tx: MarketplaceHandle,
  accountId: string,
  lines: readonly (StockLine & { readonly feedSeq: number })[],
): Promise<void> {
  await stockReturnAccepted(tx, [accountId, ...columnsOf(lines), lines.map(({ feedSeq }) => feedSeq)]);
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
