/** Owns the alarms about orders that nobody has answered: at half of the time, and at its end. */
import type { Ids, Instant } from '@jetway/kernel';
import type { Database } from '../database/index.ts';
import { systemActor } from '../edge/index.ts';
import { touch } from '../events/index.ts';
import { raiseProblem } from '../problems/index.ts';
import { type DueAlarm, setAlarms, takeAlarms } from './alarms.store.ts';
import { acknowledgeDue } from './order-problems.ts';
import { isToAnswer } from './orders.ts';

/** Orders in one transaction; more wait for the next. */
const PAGE = 100;

/** When the alarm after this one is due; null when this was the last, or none is needed. */
export const nextAlarm = (order: Pick<DueAlarm, 'status' | 'acknowledgeByAt'>, now: Instant): Instant | null =>
  isToAnswer(order) && order.acknowledgeByAt !== null && order.acknowledgeByAt > now ? order.acknowledgeByAt : null;

/** Raises what is due, a page of it; answers whether more may be. Several at once never raise the same alarm twice. */
export async function raiseAlarms(
  { database, ids }: { readonly database: Database; readonly ids: Ids },
  now: Instant,
): Promise<boolean> {
  const found = await database.transaction(async (tx) => {
    const due = await takeAlarms(tx, now, PAGE);
    for (const order of due.filter(isToAnswer)) {
      const problem = { ...acknowledgeDue(order, now), orderId: order.orderId, connectionId: order.connectionId };
      await raiseProblem(tx, order.organizationId, problem, { ids, requestId: systemActor.requestId }, now);
      await touch(tx, order.organizationId, 'orders', order.orderId);
    }
    await setAlarms(
      tx,
      due.map((order) => ({ ...order, alarmAt: nextAlarm(order, now) })),
    );
    return due.length;
  });
  return found === PAGE;
}
