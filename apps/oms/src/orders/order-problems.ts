/** Owns what people are asked about orders: the words, deadlines and answers of problems. */
import type { Instant } from '@jetway/kernel';
import type { NewProblem } from '../problems/index.ts';
import { isToAnswer, type Order } from './orders.ts';

type Named = Pick<Order, 'orderId' | 'referenceNumber' | 'status' | 'acknowledgeByAt'>;
type Pressing = Pick<Order, 'orderId' | 'referenceNumber' | 'shipByAt' | 'hold'>;

const deadlineOf = (order: Named): Instant | null => (isToAnswer(order) ? order.acknowledgeByAt : null);

export const unknownSkuSubject = (orderId: string, merchantSku: string): string =>
  `${orderId} ${merchantSku}`.slice(0, 500);

export const unknownSku = (order: Named, merchantSku: string): NewProblem => ({
  kind: 'unknown-sku',
  subject: unknownSkuSubject(order.orderId, merchantSku),
  title: `Order ${order.referenceNumber} has the unknown SKU ${merchantSku}`,
  text: `No SKU here is called ${merchantSku}. Say which one it means, or reject the order.`,
  merchantSku,
  deadlineAt: deadlineOf(order),
  actions: isToAnswer(order) ? ['map-sku', 'retry', 'reject', 'dismiss'] : ['map-sku', 'retry', 'dismiss'],
});

export const notCovered = (order: Named, why: string): NewProblem => ({
  kind: 'not-covered',
  subject: order.orderId,
  title: `There is not enough stock for order ${order.referenceNumber}`,
  text: `${why} Accept it all the same when stock is on its way, try again after receiving some, or reject it.`,
  deadlineAt: deadlineOf(order),
  actions: ['accept', 'reject', 'retry', 'dismiss'],
});

export const shortfall = (order: Named, why: string): NewProblem => ({
  kind: 'shortfall',
  subject: order.orderId,
  title: `Order ${order.referenceNumber} is accepted, but its stock is missing`,
  text: `${why} Receive stock and try again, or cancel units on the order’s page.`,
  actions: ['retry', 'dismiss'],
});

export const acknowledgeDue = (order: Named & { readonly isOnHold: boolean }, now: Instant): NewProblem => {
  const isOver = order.acknowledgeByAt !== null && now >= order.acknowledgeByAt;
  return {
    kind: 'acknowledge-due',
    subject: order.orderId,
    title: isOver
      ? `The time to answer order ${order.referenceNumber} is over`
      : `Order ${order.referenceNumber} waits for an answer`,
    text: `${
      isOver
        ? 'The channel does not know yet whether the order is accepted, and may cancel it any moment.'
        : 'Half of the time to answer it is over, and the channel does not know yet whether it is accepted.'
    }${order.isOnHold ? ' It is on hold: release it first, or reject it.' : ''}`,
    deadlineAt: order.acknowledgeByAt,
    actions: order.isOnHold ? ['release', 'reject', 'dismiss'] : ['accept', 'reject', 'dismiss'],
  };
};

/** A held order must ship soon, or should have left. */
export const heldDue = (order: Pressing, now: Instant): NewProblem => {
  const isOver = order.shipByAt !== null && now >= order.shipByAt;
  return {
    kind: 'held-due',
    subject: order.orderId,
    title: isOver
      ? `Order ${order.referenceNumber} is late, and still on hold`
      : `Order ${order.referenceNumber} must ship soon, and is on hold`,
    text: `Why it is: “${order.hold?.reason ?? ''}”. Its deadline counts all the same. Release it, or cancel it on its page.`,
    deadlineAt: order.shipByAt,
    actions: ['release', 'dismiss'],
  };
};
