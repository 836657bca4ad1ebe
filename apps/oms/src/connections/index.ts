/** Connections: accounts on channels, their settings and switches, who works for them. */

export { type ConnectionsDeps, connectionsFeature } from './connections.routes.ts';
export {
  type ConnectionKey,
  connectionsChannel,
  knownConnections,
  listWorkingConnections,
  loadConnection,
} from './connections.store.ts';
export {
  type Allowed,
  allowed,
  type ConnectionRow,
  type ConnectionState,
  importConnection,
} from './connections.ts';
export { acquireLease, holdLease, type Lease, releaseLease, renewLease } from './leases.store.ts';
export { changeConnection, makeConnection, type NewConnection, switchConnection } from './save-connection.ts';
export { accessOf, openSession, type SessionDeps } from './sessions.ts';
export { missingOf } from './settings.ts';
export { recordContact, recordPull, recordState, resetState, type StateChange } from './states.store.ts';
export { stockConnections } from './stock-connections.ts';
export { type TestDeps, testConnection } from './test-connection.ts';
