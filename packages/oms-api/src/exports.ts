/** Owns the part of the OMS API that answers lists as CSV files. */
import { defineRoutes, Problem } from '@jetway/http-contract';
import { type Static, Type } from 'typebox';
import { inventoryFilters } from './inventory.ts';
import { orderListQuery } from './order-lists.ts';
import { closed, everyRole } from './shapes.ts';
import { problemKinds } from './sync.ts';

const orderColumns = [
  'order',
  'channel-order',
  'channel',
  'status',
  'channel-status',
  'placed',
  'acknowledge-by',
  'ship-by',
  'deliver-by',
  'buyer',
  'city',
  'state',
  'items',
  'units',
  'total',
  'currency',
  'problems',
  'waiting-for',
] as const;
const lineColumns = [
  'sku',
  'title',
  'ordered',
  'shipped',
  'cancelled',
  'open',
  'location',
  'unit-price',
  'unit-tax',
  'unit-shipping',
  'unit-shipping-tax',
  'fees',
] as const;

/** Columns of an order, and of a line of it. */
export const exportColumns = { orders: orderColumns, lines: lineColumns } as const;
export type OrderExportColumn = (typeof orderColumns)[number] | (typeof lineColumns)[number];

const bom = Type.Optional(
  Type.Boolean({ description: 'Begins with a byte order mark, by which spreadsheets know UTF-8.' }),
);

/** Each answers a text file, as long as the list is; it is sent while it is read. */
const file = { auth: 'member', roles: everyRole, tags: ['exports'], download: 'text/csv; charset=utf-8' } as const;

export const exportRoutes = defineRoutes({
  exportOrders: {
    ...file,
    method: 'GET',
    path: '/exports/orders.csv',
    summary: 'A list of orders as CSV: a row for each order, or for each line of them',
    query: Type.Object(
      {
        ...orderListQuery,
        rows: Type.Optional(Type.Enum(['orders', 'lines'], { description: 'What a row is; an order when absent.' })),
        columns: Type.Optional(
          Type.Array(Type.Enum([...orderColumns, ...lineColumns]), {
            minItems: 1,
            maxItems: 60,
            uniqueItems: true,
            description: 'The columns in their order; all of them when absent. Those of lines need rows to be lines.',
          }),
        ),
        bom,
      },
      closed,
    ),
    replies: { 200: null, 400: Problem, 401: Problem },
    codes: ['unknown_time_zone', 'column_of_lines'],
  },
  exportInventory: {
    ...file,
    method: 'GET',
    path: '/exports/inventory.csv',
    summary: 'Stock as CSV: a row for each SKU and location',
    query: Type.Object({ ...inventoryFilters, bom }, closed),
    replies: { 200: null, 400: Problem, 401: Problem },
  },
  exportProblems: {
    ...file,
    method: 'GET',
    path: '/exports/problems.csv',
    summary: 'Problems as CSV',
    query: Type.Object(
      {
        state: Type.Optional(Type.Enum(['open', 'resolved'], { description: 'Only problems in this state.' })),
        kind: Type.Optional(Type.Enum([...problemKinds], { description: 'Only problems of this kind.' })),
        bom,
      },
      closed,
    ),
    replies: { 200: null, 400: Problem, 401: Problem },
  },
});
export type OrderExportQuery = Static<(typeof exportRoutes)['exportOrders']['query']>;
