/** Owns the SQL that takes a buyer's personal data out of an order. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';

/** What stands where a name or street was. */
export const ERASED = '[erased]';

const load = statement<{ raw: unknown }>(
  'orderLoadRaw',
  'select raw from oms.orders where organization_id = $1 and order_id = $2',
);

export async function loadRaw(handle: Handle, organizationId: string, orderId: string): Promise<unknown> {
  return (await load(handle, [organizationId, orderId]))[0]?.raw;
}

const erase = statement(
  'orderEraseBuyer',
  `update oms.orders set buyer_name = $4, buyer_phone = null, buyer_email = null, raw = $3::jsonb, erased_at = $5
   where organization_id = $1 and order_id = $2`,
);

export async function eraseBuyerColumns(
  tx: Handle,
  organizationId: string,
  orderId: string,
  raw: unknown,
  now: Instant,
): Promise<void> {
  await erase(tx, [organizationId, orderId, JSON.stringify(raw ?? null), ERASED, now]);
}
