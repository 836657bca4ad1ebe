/** Owns who is signed in, for the pages behind the door. */
import type { Route } from '@jetway/http-contract';
import { omsRoutes, type Role, type SessionInfo } from '@jetway/oms-api';
import { createContext, type ReactNode, use, useCallback } from 'react';

const SessionContext = createContext<SessionInfo | undefined>(undefined);

export function SessionProvider({
  session,
  children,
}: {
  readonly session: SessionInfo;
  readonly children: ReactNode;
}) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): SessionInfo {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('A SessionProvider is missing above this component.');
  return session;
}

export type Operation = keyof typeof omsRoutes;

/** Whether a role may call an operation, as the contract says; the server decides by the same words. */
export function mayCall(role: Role, operation: Operation): boolean {
  const { roles }: Route = omsRoutes[operation];
  return roles === undefined || roles.includes(role);
}

/** What the person who is signed in may do. */
export function useMay(): (operation: Operation) => boolean {
  const { role } = useSession();
  return useCallback((operation: Operation) => mayCall(role, operation), [role]);
}
