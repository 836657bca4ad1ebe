/** Transfers: units that go from one location to another, and are nowhere available meanwhile. */
export { transfersFeature } from './transfers.routes.ts';
