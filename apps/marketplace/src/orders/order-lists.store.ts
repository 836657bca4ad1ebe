/** Owns the lists of the merchant API: ids of orders in a status, by tag, and of those to be cancelled; oldest first. */
import type { OrderStatus } from '@jetway/jet-api';
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';

const OLDEST_FIRST = 'order by o.placed_at, o.id limit';
/** All that is asked for stands in the index `orders_by_status`. */
const IN_STATUS = `select o.id from marketplace.orders o
   where o.account_id = $1 and o.status = $2 and o.placed_at >= $3`;

const orderListByStatus = statement<{ id: string }>(
  'orderListByStatus',
  `${IN_STATUS} and ($5::text is null or o.node_id = $5) and ($6::boolean is null or o.cancelled_by_customer = $6)
   ${OLDEST_FIRST} $4`,
);
const orderListWithTag = statement<{ id: string }>(
  'orderListWithTag',
  `${IN_STATUS} and o.tag = $5::text ${OLDEST_FIRST} $4`,
);
const orderListWithoutTag = statement<{ id: string }>(
  'orderListWithoutTag',
  `${IN_STATUS} and o.tag is distinct from $5::text ${OLDEST_FIRST} $4`,
);

const orderListToCancel = statement<{ id: string }>(
  'orderListToCancel',
  `select o.id from marketplace.orders o
   where o.account_id = $1 and o.cancel_requested and o.status <> 'complete' and o.status <> 'created'
     and o.placed_at >= $2 and exists (
       select from marketplace.order_items i
       where i.account_id = o.account_id and i.order_id = o.id
         and i.cancel_requested > i.cancelled and i.shipped + i.cancelled < i.ordered)
   ${OLDEST_FIRST} $3`,
);

const orderTag = statement<{ id: string }>(
  'orderTag',
  `update marketplace.orders set tag = $3, updated_by = $4, request_id = $5
   where account_id = $1 and id = $2 returning id`,
);

export interface OrderListing {
  readonly status: OrderStatus;
  readonly placedSince: Instant;
  readonly limit: number;
}

const valuesOf = (accountId: string, { status, placedSince, limit }: OrderListing) => [
  accountId,
  status,
  placedSince,
  limit,
];

const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);

/** Ids of the orders in a status. */
export async function listOrderIds(
  handle: MarketplaceHandle,
  accountId: string,
  listing: OrderListing & {
    /** Null: any. */
    readonly nodeId: string | null;
    /** Null: cancelled by the customer or not. */
    readonly cancelledByCustomer: boolean | null;
  },
): Promise<string[]> {
  const values = [...valuesOf(accountId, listing), listing.nodeId, listing.cancelledByCustomer];
  return idsOf(await orderListByStatus(handle, values));
}

/** Ids of the orders in a status that have a tag, or of all that do not have it. */
export async function listTaggedOrderIds(
  handle: MarketplaceHandle,
  accountId: string,
  listing: OrderListing & { readonly tag: string; readonly isTagged: boolean },
): Promise<string[]> {
  const list = listing.isTagged ? orderListWithTag : orderListWithoutTag;
  return idsOf(await list(handle, [...valuesOf(accountId, listing), listing.tag]));
}

/** Ids of the released orders of which the shopper wants units cancelled that are still open. */
export async function listOrderIdsToCancel(
  handle: MarketplaceHandle,
  accountId: string,
  { placedSince, limit }: Pick<OrderListing, 'placedSince' | 'limit'>,
): Promise<string[]> {
  return idsOf(await orderListToCancel(handle, [accountId, placedSince, limit]));
}

/** Gives an order its tag, null for none; false when there is no such order. */
export async function saveTag(
  handle: MarketplaceHandle,
  at: { readonly accountId: string; readonly orderId: string },
  tag: string | null,
  author: Author,
): Promise<boolean> {
  return (await orderTag(handle, [at.accountId, at.orderId, tag, author.actor, author.requestId])).length > 0;
}
