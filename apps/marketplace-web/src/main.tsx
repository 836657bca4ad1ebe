/** Owns the wiring of the operator console; read from top to bottom. */
import { createQueryClient, mountWeb } from '@jetway/ui';
import { RouterProvider } from '@tanstack/react-router';
import { ApiProvider, createApi } from './api/index.ts';
import { createConsoleRouter } from './router.tsx';

const api = createApi();
const queryClient = createQueryClient();
const router = createConsoleRouter({ api, queryClient });

mountWeb({
  now: Date.now,
  queryClient,
  pages: (
    <ApiProvider api={api}>
      <RouterProvider router={router} />
    </ApiProvider>
  ),
});
