/** Owns asking who is signed in, and signing in and out. */
import type { OmsClient, SessionInfo } from '@jetway/oms-api';
import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useApi, wanted } from '../../api/index.ts';

export const sessionKey = ['session'] as const;

/** Null when nobody is signed in. */
export const sessionQuery = (api: OmsClient) =>
  queryOptions({
    queryKey: sessionKey,
    queryFn: async ({ signal }): Promise<SessionInfo | null> => {
      const reply = await api.getSession({}, { signal });
      return reply.status === 401 ? null : wanted(Promise.resolve(reply), 200);
    },
    staleTime: 5 * 60_000,
    gcTime: Number.POSITIVE_INFINITY,
  });

export function useSignIn() {
  const api = useApi();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly email: string; readonly password: string }) => wanted(api.signIn({ body }), 200),
    onSuccess: (session) => startAfresh(client, session),
  });
}

/** Nothing that one person or organization saw may be shown to another. */
function startAfresh(client: QueryClient, session: SessionInfo | null): void {
  client.clear();
  client.setQueryData(sessionKey, session);
}

export function useSignOut() {
  const api = useApi();
  const client = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: () => wanted(api.signOut(), 204),
    onSuccess: async () => {
      // The page goes first: it must not notice the end of its session and lead back to itself.
      await router.navigate({ to: '/sign-in' });
      startAfresh(client, null);
    },
  });
}

export function useSwitchOrganization() {
  const api = useApi();
  const client = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: (organizationId: string) => wanted(api.switchOrganization({ body: { organizationId } }), 200),
    onSuccess: async (session) => {
      startAfresh(client, session);
      await router.navigate({ to: '/orders', search: {} });
      await router.invalidate();
    },
  });
}

export function useChangePassword() {
  const api = useApi();
  return useMutation({
    mutationFn: (body: { readonly current: string; readonly next: string }) =>
      wanted(api.changePassword({ body }), 204),
  });
}
