/** The door of the sandbox: what goes wrong on purpose. */
export { createFaults, type Faults, type FaultsDeps } from './fault-service.ts';
export { faultHandlers } from './faults.routes.ts';
