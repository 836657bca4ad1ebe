/** Owns shipping: parcels that leave, units off the shelf, and the messages about them, all at once. */
import { type Instant, ok, type Result, refuse } from '@jetway/kernel';
import type { Channel } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';
import { loadLocation } from '../locations/index.ts';
import { reserveLines } from '../routing/index.ts';
import { type CommandDeps, type Commander, command, connectionOf, signed } from './commands.ts';
import { type LinePart, parcelMessage } from './messages.ts';
import { canShip, freeUnits, orderLifecycle } from './orders.ts';
import { hold, missingUnits } from './securing.ts';
import { insertWords } from './words.store.ts';
import { plainWords } from './words.ts';
import { addIntent, changeLines, type OrderWork, settle, tell } from './work.ts';

export interface ParcelOrder {
  readonly carrier: string;
  readonly method: string;
  readonly trackingNumber: string;
  /** Our own time; now when absent. */
  readonly shippedAt?: Instant;
  readonly items: readonly { readonly lineId: string; readonly quantity: number }[];
}

export type ShipCode =
  | 'not_allowed_now'
  | 'unknown_line'
  | 'too_many_units'
  | 'unknown_carrier'
  | 'unknown_method'
  | 'concatenated_tracking';

/** A parcel in the channel's spelling, with the lines it holds. */
interface Parcel {
  readonly carrier: string;
  readonly method: string;
  readonly trackingNumber: string;
  readonly shippedAt: Instant;
  readonly units: readonly LinePart[];
}

/** Ships units in one or several parcels: one message each. `also` runs in the same transaction. */
export const shipOrder = (
  deps: CommandDeps,
  by: Commander,
  orderId: string,
  wanted: readonly ParcelOrder[],
  also: (tx: Handle) => Promise<void> = async () => undefined,
): Promise<Result<OrderWork, ShipCode | 'not_found'>> =>
  command<ShipCode>(
    deps,
    by,
    orderId,
    async (tx, work) => {
      const connection = await connectionOf(deps, tx, work.order);
      const parcels = readParcels(work, wanted, deps.channels.get(connection.channel), by.now);
      if (!parcels.ok) return parcels;
      const covered = await holdMissing(tx, work, by, parcels.value);
      if (!covered.ok) return covered;
      const zipCode = await shipFrom(tx, covered.value, parcels.value);
      return ok(
        parcels.value.reduce(
          (done, parcel) => leave(deps, by, done, parcel, { zipCode, clockOffsetMs: connection.clockOffsetMs }),
          covered.value,
        ),
      );
    },
    async (tx) => {
      await insertWords(tx, by.organizationId, orderId, plainWords(wanted.map((parcel) => parcel.trackingNumber)));
      await also(tx);
    },
  );

/** Reads what is to be shipped, against the units that are free. */
function readParcels(
  work: OrderWork,
  wanted: readonly ParcelOrder[],
  channel: Channel,
  now: Instant,
): Result<readonly Parcel[], ShipCode> {
  if (!canShip(work)) return refuse('not_allowed_now', whyNot(work));
  const left = new Map(work.lines.map((line) => [line.lineId, freeUnits(line, work.intents)]));
  const parcels: Parcel[] = [];
  for (const [index, parcel] of wanted.entries()) {
    const read = readParcel(work, parcel, `/parcels/${index}`, { channel, left, now });
    if (!read.ok) return read;
    parcels.push(read.value);
  }
  return ok(parcels);
}

function whyNot(work: OrderWork): string {
  if (orderLifecycle.allows(work.order.status, 'accept'))
    return 'The channel does not have the acceptance yet; until then the buyer may cancel.';
  return 'No units of this order are left to ship.';
}

interface Against {
  readonly channel: Channel;
  /** Units not spoken for; what a parcel takes is taken off. */
  readonly left: Map<string, number>;
  readonly now: Instant;
}

