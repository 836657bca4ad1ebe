/** Owns looking at an order once more, as when it came: SKUs, stock, and the answer by its connection's policy. */
import type { Handle } from '../database/index.ts';
import { evaluate } from './answering.ts';
import { type CommandDeps, type Commander, connectionOf } from './commands.ts';
import { canAcknowledge } from './orders.ts';
import type { OrderWork } from './work.ts';

export async function evaluateAgain(deps: CommandDeps, by: Commander, tx: Handle, work: OrderWork): Promise<OrderWork> {
  const connection = await connectionOf(deps, tx, work.order);
  const policy = canAcknowledge(work) ? connection.acknowledgePolicy : null;
  return evaluate(tx, work, { policy, asks: true, ids: deps.ids, by, now: by.now });
}
