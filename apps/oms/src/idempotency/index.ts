/** Owns where the keys of repeated POSTs are kept. */
import type { IdempotencyTable } from '@jetway/service';

export const idempotencyTable: IdempotencyTable = {
  name: 'oms.idempotency_keys',
  scope: ['organization_id', 'principal'],
  begunAt: 'created_at',
};

/** Who uses a key: one principal of one organization. */
export const idempotencyScope = (organizationId: string, principal: string): string => `${organizationId} ${principal}`;
