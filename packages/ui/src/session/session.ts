/** Owns what a page knows of who is signed in: asking for it, and forgetting everything when that changes. */
import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { toReplyError } from '../server/failures.ts';

/** Where the session is kept among the answers: null when nobody is signed in. */
export const sessionKey = ['session'] as const;

/**
 * The question who is signed in; null when nobody is.
 * @param ask fails with the status 401 when nobody is signed in
 */
export const sessionQueryOf = <Session>(ask: (signal: AbortSignal) => Promise<Session>) =>
  queryOptions({
    queryKey: sessionKey,
    queryFn: async ({ signal }): Promise<Session | null> => {
      try {
        return await ask(signal);
      } catch (error) {
        if (toReplyError(error).status === 401) return null;
        throw error;
      }
    },
    staleTime: 5 * 60_000,
    gcTime: Number.POSITIVE_INFINITY,
  });

/**
 * Begins with this session and nothing else: nothing that one person or organization saw may be shown to another.
 * @param session null when nobody is signed in any more
 */
export function startAfresh(client: QueryClient, session: unknown): void {
  client.clear();
  client.setQueryData(sessionKey, session);
}

/** What somebody signs in with. */
export interface SignInBody {
  readonly email: string;
  readonly password: string;
}

/** Signing in; what comes of it is the new session. */
export function useSigningIn<Session>(signIn: (body: SignInBody) => Promise<Session>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: signIn, onSuccess: (session) => startAfresh(client, session) });
}

/** How to end the session, and how to get to the sign-in page. */
export interface SigningOutOptions {
  readonly signOut: () => Promise<unknown>;
  readonly leave: () => Promise<void>;
}

/** Signing out, and leaving the page that was open. */
export function useSigningOut({ signOut, leave }: SigningOutOptions) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      // The page goes first: it must not notice the end of its session and lead back to itself.
      await leave();
      startAfresh(client, null);
    },
  });
}
