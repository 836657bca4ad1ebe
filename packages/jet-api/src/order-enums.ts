/** Owns the documented values of an order: statuses, exception states and acknowledgement statuses. */
import { createMatcher } from './loose.ts';

/** Statuses of an order (page Check for Orders). As a word in a path any spelling counts: `InProgress`, `in progress`. */
export const orderStatuses = ['created', 'ready', 'acknowledged', 'inprogress', 'complete'] as const;
export type OrderStatus = (typeof orderStatuses)[number];
export const matchOrderStatus = createMatcher(orderStatuses);

/** What went otherwise than expected with an order (page Check Order Details). */
export const orderExceptionStates = [
  'exception - too many units cancelled',
  'exception - jet manual canceled to complete state',
  'exception - too many units shipped',
  'exception - order rejected',
  'resolved',
] as const;
export type OrderExceptionState = (typeof orderExceptionStates)[number];

/** The merchant's answers to an order (page Acknowledge Order). */
export const orderAcknowledgementStatuses = [
  'rejected - other',
  'rejected - fraud',
  'rejected - item level error',
  'rejected - ship from location not available',
  'rejected - shipping method not supported',
  'rejected - unfulfillable address',
  'accepted',
] as const;
export type OrderAcknowledgementStatus = (typeof orderAcknowledgementStatuses)[number];
export const matchOrderAcknowledgementStatus = createMatcher(orderAcknowledgementStatuses);

/** The merchant's answers to one item of an order (page Acknowledge Order). */
export const itemAcknowledgementStatuses = [
  'nonfulfillable - invalid merchant SKU',
  'nonfulfillable - no inventory',
  'fulfillable',
] as const;
export type ItemAcknowledgementStatus = (typeof itemAcknowledgementStatuses)[number];
export const matchItemAcknowledgementStatus = createMatcher(itemAcknowledgementStatuses);
