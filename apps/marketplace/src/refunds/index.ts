/** The door of refunds. */
export { processingMs, verdictOfStatus } from './deciding.ts';
export { operatorRefundHandlers } from './operator-refunds.routes.ts';
export { advanceRefund, createRefund, decideRefund } from './refund-commands.ts';
export {
  type AcceptedRefund,
  type AcceptedRefundKey,
  type AcceptedRefundSpan,
  acceptedRefunds,
} from './refund-lists.store.ts';
export { toRefundItems } from './refund-message.ts';
export { refundHandlers } from './refunds.routes.ts';
export { readRefundByAltId } from './refunds.store.ts';
export type { Refund } from './refunds.ts';
export { refundTimers } from './timers.ts';
