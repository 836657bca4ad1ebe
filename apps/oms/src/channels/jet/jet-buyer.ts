/** Owns which fields of Jet's bodies are about the buyer as a person. */

const ERASED = '[erased]';
const BUYER_FIELDS: ReadonlySet<string> = new Set(['buyer', 'shipping_to', 'hash_email']);

/** The body with every field about the buyer replaced, at any depth. */
export function withoutBuyer(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(withoutBuyer);
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, BUYER_FIELDS.has(name) ? ERASED : withoutBuyer(value)]),
  );
}
