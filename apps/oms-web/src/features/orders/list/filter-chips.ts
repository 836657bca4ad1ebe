/** Owns how the filters of the order list are told in words, one chip for each. */
import type { OrderStatus } from '@jetway/oms-api';
import { filterNames, type OrderFilterSearch } from '../orders.search.ts';
import { statusWords } from '../orders.ts';

export interface FilterChip {
  readonly name: keyof OrderFilterSearch;
  readonly text: string;
}

/** Names of things that filters name by their ids. */
export interface Names {
  readonly connections: readonly { readonly id: string; readonly name: string }[];
  readonly locations: readonly { readonly id: string; readonly name: string }[];
}

export const shipWords = {
  overdue: 'Ship by has passed',
  today: 'Ships today',
  'next-24-hours': 'Ships within 24 h',
} as const;

const isStatus = (text: string): text is OrderStatus => text in statusWords;
const nameIn = (things: Names['connections'], id: string): string => things.find((one) => one.id === id)?.name ?? id;

const words: {
  readonly [Name in keyof Required<Omit<OrderFilterSearch, 'q'>>]: (
    value: NonNullable<OrderFilterSearch[Name]>,
    names: Names,
  ) => string;
} = {
  connection: (id, { connections }) => `Channel: ${nameIn(connections, id)}`,
  location: (id, { locations }) => `Location: ${nameIn(locations, id)}`,
  status: (text) =>
    `Status: ${text
      .split(',')
      .filter(isStatus)
      .map((status) => statusWords[status].name)
      .join(' or ')}`,
  service: (level) => `Service: ${level}`,
  ship: (window) => shipWords[window],
  from: (day) => `Placed from ${day}`,
  to: (day) => `Placed to ${day}`,
  problems: (has) => (has === 'yes' ? 'With problems' : 'Without problems'),
  failed: (has) => (has === 'yes' ? 'With a failed message' : 'No failed message'),
  sku: (sku) => `SKU: ${sku}`,
  state: (state) => `Ships to: ${state}`,
};

function chipOf<Name extends keyof typeof words>(name: Name, search: OrderFilterSearch, names: Names): FilterChip[] {
  const value = search[name];
  return value === undefined ? [] : [{ name, text: words[name](value as NonNullable<OrderFilterSearch[Name]>, names) }];
}

/** One chip for each filter; what is searched for stands in its own field. */
export const filterChips = (search: OrderFilterSearch, names: Names): readonly FilterChip[] =>
  filterNames.flatMap((name) => (name === 'q' ? [] : chipOf(name, search, names)));

/** Without any filter; what is searched for goes, too. */
export const noFilters: Readonly<Record<keyof OrderFilterSearch, undefined>> = {
  q: undefined,
  connection: undefined,
  location: undefined,
  status: undefined,
  service: undefined,
  ship: undefined,
  from: undefined,
  to: undefined,
  problems: undefined,
  failed: undefined,
  sku: undefined,
  state: undefined,
};
