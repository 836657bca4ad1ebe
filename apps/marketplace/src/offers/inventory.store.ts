/** Owns the rows of inventory as merchants feed it. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import { lookAtFirst } from './first-offers.ts';
import type { NodeQuantity } from './offers.ts';
import type { Written, WrittenRow } from './prices.store.ts';

/**
 * What both kinds of feed begin with; the row of `inventory_feeds` is locked before the nodes' rows are written. A node's
 * row takes its number of acceptance where it is written, under its own lock; an archived SKU is fed nothing.
 */
const BEGIN = `with target as (select sku, is_archived from marketplace.skus where account_id = $1 and sku = $2),
   sent as (
     select n.node_id, n.quantity, n.position
     from unnest($3::text[], $4::bigint[]) with ordinality as n(node_id, quantity, position)),
   unknown as (
     select s.node_id, s.position from sent s
     where not exists (
       select from marketplace.fulfillment_nodes f where f.account_id = $1 and f.id = s.node_id)),
   feed as (
     insert into marketplace.inventory_feeds as i (account_id, sku, fed_at, stocked_at, updated_by, request_id)
     select $1, target.sku, $5::bigint,
       case when exists (select from sent where quantity > 0) then $5::bigint end, $6::text, $7::text
     from target where not target.is_archived and not exists (select from unknown)
     on conflict (account_id, sku) do update set
       fed_at = excluded.fed_at, stocked_at = coalesce(i.stocked_at, excluded.stocked_at),
       updated_by = excluded.updated_by, request_id = excluded.request_id
     returning sku, stocked_at),${lookAtFirst(
       `select feed.sku from feed where feed.stocked_at is not null and not exists (
         select from marketplace.inventory_feeds b
         where b.account_id = $1 and b.sku = feed.sku and b.stocked_at is not null)`,
       '$5',
     )}`;
/** The rows of feeds and SKUs are locked before those of inventory: archiving comes by way of the SKU's row too. */
export const AFTER_SKUS = 'cross join (select count(*) from first_offers) as after_skus';
const INSERT = `insert into marketplace.inventory as i
       (account_id, sku, node_id, quantity, listed, position, feed_seq, fed_at, held_units, accepted_units,
        updated_by, request_id)`;
const END = `select exists (select from target) as is_known,
     array(select node_id from unknown order by position) as unknown_nodes`;

/** Where a node stands that is listed, but was not named by the message. */
export const LAST_POSITION = 1_000_000;

const inventoryReplace = statement<WrittenRow>(
  'inventoryReplace',
  `${BEGIN},
   written as (
     ${INSERT}
     select $1, feed.sku, f.id, coalesce(s.quantity, 0), s.node_id is not null, coalesce(s.position, ${LAST_POSITION}),
       nextval('marketplace.acceptance'), $5::bigint, 0, 0, $6::text, $7::text
     from feed ${AFTER_SKUS} cross join marketplace.fulfillment_nodes f left join sent s on s.node_id = f.id
     where f.account_id = $1
     order by f.id
     on conflict (account_id, sku, node_id) do update set
       quantity = excluded.quantity,
       listed = excluded.listed or (i.listed and cardinality($3::text[]) > 0), position = excluded.position,
       feed_seq = nextval('marketplace.acceptance'), fed_at = excluded.fed_at, accepted_units = 0,
       updated_by = excluded.updated_by, request_id = excluded.request_id
     where not i.is_archived)
   ${END}`,
);
const inventoryPatch = statement<WrittenRow>(
  'inventoryPatch',
  `${BEGIN},
   written as (
     ${INSERT}
     select $1, feed.sku, s.node_id, s.quantity, true, ${LAST_POSITION}, nextval('marketplace.acceptance'),
       $5::bigint, 0, 0, $6::text, $7::text
     from feed ${AFTER_SKUS} cross join sent s
     order by s.node_id
     on conflict (account_id, sku, node_id) do update set
       quantity = excluded.quantity, listed = true,
       position = case when i.listed then i.position else excluded.position end,
       feed_seq = nextval('marketplace.acceptance'), fed_at = excluded.fed_at, accepted_units = 0,
       updated_by = excluded.updated_by, request_id = excluded.request_id
     where not i.is_archived)
   ${END}`,
);
const skuExists = statement<{ sku: string }>(
  'skuExists',
  'select sku from marketplace.skus where account_id = $1 and sku = $2',
);
const inventoryFind = statement<{
  fed_at: number | null;
  node_ids: string[];
  quantities: number[];
}>(
  'inventoryFind',
  `select coalesce((select max(i.fed_at) from marketplace.inventory i
       where i.account_id = s.account_id and i.sku = s.sku), f.fed_at) as fed_at,
     array(select i.node_id from marketplace.inventory i
       where i.account_id = s.account_id and i.sku = s.sku and i.listed order by i.position, i.node_id) as node_ids,
     array(select i.quantity from marketplace.inventory i
       where i.account_id = s.account_id and i.sku = s.sku and i.listed order by i.position, i.node_id) as quantities
   from marketplace.skus s
   left join marketplace.inventory_feeds f on f.account_id = s.account_id and f.sku = s.sku
   where s.account_id = $1 and s.sku = $2`,
);

export interface Feeding {
  readonly accountId: string;
  readonly sku: string;
}

const toValues = (at: Feeding, quantities: readonly NodeQuantity[], now: Instant, author: Author): unknown[] => [
  at.accountId,
  at.sku,
  quantities.map(({ nodeId }) => nodeId),
  quantities.map(({ quantity }) => quantity),
  now,
  author.actor,
  author.requestId,
];

const toWritten = (row: WrittenRow | undefined): Written => ({
  isKnown: row?.is_known === true,
  unknownNodes: row?.unknown_nodes ?? [],
});

/** A new feed of a SKU: nodes that are not named are set to 0, without any the inventory is cleared. World time. */
export async function replaceInventory(
  handle: MarketplaceHandle,
  at: Feeding,
  quantities: readonly NodeQuantity[],
  now: Instant,
  author: Author,
): Promise<Written> {
  const [row] = await inventoryReplace(handle, toValues(at, quantities, now, author));
  return toWritten(row);
}

/** A new feed of the nodes that are named; without any nothing changes. World time. */
export async function patchInventory(
  handle: MarketplaceHandle,
  at: Feeding,
  quantities: readonly NodeQuantity[],
  now: Instant,
  author: Author,
): Promise<Written> {
  if (quantities.length === 0)
    return { isKnown: (await skuExists(handle, [at.accountId, at.sku])).length === 1, unknownNodes: [] };
  const [row] = await inventoryPatch(handle, toValues(at, quantities, now, author));
  return toWritten(row);
}

export interface StoredInventory {
  /** As fed: never less by sales. */
  readonly quantities: readonly NodeQuantity[];
  /** Null when it was never fed. */
  readonly fedAt: Instant | null;
}

/** The inventory of a SKU as it was fed; undefined when the account does not have the SKU. */
export async function findInventory(
  handle: MarketplaceHandle,
  accountId: string,
  sku: string,
): Promise<StoredInventory | undefined> {
  const [row] = await inventoryFind(handle, [accountId, sku]);
  if (row === undefined) return undefined;
  const quantities = row.node_ids.map((nodeId, index) => ({ nodeId, quantity: row.quantities[index] ?? 0 }));
  return { quantities, fedAt: row.fed_at };
}
