/** Owns reading what is to be shipped: each parcel against the units that are free, in the channel's spelling. */
import { type Instant, ok, type Result, refuse } from '@jetway/kernel';
import type { ParcelBody } from '@jetway/oms-api';
import type { FindCarrier } from '../carriers/index.ts';
import type { Channel } from '../channels/index.ts';
import { ON_HOLD } from './holds.ts';
import type { LinePart } from './messages.ts';
import { canShip, freeUnits, isOnHold, orderLifecycle } from './orders.ts';
import type { OrderWork } from './work.ts';

export type ParcelCode =
  | 'on_hold'
  | 'not_allowed_now'
  | 'unknown_line'
  | 'too_many_units'
  | 'unknown_carrier'
  | 'unknown_method'
  | 'concatenated_tracking'
  | 'tracking_required'
  | 'empty_parcel'
  | 'nothing_shipped';

/** How a parcel goes. */
export interface Way {
  readonly carrier: string;
  readonly method: string;
  readonly trackingNumber: string;
  readonly shippedAt: Instant;
  readonly pickedUpAt: Instant | null;
  readonly expectedDeliveryAt: Instant | null;
  /** Null: that of the location the units lie at. */
  readonly shipFromZipCode: string | null;
}

/** What was said about units of a line, for the case that they come back. */
export type ReturnTerms = Pick<ParcelBody['items'][number], 'rmaNumber' | 'daysToReturn' | 'returnLocation'>;

/** Units of a line in a parcel. */
export interface ParcelUnits extends LinePart {
  /** Units that will not be shipped. */
  readonly cancelled: number;
  readonly terms: ReturnTerms;
}

export interface Parcel {
  /** Null for a parcel that only cancels. */
  readonly way: Way | null;
  readonly units: readonly ParcelUnits[];
}

interface Against {
  readonly channel: Channel;
  readonly findCarrier: FindCarrier;
  readonly serviceLevel: string | null;
  readonly now: Instant;
}

/** Reads all parcels of a request; the first thing wrong is told, with its place. */
export function readParcels(
  work: OrderWork,
  wanted: readonly ParcelBody[],
  against: Against,
): Result<readonly Parcel[], ParcelCode> {
  if (isOnHold(work.order)) return ON_HOLD;
  if (!canShip(work)) return refuse('not_allowed_now', whyNot(work));
  const left = new Map(work.lines.map((line) => [line.lineId, freeUnits(line, work.intents)]));
  const parcels: Parcel[] = [];
  for (const [index, parcel] of wanted.entries()) {
    const path = `/parcels/${index}`;
    const units = readUnits(work, parcel, path, left);
    if (!units.ok) return units;
    const isShipped = units.value.some(({ quantity }) => quantity > 0);
    const way = isShipped ? readWay(parcel, path, against) : noWay(parcel, path);
    if (!way.ok) return way;
    parcels.push({ way: way.value, units: units.value });
  }
  return ok(parcels);
}

function whyNot(work: OrderWork): string {
  if (orderLifecycle.allows(work.order.status, 'accept'))
    return 'The channel does not have the acceptance yet; until then the buyer may cancel.';
  return 'No units of this order are left to ship.';
}

/** Takes the units of a parcel off those that are left. */
function readUnits(
  work: OrderWork,
  parcel: ParcelBody,
  path: string,
  left: Map<string, number>,
): Result<readonly ParcelUnits[], ParcelCode> {
  const units = new Map<string, ParcelUnits>();
  for (const [index, { lineId, quantity = 0, cancelQuantity = 0, ...terms }] of parcel.items.entries()) {
    const place = `${path}/items/${index}`;
    const line = work.lines.find((one) => one.lineId === lineId);
    if (line === undefined) return refuse('unknown_line', 'The order has no such line.', { path: `${place}/lineId` });
    const free = left.get(lineId) ?? 0;
    if (quantity + cancelQuantity > free)
      return refuse('too_many_units', `${free} of ${line.merchantSku} are left to ship.`, {
        path: `${place}/${quantity > free || cancelQuantity === 0 ? 'quantity' : 'cancelQuantity'}`,
      });
    if (quantity === 0 && Object.keys(terms).length > 0)
      return refuse('nothing_shipped', 'Where units go back to is told of units that are shipped.', { path: place });
    left.set(lineId, free - quantity - cancelQuantity);
    const before = units.get(lineId);
    units.set(lineId, {
      line,
      quantity: (before?.quantity ?? 0) + quantity,
      cancelled: (before?.cancelled ?? 0) + cancelQuantity,
      terms: { ...before?.terms, ...terms },
    });
  }
  const taken = [...units.values()].filter(({ quantity, cancelled }) => quantity + cancelled > 0);
  return taken.length > 0
    ? ok(taken)
    : refuse('empty_parcel', 'A parcel holds units, or cancels some.', { path: `${path}/items` });
}

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

/** Units that do not leave have no carrier and no number. */
function noWay(parcel: ParcelBody, path: string): Result<null, ParcelCode> {
  const said = (['trackingNumber', 'carrier', 'method'] as const).find((name) => !isBlank(parcel[name]));
  return said === undefined
    ? ok(null)
    : refuse('nothing_shipped', 'Nothing is shipped in this parcel: leave out how it goes.', {
        path: `${path}/${said}`,
      });
}

function readWay(
  { carrier, method, ...parcel }: ParcelBody,
  path: string,
  { channel, findCarrier, serviceLevel, now }: Against,
): Result<Way, ParcelCode> {
  const found = findCarrier({
    carrier: isBlank(carrier) ? undefined : carrier,
    method: isBlank(method) ? undefined : method,
    serviceLevel,
  });
  if (!found.ok) {
    const { code, text, path: at = '' } = found.refusal;
    return refuse(code, text, { path: `${path}${at}` });
  }
  const trackingNumber = parcel.trackingNumber?.trim() ?? '';
  const place = { path: `${path}/trackingNumber` };
  if (trackingNumber === '') return refuse('tracking_required', 'A parcel that leaves has a tracking number.', place);
  if (channel.isConcatenatedTracking(trackingNumber))
    return refuse(
      'concatenated_tracking',
      'Give each parcel exactly one tracking number; several go in several parcels.',
      place,
    );
  return ok({
    carrier: found.value.carrier,
    method: found.value.method,
    trackingNumber,
    shippedAt: parcel.shippedAt ?? now,
    pickedUpAt: parcel.pickedUpAt ?? null,
    expectedDeliveryAt: parcel.expectedDeliveryAt ?? null,
    shipFromZipCode: parcel.shipFromZipCode ?? null,
  });
}
