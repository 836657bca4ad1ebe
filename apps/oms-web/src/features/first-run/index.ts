/** The guided set-up of a new organization. */
export { firstRunQuery } from './first-run.queries.ts';
