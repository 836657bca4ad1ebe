/** Who is signed in. */
export { sessionQuery } from './session.queries.ts';
export { UserMenu } from './user-menu.tsx';
