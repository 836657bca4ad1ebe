/** Owns putting the parts of settlements together: routes, the timer, the commands of operators, what reports read. */
import type { settlementRoutes as jetSettlementRoutes } from '@jetway/jet-api';
import type { Clock, Ids } from '@jetway/kernel';
import type { settlementRoutes } from '@jetway/marketplace-api';
import type { Handlers } from '@jetway/service';
import type { Author, MarketplaceDatabase } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import type { DueWork } from '../worlds/index.ts';
import { operatorSettlementHandlers } from './operator-settlement.routes.ts';
import { settlementHandlers } from './settlement.routes.ts';
import { settlementTimer } from './settlement-timer.ts';

export interface SettlementFeatureDeps {
  readonly database: MarketplaceDatabase;
  /** Real time; world time follows from it. */
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface SettlementFeature {
  readonly jetHandlers: Handlers<typeof jetSettlementRoutes, AccountContext>;
  readonly operatorHandlers: Handlers<typeof settlementRoutes, Author>;
  readonly dueWork: DueWork;
}

export const settlementFeature = (deps: SettlementFeatureDeps): SettlementFeature => ({
  jetHandlers: settlementHandlers(deps),
  operatorHandlers: operatorSettlementHandlers(deps),
  dueWork: settlementTimer(deps),
});
