/** Owns what a person packs: parcels with carrier, method, tracking number and units, checked before they are sent. */
import type { OrderLine, ParcelBody, ShippingOptions } from '@jetway/oms-api';

/** For the case that units come back; as typed, blank where nothing is said. */
export interface ReturnDraft {
  readonly rmaNumber: string;
  readonly daysToReturn: string;
  readonly address1: string;
  readonly city: string;
  readonly state: string;
  readonly zipCode: string;
}

export const nothingReturned: ReturnDraft = {
  rmaNumber: '',
  daysToReturn: '',
  address1: '',
  city: '',
  state: '',
  zipCode: '',
};

export interface ParcelDraft {
  /** Only to tell parcels apart on screen. */
  readonly key: string;
  readonly carrier: string | null;
  readonly method: string | null;
  readonly trackingNumber: string;
  /** Units by line. */
  readonly quantities: Readonly<Record<string, number>>;
  /** Units by line that will not be shipped, told in the same message. */
  readonly cancels: Readonly<Record<string, number>>;
  /** The day on which it should arrive, YYYY-MM-DD; blank where nobody knows. */
  readonly expectedDay: string;
  readonly returns: ReturnDraft;
}

type Line = Pick<OrderLine, 'id' | 'openQuantity' | 'title'>;

export interface Requested {
  readonly carrier: string | null;
  readonly method: string | null;
}

/** Names of carriers and methods are written in several ways; only letters and digits tell them apart. */
const loose = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

const findLoosely = (names: readonly string[], wanted: string | null): string | null =>
  wanted === null ? null : (names.find((name) => loose(name) === loose(wanted)) ?? null);

/** Methods of the carrier first; without a carrier, or for one without a list, all of them. */
export function methodsFor(options: ShippingOptions, carrier: string | null): { own: string[]; other: string[] } {
  const own = (carrier === null ? undefined : options.methodsByCarrier[carrier]) ?? [];
  return { own: [...own], other: options.methods.filter((method) => !own.includes(method)) };
}

/** The method that stands first for a carrier: what the buyer asked for when the carrier has it, else its only one. */
export function methodAtFirst(options: ShippingOptions, carrier: string | null, requested: Requested): string | null {
  const { own, other } = methodsFor(options, carrier);
  const asked = findLoosely(own.length > 0 ? own : other, requested.method);
  return asked ?? (own.length === 1 ? (own[0] ?? null) : null);
}

const unitsIn = (units: Readonly<Record<string, number>>): number =>
  Object.values(units).reduce((sum, quantity) => sum + quantity, 0);

/** Whether the parcel leaves; one that only cancels has no carrier and no number. */
export const isShipped = (parcel: Pick<ParcelDraft, 'quantities'>): boolean => unitsIn(parcel.quantities) > 0;

const spokenFor = (parcels: readonly ParcelDraft[], lineId: string): number =>
  parcels.reduce((sum, { quantities, cancels }) => sum + (quantities[lineId] ?? 0) + (cancels[lineId] ?? 0), 0);

/** Units that no parcel holds or cancels yet, by line. */
export function unpacked(parcels: readonly ParcelDraft[], lines: readonly Line[]): Record<string, number> {
  const left = lines.map((line) => [line.id, Math.max(0, line.openQuantity - spokenFor(parcels, line.id))] as const);
  return Object.fromEntries(left.filter(([, quantity]) => quantity > 0));
}

/** A parcel with what is not packed yet; carrier and method as in the parcel before, or as the buyer asked. */
export function nextParcel(
  key: string,
  parcels: readonly ParcelDraft[],
  lines: readonly Line[],
  options: ShippingOptions,
  requested: Requested,
): ParcelDraft {
  const before = parcels.at(-1);
  const carrier = before?.carrier ?? findLoosely(options.carriers, requested.carrier);
  return {
    key,
    carrier,
    method: before?.method ?? methodAtFirst(options, carrier, requested),
    trackingNumber: '',
    quantities: unpacked(parcels, lines),
    cancels: {},
    expectedDay: '',
    returns: before?.returns ?? nothingReturned,
  };
}

/** Two numbers in one field: the channel refuses that, and so would the carrier's website. */
const SEPARATORS = /[,;|/\s]/;

/** Messages by field: "parcels.0.carrier", "parcels.0.items", "parcels.0.quantities.<line>". Empty: it can be sent. */
export function parcelErrors(parcels: readonly ParcelDraft[], lines: readonly Line[]): Record<string, string> {
  const errors: Record<string, string> = {};
  parcels.forEach((parcel, index) => {
    for (const [field, text] of Object.entries(isShipped(parcel) ? wayErrors(parcel) : stayErrors(parcel)))
      errors[`parcels.${index}.${field}`] = text;
  });
  for (const line of lines) {
    const packed = spokenFor(parcels, line.id);
    const last = parcels.findLastIndex((parcel) => spokenFor([parcel], line.id) > 0);
    if (packed > line.openQuantity)
      errors[`parcels.${last}.quantities.${line.id}`] = `${packed} packed, only ${line.openQuantity} open`;
  }
  return errors;
}

