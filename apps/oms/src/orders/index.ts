/** Orders: imported once, answered, shipped, cancelled, and the messages to channels about them. */
export type { CommandDeps, LoadConnection } from './commands.ts';
export type { EraseExchanges } from './erase-buyer.ts';
export { type FoundOrder, findOrders } from './find-orders.store.ts';
export type { AskedList, OrderLists } from './order-listing.ts';
export { createOrderSink } from './order-sink.ts';
export { foldTallies } from './order-tallies.store.ts';
export { orderChecks } from './orders.audit.store.ts';
export { type OrdersDeps, type OrdersFeature, ordersFeature } from './orders.feature.ts';
export type { ListExchanges } from './orders.routes.ts';
export { type PaperLine, type PaperOrder, readPaperOrders } from './paper.ts';
export type { OrderProblemAction } from './problem-actions.ts';
export { shipTracked, type TrackedParcel } from './ship-tracked.ts';
