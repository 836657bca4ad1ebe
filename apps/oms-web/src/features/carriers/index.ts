/** What people call carriers, and what tracking numbers tell. */
export { useDefaultCarrier, useTrackingCheck } from './carriers.queries.ts';
