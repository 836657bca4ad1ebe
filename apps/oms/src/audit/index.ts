/** The proof that the data keeps its promises. */

export { type AuditDeps, auditFeature } from './audit.routes.ts';
export { type Check, defineCheck, type Violation } from './audit.store.ts';
export { audit, auditReport, auditSnapshot } from './audit.ts';
