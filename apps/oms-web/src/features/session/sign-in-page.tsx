/** Owns the sign-in page. */
import { SignIn, safeReturn, wanted } from '@jetway/ui';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApi } from '../../api/index.ts';

const route = getRouteApi('/sign-in');

export function SignInPage(): ReactNode {
  const api = useApi();
  const router = useRouter();
  const to = safeReturn(route.useSearch().to);
  return (
    <SignIn
      part="OMS"
      tabTitle="Sign in · Jetway"
      heading="Sign in"
      hint="No account? An admin of your organization adds people under Settings › People."
      isOnTheWay={to !== '/'}
      signIn={(body) => wanted(api.signIn({ body }), 200)}
      onSignedIn={() => router.history.push(to)}
    />
  );
}
