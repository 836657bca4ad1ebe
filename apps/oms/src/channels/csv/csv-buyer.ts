/** Owns which columns of order files are about the buyer as a person. */

const ERASED = '[erased]';
const BUYER_COLUMNS: ReadonlySet<string> = new Set([
  'buyer_name',
  'buyer_phone',
  'buyer_email',
  'ship_to',
  'address1',
  'address2',
  'city',
  'zip_code',
]);

/** The body with every field about the buyer replaced, at any depth. */
export function withoutBuyer(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(withoutBuyer);
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, BUYER_COLUMNS.has(name) ? ERASED : withoutBuyer(value)]),
  );
}
