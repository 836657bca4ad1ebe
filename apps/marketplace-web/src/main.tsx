/** Owns the wiring of the operator console; read from top to bottom. */
import { UiProvider } from '@jetway/ui';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import './console.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiProvider, createApi } from './api/index.ts';
import { createQueryClient } from './query-client.ts';
import { createConsoleRouter } from './router.tsx';

const api = createApi();
const queryClient = createQueryClient();
const router = createConsoleRouter({ api, queryClient });

const place = document.getElementById('root');
if (place === null) throw new Error('The page has no place for the console.');

createRoot(place).render(
  <StrictMode>
    <UiProvider now={Date.now}>
      <ApiProvider api={api}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </ApiProvider>
    </UiProvider>
  </StrictMode>,
);
