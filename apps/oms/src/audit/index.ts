/** The proof that the data keeps its promises. */
export type { Violation } from './audit.store.ts';
export { audit, auditSnapshot, type Check } from './audit.ts';
