/** The door of orders. */
export type { OrderCommands, OrderOutcome, PlaceOutcome } from './order-commands.ts';
export { type OrdersFeature, ordersFeature } from './orders.feature.ts';
export { toAcknowledgeCommand, toShipCommand } from './orders.routes.ts';
export { readOrder } from './orders.store.ts';
export type { Order } from './orders.ts';
export type { PlaceCommand, WantedItem } from './placing.ts';
