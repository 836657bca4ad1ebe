/** Owns rejecting orders that nobody answered in time, where a connection wants that. */
import type { RejectDue } from '../channels/index.ts';
import { systemActor } from '../edge/index.ts';
import { rejectOrder } from './acknowledge-order.ts';
import type { CommandDeps } from './commands.ts';
import { listUndecided } from './waiting-orders.store.ts';

/** Orders at once; more wait for the next look. */
const PAGE = 50;

/** Each in a transaction of its own; one that was answered meanwhile is left alone. */
export const rejectDue =
  (deps: CommandDeps): RejectDue =>
  async (organizationId, connectionId, { deadlineBefore, now }) => {
    const options = { deadlineBefore, limit: PAGE };
    const by = { ...systemActor, organizationId, now };
    let rejected = 0;
    for (const orderId of await listUndecided(deps.database.db, organizationId, connectionId, options))
      if ((await rejectOrder(deps, by, orderId)).ok) rejected += 1;
    return rejected;
  };
