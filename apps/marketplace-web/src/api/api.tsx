/** Owns the way pages reach the server: the derived client, handed down by context. */

import { createOperatorClient, type OperatorClient, operatorPrefix } from '@jetway/marketplace-api';
import { pageTransport } from '@jetway/ui';
import { createContext, type ReactNode, use } from 'react';

export const createApi = (): OperatorClient =>
  createOperatorClient({
    baseUrl: operatorPrefix,
    transport: pageTransport('The marketplace', (input, init) => fetch(input, init)),
  });

const ApiContext = createContext<OperatorClient | undefined>(undefined);

export function ApiProvider({ api, children }: { readonly api: OperatorClient; readonly children: ReactNode }) {
  return <ApiContext value={api}>{children}</ApiContext>;
}

export function useApi(): OperatorClient {
  const api = use(ApiContext);
  if (api === undefined) throw new Error('An ApiProvider is missing above this component.');
  return api;
}
