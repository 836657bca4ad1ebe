/** Owns the addresses of the pages: which page, what its address may say, and that one must be signed in. */
import type { OperatorClient } from '@jetway/marketplace-api';
import { parseSignInSearch, routerDefaults } from '@jetway/ui';
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { parseAccountsSearch } from './features/accounts/index.ts';
import { parseFilesSearch } from './features/files/index.ts';
import { parseOrderListSearch } from './features/orders/index.ts';
import { parseRefundListSearch } from './features/refunds/index.ts';
import { parseReportsSearch } from './features/reports/index.ts';
import { parseLogSearch } from './features/request-log/index.ts';
import { parseReturnListSearch } from './features/returns/index.ts';
import { parseScenariosSearch } from './features/scenarios/index.ts';
import { sessionQuery } from './features/session/index.ts';
import { parseSettlementSearch } from './features/settlements/index.ts';
import { NotFoundPage, Shell } from './features/shell/index.ts';
import { parseSkuSearch } from './features/skus/index.ts';
import { parseTaxonomySearch } from './features/taxonomies/index.ts';
import { parseWebhooksSearch } from './features/webhooks/index.ts';
import { parseDetailSearch } from './parts/detail-search.ts';

interface RouterContext {
  readonly api: OperatorClient;
  readonly queryClient: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({ component: Outlet, notFoundComponent: NotFoundPage });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: parseSignInSearch,
  component: lazyRouteComponent(() => import('./features/session/sign-in-page.tsx'), 'SignInPage'),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery(context.api));
    if (session === null) throw redirect({ to: '/sign-in', search: parseSignInSearch({ to: location.href }) });
  },
});

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/accounts', replace: true });
  },
});

const accounts = createRoute({
  getParentRoute: () => shell,
  path: '/accounts',
  validateSearch: parseAccountsSearch,
  component: lazyRouteComponent(() => import('./features/accounts/accounts-page.tsx'), 'AccountsPage'),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: '/accounts/$accountId',
  component: lazyRouteComponent(() => import('./features/accounts/account-layout.tsx'), 'AccountLayout'),
});

const accountHome = createRoute({
  getParentRoute: () => account,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/accounts/$accountId/orders', params, replace: true });
  },
});

const orders = createRoute({
  getParentRoute: () => account,
  path: '/orders',
  validateSearch: parseOrderListSearch,
  component: lazyRouteComponent(() => import('./features/orders/list/order-list-page.tsx'), 'OrderListPage'),
});

const order = createRoute({
  getParentRoute: () => account,
  path: '/orders/$orderId',
  validateSearch: parseDetailSearch,
  component: lazyRouteComponent(() => import('./features/orders/page/order-page.tsx'), 'OrderPage'),
});

const returns = createRoute({
  getParentRoute: () => account,
  path: '/returns',
  validateSearch: parseReturnListSearch,
  component: lazyRouteComponent(() => import('./features/returns/list/return-list-page.tsx'), 'ReturnListPage'),
});

const returnPage = createRoute({
  getParentRoute: () => account,
  path: '/returns/$returnId',
  validateSearch: parseDetailSearch,
  component: lazyRouteComponent(() => import('./features/returns/page/return-page.tsx'), 'ReturnPage'),
});

const refunds = createRoute({
  getParentRoute: () => account,
  path: '/refunds',
  validateSearch: parseRefundListSearch,
  component: lazyRouteComponent(() => import('./features/refunds/list/refund-list-page.tsx'), 'RefundListPage'),
});

const refundPage = createRoute({
  getParentRoute: () => account,
  path: '/refunds/$refundId',
  validateSearch: parseDetailSearch,
  component: lazyRouteComponent(() => import('./features/refunds/page/refund-page.tsx'), 'RefundPage'),
});

const skus = createRoute({
  getParentRoute: () => account,
  path: '/skus',
  validateSearch: parseSkuSearch,
  component: lazyRouteComponent(() => import('./features/skus/sku-list-page.tsx'), 'SkuListPage'),
});

const files = createRoute({
  getParentRoute: () => account,
  path: '/files',
  validateSearch: parseFilesSearch,
  component: lazyRouteComponent(() => import('./features/files/files-page.tsx'), 'FilesPage'),
});

const reports = createRoute({
  getParentRoute: () => account,
  path: '/reports',
  validateSearch: parseReportsSearch,
  component: lazyRouteComponent(() => import('./features/reports/reports-page.tsx'), 'ReportsPage'),
});

