/** Owns the rules of a shipped message that need nothing but the message (page Ship Order). */
import { parseWireDate } from './dates.ts';
import {
  altShipmentIdTaken,
  invalidDate,
  jetAddress,
  MAX_ERRORS,
  placeholderAddress,
  requiredPropertyMissing,
  trackingConcatenated,
  trackingWithoutUnits,
} from './errors.ts';
import { normalise } from './loose.ts';
import type { ShipMessage, ShippedItem, ShippedShipment } from './ship.ts';

/**
 * What is wrong with a shipped message whose schema holds: Jet's texts, at most 20; empty when nothing is. Not decided
 * here, since it takes the order or the merchant: `merchantSkuMismatch`, `unknownFulfillmentNode`, `dateBeforeOrder`,
 * `altShipmentIdTaken` by an earlier message. Too many units are no error: the order takes note of them.
 */
export const shipMessageErrors = (message: ShipMessage): string[] =>
  [
    ...message.shipments.flatMap((shipment, index) => shipmentErrors(shipment, `/shipments[${index}]`)),
    ...repeatedShipments(message),
  ].slice(0, MAX_ERRORS);

const shipmentErrors = (shipment: ShippedShipment, path: string): string[] => [
  ...carrierMissing(shipment, path),
  ...tracking(shipment, path),
  ...dates(shipment, path),
  ...shipment.shipment_items.flatMap((item, index) => itemErrors(item, `${path}/shipment_items[${index}]`)),
];

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

/** Units that a shipment says to have shipped. */
export const shippedUnits = (shipment: ShippedShipment): number =>
  shipment.shipment_items.reduce((sum, item) => sum + (item.response_shipment_sku_quantity ?? 0), 0);

/** Whoever ships a unit names who carries it; a shipment that only cancels needs nobody. */
const carrierMissing = (shipment: ShippedShipment, path: string): string[] =>
  shippedUnits(shipment) >= 1 && isBlank(shipment.carrier) ? [requiredPropertyMissing(`${path}/carrier`)] : [];

function tracking(shipment: ShippedShipment, path: string): string[] {
  const number = shipment.shipment_tracking_number;
  if (number === undefined || isBlank(number)) return [];
  const place = `${path}/shipment_tracking_number`;
  if (shippedUnits(shipment) === 0) return [trackingWithoutUnits(place)];
  return isConcatenated(number) ? [trackingConcatenated(place)] : [];
}

const SURE_SEPARATORS = /[,;|\r\n\t]/;
const POSSIBLE_SEPARATORS = /\s+and\s+|[\s/&+]+/i;
const REPEATED_UPS = /^(?:1Z[0-9A-Z]{16}){2,}$/i;

/**
 * True when a text holds several tracking numbers. Carriers print blanks and slashes inside one number too, so parts
 * between those count only when each is long enough to be a number by itself.
 */
export function isConcatenated(number: string): boolean {
  const parts = (separator: RegExp): string[] => number.split(separator).filter((part) => part.trim() !== '');
  if (parts(SURE_SEPARATORS).length > 1 || REPEATED_UPS.test(number.trim())) return true;
  const possible = parts(POSSIBLE_SEPARATORS);
  return possible.length > 1 && possible.every((part) => part.length >= 8 && /\d/.test(part));
}

const DATE_FIELDS = ['response_shipment_date', 'expected_delivery_date', 'carrier_pick_up_date'] as const;

const dates = (shipment: ShippedShipment, path: string): string[] =>
  DATE_FIELDS.flatMap((name) => {
    const text = shipment[name];
    return text === undefined || isBlank(text) || parseWireDate(text) !== undefined
      ? []
      : [invalidDate(name, `${path}/${name}`)];
  });

const itemErrors = (item: ShippedItem, path: string): string[] => [
  ...quantityMissing(item, path),
  ...returnLocation(item, path),
];

/**
 * Each of the two quantities is required while the other is 0 or left out. Both given as 0 says that nothing became of the
 * item in this shipment, which is allowed.
 */
function quantityMissing(item: ShippedItem, path: string): string[] {
  const { response_shipment_sku_quantity: shipped, response_shipment_cancel_qty: cancelled } = item;
  if (shipped === undefined && (cancelled ?? 0) === 0)
    return [requiredPropertyMissing(`${path}/response_shipment_sku_quantity`)];
  if (cancelled === undefined && shipped === 0)
    return [requiredPropertyMissing(`${path}/response_shipment_cancel_qty`)];
  return [];
}

const ADDRESS_FIELDS = ['address1', 'city', 'state', 'zip_code'] as const;
const PLACEHOLDERS: ReadonlySet<string> = new Set(['', 'n/a', 'na', 'none', 'null', 'tbd', 'unknown', 'placeholder']);
const NO_ZIP_CODE = /^0{5}(?:-?0{4})?$/;

function returnLocation({ return_location: location }: ShippedItem, path: string): string[] {
  if (location === undefined) return [];
  const place = `${path}/return_location`;
  const placeholders = ADDRESS_FIELDS.filter(
    (name) => isPlaceholder(location[name]) || (name === 'zip_code' && NO_ZIP_CODE.test(location.zip_code.trim())),
  );
  return [
    ...placeholders.map((name) => placeholderAddress(`${place}/${name}`)),
    ...(isJetAddress(location) ? [jetAddress(place)] : []),
  ];
}

const isPlaceholder = (text: string): boolean =>
  PLACEHOLDERS.has(text.trim().toLowerCase()) || /^(?:x+|[-.?]+)$/i.test(text.trim());

/** Jet's headquarters: 221 River Street, Hoboken. */
const isJetAddress = ({ address1, city }: { address1: string; city: string }): boolean =>
  /^jet(?:\.com)?(?:hq|headquarters)$/.test(normalise(address1)) ||
  (/^221riverst/.test(normalise(address1)) && normalise(city) === 'hoboken');

/** One message cannot give two shipments the same id: the id is what tells a repeated message from a new one. */
function repeatedShipments({ shipments }: ShipMessage): string[] {
  const ids = shipments.map((shipment) => shipment.alt_shipment_id ?? '').filter((id) => id !== '');
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) < index))].map(altShipmentIdTaken);
}
