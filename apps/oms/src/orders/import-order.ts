/** Owns importing an order: made once, then kept in step with the channel each time it is read. */
import { createHash } from 'node:crypto';
import { HOUR_MS, type Ids, type Instant } from '@jetway/kernel';
import type { ChannelOrder, ImportConnection } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { type Evaluating, evaluate } from './answering.ts';
import { follow } from './following.ts';
import { isAnswer } from './intents.ts';
import { insertOrder, type OrderTimes } from './new-orders.store.ts';
import { lockChannelOrder } from './orders.store.ts';
import { isOpen, isToAnswer } from './orders.ts';
import { saveWork } from './save-work.ts';
import { beginWork, type OrderWork, tell } from './work.ts';

export const hashOf = (raw: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(raw) ?? '')
    .digest('hex');

/** The channel's instants in our own time, and what is due when: alarms at half of the time to answer and at its end. */
export function timesOf(connection: ImportConnection, order: ChannelOrder, now: Instant): OrderTimes {
  const own = (at: Instant | null): Instant | null => (at === null ? null : at - connection.clockOffsetMs);
  const readyAt = own(order.readyAt);
  const withinMs = connection.acknowledgeWithinHours * HOUR_MS;
  const begin = readyAt ?? now;
  return {
    placedAt: order.placedAt - connection.clockOffsetMs,
    readyAt,
    acknowledgeByAt: begin + withinMs,
    alarmAt: begin + Math.floor(withinMs / 2),
    shipByAt: own(order.requested.shipByAt),
    deliverByAt: own(order.requested.deliverByAt),
  };
}

/**
 * Imports an order, or brings ours up to date, within the caller's transaction. However often and however many at once:
 * one order. What is not released to us (`held`) is never imported.
 */
export async function importOrder(
  tx: Handle,
  connection: ImportConnection,
  order: ChannelOrder,
  deps: { readonly ids: Ids },
  by: Actor,
  now: Instant,
): Promise<'imported' | 'updated' | 'unchanged'> {
  if (order.standing === 'held') return 'unchanged';
  const { organizationId, connectionId } = connection;
  const hash = hashOf(order.raw);
  const made = await insertOrder(
    tx,
    connection,
    order,
    { times: timesOf(connection, order, now), hash, ids: deps.ids },
    by,
    now,
  );
  const state = await lockChannelOrder(tx, organizationId, connectionId, order.channelOrderId);
  if (state === undefined) throw new Error('an order was neither made nor found');
  const isFirst = made !== undefined;
  const begun = isFirst ? tell(beginWork(state), 'imported', imported(order)) : beginWork(state);
  const followed = follow(begun, { order, hash, readAt: now });
  const how = { asks: isFirst || isToAnswer(state.order) !== isToAnswer(followed.order), ...deps, by, now };
  const work = await evaluateIfOpen(tx, followed, order, connection, how);
  const isChanged = await saveWork(tx, work, deps, by, now);
  if (isFirst) return 'imported';
  return isChanged ? 'updated' : 'unchanged';
}

const imported = (order: ChannelOrder): string =>
  `Imported from the channel as ${order.status}, for node ${order.nodeId}.`;

/**
 * The policy decides once: after an answer of any kind, only people do. An order whose status means nothing to us is
 * left alone.
 */
async function evaluateIfOpen(
  tx: Handle,
  work: OrderWork,
  { standing }: ChannelOrder,
  connection: ImportConnection,
  how: Omit<Evaluating, 'policy'>,
): Promise<OrderWork> {
  if (!isOpen(work.order) || standing === 'unknown') return work;
  const isUndecided = isToAnswer(work.order) && !work.intents.some(({ payload }) => isAnswer(payload));
  if (isUndecided && standing !== 'to-answer') return work;
  if (isToAnswer(work.order) && !isUndecided) return work;
  return evaluate(tx, work, { ...how, policy: isUndecided ? connection.acknowledgePolicy : null });
}
