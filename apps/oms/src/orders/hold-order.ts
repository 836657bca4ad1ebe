/** Owns what people and time decide about holds: stop an order, let it go on, let it go on when its time has come. */
import { type Instant, ok, type Result, refuse } from '@jetway/kernel';
import type { Handle } from '../database/index.ts';
import { systemActor } from '../edge/index.ts';
import { type CommandDeps, type Commander, command } from './commands.ts';
import { listDueHolds } from './due-holds.store.ts';
import { evaluateAgain } from './evaluate-again.ts';
import { endHold, isHoldOver, putOnHold, watchHold } from './holds.ts';
import { isOnHold, isOpen } from './orders.ts';
import type { OrderWork } from './work.ts';

export interface HoldWish {
  readonly reason: string;
  /** Null: until somebody ends it. */
  readonly until: Instant | null;
}

/** Puts an open order on hold; one that is on hold takes the new reason and end. */
export const holdOrder = (
  deps: CommandDeps,
  by: Commander,
  orderId: string,
  { reason, until }: HoldWish,
): Promise<Result<OrderWork, 'empty_field' | 'until_passed' | 'not_allowed_now' | 'not_found'>> =>
  command<'empty_field' | 'until_passed' | 'not_allowed_now'>(deps, by, orderId, async (_tx, work) => {
    if (!isOpen(work.order)) return refuse('not_allowed_now', 'The order is over: there is nothing to stop.');
    if (reason === '') return refuse('empty_field', 'Say why it is stopped.', { path: '/reason' });
    if (until !== null && until <= by.now)
      return refuse('until_passed', 'The hold would be over already.', { path: '/until' });
    return ok(putOnHold(work, { reason, until, at: by.now, actor: by.actor }, by.now));
  });

/** What waited for the end of the hold goes on: an order that waits for an answer is answered by its policy. */
const release = (deps: CommandDeps, by: Commander, tx: Handle, work: OrderWork, words: string): Promise<OrderWork> =>
  evaluateAgain(deps, by, tx, endHold(work, words));

export const releaseOrder = (
  deps: CommandDeps,
  by: Commander,
  orderId: string,
): Promise<Result<OrderWork, 'not_on_hold' | 'not_found'>> =>
  command<'not_on_hold'>(deps, by, orderId, async (tx, work) =>
    isOnHold(work.order)
      ? ok(await release(deps, by, tx, work, 'Released from hold.'))
      : refuse('not_on_hold', 'The order is not on hold.'),
  );

/** Orders in one turn; more wait for the next. */
const PAGE = 100;

/**
 * Ends the holds whose time has come and raises their alarms, each order in a transaction of its own; answers whether
 * more may be due. What goes wrong with one order keeps no other waiting. @throws the first error, after all others
 */
export async function runDueHolds(deps: CommandDeps, now: Instant): Promise<boolean> {
  const due = await listDueHolds(deps.database.db, now, PAGE);
  const outcomes = await Promise.allSettled(
    due.map(({ organizationId, orderId }) => {
      const by = { ...systemActor, organizationId, now };
      return command(deps, by, orderId, async (tx, work) => {
        const { holdDueAt } = work.order;
        if (holdDueAt === null || holdDueAt > now) return ok(work);
        return ok(
          isHoldOver(work.order, now)
            ? await release(deps, by, tx, work, 'The hold ended by its own time.')
            : watchHold(work, now),
        );
      });
    }),
  );
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return due.length === PAGE;
}
