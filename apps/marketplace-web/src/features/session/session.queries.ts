/** Owns asking who is signed in, and signing in and out. */
import type { OperatorClient, OperatorSession } from '@jetway/marketplace-api';
import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { toReplyError, useApi, wanted } from '../../api/index.ts';

export const sessionKey = ['session'] as const;

/** Null when nobody is signed in. */
export const sessionQuery = (api: OperatorClient) =>
  queryOptions({
    queryKey: sessionKey,
    queryFn: async ({ signal }): Promise<OperatorSession | null> => {
      try {
        return await wanted(api.getSession({}, { signal }), 200);
      } catch (error) {
        if (toReplyError(error).status === 401) return null;
        throw error;
      }
    },
    staleTime: 5 * 60_000,
    gcTime: Number.POSITIVE_INFINITY,
  });

/** Nothing that one person saw may be shown to another. */
function startAfresh(client: QueryClient, session: OperatorSession | null): void {
  client.clear();
  client.setQueryData(sessionKey, session);
}

export function useSignIn() {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly email: string; readonly password: string }) => wanted(api.signIn({ body }), 200),
    onSuccess: (session) => startAfresh(client, session),
  });
}

export function useSignOut() {
  const api = useApi();
  const client = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: () => wanted(api.signOut(), 204),
    onSuccess: async () => {
      await router.navigate({ to: '/sign-in' });
      startAfresh(client, null);
    },
  });
}