/** Of a parcel that leaves. */
function wayErrors({ carrier, method, trackingNumber, returns }: ParcelDraft): Record<string, string> {
  const tracking = trackingNumber.trim();
  return {
    ...(carrier === null ? { carrier: 'Choose a carrier' } : {}),
    ...(method === null ? { method: 'Choose a method' } : {}),
    ...(tracking === '' ? { trackingNumber: 'Enter the tracking number' } : {}),
    ...(SEPARATORS.test(tracking)
      ? { trackingNumber: 'One tracking number only; add a parcel for each further one' }
      : {}),
    ...(/^\d{0,4}$/.test(returns.daysToReturn.trim()) ? {} : { 'returns.daysToReturn': 'A number of days' }),
    ...(isHalf(returns) ? { 'returns.address1': 'Street, city, state and zip code belong together' } : {}),
  };
}

/** Of a parcel in which nothing leaves. */
function stayErrors({ cancels, trackingNumber }: ParcelDraft): Record<string, string> {
  if (unitsIn(cancels) === 0) return { items: 'Put at least one unit into this parcel, cancel one, or remove it' };
  return trackingNumber.trim() === '' ? {} : { trackingNumber: 'Nothing is shipped in this parcel' };
}

const addressOf = ({ address1, city, state, zipCode }: ReturnDraft): string[] =>
  [address1, city, state, zipCode].map((part) => part.trim());

const isHalf = (returns: ReturnDraft): boolean => {
  const given = addressOf(returns).filter((part) => part !== '').length;
  return given > 0 && given < 4;
};

/** Lines that the parcel speaks of, in the order in which they are sent. */
const packedLines = ({ quantities, cancels }: ParcelDraft): string[] =>
  [...new Set([...Object.keys(quantities), ...Object.keys(cancels)])].filter(
    (lineId) => (quantities[lineId] ?? 0) + (cancels[lineId] ?? 0) > 0,
  );

/** What is said of units that leave, for the case that they come back. */
function termsOf(
  returns: ReturnDraft,
): Pick<ParcelBody['items'][number], 'rmaNumber' | 'daysToReturn' | 'returnLocation'> {
  const [address1 = '', city = '', state = '', zipCode = ''] = addressOf(returns);
  const rmaNumber = returns.rmaNumber.trim();
  const days = returns.daysToReturn.trim();
  return {
    ...(rmaNumber === '' ? {} : { rmaNumber }),
    ...(days === '' ? {} : { daysToReturn: Number(days) }),
    ...(address1 === '' ? {} : { returnLocation: { address1, city, state, zipCode } }),
  };
}

/** Parcels are expected by the end of a working day. */
const dayAt = (day: string): number => new Date(`${day}T18:00:00`).getTime();

function itemsOf(parcel: ParcelDraft): ParcelBody['items'] {
  const terms = termsOf(parcel.returns);
  return packedLines(parcel).map((lineId) => {
    const quantity = parcel.quantities[lineId] ?? 0;
    const cancelQuantity = parcel.cancels[lineId] ?? 0;
    return {
      lineId,
      quantity,
      ...(cancelQuantity === 0 ? {} : { cancelQuantity }),
      ...(quantity === 0 ? {} : terms),
    };
  });
}

/** What is sent; only for parcels without errors. */
export const parcelBodies = (parcels: readonly ParcelDraft[]): ParcelBody[] =>
  parcels.map((parcel) => {
    const items = itemsOf(parcel);
    if (!isShipped(parcel)) return { items };
    return {
      carrier: parcel.carrier ?? '',
      method: parcel.method ?? '',
      trackingNumber: parcel.trackingNumber.trim(),
      ...(parcel.expectedDay === '' ? {} : { expectedDeliveryAt: dayAt(parcel.expectedDay) }),
      items,
    };
  });

/** The field on screen for a place in what was sent: items are numbered there, and named by their line here. */
export function draftField(sent: string, parcels: readonly ParcelDraft[]): string {
  const item = /^parcels\.(\d+)\.items\.(\d+)(?:\..+)?$/.exec(sent);
  if (item === null) return sent;
  const [, parcel = '', position = ''] = item;
  const draft = parcels[Number(parcel)];
  const line = draft === undefined ? undefined : packedLines(draft)[Number(position)];
  return line === undefined ? sent : `parcels.${parcel}.quantities.${line}`;
}

const FIELDS = /^parcels\.\d+\.(carrier|method|trackingNumber|items|quantities\..+|returns\..+)$/;

/** Whether the dialog has a place to show a message about this field. */
export const isDraftField = (field: string): boolean => FIELDS.test(field);
