/** Owns writing a piece of work on an order: what differs, in one transaction, with who did it. */
import type { Ids, Instant } from '@jetway/kernel';
import { notify } from '@jetway/service';
import { intentsChannel } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { touch } from '../events/index.ts';
import { releaseReservations, shipReserved } from '../inventory/index.ts';
import { insertShipToChanges } from '../order-desk/index.ts';
import { raiseProblem, settleProblems } from '../problems/index.ts';
import { settleMetRequests } from './cancel-requests.ts';
import { insertEvents } from './events.store.ts';
import { insertIntents, type MovedIntent, saveIntents } from './intents.store.ts';
import { isWaiting } from './intents.ts';
import { recordRead, saveLines, saveOrder } from './orders.store.ts';
import type { Order } from './orders.ts';
import { insertShipments } from './shipments.store.ts';
import { insertWords } from './words.store.ts';
import { plainWords } from './words.ts';
import type { OrderWork } from './work.ts';

export interface SaveDeps {
  readonly ids: Ids;
}

/**
 * Writes the work. Answers whether anything changed beyond that the channel was asked; if not, nobody is told.
 * @throws Error when what was decided upon is not so any more: the order was not locked, which is a bug.
 */
export async function saveWork(
  tx: Handle,
  given: OrderWork,
  { ids }: SaveDeps,
  by: Actor,
  now: Instant,
): Promise<boolean> {
  const work = settleMetRequests(given);
  const { order, before } = work;
  if (!isChanged(work)) {
    if (order.readAt !== before.order.readAt) await recordRead(tx, order);
    return false;
  }
  const { organizationId, orderId } = order;
  await saveOrder(tx, order, work.raw, by, now);
  const linesBefore = new Map(before.lines.map((line) => [line.lineId, line]));
  await saveLines(
    tx,
    order,
    work.lines.filter((line) => linesBefore.get(line.lineId) !== line),
  );
  await writeIntents(tx, work, now);
  await insertShipments(tx, organizationId, orderId, work.shipments, by, now);
  await insertEvents(tx, organizationId, orderId, work.events, by, now);
  await writeShipTo(tx, work, by, now);
  await moveStock(tx, work, by, now);
  for (const { filter, resolution } of work.settled)
    await settleProblems(tx, organizationId, filter, resolution, by, now);
  for (const problem of work.raised)
    await raiseProblem(tx, organizationId, problem, { ids, requestId: by.requestId }, now);
  await touch(tx, organizationId, 'orders', orderId);
  return true;
}

/** An order is found by every name it was to go to. */
async function writeShipTo(tx: Handle, { order, shipToChanges }: OrderWork, by: Actor, now: Instant): Promise<void> {
  if (shipToChanges.length === 0) return;
  const { organizationId, orderId } = order;
  await insertShipToChanges(tx, organizationId, orderId, shipToChanges, by, now);
  await insertWords(tx, organizationId, orderId, plainWords(shipToChanges.map(({ after }) => after.name)));
}

function isChanged({ order, before, ...work }: OrderWork): boolean {
  return (
    !isSameOrder(order, before.order) ||
    work.raw !== undefined ||
    work.lines !== before.lines ||
    work.intents !== before.intents ||
    work.shipments.length + work.events.length + work.stock.length + work.settled.length + work.raised.length > 0
  );
}

/** Apart from when the channel was last asked. */
const isSameOrder = (a: Order, b: Order): boolean =>
  JSON.stringify({ ...a, readAt: 0 }) === JSON.stringify({ ...b, readAt: 0 });

async function writeIntents(tx: Handle, work: OrderWork, now: Instant): Promise<void> {
  const known = new Map(work.before.intents.map((intent) => [intent.intentId, intent]));
  const moved = work.intents.flatMap((intent): MovedIntent[] => {
    const old = known.get(intent.intentId);
    return old === undefined || old === intent ? [] : [{ was: old.state, intent }];
  });
  const made = work.intents.filter(({ intentId }) => !known.has(intentId));
  if (!(await saveIntents(tx, work.order, moved, now)))
    throw new Error(`an intent of order ${work.order.orderId} moved while its order was locked`);
  await insertIntents(tx, work.order, made, now);
  if (made.length > 0 || moved.some(({ intent }) => isWaiting(intent)))
    await notify(tx, intentsChannel, work.order.organizationId);
}

async function moveStock(tx: Handle, { order, stock }: OrderWork, by: Actor, now: Instant): Promise<void> {
  const { organizationId, orderId } = order;
  for (const move of stock) {
    if (move.kind === 'release') {
      await releaseReservations(tx, organizationId, orderId, move.lines, by, now);
      continue;
    }
    const shipped = await shipReserved(tx, organizationId, orderId, move.lines, by, now);
    if (!shipped.ok) throw new Error(`order ${orderId} holds less than was to ship: ${shipped.refusal.text}`);
  }
}
