/** Owns the work on bulk runs: a few orders at a time, each in its own transaction together with its outcome. */
import type { Clock } from '@jetway/kernel';
import type { Log } from '@jetway/service';
import type { Database, Handle } from '../database/index.ts';
import type { BulkActions } from './bulk.ts';
import { type Claim, claimOrders, recordOutcome, releaseClaim, settleRun } from './bulk-work.store.ts';

export interface BulkWorkDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly actions: BulkActions;
}

/** Orders of one turn; then it is another run's. */
const ORDERS = 25;
/** Longer than a turn takes; a dead program's orders are taken over after it. */
const CLAIM_MS = 60_000;
/** Between two looks at a run whose orders are all in other hands. */
const REST_MS = 5_000;

/** The claim ran out and another program deals with the order: nothing of this one may stay. */
class LostClaim extends Error {}

/** Works on the run that waits longest; answers whether there may be more to do. */
export async function workOnBulkRuns(deps: BulkWorkDeps, signal: AbortSignal): Promise<boolean> {
  const { database, clock } = deps;
  const how = { limit: ORDERS, claimMs: CLAIM_MS, restMs: REST_MS };
  const claim = await database.transaction((tx) => claimOrders(tx, clock.now(), how));
  if (claim === undefined) return false;
  for (const order of claim.orders) {
    if (signal.aborted) break;
    await workOnOrder(deps, claim, order);
  }
  await database.transaction(async (tx) => {
    if (signal.aborted) await releaseClaim(tx, claim);
    await settleRun(tx, claim, clock.now());
  });
  return claim.orders.length > 0;
}

async function workOnOrder(
  { database, clock, log, actions }: BulkWorkDeps,
  claim: Claim,
  { position, orderId }: Claim['orders'][number],
): Promise<void> {
  const now = clock.now();
  const { organizationId, createdBy: actor, requestId } = claim;
  const succeed = async (tx: Handle): Promise<void> => {
    if (!(await recordOutcome(tx, claim, position, { state: 'done' }, now))) throw new LostClaim();
  };
  const refuse = async (code: string, text: string): Promise<void> => {
    await database.transaction((tx) => recordOutcome(tx, claim, position, { state: 'refused', code, text }, now));
  };
  try {
    const by = { organizationId, actor, requestId, now };
    const done = await actions[claim.action].run(by, orderId, claim.options, succeed);
    if (!done.ok) await refuse(done.refusal.code, done.refusal.text);
  } catch (error) {
    if (error instanceof LostClaim) return;
    log.error('an order of a bulk run failed unexpectedly', { runId: claim.runId, orderId, error });
    await refuse('internal', 'Something went wrong here; the log says what. Try it again.');
  }
}
