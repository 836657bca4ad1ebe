/** Owns what a person packs: parcels with carrier, method, tracking number and units, checked before they are sent. */
import type { OrderLine, ShippingOptions } from '@jetway/oms-api';
import type { ParcelBody } from '../orders.queries.ts';

export interface ParcelDraft {
  /** Only to tell parcels apart on screen. */
  readonly key: string;
  readonly carrier: string | null;
  readonly method: string | null;
  readonly trackingNumber: string;
  /** Units by line. */
  readonly quantities: Readonly<Record<string, number>>;
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

/** Units that no parcel holds yet, by line. */
export function unpacked(parcels: readonly ParcelDraft[], lines: readonly Line[]): Record<string, number> {
  const left = lines.map((line) => {
    const packed = parcels.reduce((sum, { quantities }) => sum + (quantities[line.id] ?? 0), 0);
    return [line.id, Math.max(0, line.openQuantity - packed)] as const;
  });
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
  };
}

/** Two numbers in one field: the channel refuses that, and so would the carrier's website. */
const SEPARATORS = /[,;|/\s]/;

/** Messages by field: "parcels.0.carrier", "parcels.0.items", "parcels.0.quantities.<line>". Empty: it can be sent. */
export function parcelErrors(parcels: readonly ParcelDraft[], lines: readonly Line[]): Record<string, string> {
  const errors: Record<string, string> = {};
  parcels.forEach((parcel, index) => {
    const tracking = parcel.trackingNumber.trim();
    if (parcel.carrier === null) errors[`parcels.${index}.carrier`] = 'Choose a carrier';
    if (parcel.method === null) errors[`parcels.${index}.method`] = 'Choose a method';
    if (tracking === '') errors[`parcels.${index}.trackingNumber`] = 'Enter the tracking number';
    else if (SEPARATORS.test(tracking))
      errors[`parcels.${index}.trackingNumber`] = 'One tracking number only; add a parcel for each further one';
    if (Object.values(parcel.quantities).every((quantity) => quantity === 0))
      errors[`parcels.${index}.items`] = 'Put at least one unit into this parcel, or remove it';
  });
  for (const line of lines) {
    const packed = parcels.reduce((sum, { quantities }) => sum + (quantities[line.id] ?? 0), 0);
    const last = parcels.findLastIndex(({ quantities }) => (quantities[line.id] ?? 0) > 0);
    if (packed > line.openQuantity)
      errors[`parcels.${last}.quantities.${line.id}`] = `${packed} packed, only ${line.openQuantity} open`;
  }
  return errors;
}

const packedLines = (parcel: ParcelDraft): [string, number][] =>
  Object.entries(parcel.quantities).filter(([, quantity]) => quantity > 0);

/** What is sent; only for parcels without errors. */
export const parcelBodies = (parcels: readonly ParcelDraft[]): ParcelBody[] =>
  parcels.map((parcel) => ({
    carrier: parcel.carrier ?? '',
    method: parcel.method ?? '',
    trackingNumber: parcel.trackingNumber.trim(),
    items: packedLines(parcel).map(([lineId, quantity]) => ({ lineId, quantity })),
  }));

/** The field on screen for a place in what was sent: items are numbered there, and named by their line here. */
export function draftField(sent: string, parcels: readonly ParcelDraft[]): string {
  const item = /^parcels\.(\d+)\.items\.(\d+)(?:\..+)?$/.exec(sent);
  if (item === null) return sent;
  const [, parcel = '', position = ''] = item;
  const draft = parcels[Number(parcel)];
  const line = draft === undefined ? undefined : packedLines(draft)[Number(position)];
  return line === undefined ? sent : `parcels.${parcel}.quantities.${line[0]}`;
}

const FIELDS = /^parcels\.\d+\.(carrier|method|trackingNumber|items|quantities\..+)$/;

/** Whether the dialog has a place to show a message about this field. */
export const isDraftField = (field: string): boolean => FIELDS.test(field);
