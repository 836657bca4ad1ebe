/** Owns what the address of the order pages says: the view, filters and what is open. */
import { type OrderTab, orderTabs } from '@jetway/oms-api';

export const orderSorts = ['-placed', 'placed', 'ship-by'] as const;
export type OrderSort = (typeof orderSorts)[number];

export interface OrderListSearch {
  readonly tab?: OrderTab;
  readonly q?: string;
  readonly sort?: OrderSort;
  readonly connection?: string;
  /** The order whose panel is open. */
  readonly open?: string;
}

export const DEFAULT_TAB: OrderTab = 'all';
export const DEFAULT_SORT: OrderSort = '-placed';

type Raw = Readonly<Record<string, unknown>>;

/** Text of at most this length goes into an address; the server takes no longer search either. */
const LONGEST_TEXT = 100;

const textOf = (value: unknown): string | undefined => {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text.slice(0, LONGEST_TEXT) : undefined;
};

/** Reads an address; what it does not understand, and what is the default anyway, is left out. */
export function parseOrderListSearch(raw: Raw): OrderListSearch {
  const tab = orderTabs.find((known) => known === raw['tab'] && known !== DEFAULT_TAB);
  const sort = orderSorts.find((known) => known === raw['sort'] && known !== DEFAULT_SORT);
  const q = textOf(raw['q']);
  const connection = textOf(raw['connection']);
  const open = textOf(raw['open']);
  return {
    ...(tab === undefined ? {} : { tab }),
    ...(q === undefined ? {} : { q }),
    ...(sort === undefined ? {} : { sort }),
    ...(connection === undefined ? {} : { connection }),
    ...(open === undefined ? {} : { open }),
  };
}

export interface OrderFilters {
  readonly tab: OrderTab;
  readonly sort: OrderSort;
  readonly search?: string;
  readonly connectionId?: string;
}

/** What the server is asked for. */
export function orderFilters({ tab, q, sort, connection }: OrderListSearch): OrderFilters {
  return {
    tab: tab ?? DEFAULT_TAB,
    sort: sort ?? DEFAULT_SORT,
    ...(q === undefined ? {} : { search: q.trim() }),
    ...(connection === undefined ? {} : { connectionId: connection }),
  };
}

export const orderViews = ['details', 'messages', 'raw'] as const;
export type OrderView = (typeof orderViews)[number];

export interface OrderPageSearch {
  readonly view?: OrderView;
}

export function parseOrderPageSearch(raw: Raw): OrderPageSearch {
  const view = orderViews.find((known) => known === raw['view'] && known !== 'details');
  return view === undefined ? {} : { view };
}
