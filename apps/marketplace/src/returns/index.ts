/** The door of returns. */
export { centsOf, toCompleteReturnCommand } from './complete-return-message.ts';
export type { OpenReturnCommand, OpenReturnDecision } from './open-return.ts';
export { operatorReturnHandlers } from './operator-returns.routes.ts';
export { completeReturn, openReturn, type ReturnOutcome } from './return-commands.ts';
export {
  type ReturnRefundEntry,
  type ReturnRefundKey,
  type ReturnRefundSpan,
  returnRefunds,
} from './return-export.store.ts';
export { returnHandlers } from './returns.routes.ts';
export { lockOrderOfReturns, readReturn } from './returns.store.ts';
export { addAmounts, COMPONENTS, type RefundAmount, type Return, totalOf, WIRE_COMPONENTS } from './returns.ts';
export { loadStanding, loadStandings, type OrderKey } from './standing.store.ts';
export { type ItemStanding, leftToRefund, type OrderStanding, paidOf, withRefund } from './standing.ts';
