/** Sync: pulling orders, sending messages and stock, for each connection by one program at a time. */
export { retrySync, type SyncActionDeps, syncRetryKinds, testByProblem } from './problem-actions.ts';
export { dropRuns } from './runs.store.ts';
export { dropStockFiles } from './stock-files.store.ts';
export { syncChecks } from './sync.audit.store.ts';
export { type SyncRouteDeps, syncFeature } from './sync.routes.ts';
export { type SyncStateDeps, syncStateFeature } from './sync-state.routes.ts';
export { createWorkers, type Workers, type WorkersDeps } from './workers.ts';
