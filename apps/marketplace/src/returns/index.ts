/** The door of returns. */
export { CompleteReturnMessage, toCompleteReturnCommand } from './complete-return-message.ts';
export type { OpenReturnCommand, OpenReturnDecision } from './open-return.ts';
export { completeReturn, openReturn, type ReturnOutcome } from './return-commands.ts';
export { type ReturnStatus, returnStatuses } from './return-words.ts';
export { readReturn } from './returns.store.ts';
export type { Return } from './returns.ts';
