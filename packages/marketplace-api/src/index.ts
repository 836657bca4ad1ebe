/** Contracts of the marketplace's own APIs (operator now), and the clients derived from them. */
import { type Client, type ClientSettings, createClient, type OpenApiInfo, Problem } from '@jetway/http-contract';
import { accountRoutes } from './accounts.ts';
import { commissionRoutes } from './commissions.ts';
import { faultRoutes } from './faults.ts';
import { listingRuleRoutes } from './listing-rules.ts';
import { nodeRoutes } from './nodes.ts';
import { onboardingRoutes } from './onboarding.ts';
import { operatorFileRoutes } from './operator-files.ts';
import { operatorOrderRoutes } from './operator-orders.ts';
import { operatorRefundRoutes } from './operator-refunds.ts';
import { operatorReportRoutes } from './operator-reports.ts';
import { operatorReturnRoutes } from './operator-returns.ts';
import { operatorSessionRoutes } from './operator-session.ts';
import { rateLimitRoutes } from './rate-limits.ts';
import { requestLogRoutes } from './request-log.ts';
import { scenarioRoutes } from './scenarios.ts';
import { settlementRoutes } from './settlements.ts';
import { taxonomyRoutes } from './taxonomies.ts';
import { operatorVariationRoutes } from './variations.ts';
import { webhookRoutes } from './webhooks.ts';
import { worldRoutes } from './worlds.ts';

export * from './accounts.ts';
export * from './commissions.ts';
export * from './faults.ts';
export * from './listing-rules.ts';
export * from './nodes.ts';
export * from './onboarding.ts';
export * from './operator-files.ts';
export * from './operator-orders.ts';
export * from './operator-refunds.ts';
export * from './operator-reports.ts';
export * from './operator-returns.ts';
export * from './operator-session.ts';
export * from './rate-limits.ts';
export * from './request-log.ts';
export * from './scenarios.ts';
export * from './settlements.ts';
export * from './shapes.ts';
export * from './taxonomies.ts';
export * from './variations.ts';
export * from './webhooks.ts';
export * from './worlds.ts';

type OperatorRoutes = typeof operatorSessionRoutes &
  typeof taxonomyRoutes &
  typeof worldRoutes &
  typeof accountRoutes &
  typeof onboardingRoutes &
  typeof listingRuleRoutes &
  typeof nodeRoutes &
  typeof operatorVariationRoutes &
  typeof operatorFileRoutes &
  typeof operatorOrderRoutes &
  typeof operatorReturnRoutes &
  typeof operatorRefundRoutes &
  typeof commissionRoutes &
  typeof settlementRoutes &
  typeof operatorReportRoutes &
  typeof requestLogRoutes &
  typeof faultRoutes &
  typeof scenarioRoutes &
  typeof webhookRoutes &
  typeof rateLimitRoutes;

export const operatorRoutes: OperatorRoutes = {
  ...operatorSessionRoutes,
  ...worldRoutes,
  ...taxonomyRoutes,
  ...accountRoutes,
  ...onboardingRoutes,
  ...listingRuleRoutes,
  ...nodeRoutes,
  ...operatorVariationRoutes,
  ...operatorFileRoutes,
  ...operatorOrderRoutes,
  ...operatorReturnRoutes,
  ...operatorRefundRoutes,
  ...commissionRoutes,
  ...settlementRoutes,
  ...operatorReportRoutes,
  ...requestLogRoutes,
  ...faultRoutes,
  ...scenarioRoutes,
  ...webhookRoutes,
  ...rateLimitRoutes,
};

/** Prefix of the operator API on the marketplace's server. */
export const operatorPrefix = '/operator/v1';

export const operatorOpenApiInfo: OpenApiInfo = {
  title: 'Jetway operator API',
  version: '1',
  description: 'Merchants, worlds, shoppers and orders, for those who run the marketplace.',
  server: operatorPrefix,
  everyReply: { 413: Problem, 429: Problem, 500: Problem, 503: Problem },
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
