/** Orders: imported once, answered, shipped, cancelled, and the messages to channels about them. */
export type { LoadConnection } from './commands.ts';
export type { EraseExchanges } from './erase-buyer.ts';
export { createOrderSink } from './order-sink.ts';
export { orderChecks } from './orders.audit.store.ts';
export { type OrdersDeps, type OrdersFeature, ordersFeature } from './orders.feature.ts';
export type { ListExchanges } from './orders.routes.ts';
export { type PaperLine, type PaperOrder, readPaperOrders } from './paper.ts';
export type { OrderProblemAction } from './problem-actions.ts';
