/** Owns what the rows of one order say: columns read one by one, every fault with its line and column. */
import { type Cents, type Instant, ok, type Result, refuse } from '@jetway/kernel';
import type { ChannelOrder, ChannelOrderLine } from '../index.ts';
import type { Dialect } from './csv-settings.ts';

/** A row as it came: its line in the file, and its fields by column. */
export interface OrderRow {
  readonly line: number;
  readonly values: Readonly<Record<string, string>>;
}

export interface RowFault {
  readonly line: number;
  readonly column: string;
  readonly text: string;
}

export const faultText = ({ line, column, text }: RowFault): string => `Line ${line}, column ${column}: ${text}`;

/** What of an order its rows tell. */
export type RowsOrder = Pick<
  ChannelOrder,
  'referenceNumber' | 'nodeId' | 'placedAt' | 'buyer' | 'shipTo' | 'requested' | 'lines'
>;

const MOST_LETTERS = 500;
const MOST_UNITS = 1_000_000;

interface Reader {
  readonly text: (row: OrderRow, column: string) => string;
  /** A text that must be there. */
  readonly need: (row: OrderRow, column: string) => string;
  readonly optional: (row: OrderRow, column: string) => string | null;
  readonly cents: (row: OrderRow, column: string, required?: 'required') => Cents;
  readonly units: (row: OrderRow, column: string) => number;
  readonly date: (row: OrderRow, column: string) => Instant | null;
}

function createReader(decimal: Dialect['decimal'], fault: (found: RowFault) => void): Reader {
  const text: Reader['text'] = ({ line, values }, column) => {
    const value = (values[column] ?? '').trim();
    if (value.length <= MOST_LETTERS) return value;
    fault({ line, column, text: `has more than ${MOST_LETTERS} characters.` });
    return '';
  };
  const need: Reader['need'] = (row, column) => {
    const value = text(row, column);
    if (value === '') fault({ line: row.line, column, text: 'is empty.' });
    return value;
  };
  return {
    text,
    need,
    optional: (row, column) => text(row, column) || null,
    cents: (row, column, required) => {
      const value = required === undefined ? text(row, column) : need(row, column);
      const cents = value === '' ? 0 : readAmount(value, decimal);
      if (cents === undefined)
        fault({ line: row.line, column, text: `"${value}" is no amount such as 12${decimal}50.` });
      return cents ?? 0;
    },
    units: (row, column) => {
      const value = need(row, column);
      const units = /^\d{1,7}$/.test(value) ? Number(value) : 0;
      if (value !== '' && (units < 1 || units > MOST_UNITS))
        fault({ line: row.line, column, text: `"${value}" is no whole number from 1 to ${MOST_UNITS}.` });
      return units;
    },
    date: (row, column) => {
      const value = text(row, column);
      const instant = value === '' ? null : readInstant(value);
      if (instant === undefined)
        fault({ line: row.line, column, text: `"${value}" is no date such as 2026-01-31 or 2026-01-31T08:15:00Z.` });
      return instant ?? null;
    },
  };
}

/** An amount in cents; undefined when the text is none. */
export function readAmount(text: string, decimal: Dialect['decimal']): Cents | undefined {
  const [whole = '', cents = '', ...rest] = text.split(decimal);
  const hasPart = text.includes(decimal);
  if (rest.length > 0 || !/^\d{1,9}$/.test(whole) || (hasPart && !/^\d{1,2}$/.test(cents))) return undefined;
  return Number(whole) * 100 + Number(cents.padEnd(2, '0'));
}

const DATE = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/** A day, or an instant; in UTC where no zone is named. */
export function readInstant(text: string): Instant | undefined {
  const [, day, time = '00:00', zone = 'Z'] = DATE.exec(text) ?? [];
  if (day === undefined) return undefined;
  const instant = Date.parse(`${day}T${time}${zone}`);
  const midnight = Date.parse(`${day}T00:00Z`);
  if (Number.isNaN(instant) || Number.isNaN(midnight)) return undefined;
  // A day that no month has is moved into the next one by the parser.
  return new Date(midnight).toISOString().startsWith(day) ? instant : undefined;
}

/** What holds when the rows leave it out. */
interface Defaults {
  readonly orderId: string;
  readonly location: string;
  readonly readAt: Instant;
}

/** The order that the rows tell; what concerns the whole order is read from its first row. Refused with every fault. */
export function readOrderRows(
  rows: readonly OrderRow[],
  decimal: Dialect['decimal'],
  { orderId, location, readAt }: Defaults,
): Result<RowsOrder, 'faults'> & { readonly faults: readonly RowFault[] } {
  const faults: RowFault[] = [];
  const reader = createReader(decimal, (found) => faults.push(found));
  const [first = { line: 0, values: {} }] = rows;
  const lines = rows.map((row, index) => readLine(reader, row, index));
  const ids = new Set(lines.map((line) => line.channelLineId));
  if (ids.size < lines.length)
    faults.push({ line: first.line, column: 'line_id', text: 'stands in two lines of the order.' });
  const buyerName = reader.need(first, 'buyer_name');
  const order: RowsOrder = {
    referenceNumber: reader.text(first, 'reference') || orderId,
    nodeId: reader.text(first, 'location') || location,
    placedAt: reader.date(first, 'placed_at') ?? readAt,
    buyer: {
      name: buyerName,
      phone: reader.optional(first, 'buyer_phone'),
      email: reader.optional(first, 'buyer_email'),
    },
    shipTo: {
      name: reader.text(first, 'ship_to') || buyerName,
      phone: reader.optional(first, 'buyer_phone'),
      address1: reader.need(first, 'address1'),
      address2: reader.optional(first, 'address2'),
      city: reader.need(first, 'city'),
      state: reader.text(first, 'state'),
      zipCode: reader.need(first, 'zip_code'),
    },
    requested: {
      carrier: reader.optional(first, 'carrier'),
      method: reader.optional(first, 'method'),
      serviceLevel: reader.optional(first, 'service_level'),
      shipByAt: reader.date(first, 'ship_by'),
      deliverByAt: reader.date(first, 'deliver_by'),
    },
    lines,
  };
  const read = faults.length === 0 ? ok(order) : refuse('faults', faults.map(faultText).join(' '));
  return { ...read, faults };
}

const readLine = (reader: Reader, row: OrderRow, index: number): ChannelOrderLine => ({
  channelLineId: reader.text(row, 'line_id') || String(index + 1),
  merchantSku: reader.need(row, 'sku'),
  title: reader.text(row, 'title') || reader.text(row, 'sku'),
  imageUrl: null,
  quantity: reader.units(row, 'quantity'),
  cancelRequestedQuantity: 0,
  acknowledgementStatus: null,
  unitPriceCents: reader.cents(row, 'price', 'required'),
  unitTaxCents: reader.cents(row, 'tax'),
  unitShippingCents: reader.cents(row, 'shipping'),
  unitShippingTaxCents: reader.cents(row, 'shipping_tax'),
  feesCents: 0,
});
