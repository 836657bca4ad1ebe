/** Owns the merchant's answer to an order: accepted or rejected as a whole (page Acknowledge Order). */
import {
  altOrderItemMismatch,
  MAX_ERRORS,
  matchItemAcknowledgementStatus,
  matchOrderAcknowledgementStatus,
  normalise,
  orderAlreadyAnswered,
  orderItemMismatch,
  orderStatusMismatch,
} from '@jetway/jet-api';
import { type Instant, ok } from '@jetway/kernel';
import { noStockEffect, type OrderChange, type OrderDecision, refuseOrder } from './changes.ts';
import { closed } from './closing.ts';
import { type Order, type OrderItem, openUnits, orderLifecycle } from './orders.ts';

export interface AcknowledgeCommand {
  /** As sent; one of the documented values when compared loosely. */
  readonly status: string;
  readonly altOrderId: string | null;
  readonly items: readonly {
    readonly status: string;
    readonly orderItemId: string | null;
    readonly altOrderItemId: string | null;
  }[];
}

type Answers = ReadonlyMap<string, AcknowledgeCommand['items'][number]>;

/** Decides on an answer whose form and inner rules were checked. The same answer again changes nothing. */
export function decideAcknowledge(order: Order, command: AcknowledgeCommand, now: Instant): OrderDecision {
  const answers = new Map<string, AcknowledgeCommand['items'][number]>();
  const errors: string[] = [];
  for (const answer of command.items) {
    const item = findItem(order, answer);
    if (item !== undefined) answers.set(item.id, answer);
    else errors.push(mismatch(answer));
  }
  if (errors.length > 0) return refuseOrder('invalid', ...errors.slice(0, MAX_ERRORS));
  if (order.acknowledgementStatus !== null) {
    return normalise(order.acknowledgementStatus) === normalise(command.status)
      ? ok('unchanged')
      : refuseOrder('not_allowed_now', orderAlreadyAnswered(order.acknowledgementStatus));
  }
  const kind = matchOrderAcknowledgementStatus(command.status) === 'accepted' ? 'accept' : 'reject';
  if (!orderLifecycle.allows(order.status, kind))
    return refuseOrder('not_allowed_now', orderStatusMismatch('acknowledged', order.status));
  const answered = withAnswers(order, command, answers);
  return ok(kind === 'accept' ? accepted(answered, now) : rejected(answered, answers, now));
}

/** Jet's id counts before the merchant's own, which may differ from what it was. */
function findItem(order: Order, answer: AcknowledgeCommand['items'][number]): OrderItem | undefined {
  if (answer.orderItemId !== null) return order.items.find(({ id }) => id === answer.orderItemId);
  return order.items.find(({ altOrderItemId }) => altOrderItemId !== null && altOrderItemId === answer.altOrderItemId);
}

const mismatch = ({ orderItemId, altOrderItemId }: AcknowledgeCommand['items'][number]): string =>
  orderItemId === null ? altOrderItemMismatch(altOrderItemId ?? '') : orderItemMismatch(orderItemId);

const withAnswers = (order: Order, command: AcknowledgeCommand, answers: Answers): Order => ({
  ...order,
  altOrderId: command.altOrderId ?? order.altOrderId,
  acknowledgementStatus: command.status,
  items: order.items.map((item) => {
    const answer = answers.get(item.id);
    if (answer === undefined) return item;
    return { ...item, acknowledgement: answer.status, altOrderItemId: answer.altOrderItemId ?? item.altOrderItemId };
  }),
});

function accepted(order: Order, now: Instant): OrderChange {
  const [status = order.status] = orderLifecycle.targets(order.status, 'accept');
  const isHeld = order.items.every(({ acceptedSeq }) => acceptedSeq === null);
  const accept = isHeld ? order.items.map((item) => ({ sku: item.sku, quantity: openUnits(item) })) : [];
  return {
    kind: 'accept',
    at: now,
    detail: 'The merchant accepted the order.',
    order: { ...order, status, acknowledgedAt: now, dueAt: null },
    newShipments: [],
    stock: { ...noStockEffect, accept },
  };
}

/** A rejected order goes to complete; what the merchant has no inventory of is not offered until it is fed again. */
function rejected(order: Order, answers: Answers, now: Instant): OrderChange {
  const zero = order.items.filter(({ id }) => isWithoutInventory(answers.get(id)?.status)).map(({ sku }) => sku);
  return closed(order, now, {
    kind: 'reject',
    detail: `The merchant answered "${order.acknowledgementStatus}".`,
    exceptionState: 'exception - order rejected',
    zero,
  });
}

const isWithoutInventory = (status: string | undefined): boolean =>
  status !== undefined && matchItemAcknowledgementStatus(status) === 'nonfulfillable - no inventory';
