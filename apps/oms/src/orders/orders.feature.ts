/** Owns what orders hand to the wiring: routes, the outbox for sync, alarms, and answers to problems. */
import type { Instant } from '@jetway/kernel';
import type { OrderSink } from '../channels/index.ts';
import type { Feature } from '../edge/index.ts';
import type { DoProblemAction } from '../problems/index.ts';
import { raiseAlarms } from './alarms.ts';
import { deskRoutes, orderDesk } from './desk.routes.ts';
import { runDueHolds } from './hold-order.ts';
import { commandRoutes, type OrderCommandDeps, orderCommands } from './order-commands.routes.ts';
import { createOrderSink } from './order-sink.ts';
import { type OrderReadDeps, orderReads, readRoutes } from './orders.routes.ts';
import { type OrderProblemAction, orderProblemActions } from './problem-actions.ts';

export type OrdersDeps = OrderReadDeps & OrderCommandDeps;

type Routes = typeof readRoutes & typeof commandRoutes & typeof deskRoutes;
const routes: Routes = { ...readRoutes, ...commandRoutes, ...deskRoutes };

export interface OrdersFeature extends Feature<Routes> {
  readonly sink: OrderSink;
  /** Raises what is due; answers whether more may be. For a loop that ticks every minute or so. */
  readonly raiseAlarms: (now: Instant) => Promise<boolean>;
  /** Ends the holds whose time has come and raises their alarms; answers whether more may be due. */
  readonly runDueHolds: (now: Instant) => Promise<boolean>;
  /** Answers to the problems that orders raise, and to messages that were refused. */
  readonly problemActions: Readonly<Record<OrderProblemAction, DoProblemAction>>;
}

export const ordersFeature = (deps: OrdersDeps): OrdersFeature => ({
  routes,
  handlers: { ...orderReads(deps).handlers, ...orderCommands(deps).handlers, ...orderDesk(deps).handlers },
  sink: createOrderSink(deps),
  raiseAlarms: (now) => raiseAlarms(deps, now),
  runDueHolds: (now) => runDueHolds(deps, now),
  problemActions: orderProblemActions(deps),
});
