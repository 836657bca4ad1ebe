/** Owns what can be done to many orders at once: the commands that need nothing of each order but its id. */
import type { Result } from '@jetway/kernel';
import { type BulkOptions, orderRoutes, type Role } from '@jetway/oms-api';
import { acknowledgeOrder } from './acknowledge-order.ts';
import { cancelOrder } from './cancel-order.ts';
import type { Also, CommandDeps, Commander } from './commands.ts';

/** One action on one order; `also` is written with it, or not at all. */
export interface OrderBulkAction {
  /** Those of the command itself. */
  readonly roles: readonly Role[];
  /** What it must be told besides the orders. */
  readonly needs?: keyof BulkOptions;
  readonly run: (by: Commander, orderId: string, options: BulkOptions, also: Also) => Promise<Result<unknown>>;
}

export const orderBulkActions = (deps: CommandDeps): Readonly<Record<'acknowledge' | 'cancel', OrderBulkAction>> => ({
  acknowledge: {
    roles: orderRoutes.acknowledgeOrder.roles,
    run: (by, orderId, _options, also) => acknowledgeOrder(deps, by, orderId, { also }),
  },
  cancel: {
    roles: orderRoutes.cancelOrder.roles,
    needs: 'cancel',
    run: (by, orderId, { cancel = { mode: 'reject' } }, also) => cancelOrder(deps, by, orderId, cancel, also),
  },
});
