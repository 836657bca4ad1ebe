/** Owns putting a web into its page, within everything that its pages stand on. */
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { UiProvider } from './ui-provider.tsx';

/** What a web brings along. */
export interface WebOptions {
  /** Gives the present instant in milliseconds since 1970 UTC. */
  readonly now: () => number;
  readonly queryClient: QueryClient;
  /** The router with the web's pages. */
  readonly pages: ReactNode;
}

/** Shows the web in the element `root` of its index.html. */
export function mountWeb({ now, queryClient, pages }: WebOptions): void {
  const place = document.getElementById('root');
  if (place === null) throw new Error('The page has no element "root".');
  createRoot(place).render(
    <StrictMode>
      <UiProvider now={now}>
        <QueryClientProvider client={queryClient}>{pages}</QueryClientProvider>
      </UiProvider>
    </StrictMode>,
  );
}
