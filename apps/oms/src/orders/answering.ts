/** Owns the answer to an order: what the connection's policy decides, and what is asked of people when it does not. */
import type { Ids, Instant } from '@jetway/kernel';
import type { ImportConnection } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { unmetRequests } from './cancel-requests.ts';
import { acceptance } from './messages.ts';
import { notCovered, shortfall, unknownSku, unknownSkuSubject } from './order-problems.ts';
import { canAcknowledge, isToAnswer } from './orders.ts';
import { type Secured, type StockOutcome, secureStock, unmatchedSkus } from './securing.ts';
import { addIntent, type OrderWork, raise, settle, tell } from './work.ts';

export type AcknowledgePolicy = ImportConnection['acknowledgePolicy'];

/**
 * Whether an order is accepted without asking anybody. Never when a line means nothing to us, since nothing could be
 * shipped for it, and never when the buyer wants units cancelled.
 */
export function answerByPolicy(
  policy: AcknowledgePolicy,
  facts: { readonly stock: StockOutcome['kind']; readonly hasCancelRequest: boolean },
): 'accept' | 'hold' {
  if (policy === 'hold' || facts.hasCancelRequest || facts.stock === 'unknown-sku') return 'hold';
  return policy === 'accept-always' || facts.stock === 'covered' ? 'accept' : 'hold';
}

export interface Evaluating {
  /** Null: nothing is decided, only stock is looked for. */
  readonly policy: AcknowledgePolicy | null;
  /** Whether people are asked anew about what is missing; otherwise only good news counts. */
  readonly asks: boolean;
  readonly ids: Ids;
  readonly by: Actor;
  readonly now: Instant;
}

/** Looks for SKUs and stock, tells people what is missing, and answers the channel when the policy says so. */
export async function evaluate(tx: Handle, work: OrderWork, how: Evaluating): Promise<OrderWork> {
  const secured = await secureStock(tx, work, how.by, how.now);
  const { policy } = how;
  const isAccepting =
    policy !== null &&
    canAcknowledge(secured.work) &&
    answerByPolicy(policy, {
      stock: secured.outcome.kind,
      hasCancelRequest: unmetRequests(secured.work).length > 0,
    }) === 'accept';
  const told = settleFound(work, secured);
  const asked = how.asks ? askAbout(told, secured.outcome, isAccepting) : told;
  return isAccepting ? accept(asked, how) : asked;
}

/** Adds the acceptance, to be sent. */
export const accept = (work: OrderWork, { ids, by, now }: Pick<Evaluating, 'ids' | 'by' | 'now'>): OrderWork =>
  addIntent(tell(work, 'decided', 'Accepted; the channel will be told.'), acceptance(work.order, work.lines), {
    intentId: ids.uuid(),
    by: by.actor,
    requestId: by.requestId,
    now,
  });

/** What was missing before and is there now is no problem any more. An order just made has none yet. */
function settleFound(before: OrderWork, { work, outcome }: Secured): OrderWork {
  if (before.before.order.version === 1) return work;
  const still = new Set(unmatchedSkus(work));
  const matched = unmatchedSkus(before).filter((merchantSku) => !still.has(merchantSku));
  const settled = matched.reduce(
    (done, merchantSku) =>
      settle(
        done,
        { kind: 'unknown-sku', subject: unknownSkuSubject(work.order.orderId, merchantSku) },
        `${merchantSku} is known now.`,
      ),
    work,
  );
  const isHeldNow = outcome.kind === 'covered' && work.lines !== before.lines;
  if (!isHeldNow) return settled;
  const text = 'All units are reserved now.';
  return settle(settle(settled, { kind: 'not-covered' }, text), { kind: 'shortfall' }, text);
}

function askAbout(work: OrderWork, outcome: StockOutcome, isAccepting: boolean): OrderWork {
  switch (outcome.kind) {
    case 'covered':
      return work;
    case 'unknown-sku':
      return outcome.merchantSkus.reduce((done, text) => raise(done, unknownSku(work.order, text)), work);
    case 'not-covered':
      return raise(
        work,
        isAccepting || !isToAnswer(work.order)
          ? shortfall(work.order, outcome.why)
          : notCovered(work.order, outcome.why),
      );
  }
}
