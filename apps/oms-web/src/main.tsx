/** Owns the wiring of the seller's admin; read from top to bottom. */
import { createQueryClient, mountWeb } from '@jetway/ui';
import { RouterProvider } from '@tanstack/react-router';
import { ApiProvider, createApi } from './api/index.ts';
import { createOmsRouter } from './router.tsx';

const api = createApi();
const queryClient = createQueryClient();
const router = createOmsRouter({ api, queryClient });

mountWeb({
  now: Date.now,
  queryClient,
  pages: (
    <ApiProvider api={api}>
      <RouterProvider router={router} />
    </ApiProvider>
  ),
});
