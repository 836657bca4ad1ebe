/** Who is signed in, and what they may do. */
export { SHORTEST_PASSWORD } from './change-password-dialog.tsx';
export { roleNames } from './roles.ts';
export { sessionQuery } from './session.queries.ts';
export { SessionProvider, useMay, useSession } from './session-context.tsx';
export { UserMenu } from './user-menu.tsx';
