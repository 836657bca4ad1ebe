/** What is deleted by age. */
export { type Sweep, scheduleRetention } from './retention.ts';
