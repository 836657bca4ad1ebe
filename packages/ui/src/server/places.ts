/** Owns the way from a place the server names (a JSON pointer, or dots) to the field it belongs to. */
import type { Failure } from '../failure.tsx';

/** "/body/parcels/0/trackingNumber", "/parcels/0/trackingNumber" and "parcels[0].trackingNumber" are all "parcels.0.trackingNumber". */
export function fieldName(path: string): string {
  const parts = path.split(/[/.[\]]+/).filter((part) => part !== '');
  return (parts[0] === 'body' ? parts.slice(1) : parts).join('.');
}

/** Messages by field, and the rest of the failure: what no known field can show. */
export function placeErrors(
  failure: Failure | undefined,
  isKnown: (field: string) => boolean,
): { readonly byField: Readonly<Record<string, string>>; readonly rest: Failure | undefined } {
  if (failure === undefined) return { byField: {}, rest: undefined };
  const named = (failure.places ?? []).map(({ path, message }) => ({ field: fieldName(path), path, message }));
  const known = named.filter(({ field }) => isKnown(field));
  const unknown = named.filter(({ field }) => !isKnown(field));
  const byField = Object.fromEntries(known.map(({ field, message }) => [field, sentence(message)]));
  const everythingPlaced = known.length > 0 && unknown.length === 0;
  return { byField, rest: everythingPlaced ? undefined : { ...failure, places: unknown } };
}

const sentence = (message: string): string => message.charAt(0).toUpperCase() + message.slice(1);
