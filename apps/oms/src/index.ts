/** The OMS as a factory, for its own program, for tests and measurements. */
export { auditOms } from './audit-oms.ts';
export { createOms, type Oms } from './oms.ts';
export type { OmsDeps } from './oms-deps.ts';
