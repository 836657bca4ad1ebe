/** Exchanges: every request to a channel and its answer, without secrets. */

export { exchangesFeature, listOrderExchanges } from './exchanges.routes.ts';
export { dropExchanges, eraseExchangesOfOrder } from './exchanges.store.ts';
export type { Cause } from './exchanges.ts';
export { createExchangeRecorder, type ExchangeRecorder } from './recorder.ts';
