/** A client of the Jet merchant API: it signs in by itself, repeats what is safe, and says what is sure. */
export type { JetAnswer, JetFailure, JetRefused } from './answer.ts';
export { createJetClient, type JetCalls, type JetClient, type JetOperation } from './client.ts';
export type { JetExchange } from './exchange.ts';
export type { JetCallOptions, JetClientOptions, JetTimer } from './settings.ts';
