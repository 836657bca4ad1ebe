/** Owns the import of tracking numbers: parcels that left, by order; each order is shipped by one command. */
import { type Instant, ok, type Result, refuse } from '@jetway/kernel';
import type { ImportMode, ImportProblem } from '@jetway/oms-api';
import type { Channel } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';
import { type CommandDeps, type FoundOrder, findOrders, shipTracked, type TrackedParcel } from '../orders/index.ts';
import type { ColumnRule } from './columns.ts';
import type { CheckedRow } from './imports.ts';
import type { Cells, ImportKind, ParsedRow } from './kinds.ts';
import { readShipDate } from './ship-date.ts';

const columns: readonly ColumnRule[] = [
  { id: 'order', name: 'Order', aliases: ['order number', 'order id', 'reference number'], isRequired: true },
  { id: 'carrier', name: 'Carrier', aliases: ['shipping carrier'], isRequired: true },
  { id: 'method', name: 'Method', aliases: ['shipping method', 'service'], isRequired: false },
  { id: 'tracking', name: 'Tracking number', aliases: ['tracking', 'tracking no'], isRequired: true },
  { id: 'sku', name: 'SKU', aliases: ['merchant sku'], isRequired: false },
  { id: 'quantity', name: 'Quantity', aliases: ['qty'], isRequired: false },
  { id: 'date', name: 'Ship date', aliases: ['shipped', 'shipped at', 'date'], isRequired: false },
];

/** What applying needs. */
interface TrackingRow {
  readonly orderId: string;
  /** Null: the whole rest of the order. */
  readonly lineId: string | null;
  /** Null: all that is left of the line. */
  readonly quantity: number | null;
  readonly carrier: string;
  readonly method: string;
  readonly trackingNumber: string;
  readonly shippedAt: Instant | null;
}

type Problems = readonly ImportProblem[];
type Line = FoundOrder['lines'][number];

const fault = (column: string, code: string, text: string): Problems => [{ column, code, text }];

function readOrder(number: string, found: ReadonlyMap<string, readonly FoundOrder[]>): FoundOrder | Problems {
  if (number === '') return fault('Order', 'required', 'The order is missing.');
  const [order, ...others] = found.get(number) ?? [];
  if (order === undefined) return fault('Order', 'unknown_order', `There is no order ${number}.`);
  if (others.length > 0)
    return fault('Order', 'ambiguous_order', `Several orders are called ${number}: use our own id.`);
  return order;
}

function readUnits(
  { sku = '', quantity = '' }: Cells,
  order: FoundOrder,
): { readonly line: Line | undefined; readonly quantity: number | null } | Problems {
  if (sku === '') {
    if (quantity !== '') return fault('SKU', 'required', 'Say of which SKU these units are.');
    const isOpen = order.lines.some(({ open }) => open > 0);
    return isOpen
      ? { line: undefined, quantity: null }
      : fault('Order', 'nothing_open', 'Nothing of it is left to ship.');
  }
  const named = order.lines.filter(({ merchantSku }) => merchantSku === sku);
  const line = named.find(({ open }) => open > 0) ?? named[0];
  if (line === undefined) return fault('SKU', 'unknown_line', `The order has no line of ${sku}.`);
  if (quantity !== '' && !/^\d{1,7}$/.test(quantity))
    return fault('Quantity', 'not_integer', `“${quantity.slice(0, 40)}” is no whole number.`);
  const units = quantity === '' ? line.open : Number(quantity);
  if (units < 1 || units > line.open)
    return fault('Quantity', 'too_many_units', `${line.open} of ${sku} are left to ship.`);
  return { line, quantity: quantity === '' ? null : units };
}

function readParcel(
  { carrier = '', method = '', tracking = '' }: Cells,
  order: FoundOrder,
  channel: Channel,
): Pick<TrackingRow, 'carrier' | 'method' | 'trackingNumber'> | Problems {
  const wanted = method === '' ? (order.requestedMethod ?? '') : method;
  const [ownCarrier, ownMethod] = [channel.matchCarrier(carrier), channel.matchMethod(wanted)];
  const isOne = tracking !== '' && !channel.isConcatenatedTracking(tracking);
  if (ownCarrier !== undefined && ownMethod !== undefined && isOne)
    return { carrier: ownCarrier, method: ownMethod, trackingNumber: tracking };
  const noMethod =
    wanted === ''
      ? fault('Method', 'required', 'The order asks for no method: say which.')
      : fault('Method', 'unknown_method', `The channel knows no method ${wanted}.`);
  return [
    ...(ownCarrier === undefined
      ? fault('Carrier', 'unknown_carrier', `The channel knows no carrier ${carrier}.`)
      : []),
    ...(ownMethod === undefined ? noMethod : []),
    ...(isOne ? [] : fault('Tracking number', 'one_tracking_number', 'Give each parcel exactly one tracking number.')),
  ];
}

