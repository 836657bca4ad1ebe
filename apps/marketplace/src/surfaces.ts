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
import { commissionHandlers } from './commissions/index.ts';
import { exceptionHandlers, findExceptions } from './exceptions/index.ts';
import { idempotencyTable } from './idempotency/index.ts';
import { JET_PREFIX, jetAuthenticate, jetDialect, jetEdge, tokenEdge } from './jet-surface/index.ts';
import { type AccountContext, accountHandlers } from './merchants/index.ts';
import { merchantNodeHandlers, nodeHandlers } from './nodes/index.ts';
import { offerHandlers, operatorSkuHandlers } from './offers/index.ts';
import { merchantSetupHandlers, onboardingHandlers } from './onboarding/index.ts';
import {
  guardedSessionHandlers,
  type OperatorContext,
  openSessionHandlers,
  openSessionRoutes,
  operatorAuthenticate,
} from './operators/index.ts';
import { listingRuleHandlers } from './pipeline/index.ts';
import { rateLimitHandlers } from './ratelimits/index.ts';
import { operatorRefundHandlers, refundHandlers } from './refunds/index.ts';
import { requestLogHandlers } from './requestlog/index.ts';
import { operatorReturnHandlers, returnHandlers } from './returns/index.ts';
import { faultHandlers } from './sandbox/index.ts';
import { type Scenarios, scenarioHandlers } from './scenarios/index.ts';
import type { MarketplaceServices } from './services.ts';
import { createReadSku, serveSkuExport, skuHandlers, skuListHandlers } from './skus/index.ts';
import { operatorTaxonomyHandlers, taxonomyHandlers } from './taxonomy/index.ts';
import { guardedTokenHandlers, openTokenHandlers, openTokenRoutes } from './tokens/index.ts';
import { operatorVariationHandlers, variationHandlers } from './variations/index.ts';
import { webhookHandlers } from './webhooks/index.ts';
import { worldHandlers } from './worlds/index.ts';

const { getToken: _getToken, ...guardedJetRoutes } = jetRoutes;

/** Serves the merchant API: what anybody may call, and what an account may call. */
export function serveJet(server: HttpServer, services: MarketplaceServices): void {
  const readSku = createReadSku({ ...services, readExceptions: findExceptions });
  const skus = { ...services, readSku, lookNow: services.pipeline.lookNow };
  const handlers: Handlers<typeof guardedJetRoutes, AccountContext> = {
    ...guardedTokenHandlers(),
    ...merchantSetupHandlers(services),
    ...skuHandlers(skus),
    ...skuListHandlers(skus),
    ...offerHandlers(services),
    ...variationHandlers(services),
    ...exceptionHandlers(services),
    ...merchantNodeHandlers(services),
    ...services.files.jetHandlers,
    ...services.orders.jetHandlers,
    ...returnHandlers(services),
    ...refundHandlers(services),
    ...services.settlement.jetHandlers,
    ...services.salesData.jetHandlers,
    ...services.reports.jetHandlers,
    ...taxonomyHandlers(services),
  };
  server.register<typeof openTokenRoutes, RequestInfo>({
    prefix: JET_PREFIX,
    routes: openTokenRoutes,
    handlers: openTokenHandlers(services),
    dialect: jetDialect,
    authenticate: async (_route, request) => ok(request),
    edge: tokenEdge(services),
  });
  server.register({
    prefix: JET_PREFIX,
    routes: guardedJetRoutes,
    handlers,
    dialect: jetDialect,
    authenticate: jetAuthenticate(services),
    edge: jetEdge(services),
    dateHeader: (context) => context.now,
    openApi: { ...jetOpenApiInfo, routes: jetRoutes },
  });
  serveSkuExport(server, {
    ...services,
    prefix: JET_PREFIX,
    dialect: jetDialect,
    authenticate: jetAuthenticate(services),
  });
}

const { signIn: _signIn, signOut: _signOut, ...guardedOperatorRoutes } = operatorRoutes;

export interface OperatorSurface {
  readonly publicUrl: string;
  readonly ownKey: string;
  readonly secretBox: SecretBox;
  readonly scenarios: Scenarios;
}

/** Serves the operator API. */
export function serveOperator(server: HttpServer, services: MarketplaceServices, surface: OperatorSurface): void {
  const { orders, shoppers } = services;
  const own = { ...services, ...surface, countOrders: orders.countOrders };
  const handlers: Handlers<typeof guardedOperatorRoutes, OperatorContext> = {
    ...guardedSessionHandlers(),
    ...worldHandlers(own),
    ...accountHandlers(own),
    ...onboardingHandlers(own),
    ...nodeHandlers(own),
    ...operatorVariationHandlers(own),
    ...listingRuleHandlers(own),
    ...operatorSkuHandlers(own),
    ...services.files.operatorHandlers,
    ...orders.operatorHandlers,
    ...operatorReturnHandlers(own),
    ...operatorRefundHandlers(own),
    ...commissionHandlers(own),
    ...services.settlement.operatorHandlers,
    ...services.reports.operatorHandlers,
    ...shoppers.operatorHandlers,
    ...requestLogHandlers(own),
    ...faultHandlers(own),
    ...scenarioHandlers(own),
    ...webhookHandlers(own),
    ...rateLimitHandlers(own),
    ...operatorTaxonomyHandlers(own),
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
    openApi: { ...operatorOpenApiInfo, routes: operatorRoutes },
  });
}
