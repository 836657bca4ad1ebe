/** How the connections work: runs, and what waits. */
export { parseSyncSearch } from './sync.ts';
