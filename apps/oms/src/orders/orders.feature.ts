/** Owns what orders hand to the wiring: routes, the outbox for sync, alarms, and answers to problems. */
import type { Instant } from '@jetway/kernel';
import type { OrderSink } from '../channels/index.ts';
import type { Feature } from '../edge/index.ts';
import type { DoProblemAction } from '../problems/index.ts';
import { raiseAlarms } from './alarms.ts';
import { type OrderBulkAction, orderBulkActions } from './bulk-actions.ts';
import { commandRoutes, type OrderCommandDeps, orderCommands } from './order-commands.routes.ts';
import { type OrderLists, orderLists } from './order-listing.ts';
import { createOrderSink } from './order-sink.ts';
import { type OrderReadDeps, orderReads, readRoutes } from './orders.routes.ts';
import { type OrderProblemAction, orderProblemActions } from './problem-actions.ts';

export type OrdersDeps = OrderReadDeps & OrderCommandDeps;

type Routes = typeof readRoutes & typeof commandRoutes;
const routes: Routes = { ...readRoutes, ...commandRoutes };

export interface OrdersFeature extends Feature<Routes> {
  readonly sink: OrderSink;
  /** Raises what is due; answers whether more may be. For a loop that ticks every minute or so. */
  readonly raiseAlarms: (now: Instant) => Promise<boolean>;
  readonly lists: OrderLists;
  /** What can be done to many orders at once. */
  readonly bulkActions: Readonly<Record<'acknowledge' | 'cancel', OrderBulkAction>>;
  /** Answers to the problems that orders raise, and to messages that were refused. */
  readonly problemActions: Readonly<Record<OrderProblemAction, DoProblemAction>>;
}

export const ordersFeature = (deps: OrdersDeps): OrdersFeature => ({
  routes,
  handlers: { ...orderReads(deps).handlers, ...orderCommands(deps).handlers },
  sink: createOrderSink(deps),
  raiseAlarms: (now) => raiseAlarms(deps, now),
  problemActions: orderProblemActions(deps),
  lists: orderLists,
  bulkActions: orderBulkActions(deps),
});
