/** Owns the way pages reach the server: the derived client, handed down by context. */

import { createOmsClient, type OmsClient, omsPrefix } from '@jetway/oms-api';
import { pageTransport } from '@jetway/ui';
import { createContext, type ReactNode, use } from 'react';

export const createApi = (): OmsClient =>
  createOmsClient({ baseUrl: omsPrefix, transport: pageTransport('The OMS', (input, init) => fetch(input, init)) });

const ApiContext = createContext<OmsClient | undefined>(undefined);

export function ApiProvider({ api, children }: { readonly api: OmsClient; readonly children: ReactNode }) {
  return <ApiContext value={api}>{children}</ApiContext>;
}

export function useApi(): OmsClient {
  const api = use(ApiContext);
  if (api === undefined) throw new Error('An ApiProvider is missing above this component.');
  return api;
}
