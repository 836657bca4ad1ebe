/** Repeated POSTs: where their keys and answers are kept. */
export { createIdempotencyStore, idempotencyScope, sweepKeys } from './idempotency.store.ts';
