/** Owns the SQL of alarms about orders, of all organizations. */
import type { Instant } from '@jetway/kernel';
import type { OrderStatus } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';

export interface DueAlarm {
  readonly organizationId: string;
  readonly orderId: string;
  readonly connectionId: string;
  readonly referenceNumber: string;
  readonly status: OrderStatus;
  readonly acknowledgeByAt: Instant | null;
  readonly isOnHold: boolean;
}

const take = statement<{
  organization_id: string;
  order_id: string;
  connection_id: string;
  reference_number: string;
  status: OrderStatus;
  acknowledge_by_at: number | null;
  is_on_hold: boolean;
}>(
  'orderTakeAlarms',
  `select organization_id, order_id, connection_id, reference_number, status, acknowledge_by_at,
     held_at is not null as is_on_hold
   from oms.orders where alarm_at <= $1
   order by alarm_at, organization_id, order_id limit $2
   for update skip locked`,
);

/** Locks orders whose alarm is due, the longest due first; those locked by others are passed over. */
export async function takeAlarms(tx: Handle, now: Instant, limit: number): Promise<readonly DueAlarm[]> {
  const rows = await take(tx, [now, limit]);
  return rows.map((row) => ({
    organizationId: row.organization_id,
    orderId: row.order_id,
    connectionId: row.connection_id,
    referenceNumber: row.reference_number,
    status: row.status,
    acknowledgeByAt: row.acknowledge_by_at,
    isOnHold: row.is_on_hold,
  }));
}

const set = statement(
  'orderSetAlarms',
  `update oms.orders o set alarm_at = w.alarm_at
   from unnest($1::text[], $2::text[], $3::bigint[]) as w(organization_id, order_id, alarm_at)
   where o.organization_id = w.organization_id and o.order_id = w.order_id`,
);

/** When the next alarm of each is due. */
export async function setAlarms(
  tx: Handle,
  orders: readonly {
    readonly organizationId: string;
    readonly orderId: string;
    readonly alarmAt: Instant | null;
  }[],
): Promise<void> {
  if (orders.length === 0) return;
  await set(tx, [
    orders.map((order) => order.organizationId),
    orders.map((order) => order.orderId),
    orders.map((order) => order.alarmAt),
  ]);
}
