/** Owns what sync is given of orders: importing, the outbox, and what became of each message. */
import type { Ids } from '@jetway/kernel';
import type { OrderSink } from '../channels/index.ts';
import { importOrder } from './import-order.ts';
import { knownOrders, openOrders } from './orders.store.ts';
import {
  countWaitingIntents,
  listWaitingIntents,
  markSending,
  recordIntentPostponed,
  recordIntentUnknown,
  recoverSending,
  takeIntents,
} from './outbox.store.ts';
import { recordIntentConfirmed, recordIntentFailed } from './settling.ts';

export const createOrderSink = (deps: { readonly ids: Ids }): OrderSink => ({
  importOrder: (tx, connection, order, by, now) => importOrder(tx, connection, order, deps, by, now),
  recordIntentConfirmed: (tx, organizationId, intentId, readBack, by, now) =>
    recordIntentConfirmed(tx, organizationId, intentId, readBack, deps, by, now),
  recordIntentFailed: (tx, organizationId, intentId, failure, by, now) =>
    recordIntentFailed(tx, organizationId, intentId, failure, deps, by, now),
  knownOrders,
  openOrders,
  takeIntents,
  markSending,
  recoverSending,
  recordIntentUnknown,
  recordIntentPostponed,
  countWaitingIntents,
  listWaitingIntents,
});
