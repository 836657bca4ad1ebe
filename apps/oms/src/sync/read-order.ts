/** Owns reading one order and importing it: in a transaction of its own, so that a poisoned one blocks no other. */
import type { ChannelAnswer, ChannelOrder } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';
import { systemActor } from '../edge/index.ts';
import { raiseProblem, settleProblems } from '../problems/index.ts';
import type { CallLane } from './limiter.ts';
import type { CallCause, Work } from './work.ts';

/** Reads an order from the channel. */
export const readOrder = (
  work: Work,
  lane: CallLane,
  channelOrderId: string,
  cause: Omit<CallCause, 'channelOrderId'>,
  signal: AbortSignal,
): Promise<ChannelAnswer<ChannelOrder>> =>
  work.call(lane, () => work.session.readOrder(channelOrderId, work.options({ ...cause, channelOrderId }, signal)));

const subjectOf = (work: Work, channelOrderId: string): string => `${work.connectionId} ${channelOrderId}`;

/** Imports or updates an order, and settles or raises what is said of it. */
async function importInto(tx: Handle, work: Work, order: ChannelOrder): Promise<'imported' | 'updated' | 'unchanged'> {
  const { organizationId, connectionId, orders, clock } = work;
  const now = clock.now();
  const outcome = await orders.importOrder(tx, work.importConnection(), order, systemActor, now);
  const subject = subjectOf(work, order.channelOrderId);
  await settleProblems(tx, organizationId, { kind: 'order-invalid', subject }, 'The order was read.', systemActor, now);
  if (outcome === 'unchanged') return outcome;
  for (const { field, value } of order.unknownValues) {
    const problem = {
      kind: 'unknown-value',
      subject: `${connectionId} ${field} ${value}`.slice(0, 500),
      title: `Unknown ${field} "${value}"`,
      text: `Order ${order.referenceNumber} came with "${value}" as its ${field}, which is none of the values we know. It is kept as it is; look at the order before you ship it.`,
      connectionId,
      actions: ['dismiss'],
    } as const;
    await raiseProblem(tx, organizationId, problem, work, now);
  }
  return outcome;
}

/** An order that cannot be read or imported: a person decides, everything else goes on. */
export async function raiseInvalid(work: Work, channelOrderId: string, text: string): Promise<void> {
  const { organizationId, connectionId, database, clock } = work;
  const problem = {
    kind: 'order-invalid',
    subject: subjectOf(work, channelOrderId),
    title: `Order ${channelOrderId} cannot be imported`,
    text: `${text} Other orders are not affected. Try again once it is mended on the marketplace.`,
    connectionId,
    actions: ['retry', 'dismiss'],
  } as const;
  await database.transaction((tx) => raiseProblem(tx, organizationId, problem, work, clock.now()));
}

/** Imports in a transaction of its own; what goes wrong with this order is raised as a problem of this order. */
export async function importAlone(
  work: Work,
  order: ChannelOrder,
): Promise<'imported' | 'updated' | 'unchanged' | 'failed'> {
  try {
    return await work.database.transaction((tx) => importInto(tx, work, order));
  } catch (error) {
    work.log.error('an order could not be imported', { channelOrderId: order.channelOrderId, error });
    // When the database itself is the trouble this fails too, and the whole run with it.
    await raiseInvalid(work, order.channelOrderId, 'Importing it failed on our side; the log says why.');
    return 'failed';
  }
}
