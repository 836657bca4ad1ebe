/** Owns shipping: parcels that leave, units off the shelf, units cancelled with them, and the messages, all at once. */
import { ok, type Result, refuse } from '@jetway/kernel';
import type { ParcelBody, ParcelWarning } from '@jetway/oms-api';
import { carrierFinder, readTracking } from '../carriers/index.ts';
import type { Channel } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';
import { loadLocation } from '../locations/index.ts';
import { reserveLines } from '../routing/index.ts';
import { type Also, type CommandDeps, type Commander, command, connectionOf, signed } from './commands.ts';
import { type ParcelFacts, parcelMessage, unitCancellation } from './messages.ts';
import { loadServiceLevel } from './order-details.store.ts';
import { type Parcel, type ParcelCode, type ParcelUnits, readParcels, type Way } from './parcels.ts';
import { hold, missingUnits } from './securing.ts';
import { insertWords } from './words.store.ts';
import { plainWords } from './words.ts';
import {
  addIntent,
  changeLines,
  type NewShipment,
  NO_WAY,
  type OrderWork,
  settle,
  tell,
  withShipment,
} from './work.ts';

export type ShipCode = ParcelCode | 'message_unsound';

/** Ships units in one or several parcels, and cancels others: one message for each parcel. `also` runs in the same transaction. */
export const shipOrder = (
  deps: CommandDeps,
  by: Commander,
  orderId: string,
  wanted: readonly ParcelBody[],
  also: Also = async () => undefined,
): Promise<Result<OrderWork, ShipCode | 'not_found'>> =>
  command<ShipCode>(
    deps,
    by,
    orderId,
    async (tx, work) => {
      const connection = await connectionOf(deps, tx, work.order);
      const channel = deps.channels.get(connection.channel);
      const { organizationId } = work.order;
      const serviceLevel = await loadServiceLevel(tx, organizationId, orderId);
      const asked = wanted.map(({ carrier, method }) => ({ carrier, method, serviceLevel }));
      const findCarrier = await carrierFinder(tx, organizationId, channel, asked);
      const parcels = readParcels(work, wanted, { channel, findCarrier, serviceLevel, now: by.now });
      if (!parcels.ok) return parcels;
      const covered = await holdMissing(tx, work, by, parcels.value);
      if (!covered.ok) return covered;
      const starts = await startsOf(tx, covered.value);
      const leaving = { deps, by, starts, clockOffsetMs: connection.clockOffsetMs };
      const left = parcels.value.reduce((done, parcel) => leave(leaving, done, parcel), covered.value);
      return unlessUnsound(left, channel);
    },
    async (tx) => {
      const numbers = wanted.map(({ trackingNumber = '' }) => trackingNumber);
      await insertWords(tx, by.organizationId, orderId, plainWords(numbers));
      await also(tx);
    },
  );

/** What is odd about the tracking numbers of parcels that were shipped, in the order of the request. */
export const trackingWarnings = (shipments: readonly NewShipment[]): ParcelWarning[] =>
  shipments.flatMap(({ carrier, trackingNumber }, index) => {
    const warning = trackingNumber === null ? undefined : readTracking(trackingNumber, carrier).warning;
    return warning === undefined ? [] : [{ path: `/parcels/${index}/trackingNumber`, ...warning }];
  });

/** What the channel would refuse whatever the order, such as a return location that is none, is refused here. */
function unlessUnsound(work: OrderWork, channel: Channel): Result<OrderWork, 'message_unsound'> {
  const known = new Set(work.before.intents);
  const [fault] = work.intents.filter((one) => !known.has(one)).flatMap(({ payload }) => channel.faultsOf(payload));
  return fault === undefined ? ok(work) : refuse('message_unsound', `The channel would refuse this: ${fault}`);
}

/** Units accepted without stock are reserved now, if there are some. Nothing ships that is on no shelf. */
async function holdMissing(
  tx: Handle,
  work: OrderWork,
  by: Commander,
  parcels: readonly Parcel[],
): Promise<Result<OrderWork, 'not_allowed_now'>> {
  const wanted = new Map<string, number>();
  for (const { line, quantity } of parcels.flatMap(({ units }) => units))
    wanted.set(line.lineId, (wanted.get(line.lineId) ?? 0) + quantity);
  const short = work.lines.filter((line) => line.held < (wanted.get(line.lineId) ?? 0));
  if (short.length === 0) return ok(work);
  const unknown = short.find((line) => line.skuId === null);
  if (unknown !== undefined)
    return refuse('not_allowed_now', `No SKU here is called ${unknown.merchantSku}: say first which one it means.`);
  const wants = short.flatMap(({ lineId, skuId, held }) =>
    skuId === null ? [] : [{ lineId, skuId, quantity: (wanted.get(lineId) ?? 0) - held }],
  );
  const reserved = await reserveLines(tx, work.order, wants, by, by.now);
  if (!reserved.ok) return refuse('not_allowed_now', `${reserved.refusal.text} Correct the stock first.`);
  const held = hold(work, reserved.value, by.now);
  return ok(missingUnits(held).length > 0 ? held : settle(held, { kind: 'shortfall' }, 'The units were found.'));
}

