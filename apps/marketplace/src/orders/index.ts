/** The door of orders. */
export { createOrderCommands, type OrderCommands, type OrderOutcome } from './order-commands.ts';
export {
  completedOrderItems,
  type SoldItem,
  UNITS_SOLD,
} from './order-sales.store.ts';
export { type OrdersFeature, ordersFeature } from './orders.feature.ts';
export { toAcknowledgeCommand, toShipCommand } from './orders.routes.ts';
export { findOrder, readOrder } from './orders.store.ts';
export type { Order } from './orders.ts';
export type { PlaceOutcome } from './place-orders.ts';
export type { PlaceCommand, WantedItem } from './placing.ts';
export { standardShippingCents } from './pricing.ts';
