/** Owns where a list of orders is to be had as a file. */
import { buildRequest } from '@jetway/http-contract';
import { exportRoutes, type OrderExportColumn, omsPrefix } from '@jetway/oms-api';
import type { OrderListFilters } from '../orders.search.ts';

/** The columns of a file that tell what a column of the list shows. */
const fileColumns: Readonly<Record<string, readonly OrderExportColumn[]>> = {
  reference: ['order', 'channel-order', 'placed'],
  status: ['status', 'waiting-for', 'problems'],
  buyer: ['buyer', 'city', 'state'],
  items: ['items', 'units'],
  connection: ['channel'],
  total: ['total', 'currency'],
  due: ['acknowledge-by', 'ship-by'],
};

export interface FileWish {
  readonly rows: 'orders' | 'lines';
  /** Ids of the list's columns that are shown. */
  readonly columns: readonly string[];
  readonly timeZone: string;
}

/** The address of a list's file: its columns are those that are shown, and all of the lines where lines are wanted. */
export function exportAddress(filters: OrderListFilters, { rows, columns, timeZone }: FileWish): string {
  const shown = columns.flatMap((id) => fileColumns[id] ?? []);
  const chosen = rows === 'lines' ? {} : { columns: shown };
  const query = { ...filters, ...chosen, rows, timeZone, bom: true };
  return buildRequest(omsPrefix, exportRoutes.exportOrders, { query }, {}).url;
}
