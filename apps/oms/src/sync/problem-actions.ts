/** Owns what a person's answer to a problem of sync does: try again, test again. */
import { type Clock, type Ids, ok, refuse } from '@jetway/kernel';
import { loadConnection, resetState, type TestDeps, testConnection } from '../connections/index.ts';
import type { Database } from '../database/index.ts';
import { markStockDue } from '../inventory/index.ts';
import type { DoProblemAction, ProblemKind } from '../problems/index.ts';
import { askForRun } from './runs.store.ts';

export interface SyncActionDeps extends TestDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** Kinds of problem whose `retry` is sync's; the others' belong to orders. */
export const syncRetryKinds: ReadonlySet<ProblemKind> = new Set<ProblemKind>([
  'credentials-refused',
  'connection-failing',
  'order-invalid',
  'stock-refused',
  'stock-drift',
]);

const GONE = refuse('not_allowed_now', 'The connection that this is about is gone.');

/** Tries again what a problem of these kinds is about. */
export function retrySync({ database, ids }: SyncActionDeps): DoProblemAction {
  return async (context, problem) => {
    const { organizationId, now } = context;
    const { connectionId, skuId, kind } = problem;
    if (connectionId === null) return GONE;
    const key = { organizationId, connectionId };
    return database.transaction(async (tx) => {
      if ((await loadConnection(tx, key)) === undefined) return GONE;
      await resetState(tx, key);
      if (kind === 'stock-refused' || kind === 'stock-drift') {
        if (skuId !== null) await markStockDue(tx, organizationId, [skuId], now, connectionId);
        return ok('The stock is sent again.');
      }
      await askForRun(tx, key, 'pull-orders', ids, context, now);
      return ok(kind === 'order-invalid' ? 'The order is read again.' : 'The connection is tried again.');
    });
  };
}

/** Tests the connection that a problem is about; passed, it settles the problem. */
export function testByProblem(deps: SyncActionDeps): DoProblemAction {
  return async (context, { connectionId }) => {
    if (connectionId === null) return GONE;
    const { organizationId } = context;
    const connection = await loadConnection(deps.database.db, { organizationId, connectionId });
    if (connection === undefined) return GONE;
    const tested = await testConnection(deps, connection, {}, context);
    if (!tested.ok) return refuse('not_allowed_now', tested.refusal.text);
    const bad = tested.value.steps.find((step) => !step.ok);
    if (bad !== undefined) return refuse('not_allowed_now', `${bad.name}: ${bad.text}`);
    return ok('The test was passed.');
  };
}
