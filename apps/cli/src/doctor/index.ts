/** The door of the doctor. */
export type { Check } from './check.ts';
export { examine } from './doctor.ts';
