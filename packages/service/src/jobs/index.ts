/** Jobs. */
export { createJobs, type Job, type JobDatabase, type JobKind, type Jobs, type JobsOptions } from './jobs.ts';
export { runSweeps, type Sweep, scheduleRetention } from './retention.ts';
