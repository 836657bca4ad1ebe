/** Owns holds: a person stops an order for a reason. Its deadlines count all the same, and one that nears is told loudly. */
import { HOUR_MS, type Instant, refuse } from '@jetway/kernel';
import type { Hold } from '../order-desk/index.ts';
import { isAnswer, isRejection, isUnsettled, isWaiting } from './intents.ts';
import { heldDue } from './order-problems.ts';
import { isOnHold, type Order } from './orders.ts';
import { changeOrder, type OrderWork, raise, settle, tell, withdraw } from './work.ts';

/** What any command but a cancellation is answered while an order is on hold. */
export const ON_HOLD = refuse('on_hold', 'The order is on hold: release it first.');

/** So long before it must ship, a held order is a problem. */
export const HOLD_WARNING_MS = 4 * HOUR_MS;

type Held = Pick<Order, 'hold' | 'shipByAt'>;

/** When the hold ends, or the next alarm about it is due; null when there is neither. */
export function nextHoldDue({ hold, shipByAt }: Held, now: Instant): Instant | null {
  if (hold === null) return null;
  const alarms = shipByAt === null ? [] : [shipByAt - HOLD_WARNING_MS, shipByAt];
  const ahead = [...alarms, ...(hold.until === null ? [] : [hold.until])].filter((at) => at > now);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

/** Whether the hold has ended by its own time. */
export const isHoldOver = ({ hold }: Held, now: Instant): boolean =>
  hold !== null && hold.until !== null && hold.until <= now;

const isPressing = ({ hold, shipByAt }: Held, now: Instant): boolean =>
  hold !== null && shipByAt !== null && shipByAt - HOLD_WARNING_MS <= now;

/** Says when the hold is due next, and that the order must ship soon when it must. */
export function watchHold(work: OrderWork, now: Instant): OrderWork {
  const timed = changeOrder(work, { holdDueAt: nextHoldDue(work.order, now) });
  return isPressing(timed.order, now) ? raise(timed, heldDue(timed.order, now)) : timed;
}

/** To the minute, in UTC: the history is read in every zone. */
const minute = (at: Instant): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** Stops the order, or changes why and until when. An acceptance that waits and that nothing builds upon is not sent. */
export function putOnHold(work: OrderWork, hold: Hold, now: Instant): OrderWork {
  const until = hold.until === null ? '' : ` until ${minute(hold.until)}`;
  const what = isOnHold(work.order) ? 'Still on hold' : 'Put on hold';
  const held = tell(changeOrder(work, { hold }), 'held', `${what}${until}: ${hold.reason}`);
  return watchHold(withoutAcceptance(held), now);
}

function withoutAcceptance(work: OrderWork): OrderWork {
  const waiting = work.intents.find(
    (intent) => isWaiting(intent) && isAnswer(intent.payload) && !isRejection(intent.payload),
  );
  if (waiting === undefined) return work;
  const isBuiltUpon = work.intents.some(
    (intent) => intent.seq > waiting.seq && isUnsettled(intent) && intent.kind !== 'tag',
  );
  if (isBuiltUpon) return work;
  return tell(
    withdraw(work, (intent) => intent === waiting),
    'decided',
    'The acceptance that waited to be sent is withdrawn.',
  );
}

/** The order goes on. */
export const endHold = (work: OrderWork, words: string): OrderWork =>
  settle(tell(changeOrder(work, { hold: null, holdDueAt: null }), 'released', words), { kind: 'held-due' }, words);
