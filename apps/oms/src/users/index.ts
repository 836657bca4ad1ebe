/** People, memberships, sessions and keys. */

export { apiKeysFeature } from './api-keys.routes.ts';
export { insertApiKey, keepApiKey } from './api-keys.store.ts';
export { type Authenticate, createAuthenticate } from './authenticate.ts';
export { membersFeature } from './members.routes.ts';
export { createWelcome, sessionFeature, type VisitorContext, visitorRoutes } from './session.routes.ts';
export { insertSession, sweepEnded } from './sessions.store.ts';
export { normalEmail } from './sign-in.ts';
export { countUsers, insertMembership, insertUser } from './users.store.ts';
