/** Who is signed in. */
export { parseSignInSearch } from './return-address.ts';
export { sessionKey, sessionQuery } from './session.queries.ts';
export { UserMenu } from './user-menu.tsx';
