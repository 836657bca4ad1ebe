/** Owns a buyer's wish to cancel units after the release: what is left of it, who is asked about it, and when it is met. */
import type { ChannelOrder } from '../channels/index.ts';
import type { NewProblem } from '../problems/index.ts';
import { isToAnswer, type OrderLine, type OrderState, openUnits } from './orders.ts';
import { changeLines, type OrderWork, raise, settle, tell } from './work.ts';

/** Units the buyer asked to cancel; a request that names no units means all of them. */
function requestedUnits(order: ChannelOrder): ReadonlyMap<string, number> {
  const isWhole = order.isCancelRequested && order.lines.every((line) => line.cancelRequestedQuantity === 0);
  return new Map(
    order.lines.map((line) => [line.channelLineId, isWhole ? line.quantity : line.cancelRequestedQuantity]),
  );
}

/** Takes over what the buyer asks for, never less than before, and asks a person about it. */
export function followCancelRequests(work: OrderWork, order: ChannelOrder): OrderWork {
  const requested = requestedUnits(order);
  const isMore = (line: OrderLine): boolean =>
    Math.min(line.ordered, requested.get(line.channelLineId) ?? 0) > line.cancelRequested;
  const more = work.lines.filter(isMore);
  if (more.length === 0) return work;
  const after = changeLines(work, (line) =>
    isMore(line) ? { ...line, cancelRequested: Math.min(line.ordered, requested.get(line.channelLineId) ?? 0) } : line,
  );
  const words = more.map((line) => `${requested.get(line.channelLineId) ?? 0} × ${line.merchantSku}`).join(', ');
  const told = tell(after, 'changed', `The buyer asked to cancel ${words}.`);
  return unmetRequests(told).length === 0 ? told : raise(told, cancelRequest(told));
}

interface UnmetRequest {
  readonly line: OrderLine;
  readonly quantity: number;
}

/** Lines with units that the buyer does not want any more, that nobody decided to ship, and that are still open. */
export const unmetRequests = ({ lines }: Pick<OrderState, 'lines'>): readonly UnmetRequest[] =>
  lines
    .map((line) => ({ line, quantity: Math.min(openUnits(line), line.cancelRequested - wishesMet(line)) }))
    .filter(({ quantity }) => quantity > 0);

/** Whoever cancelled units, the buyer does not get them. */
const wishesMet = (line: OrderLine): number => line.cancelled + line.cancelDeclined;

export const cancelRequestSubject = (orderId: string): string => `${orderId} cancel request`;

function cancelRequest(work: OrderWork): NewProblem {
  const { order } = work;
  const words = unmetRequests(work)
    .map(({ line, quantity }) => `${quantity} × ${line.merchantSku}`)
    .join(', ');
  return {
    kind: 'cancel-requested',
    subject: cancelRequestSubject(order.orderId),
    title: `The buyer wants to cancel units of order ${order.referenceNumber}`,
    text: `Asked for: ${words}. Cancel them, and the channel is told; decline, and they are shipped all the same. Once they have left it is too late.`,
    deadlineAt: isToAnswer(order) ? order.acknowledgeByAt : order.shipByAt,
    actions: ['cancel-units', 'decline'],
  };
}

/** The units still asked for are shipped all the same. */
export function declineRequests(work: OrderWork, note: string | undefined): OrderWork {
  const unmet = new Map(unmetRequests(work).map(({ line, quantity }) => [line.lineId, quantity]));
  const declined = changeLines(work, (line) => {
    const quantity = unmet.get(line.lineId);
    return quantity === undefined ? line : { ...line, cancelDeclined: line.cancelDeclined + quantity };
  });
  const words = `The buyer’s wish to cancel was declined${note === undefined ? '.' : `: ${note}`}`;
  return settleRequest(tell(declined, 'decided', words), words);
}

const isAboutRequest = (work: OrderWork, subject: string | undefined): boolean =>
  subject === cancelRequestSubject(work.order.orderId);

const settleRequest = (work: OrderWork, words: string): OrderWork =>
  settle(work, { kind: 'cancel-requested', subject: cancelRequestSubject(work.order.orderId) }, words);

/** Once nothing is left of what the buyer asked for, whatever became of the units, nobody has to decide about it. */
export function settleMetRequests(work: OrderWork): OrderWork {
  const isMet = unmetRequests(work.before).length > 0 && unmetRequests(work).length === 0;
  if (!isMet || work.settled.some(({ filter }) => isAboutRequest(work, filter.subject))) return work;
  const wasCancelled = work.lines.some(
    (line, index) => line.cancelRequested > 0 && line.cancelled > (work.before.lines[index]?.cancelled ?? 0),
  );
  return settleRequest(
    work,
    wasCancelled ? 'The units the buyer did not want are cancelled.' : 'The units the buyer did not want have left.',
  );
}
