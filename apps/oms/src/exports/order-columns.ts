/** Owns the columns of a file of orders, and of their lines. */
import { exportColumns, type OrderExportColumn, type OrderSummary } from '@jetway/oms-api';
import { type CsvColumn, decimal, utc } from './csv.ts';

/** A line of an order as the orders feature tells it. */
export interface OrderLine {
  readonly orderId: string;
  readonly merchantSku: string;
  readonly title: string;
  readonly ordered: number;
  readonly shipped: number;
  readonly cancelled: number;
  readonly locationName: string | null;
  readonly unitPriceCents: number;
  readonly unitTaxCents: number;
  readonly unitShippingCents: number;
  readonly unitShippingTaxCents: number;
  readonly feesCents: number;
}

export type OrderColumn = (typeof exportColumns.orders)[number];
export type LineColumn = (typeof exportColumns.lines)[number];

const ofOrders: Readonly<Record<OrderColumn, CsvColumn<OrderSummary>>> = {
  order: { header: 'Order', of: (order) => order.referenceNumber },
  'channel-order': { header: 'Channel order', of: (order) => order.channelOrderId },
  channel: { header: 'Channel', of: (order) => order.connectionName },
  status: { header: 'Status', of: (order) => order.status },
  'channel-status': { header: 'Status on the channel', of: (order) => order.channelStatus },
  placed: { header: 'Placed (UTC)', of: (order) => utc(order.placedAt) },
  'acknowledge-by': { header: 'Acknowledge by (UTC)', of: (order) => utc(order.acknowledgeBy) },
  'ship-by': { header: 'Ship by (UTC)', of: (order) => utc(order.shipBy) },
  'deliver-by': { header: 'Deliver by (UTC)', of: (order) => utc(order.deliverBy) },
  buyer: { header: 'Buyer', of: (order) => order.buyerName },
  city: { header: 'City', of: (order) => order.shipToCity },
  state: { header: 'State', of: (order) => order.shipToState },
  items: { header: 'Items', of: (order) => order.itemCount },
  units: { header: 'Units', of: (order) => order.unitCount },
  total: { header: 'Total', of: (order) => decimal(order.totalCents) },
  currency: { header: 'Currency', of: (order) => order.currency },
  problems: { header: 'Open problems', of: (order) => order.openProblems },
  'waiting-for': {
    header: 'Message on its way',
    of: ({ waitingFor }) => (waitingFor === null ? null : `${waitingFor.kind} ${waitingFor.state}`),
  },
};

const ofLines: Readonly<Record<LineColumn, CsvColumn<OrderLine>>> = {
  sku: { header: 'SKU', of: (line) => line.merchantSku },
  title: { header: 'Title', of: (line) => line.title },
  ordered: { header: 'Ordered', of: (line) => line.ordered },
  shipped: { header: 'Shipped', of: (line) => line.shipped },
  cancelled: { header: 'Cancelled', of: (line) => line.cancelled },
  open: { header: 'Open', of: (line) => Math.max(0, line.ordered - line.shipped - line.cancelled) },
  location: { header: 'Location', of: (line) => line.locationName },
  'unit-price': { header: 'Unit price', of: (line) => decimal(line.unitPriceCents) },
  'unit-tax': { header: 'Unit tax', of: (line) => decimal(line.unitTaxCents) },
  'unit-shipping': { header: 'Unit shipping', of: (line) => decimal(line.unitShippingCents) },
  'unit-shipping-tax': { header: 'Unit shipping tax', of: (line) => decimal(line.unitShippingTaxCents) },
  fees: { header: 'Fees', of: (line) => decimal(line.feesCents) },
};

/** A row of the file: an order, with one line of it where rows are lines. */
export interface ExportRow {
  readonly order: OrderSummary;
  readonly line: OrderLine | undefined;
}

const isLineColumn = (column: OrderExportColumn): column is LineColumn => column in ofLines;

const columnOf = (column: OrderExportColumn): CsvColumn<ExportRow> => {
  if (isLineColumn(column)) {
    const { header, of } = ofLines[column];
    return { header, of: ({ line }) => (line === undefined ? null : of(line)) };
  }
  const { header, of } = ofOrders[column];
  return { header, of: ({ order }) => of(order) };
};

/** The columns that are asked for, or all that the rows can have. */
export const fileColumns = (
  rows: 'orders' | 'lines',
  chosen: readonly OrderExportColumn[] = rows === 'lines'
    ? [...exportColumns.orders, ...exportColumns.lines]
    : exportColumns.orders,
): readonly CsvColumn<ExportRow>[] => chosen.map(columnOf);

/** The first column that only a line has; undefined when orders have them all. */
export const firstLineColumn = (chosen: readonly OrderExportColumn[] = []): LineColumn | undefined =>
  chosen.find(isLineColumn);
