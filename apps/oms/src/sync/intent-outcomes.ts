/** Owns recording what became of a message: the intent and its order, its stock, its problem, in one transaction. */
import type { ChannelOrder, IntentToSend } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';
import { systemActor } from '../edge/index.ts';
import { markStockDue } from '../inventory/index.ts';
import { raiseProblem, settleProblems } from '../problems/index.ts';
import type { Work } from './work.ts';

/** An answered order counts its units once more on the channel's side: their SKUs are told again, even if unchanged. */
const tellStock = (tx: Handle, work: Work, intent: IntentToSend): Promise<void> =>
  markStockDue(tx, work.organizationId, intent.skuIds, work.clock.now(), work.connectionId);

/** @param movesStock whether the message changes what the channel offers */
export async function recordConfirmed(
  work: Work,
  intent: IntentToSend,
  order: ChannelOrder,
  movesStock: boolean,
): Promise<void> {
  const { organizationId, orders, clock } = work;
  const { intentId } = intent;
  await work.fenced(async (tx) => {
    await orders.recordIntentConfirmed(tx, organizationId, intentId, order, systemActor, clock.now());
    if (movesStock) await tellStock(tx, work, intent);
    const filter = { kind: 'message-failed', intentId } as const;
    await settleProblems(tx, organizationId, filter, 'The marketplace has it.', systemActor, clock.now());
  });
}

/** `done` when nobody has to look at it: the order ended, and the message with it. */
export async function recordFailed(
  work: Work,
  intent: IntentToSend,
  text: string,
  order: ChannelOrder,
  movesStock: boolean,
): Promise<'done' | 'failed'> {
  const { organizationId, connectionId, orders, clock, channel } = work;
  const { intentId, orderId } = intent;
  const outcome = await work.fenced(async (tx) => {
    const now = clock.now();
    const failure = { text, readBack: order };
    const failed = await orders.recordIntentFailed(tx, organizationId, intentId, failure, systemActor, now);
    if (movesStock) await tellStock(tx, work, intent);
    if (!failed.needsPerson) return 'done';
    const problem = {
      kind: 'message-failed',
      subject: intentId,
      title: `Order ${order.referenceNumber}: "${channel.describe(intent.payload).title}" failed`,
      text: `The marketplace says: ${text} Look at the order's messages, mend what is wrong and try again.`,
      orderId,
      connectionId,
      intentId,
      actions: ['retry', 'dismiss'],
    } as const;
    await raiseProblem(tx, organizationId, problem, work, now);
    return 'failed';
  });
  return outcome ?? 'failed';
}

export async function recordUnknown(work: Work, intent: IntentToSend, text: string, afterMs: number): Promise<void> {
  const { organizationId, orders, clock } = work;
  const now = clock.now();
  const failure = { text, readBackAt: now + afterMs };
  await work.fenced((tx) => orders.recordIntentUnknown(tx, organizationId, intent.intentId, failure, now));
}

export async function recordPostponed(work: Work, intent: IntentToSend, text: string, afterMs: number): Promise<void> {
  const { organizationId, orders, clock } = work;
  const now = clock.now();
  const failure = { text, retryAt: now + afterMs };
  await work.fenced((tx) => orders.recordIntentPostponed(tx, organizationId, intent.intentId, failure, now));
}
