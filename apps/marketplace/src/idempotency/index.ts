/** Owns where the keys of repeated POSTs are kept. */
import { MINUTE_MS } from '@jetway/kernel';
import type { IdempotencyTable } from '@jetway/service';

export const idempotencyTable: IdempotencyTable = {
  name: 'marketplace.idempotency_keys',
  scope: ['scope'],
  begunAt: 'begun_at',
  cutOffAfterMs: 5 * MINUTE_MS,
};
