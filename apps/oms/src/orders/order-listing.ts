/** Owns reading a list of orders as it was asked for, and what other features may do with one: ids, counts, pages. */
import { type Instant, type Keyset, ok, type Page, type Result, toPage } from '@jetway/kernel';
import type { OrderFilters, OrderSort, OrderSummary, OrderTab } from '@jetway/oms-api';
import type { Handle } from '../database/index.ts';
import { listTimes } from './list-days.ts';
import { type ExportLine, listExportLines } from './order-details.store.ts';
import { countListed, keyOf, listOrderIds, listOrders, type OrderListing } from './order-lists.store.ts';
import { summarise } from './read-orders.ts';

/** A list as a request names it. */
export interface AskedList extends OrderFilters {
  readonly tab?: OrderTab;
  readonly sort?: OrderSort;
  readonly timeZone?: string | undefined;
}

/** The list that is meant, with its defaults. Refusal: `unknown_time_zone`. */
export function readListing(asked: AskedList, now: Instant): Result<OrderListing, 'unknown_time_zone'> {
  const { tab = 'all', sort = '-placed', timeZone, ...filters } = asked;
  const times = listTimes(now, timeZone);
  return times.ok ? ok({ tab, sort, filters, times: times.value }) : times;
}

/** A page of a list. */
export async function readPage(
  handle: Handle,
  organizationId: string,
  listing: OrderListing,
  { after, limit }: { readonly after: Keyset | undefined; readonly limit: number },
): Promise<Page<OrderSummary>> {
  const rows = await listOrders(handle, organizationId, { ...listing, after, limit: limit + 1 });
  const { items, next } = toPage(rows, limit, (row) => keyOf(row, listing.sort));
  return { items: await summarise(handle, organizationId, items), next };
}

/** Lists of orders for features that work on many of them. */
export interface OrderLists {
  readonly read: (asked: AskedList, now: Instant) => Result<OrderListing, 'unknown_time_zone'>;
  readonly ids: typeof listOrderIds;
  readonly count: typeof countListed;
  /** The lines of orders, in their order. */
  readonly lines: (
    handle: Handle,
    organizationId: string,
    orderIds: readonly string[],
  ) => Promise<readonly ExportLine[]>;
}

export const orderLists: OrderLists = {
  read: readListing,
  ids: listOrderIds,
  count: countListed,
  lines: listExportLines,
};