/** Where a parcel starts. */
interface Start {
  readonly zipCode: string | null;
  /** The node that the location is at the order's channel; null when it is none there. */
  readonly nodeId: string | null;
}

/** Where the units of each line lie. */
async function startsOf(tx: Handle, { order, lines }: OrderWork): Promise<ReadonlyMap<string, Start>> {
  const starts = new Map<string, Start>();
  for (const locationId of new Set(lines.map((line) => line.locationId))) {
    if (locationId === null) continue;
    const location = await loadLocation(tx, order.organizationId, locationId);
    const node = location?.nodes.find(({ connectionId }) => connectionId === order.connectionId);
    const start = { zipCode: location?.zipCode ?? null, nodeId: node?.nodeId ?? null };
    for (const line of lines) if (line.locationId === locationId) starts.set(line.lineId, start);
  }
  return starts;
}

/** Where the units of a parcel lie, if that is one place. */
function startOf(units: readonly ParcelUnits[], starts: ReadonlyMap<string, Start>): Start | undefined {
  const shipped = units.filter(({ quantity }) => quantity > 0);
  const [start, ...others] = new Set(shipped.map(({ line }) => starts.get(line.lineId)));
  return others.length === 0 ? start : undefined;
}

/** From another node than the one asked for: the channel is told which. */
const redirectOf = ({ order }: OrderWork, start: Start | undefined): Pick<ParcelFacts, 'redirectNodeId'> =>
  start === undefined || start.nodeId === null || start.nodeId === order.nodeId ? {} : { redirectNodeId: start.nodeId };

/** The channel refuses instants before the order was placed, in its time. */
const AFTER_PLACING_MS = 1_000;

interface Leaving {
  readonly deps: CommandDeps;
  readonly by: Commander;
  readonly starts: ReadonlyMap<string, Start>;
  readonly clockOffsetMs: number;
}

const wordsOf = (units: readonly ParcelUnits[], became: 'quantity' | 'cancelled'): string =>
  units
    .filter((one) => one[became] > 0)
    .map((one) => `${one[became]} × ${one.line.merchantSku}`)
    .join(', ');

function leave(leaving: Leaving, work: OrderWork, { way, units }: Parcel): OrderWork {
  const { deps, by, starts } = leaving;
  const shipmentId = deps.ids.uuid();
  const signature = signed(deps, by);
  const lines = units.map(({ line, quantity, cancelled, terms }) => ({
    lineId: line.lineId,
    shipped: quantity,
    cancelled,
    ...terms,
  }));
  const cancelled = wordsOf(units, 'cancelled');
  if (way === null) {
    const parts = units.map((one) => ({ line: one.line, quantity: one.cancelled }));
    const added = addIntent(work, unitCancellation(work.order, parts, shipmentId), signature);
    const told = tell(added, 'decided', `Cancelling ${cancelled}; the channel will be told.`);
    return withShipment(told, { ...NO_WAY, shipmentId, intentId: signature.intentId, lines });
  }
  const start = startOf(units, starts);
  const shipFromZipCode = way.shipFromZipCode ?? start?.zipCode ?? null;
  const payload = parcelMessage(work.order, units, {
    ...inItsTime({ ...way, shipFromZipCode }, shipmentId, work, leaving),
    ...redirectOf(work, start),
  });
  const quantities = new Map(units.map(({ line, quantity }) => [line.lineId, quantity]));
  const gone = changeLines(work, (line) => {
    const quantity = quantities.get(line.lineId) ?? 0;
    return quantity === 0 ? line : { ...line, shipped: line.shipped + quantity, held: line.held - quantity };
  });
  const rest = cancelled === '' ? '' : ` Cancelling ${cancelled}; the channel will be told.`;
  const told = tell(
    addIntent(gone, payload, signature),
    'shipped',
    `Shipped ${wordsOf(units, 'quantity')} with ${way.carrier}, tracking number ${way.trackingNumber}.${rest}`,
  );
  const off = units.filter(({ quantity }) => quantity > 0);
  const moved = off.map(({ line, quantity }) => ({ lineId: line.lineId, quantity }));
  return withShipment(
    { ...told, stock: [...told.stock, { kind: 'ship', lines: moved }] },
    { ...way, shipFromZipCode, shipmentId, intentId: signature.intentId, lines },
  );
}

/** A parcel's facts with instants of the channel's time, none of them before the order was placed there. */
function inItsTime(way: Way, altShipmentId: string, { order }: OrderWork, { clockOffsetMs }: Leaving): ParcelFacts {
  const there = (at: number): number => Math.max(at + clockOffsetMs, order.channelPlacedAt + AFTER_PLACING_MS);
  const { shippedAt, pickedUpAt, expectedDeliveryAt, ...rest } = way;
  return {
    ...rest,
    altShipmentId,
    shippedAt: there(shippedAt),
    ...(pickedUpAt === null ? {} : { pickedUpAt: there(pickedUpAt) }),
    ...(expectedDeliveryAt === null ? {} : { expectedDeliveryAt: there(expectedDeliveryAt) }),
  };
}
