/** Owns asking who is signed in, and signing out. */
import type { OperatorClient } from '@jetway/marketplace-api';
import { sessionQueryOf, useSigningOut, wanted } from '@jetway/ui';
import { useRouter } from '@tanstack/react-router';
import { useApi } from '../../api/index.ts';

/** Null when nobody is signed in. */
export const sessionQuery = (api: OperatorClient) =>
  sessionQueryOf((signal) => wanted(api.getSession({}, { signal }), 200));

export function useSignOut() {
  const api = useApi();
  const router = useRouter();
  return useSigningOut({
    signOut: () => wanted(api.signOut(), 204),
    leave: () => router.navigate({ to: '/sign-in' }),
  });
}
