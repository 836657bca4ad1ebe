/** Owns asking who is signed in and for which organization, changing that, and signing out. */
import type { OmsClient } from '@jetway/oms-api';
import { sessionQueryOf, startAfresh, useSigningOut, wanted } from '@jetway/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useApi } from '../../api/index.ts';

/** Null when nobody is signed in. */
export const sessionQuery = (api: OmsClient) => sessionQueryOf((signal) => wanted(api.getSession({}, { signal }), 200));

export function useSignOut() {
  const api = useApi();
  const router = useRouter();
  return useSigningOut({
    signOut: () => wanted(api.signOut(), 204),
    leave: () => router.navigate({ to: '/sign-in' }),
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
