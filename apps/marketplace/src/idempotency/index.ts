/** The door of repeated POSTs. */
export { createIdempotencyStore, forgetIdempotencyKeys } from './idempotency.store.ts';