const isProblems = <T>(read: T | Problems): read is Problems => Array.isArray(read);

function readRow(cells: Cells, order: FoundOrder, channel: Channel, now: Instant): CheckedRow {
  const units = readUnits(cells, order);
  const parcel = readParcel(cells, order, channel);
  const date: Result<Instant | null, string> = cells['date'] ? readShipDate(cells['date'], now) : ok(null);
  if (isProblems(units) || isProblems(parcel) || !date.ok) {
    const problems = [
      ...(isProblems(units) ? units : []),
      ...(isProblems(parcel) ? parcel : []),
      ...(date.ok ? [] : fault('Ship date', date.refusal.code, date.refusal.text)),
    ];
    return { parsed: null, key: null, problems, preview: null };
  }
  const { orderId } = order;
  const lineId = units.line?.lineId ?? null;
  const parsed: TrackingRow = { orderId, lineId, quantity: units.quantity, ...parcel, shippedAt: date.value };
  const key = lineId === null ? `${orderId} rest` : `${orderId} ${lineId} ${parcel.trackingNumber}`;
  const what =
    units.line === undefined ? 'Everything left' : `${units.quantity ?? units.line.open} × ${units.line.merchantSku}`;
  return { parsed, key, problems: [], preview: `${what} of order ${order.referenceNumber}` };
}

/** Rows of one tracking number are one parcel. */
function toParcels(rows: readonly TrackingRow[], now: Instant): readonly TrackedParcel[] {
  const byTracking = Map.groupBy(rows, ({ trackingNumber }) => trackingNumber);
  return [...byTracking].flatMap(([trackingNumber, parts]) => {
    const [first] = parts;
    if (first === undefined) return [];
    const { carrier, method, shippedAt } = first;
    const items = parts.flatMap(({ lineId, quantity }) => (lineId === null ? [] : [{ lineId, quantity }]));
    const takesRest = parts.some(({ lineId }) => lineId === null);
    const instant = shippedAt === null ? {} : { shippedAt: Math.min(shippedAt, now) };
    return [{ carrier, method, trackingNumber, ...instant, items: takesRest ? [] : items }];
  });
}

/** Parcels that left, applied order by order. */
export function trackingImport(deps: CommandDeps): ImportKind {
  const channelOf = async (handle: Handle, organizationId: string, connectionId: string): Promise<Channel> => {
    const connection = await deps.loadConnection(handle, organizationId, connectionId);
    if (connection === undefined) throw new Error(`order of the unknown connection ${connectionId}`);
    return deps.channels.get(connection.channel);
  };
  const check = async (
    handle: Handle,
    organizationId: string,
    rows: readonly Cells[],
    _mode: ImportMode | null,
    now: Instant,
  ): Promise<readonly CheckedRow[]> => {
    const numbers = rows.map(({ order = '' }) => order);
    const found = await findOrders(handle, organizationId, numbers);
    const channels = new Map<string, Channel>();
    for (const { connectionId } of [...found.values()].flat())
      if (!channels.has(connectionId))
        channels.set(connectionId, await channelOf(handle, organizationId, connectionId));
    return rows.map((cells, index) => {
      const order = readOrder(numbers[index] ?? '', found);
      if (isProblems(order)) return { parsed: null, key: null, problems: order, preview: null };
      const channel = channels.get(order.connectionId);
      if (channel === undefined) throw new Error(`no channel for the connection ${order.connectionId}`);
      return readRow(cells, order, channel, now);
    });
  };
  // Written by `check` above, of this very kind.
  const rowOf = (parsed: unknown): TrackingRow => parsed as TrackingRow;
  return {
    columns,
    hasModes: false,
    repeated: (line) => `Line ${line} says the same of this order.`,
    check,
    applied: 'in groups',
    groupOf: (parsed) => rowOf(parsed).orderId,
    apply: async (job, rows: readonly ParsedRow[], mark, by, now) => {
      const [first] = rows;
      if (first === undefined) return [];
      const { orderId } = rowOf(first.parsed);
      const parcels = toParcels(
        rows.map(({ parsed }) => rowOf(parsed)),
        now,
      );
      const commander = { ...by, organizationId: job.organizationId, now };
      const empty = parcels.length === 0 ? refuse('nothing_open', 'Nothing of it is left to ship.') : undefined;
      const done = empty ?? (await shipTracked(deps, commander, orderId, parcels, mark));
      if (done.ok) return [];
      const { code, text } = done.refusal;
      return rows.map(({ row }) => ({ row, refusal: { code, text } }));
    },
  };
}