const nodes = createRoute({
  getParentRoute: () => account,
  path: '/nodes',
  component: lazyRouteComponent(() => import('./features/nodes/nodes-page.tsx'), 'NodesPage'),
});

const log = createRoute({
  getParentRoute: () => account,
  path: '/log',
  validateSearch: parseLogSearch,
  component: lazyRouteComponent(() => import('./features/request-log/request-log-page.tsx'), 'RequestLogPage'),
});

const faults = createRoute({
  getParentRoute: () => account,
  path: '/faults',
  component: lazyRouteComponent(() => import('./features/faults/faults-page.tsx'), 'FaultsPage'),
});

const settlements = createRoute({
  getParentRoute: () => account,
  path: '/settlements',
  validateSearch: parseSettlementSearch,
  component: lazyRouteComponent(() => import('./features/settlements/settlements-page.tsx'), 'SettlementsPage'),
});

const settlement = createRoute({
  getParentRoute: () => account,
  path: '/settlements/$settlementId',
  component: lazyRouteComponent(() => import('./features/settlements/settlement-page.tsx'), 'SettlementPage'),
});

const webhooks = createRoute({
  getParentRoute: () => account,
  path: '/webhooks',
  validateSearch: parseWebhooksSearch,
  component: lazyRouteComponent(() => import('./features/webhooks/webhooks-page.tsx'), 'WebhooksPage'),
});

const onboarding = createRoute({
  getParentRoute: () => account,
  path: '/onboarding',
  component: lazyRouteComponent(() => import('./features/onboarding/onboarding-page.tsx'), 'OnboardingPage'),
});

const worlds = createRoute({
  getParentRoute: () => shell,
  path: '/worlds',
  component: lazyRouteComponent(() => import('./features/worlds/page/worlds-page.tsx'), 'WorldsPage'),
});

const world = createRoute({
  getParentRoute: () => shell,
  path: '/worlds/$worldId',
  component: lazyRouteComponent(() => import('./features/worlds/page/world-page.tsx'), 'WorldPage'),
});

const listingRules = createRoute({
  getParentRoute: () => shell,
  path: '/worlds/$worldId/listing-rules',
  component: lazyRouteComponent(() => import('./features/listing-rules/listing-rules-page.tsx'), 'ListingRulesPage'),
});

const commissionRules = createRoute({
  getParentRoute: () => shell,
  path: '/worlds/$worldId/commission-rules',
  component: lazyRouteComponent(
    () => import('./features/commission-rules/commission-rules-page.tsx'),
    'CommissionRulesPage',
  ),
});

const taxonomies = createRoute({
  getParentRoute: () => shell,
  path: '/taxonomies',
  component: lazyRouteComponent(() => import('./features/taxonomies/taxonomies-page.tsx'), 'TaxonomiesPage'),
});

const taxonomy = createRoute({
  getParentRoute: () => shell,
  path: '/taxonomies/$taxonomyId',
  validateSearch: parseTaxonomySearch,
  component: lazyRouteComponent(() => import('./features/taxonomies/page/taxonomy-page.tsx'), 'TaxonomyPage'),
});

const shoppers = createRoute({
  getParentRoute: () => shell,
  path: '/shoppers',
  component: lazyRouteComponent(() => import('./features/shoppers/shoppers-page.tsx'), 'ShoppersPage'),
});

const scenarios = createRoute({
  getParentRoute: () => shell,
  path: '/scenarios',
  validateSearch: parseScenariosSearch,
  component: lazyRouteComponent(() => import('./features/scenarios/scenarios-page.tsx'), 'ScenariosPage'),
});

const routeTree = root.addChildren([
  signIn,
  shell.addChildren([
    home,
    accounts,
    account.addChildren([
      accountHome,
      orders,
      order,
      returns,
      returnPage,
      refunds,
      refundPage,
      skus,
      files,
      reports,
      nodes,
      log,
      faults,
      webhooks,
      onboarding,
      settlements,
      settlement,
    ]),
    worlds,
    world,
    listingRules,
    commissionRules,
    taxonomies,
    taxonomy,
    shoppers,
    scenarios,
  ]),
]);

export const createConsoleRouter = (context: RouterContext) => createRouter({ routeTree, context, ...routerDefaults });
