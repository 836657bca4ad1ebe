/** Owns sending a refused message again: the same message under the same identity, while it still makes sense. */
import { ok, type Result, refuse } from '@jetway/kernel';
import type { Handle } from '../database/index.ts';
import { type CommandDeps, type Commander, command } from './commands.ts';
import { ON_HOLD } from './holds.ts';
import { cancelledUnits, type Intent, intentLifecycle, isAnswer, isRejection } from './intents.ts';
import { shortfall } from './order-problems.ts';
import { canAcknowledge, freeUnits, isOnHold, isOpen } from './orders.ts';
import { secureStock } from './securing.ts';
import { moveIntent, type OrderWork, raise, settleFailure, tell } from './work.ts';

export const retryIntent = (
  deps: CommandDeps,
  by: Commander,
  orderId: string,
  intentId: string,
): Promise<Result<OrderWork, 'on_hold' | 'not_allowed_now' | 'not_found'>> =>
  command<'on_hold' | 'not_allowed_now' | 'not_found'>(deps, by, orderId, async (tx, work) => {
    const intent = work.intents.find((one) => one.intentId === intentId);
    if (intent === undefined) return refuse('not_found', 'There is no such message about this order.');
    if (isAcceptance(intent) && isOnHold(work.order)) return ON_HOLD;
    const reason = whyNot(work, intent);
    if (reason !== undefined) return refuse('not_allowed_now', reason);
    const moved = moveIntent(work, intentId, 'retry', { dueAt: by.now, lastError: null });
    const told = settleFailure(tell(moved, 'message', 'A message that was refused is sent again.'), intentId);
    return ok(isAcceptance(intent) ? await withStock(tx, told, by) : told);
  });

const isAcceptance = ({ payload }: Intent): boolean => isAnswer(payload) && !isRejection(payload);

/** What was to be cancelled when the order was accepted first may stay now. */
async function withStock(tx: Handle, work: OrderWork, by: Commander): Promise<OrderWork> {
  const { work: secured, outcome } = await secureStock(tx, work, by, by.now);
  return outcome.kind === 'not-covered' ? raise(secured, shortfall(secured.order, outcome.why)) : secured;
}

/** What changed since the message was refused, so that it would be wrong now. */
function whyNot(work: OrderWork, { state, payload, seq }: Intent): string | undefined {
  if (!intentLifecycle.allows(state, 'retry')) return 'Only a message that was refused can be sent again.';
  if (payload.kind === 'tag')
    return work.intents.some((other) => other.kind === 'tag' && other.seq > seq)
      ? 'The order has another tag by now.'
      : undefined;
  if (!isOpen(work.order)) return 'The order is over: the channel takes no message about it any more.';
  if (isAnswer(payload) && !canAcknowledge(work)) return 'The order was answered, or another answer is on its way.';
  const isGone = cancelledUnits(payload).some(({ channelLineId, quantity }) => {
    const line = work.lines.find((one) => one.channelLineId === channelLineId);
    return line === undefined || freeUnits(line, work.intents) < quantity;
  });
  return isGone ? 'Some of these units were shipped or cancelled meanwhile.' : undefined;
}
