/** Owns what the marketplace serves: the merchant API and the operator API, each route with its handler. */
import { jetOpenApiInfo, jetRoutes } from '@jetway/jet-api';
import { ok } from '@jetway/kernel';
import { operatorOpenApiInfo, operatorPrefix, operatorRoutes } from '@jetway/marketplace-api';
import {
  createIdempotencyStore,
  type Handlers,
  type HttpServer,
  problemDialect,
  type RequestInfo,
  type SecretBox,
} from '@jetway/service';
import { idempotencyTable } from './idempotency/index.ts';
import { JET_PREFIX, jetAuthenticate, jetDialect } from './jet-surface/index.ts';
import { type AccountContext, accountHandlers } from './merchants/index.ts';
import { nodeHandlers } from './nodes/index.ts';
import { offerHandlers, operatorSkuHandlers } from './offers/index.ts';
import {
  guardedSessionHandlers,
  type OperatorContext,
  openSessionHandlers,
  openSessionRoutes,
  operatorAuthenticate,
} from './operators/index.ts';
import type { MarketplaceServices } from './services.ts';
import { skuHandlers } from './skus/index.ts';
import { guardedTokenHandlers, openTokenHandlers, openTokenRoutes } from './tokens/index.ts';
import { worldHandlers } from './worlds/index.ts';

const { getToken: _getToken, ...guardedJetRoutes } = jetRoutes;

/** Serves the merchant API: what anybody may call, and what an account may call. */
export function serveJet(server: HttpServer, services: MarketplaceServices): void {
  const handlers: Handlers<typeof guardedJetRoutes, AccountContext> = {
    ...guardedTokenHandlers(),
    ...skuHandlers(services),
    ...offerHandlers(services),
    ...services.orders.jetHandlers,
  };
  server.register<typeof openTokenRoutes, RequestInfo>({
    prefix: JET_PREFIX,
    routes: openTokenRoutes,
    handlers: openTokenHandlers(services),
    dialect: jetDialect,
    authenticate: async (_route, request) => ok(request),
  });
  server.register({
    prefix: JET_PREFIX,
    routes: guardedJetRoutes,
    handlers,
    dialect: jetDialect,
    authenticate: jetAuthenticate(services),
    dateHeader: (context) => context.now,
    openApi: { ...jetOpenApiInfo, security: jetOpenApiInfo.security ?? {} },
  });
}

const { signIn: _signIn, signOut: _signOut, ...guardedOperatorRoutes } = operatorRoutes;

export interface OperatorSurface {
  readonly publicUrl: string;
  readonly ownKey: string;
  readonly secretBox: SecretBox;
}

/** Serves the operator API. */
export function serveOperator(server: HttpServer, services: MarketplaceServices, surface: OperatorSurface): void {
  const { orders, shoppers } = services;
  const own = { ...services, ...surface, countOrders: orders.countOrders };
  const handlers: Handlers<typeof guardedOperatorRoutes, OperatorContext> = {
    ...guardedSessionHandlers(),
    ...worldHandlers(own),
    ...accountHandlers(own),
    ...nodeHandlers(own),
    ...operatorSkuHandlers(own),
    ...orders.operatorHandlers,
    ...shoppers.operatorHandlers,
  };
  server.register<typeof openSessionRoutes, RequestInfo>({
    prefix: operatorPrefix,
    routes: openSessionRoutes,
    handlers: openSessionHandlers(own),
    dialect: problemDialect,
    authenticate: async (_route, request) => ok(request),
  });
  server.register({
    prefix: operatorPrefix,
    routes: guardedOperatorRoutes,
    handlers,
    dialect: problemDialect,
    authenticate: operatorAuthenticate(own),
    idempotency: {
      store: createIdempotencyStore({ ...own, table: idempotencyTable }),
      scopeOf: (context) => `operator:${context.operatorId}`,
    },
    openApi: { ...operatorOpenApiInfo, security: operatorOpenApiInfo.security ?? {} },
  });
}