function readParcel(
  work: OrderWork,
  parcel: ParcelOrder,
  path: string,
  { channel, left, now }: Against,
): Result<Parcel, ShipCode> {
  const carrier = channel.matchCarrier(parcel.carrier);
  if (carrier === undefined)
    return refuse('unknown_carrier', `The channel knows no carrier ${parcel.carrier}.`, { path: `${path}/carrier` });
  const method = channel.matchMethod(parcel.method);
  if (method === undefined)
    return refuse('unknown_method', `The channel knows no method ${parcel.method}.`, { path: `${path}/method` });
  const trackingNumber = parcel.trackingNumber.trim();
  if (trackingNumber === '' || channel.isConcatenatedTracking(trackingNumber))
    return refuse(
      'concatenated_tracking',
      'Give each parcel exactly one tracking number; several go in several parcels.',
      {
        path: `${path}/trackingNumber`,
      },
    );
  const units = new Map<string, LinePart>();
  for (const [index, item] of parcel.items.entries()) {
    const line = work.lines.find(({ lineId }) => lineId === item.lineId);
    if (line === undefined)
      return refuse('unknown_line', 'The order has no such line.', { path: `${path}/items/${index}/lineId` });
    const free = left.get(line.lineId) ?? 0;
    if (item.quantity > free)
      return refuse('too_many_units', `${free} of ${line.merchantSku} are left to ship.`, {
        path: `${path}/items/${index}/quantity`,
      });
    left.set(line.lineId, free - item.quantity);
    units.set(line.lineId, { line, quantity: (units.get(line.lineId)?.quantity ?? 0) + item.quantity });
  }
  return ok({ carrier, method, trackingNumber, shippedAt: parcel.shippedAt ?? now, units: [...units.values()] });
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

async function shipFrom(tx: Handle, work: OrderWork, parcels: readonly Parcel[]): Promise<string | null> {
  const shipped = new Set(parcels.flatMap(({ units }) => units.map(({ line }) => line.lineId)));
  const places = new Set(work.lines.filter(({ lineId }) => shipped.has(lineId)).map(({ locationId }) => locationId));
  const [locationId = null] = places;
  if (places.size !== 1 || locationId === null) return null;
  return (await loadLocation(tx, work.order.organizationId, locationId))?.zipCode ?? null;
}

/** The channel refuses instants before the order was placed, in its time. */
const AFTER_PLACING_MS = 1_000;

function leave(
  deps: CommandDeps,
  by: Commander,
  work: OrderWork,
  { units, shippedAt, ...parcel }: Parcel,
  { zipCode, clockOffsetMs }: { readonly zipCode: string | null; readonly clockOffsetMs: number },
): OrderWork {
  const shipmentId = deps.ids.uuid();
  const quantities = new Map(units.map(({ line, quantity }) => [line.lineId, quantity]));
  const payload = parcelMessage(work.order, units, {
    ...parcel,
    altShipmentId: shipmentId,
    shippedAt: Math.max(shippedAt + clockOffsetMs, work.order.channelPlacedAt + AFTER_PLACING_MS),
    shipFromZipCode: zipCode,
  });
  const signature = signed(deps, by);
  const gone = changeLines(work, (line) => {
    const quantity = quantities.get(line.lineId);
    return quantity === undefined ? line : { ...line, shipped: line.shipped + quantity, held: line.held - quantity };
  });
  const words = units.map(({ line, quantity }) => `${quantity} × ${line.merchantSku}`).join(', ');
  const told = tell(
    addIntent(gone, payload, signature),
    'shipped',
    `Shipped ${words} with ${parcel.carrier}, tracking number ${parcel.trackingNumber}.`,
  );
  const lines = units.map(({ line, quantity }) => ({ lineId: line.lineId, quantity }));
  return {
    ...told,
    altShipmentIds: [...told.altShipmentIds, shipmentId],
    stock: [...told.stock, { kind: 'ship', lines }],
    shipments: [
      ...told.shipments,
      {
        shipmentId,
        intentId: signature.intentId,
        ...parcel,
        shippedAt,
        lines: lines.map(({ lineId, quantity }) => ({ lineId, shipped: quantity, cancelled: 0 })),
      },
    ],
  };
}
