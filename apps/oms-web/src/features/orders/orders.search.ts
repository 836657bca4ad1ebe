/** Owns what the address of the order pages says: the view, filters and what is open. */
import {
  type OrderFilters as Filters,
  type OrderSort,
  type OrderTab,
  orderSorts,
  orderStatuses,
  orderTabs,
} from '@jetway/oms-api';

const shipWindows = ['overdue', 'today', 'next-24-hours'] as const;
const yesNo = ['yes', 'no'] as const;

/** Filters by their names in the address, which people may read. */
export interface OrderFilterSearch {
  readonly q?: string;
  readonly connection?: string;
  readonly location?: string;
  /** Statuses with commas between. */
  readonly status?: string;
  readonly service?: string;
  readonly ship?: (typeof shipWindows)[number];
  /** Days of the reader, YYYY-MM-DD; the last one counts whole. */
  readonly from?: string;
  readonly to?: string;
  readonly problems?: (typeof yesNo)[number];
  readonly failed?: (typeof yesNo)[number];
  readonly sku?: string;
  readonly state?: string;
}

export interface OrderListSearch extends OrderFilterSearch {
  readonly tab?: OrderTab;
  readonly sort?: OrderSort;
  /** The person's view that is shown, or was before its filters were changed. */
  readonly view?: string;
  /** The order whose panel is open. */
  readonly open?: string;
  /** The bulk run whose panel is open. */
  readonly run?: string;
}

export const DEFAULT_TAB: OrderTab = 'all';

/** Work comes in the order of its deadlines. */
export const defaultSort = (tab: OrderTab = DEFAULT_TAB): OrderSort => {
  if (tab === 'to-acknowledge') return 'acknowledge-by';
  return tab === 'due-today' || tab === 'late' || tab === 'to-ship' ? 'ship-by' : '-placed';
};

type Raw = Readonly<Record<string, unknown>>;

/** Text of at most this length goes into an address; the server takes no longer search either. */
const LONGEST_TEXT = 100;

const textOf = (value: unknown): string | undefined => {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text.slice(0, LONGEST_TEXT) : undefined;
};

const oneOf =
  <T extends string>(known: readonly T[]) =>
  (value: unknown): T | undefined =>
    known.find((one) => one === value);

const dayOf = (value: unknown): string | undefined => {
  const text = textOf(value);
  return text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00`))
    ? text
    : undefined;
};

const statusesOf = (value: unknown): string | undefined => {
  const named = new Set(typeof value === 'string' ? value.split(',') : []);
  const known = orderStatuses.filter((status) => named.has(status));
  return known.length === 0 ? undefined : known.join(',');
};

/** How each part of an address is read; what it does not understand is left out. */
const readers: { readonly [Name in keyof Required<OrderFilterSearch>]: (value: unknown) => OrderFilterSearch[Name] } = {
  q: textOf,
  connection: textOf,
  location: textOf,
  status: statusesOf,
  service: textOf,
  ship: oneOf(shipWindows),
  from: dayOf,
  to: dayOf,
  problems: oneOf(yesNo),
  failed: oneOf(yesNo),
  sku: textOf,
  state: textOf,
};

export const filterNames = Object.keys(readers) as readonly (keyof OrderFilterSearch)[];

const given = (entries: readonly (readonly [string, unknown])[]): OrderListSearch =>
  Object.fromEntries(entries.filter(([, value]) => value !== undefined));

/** Reads an address; what it does not understand, and what is the default anyway, is left out. */
export function parseOrderListSearch(raw: Raw): OrderListSearch {
  const tab = orderTabs.find((known) => known === raw['tab'] && known !== DEFAULT_TAB);
  const sort = orderSorts.find((known) => known === raw['sort'] && known !== defaultSort(tab));
  const filters = filterNames.map((name) => [name, readers[name](raw[name])] as const);
  const others = ['view', 'open', 'run'].map((name) => [name, textOf(raw[name])] as const);
  return given([['tab', tab], ['sort', sort], ...filters, ...others]);
}

export interface OrderListFilters extends Filters {
  readonly tab: OrderTab;
  readonly sort: OrderSort;
}

const startOfDay = (day: string): number => Date.parse(`${day}T00:00`);
const endOfDay = (day: string): number => {
  const end = new Date(startOfDay(day));
  end.setDate(end.getDate() + 1);
  return end.getTime();
};

/** What the server is asked for. */
export function orderFilters(search: OrderListSearch): OrderListFilters {
  const { tab = DEFAULT_TAB, sort = defaultSort(tab), q, connection, location, status } = search;
  const { service, ship, from, to, problems, failed, sku, state } = search;
  const statuses = status?.split(',');
  return {
    tab,
    sort,
    ...(q === undefined ? {} : { search: q.trim() }),
    ...(connection === undefined ? {} : { connectionId: connection }),
    ...(location === undefined ? {} : { locationId: location }),
    ...(statuses === undefined ? {} : { status: orderStatuses.filter((one) => statuses.includes(one)) }),
    ...(service === undefined ? {} : { serviceLevel: service }),
    ...(ship === undefined ? {} : { shipBy: ship }),
    ...(from === undefined ? {} : { placedFrom: startOfDay(from) }),
    ...(to === undefined ? {} : { placedTo: endOfDay(to) }),
    ...(problems === undefined ? {} : { hasProblems: problems === 'yes' }),
    ...(failed === undefined ? {} : { hasFailedMessage: failed === 'yes' }),
    ...(sku === undefined ? {} : { sku }),
    ...(state === undefined ? {} : { state }),
  };
}

const yes = (value: boolean | undefined) => (value === undefined ? undefined : value ? 'yes' : 'no');
const dayAt = (at: number | undefined, less = 0): string | undefined => {
  if (at === undefined) return undefined;
  const date = new Date(at - less);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

/** The address that shows a list as somebody keeps it. */
export function searchOf(list: {
  readonly tab: OrderTab;
  readonly sort: OrderSort;
  readonly filters: Filters;
}): OrderListSearch {
  const { filters } = list;
  return parseOrderListSearch({
    tab: list.tab,
    sort: list.sort,
    q: filters.search,
    connection: filters.connectionId,
    location: filters.locationId,
    status: filters.status?.join(','),
    service: filters.serviceLevel,
    ship: filters.shipBy,
    from: dayAt(filters.placedFrom),
    to: dayAt(filters.placedTo, 1),
    problems: yes(filters.hasProblems),
    failed: yes(filters.hasFailedMessage),
    sku: filters.sku,
    state: filters.state,
  });
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
