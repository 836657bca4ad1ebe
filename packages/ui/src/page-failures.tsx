/** Owns what is shown instead of a page: nothing there, or the page itself broke. */
import { IconMapOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ReplyError } from './server/failures.ts';
import { EmptyPanel, FailurePanel, LoadingPage } from './states.tsx';

/**
 * The address leads to no page.
 * @param props.action the way to a page that exists
 */
export function NoSuchPage({ action }: { readonly action: ReactNode }) {
  return (
    <main>
      <EmptyPanel isPage title="There is no such page" icon={<IconMapOff size={26} aria-hidden />} action={action}>
        The address may be mistyped, or what it led to was removed.
      </EmptyPanel>
    </main>
  );
}

/** What broke a page, and how its router tries it again. */
export interface BrokenPageProps {
  readonly error: unknown;
  readonly reset: () => void;
}

/** The page's own code failed, or what it stands on could not be fetched. */
export function BrokenPage({ error, reset }: BrokenPageProps) {
  const failure =
    error instanceof ReplyError
      ? error.failure
      : { title: 'This page has a fault', detail: 'Load it anew; if that does not help, please report it.' };
  return <FailurePanel failure={failure} onRetry={() => (error instanceof ReplyError ? reset() : location.reload())} />;
}

/**
 * How each web's router treats its pages: fetched when one is about to go there, never stale, and fit for failure. What an
 * address says beyond what its page understands is taken out of it: pages would be handed it all the same.
 */
export const routerDefaults = {
  search: { strict: true },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultErrorComponent: BrokenPage,
  defaultPendingComponent: LoadingPage,
} as const;
