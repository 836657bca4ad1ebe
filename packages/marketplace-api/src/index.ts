/** Contracts of the marketplace's own APIs (operator now), and the clients derived from them. */
import { type Client, type ClientSettings, createClient, type OpenApiInfo } from '@jetway/http-contract';
import { accountRoutes } from './accounts.ts';
import { operatorOrderRoutes } from './operator-orders.ts';
import { operatorSessionRoutes } from './operator-session.ts';
import { worldRoutes } from './worlds.ts';

export * from './accounts.ts';
export * from './operator-orders.ts';
export * from './operator-session.ts';
export * from './shapes.ts';
export * from './worlds.ts';

type OperatorRoutes = typeof operatorSessionRoutes &
  typeof worldRoutes &
  typeof accountRoutes &
  typeof operatorOrderRoutes;

export const operatorRoutes: OperatorRoutes = {
  ...operatorSessionRoutes,
  ...worldRoutes,
  ...accountRoutes,
  ...operatorOrderRoutes,
};

/** Prefix of the operator API on the marketplace's server. */
export const operatorPrefix = '/operator/v1';

export const operatorOpenApiInfo: OpenApiInfo = {
  title: 'Jetway operator API',
  version: '1',
  description: 'Merchants, worlds, shoppers and orders, for those who run the marketplace.',
  server: operatorPrefix,
  security: {
    operator: {
      type: 'http',
      scheme: 'bearer',
      description: 'An operator key; browsers use the session cookie instead.',
    },
  },
};

export type OperatorClient = Client<OperatorRoutes>;

/** A typed client of the operator API; `baseUrl` ends in the prefix. */
export const createOperatorClient = (settings: ClientSettings): OperatorClient =>
  createClient(operatorRoutes, settings);
