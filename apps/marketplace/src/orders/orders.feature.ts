/** Owns putting the parts of orders together: routes for merchants and operators, timers, and the commands for fixtures. */
import type { OrderStatus } from '@jetway/jet-api';
import type { Clock, Ids } from '@jetway/kernel';
import type { operatorOrderRoutes } from '@jetway/marketplace-api';
import type { Handlers } from '@jetway/service';
import type { Author, MarketplaceDatabase } from '../database/index.ts';
import type { AccountContext, AccountContexts } from '../merchants/index.ts';
import type { DueWork } from '../worlds/index.ts';
import { operatorOrderHandlers } from './operator-orders.routes.ts';
import { createOrderCommands, type OrderCommands } from './order-commands.ts';
import { type JetOrderRoutes, orderHandlers } from './orders.routes.ts';
import { countOrders } from './orders.store.ts';
import { orderTimers } from './timers.ts';

export interface OrdersFeatureDeps {
  readonly database: MarketplaceDatabase;
  /** Real time; world time follows from it. */
  readonly clock: Clock;
  readonly ids: Ids;
  readonly contexts: Pick<AccountContexts, 'findById'>;
}

export interface OrdersFeature {
  readonly jetHandlers: Handlers<JetOrderRoutes, AccountContext>;
  readonly operatorHandlers: Handlers<typeof operatorOrderRoutes, Author>;
  readonly dueWork: DueWork;
  readonly commands: OrderCommands;
  /** How many orders in which status each of the accounts has; accounts without orders are left out. */
  readonly countOrders: (
    accountIds: readonly string[],
  ) => Promise<ReadonlyMap<string, Readonly<Record<OrderStatus, number>>>>;
}

export function ordersFeature(deps: OrdersFeatureDeps): OrdersFeature {
  const commands = createOrderCommands(deps);
  return {
    jetHandlers: orderHandlers({ ...deps, commands }),
    operatorHandlers: operatorOrderHandlers({ ...deps, commands }),
    dueWork: orderTimers(deps),
    commands,
    countOrders: (accountIds) => countOrders(deps.database.db, accountIds),
  };
}
