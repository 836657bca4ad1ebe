/** Owns a person's answers to an order: accept it, or reject it for what cannot be fulfilled. */
import { ok, type Result, refuse } from '@jetway/kernel';
import { type LineAnswer, rejectReasonFor } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';
import { uncoveredSkus } from '../routing/index.ts';
import { accept } from './answering.ts';
import { type Also, type CommandDeps, type Commander, channelOf, command, signed } from './commands.ts';
import { ON_HOLD } from './holds.ts';
import { refusal } from './messages.ts';
import { shortfall } from './order-problems.ts';
import { canAcknowledge, canReject, isOnHold, isToAnswer, type OrderLine } from './orders.ts';
import { missingUnits, secureStock } from './securing.ts';
import { addIntent, type OrderWork, raise, settle, tell, withdraw } from './work.ts';

export type AcknowledgeCode = 'on_hold' | 'not_allowed_now' | 'already_waiting' | 'not_covered' | 'unknown_sku';

/** Accepts an order that waits for an answer; `evenUncovered`: stock is on its way. */
export const acknowledgeOrder = (
  deps: CommandDeps,
  by: Commander,
  orderId: string,
  options: { readonly evenUncovered?: boolean; readonly also?: Also } = {},
): Promise<Result<OrderWork, AcknowledgeCode | 'not_found'>> =>
  command<AcknowledgeCode>(
    deps,
    by,
    orderId,
    async (tx, work) => {
      const allowed = mayAnswer(work);
      if (!allowed.ok) return allowed;
      const { work: secured, outcome } = await secureStock(tx, work, by, by.now);
      if (outcome.kind === 'unknown-sku')
        return refuse(
          'unknown_sku',
          `No SKU here is called ${outcome.merchantSkus.join(', ')}: say which one it means.`,
        );
      const decided = accept(secured, { ids: deps.ids, by, now: by.now });
      if (outcome.kind === 'covered')
        return ok(settle(decided, { kind: 'not-covered' }, 'All units are reserved now.'));
      if (options.evenUncovered !== true) return refuse('not_covered', outcome.why);
      return ok(raise(decided, shortfall(decided.order, outcome.why)));
    },
    options.also,
  );

/** Whether the order can be accepted at all now. */
export function mayAnswer(work: OrderWork): Result<void, 'on_hold' | 'not_allowed_now' | 'already_waiting'> {
  if (!isToAnswer(work.order)) return refuse('not_allowed_now', 'The order was answered already.');
  if (isOnHold(work.order)) return ON_HOLD;
  if (!canAcknowledge(work)) return refuse('already_waiting', 'An answer to this order is on its way already.');
  return ok(undefined);
}

/**
 * Rejects an order whose lines mean nothing here, or for which there is no stock. When every line could be fulfilled by
 * itself, only not all of them from one place, the location is the cause.
 */
export const rejectOrder = (
  deps: CommandDeps,
  by: Commander,
  orderId: string,
): Promise<Result<OrderWork, 'not_allowed_now' | 'not_found'>> =>
  command<'not_allowed_now'>(deps, by, orderId, async (tx, work) => {
    if (!canReject(work))
      return refuse('not_allowed_now', 'The order was answered already, or its answer is on its way.');
    const answers = await lineAnswers(tx, work);
    const isItemLevel = [...answers.values()].some((answer) => answer !== 'fulfillable');
    const payload = refusal(
      work.order,
      work.lines,
      rejectReasonFor(await channelOf(deps, tx, work.order), isItemLevel ? 'items' : 'location'),
      (line) => answers.get(line.lineId) ?? 'fulfillable',
    );
    const told = tell(
      withdraw(work, () => true),
      'decided',
      'Rejected; the channel will be told.',
    );
    return ok(addIntent(told, payload, signed(deps, by)));
  });

/** Only lines that really are short are told as such: the channel stops offering what we say we do not have. */
export async function lineAnswers(tx: Handle, work: OrderWork): Promise<ReadonlyMap<string, LineAnswer>> {
  const short = await uncoveredSkus(tx, work.order, missingUnits(work));
  const answerOf = ({ skuId, held }: OrderLine): LineAnswer => {
    if (skuId === null) return 'invalid-sku';
    return held === 0 && short.has(skuId) ? 'no-inventory' : 'fulfillable';
  };
  return new Map(work.lines.map((line) => [line.lineId, answerOf(line)]));
}
