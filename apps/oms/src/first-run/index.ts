/** The guided set-up that a new organization begins with, until it is done or not wanted. */
export { firstRunFeature } from './first-run.routes.ts';
export { endFirstRun } from './first-run.store.ts';
