/** Faults: what goes wrong on purpose. */
export { faultName } from './faults.ts';
