/** Owns the addresses of the pages: which page, what its address may say, and that one must be signed in. */
import type { OmsClient } from '@jetway/oms-api';
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
import { parseBulkSearch } from './features/bulk/index.ts';
import { firstRunQuery } from './features/first-run/index.ts';
import { parseInventorySearch } from './features/inventory/index.ts';
import { parseOrderListSearch, parseOrderPageSearch } from './features/orders/index.ts';
import { parseProblemSearch } from './features/problems/index.ts';
import { sessionQuery } from './features/session/index.ts';
import { NotFoundPage, Shell } from './features/shell/index.ts';
import { parseSyncSearch } from './features/sync/index.ts';

interface RouterContext {
  readonly api: OmsClient;
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
  beforeLoad: async ({ context }) => {
    const { api, queryClient } = context;
    const session = queryClient.getQueryData(sessionQuery(api).queryKey);
    // Nobody else can set it up; and Home is there whether or not the question is answered.
    if (session?.role !== 'admin') return;
    const run = await queryClient.fetchQuery(firstRunQuery(api)).catch(() => undefined);
    if (run?.state === 'open') throw redirect({ to: '/first-run', replace: true });
  },
  component: lazyRouteComponent(() => import('./features/home/home-page.tsx'), 'HomePage'),
});

const firstRun = createRoute({
  getParentRoute: () => shell,
  path: '/first-run',
  component: lazyRouteComponent(() => import('./features/first-run/first-run-page.tsx'), 'FirstRunPage'),
});

const orders = createRoute({
  getParentRoute: () => shell,
  path: '/orders',
  validateSearch: parseOrderListSearch,
  component: lazyRouteComponent(() => import('./features/orders/list/order-list-page.tsx'), 'OrderListPage'),
});

const order = createRoute({
  getParentRoute: () => shell,
  path: '/orders/$orderId',
  validateSearch: parseOrderPageSearch,
  component: lazyRouteComponent(() => import('./features/orders/page/order-page.tsx'), 'OrderPage'),
});

const bulkRuns = createRoute({
  getParentRoute: () => shell,
  path: '/bulk-runs',
  validateSearch: parseBulkSearch,
  component: lazyRouteComponent(() => import('./features/bulk/bulk-page.tsx'), 'BulkPage'),
});

const inventory = createRoute({
  getParentRoute: () => shell,
  path: '/inventory',
  validateSearch: parseInventorySearch,
  component: lazyRouteComponent(() => import('./features/inventory/list/inventory-page.tsx'), 'InventoryPage'),
});

const sku = createRoute({
  getParentRoute: () => shell,
  path: '/inventory/$skuId',
  component: lazyRouteComponent(() => import('./features/inventory/page/sku-page.tsx'), 'SkuPage'),
});

const imports = createRoute({
  getParentRoute: () => shell,
  path: '/inventory/imports',
  component: lazyRouteComponent(() => import('./features/imports/imports-page.tsx'), 'ImportsPage'),
});

const importOne = createRoute({
  getParentRoute: () => shell,
  path: '/inventory/imports/$importId',
  component: lazyRouteComponent(() => import('./features/imports/import-page.tsx'), 'ImportPage'),
});

const transfers = createRoute({
  getParentRoute: () => shell,
  path: '/inventory/transfers',
  component: lazyRouteComponent(() => import('./features/transfers/transfers-page.tsx'), 'TransfersPage'),
});

const transfer = createRoute({
  getParentRoute: () => shell,
  path: '/inventory/transfers/$transferId',
  component: lazyRouteComponent(() => import('./features/transfers/transfer-page.tsx'), 'TransferPage'),
});

const stockCounts = createRoute({
  getParentRoute: () => shell,
  path: '/inventory/counts',
  component: lazyRouteComponent(() => import('./features/stock-counts/stock-counts-page.tsx'), 'StockCountsPage'),
});

const stockCount = createRoute({
  getParentRoute: () => shell,
  path: '/inventory/counts/$countId',
  component: lazyRouteComponent(() => import('./features/stock-counts/stock-count-page.tsx'), 'StockCountPage'),
});

const problems = createRoute({
  getParentRoute: () => shell,
  path: '/problems',
  validateSearch: parseProblemSearch,
  component: lazyRouteComponent(() => import('./features/problems/problem-list-page.tsx'), 'ProblemListPage'),
});

const sync = createRoute({
  getParentRoute: () => shell,
  path: '/sync',
  validateSearch: parseSyncSearch,
  component: lazyRouteComponent(() => import('./features/sync/sync-page.tsx'), 'SyncPage'),
});

const channels = createRoute({
  getParentRoute: () => shell,
  path: '/settings/channels',
  component: lazyRouteComponent(
    () => import('./features/settings-channels/connection-list-page.tsx'),
    'ConnectionListPage',
  ),
});

const channelConnection = createRoute({
  getParentRoute: () => shell,
  path: '/settings/channels/$connectionId',
  component: lazyRouteComponent(() => import('./features/settings-channels/connection-page.tsx'), 'ConnectionPage'),
});

// Addresses of these pages when Jet was the only channel: bookmarks and links in old messages go on working.
const jetList = createRoute({
  getParentRoute: () => shell,
  path: '/settings/jet',
  beforeLoad: () => {
    throw redirect({ to: '/settings/channels', replace: true });
  },
});

const jetConnection = createRoute({
  getParentRoute: () => shell,
  path: '/settings/jet/$connectionId',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/settings/channels/$connectionId', params, replace: true });
  },
});

const locations = createRoute({
  getParentRoute: () => shell,
  path: '/settings/locations',
  component: lazyRouteComponent(() => import('./features/locations/locations-page.tsx'), 'LocationsPage'),
});

const stockRules = createRoute({
  getParentRoute: () => shell,
  path: '/settings/stock-rules',
  component: lazyRouteComponent(() => import('./features/stock-rules/stock-rules-page.tsx'), 'StockRulesPage'),
});

const carriers = createRoute({
  getParentRoute: () => shell,
  path: '/settings/carriers',
  component: lazyRouteComponent(() => import('./features/carriers/carriers-page.tsx'), 'CarriersPage'),
});

const people = createRoute({
  getParentRoute: () => shell,
  path: '/settings/people',
  component: lazyRouteComponent(() => import('./features/people/people-page.tsx'), 'PeoplePage'),
});

const apiKeys = createRoute({
  getParentRoute: () => shell,
  path: '/settings/api-keys',
  component: lazyRouteComponent(() => import('./features/api-keys/api-keys-page.tsx'), 'ApiKeysPage'),
});

const routeTree = root.addChildren([
  signIn,
  shell.addChildren([
    home,
    firstRun,
    orders,
    order,
    bulkRuns,
    inventory,
    sku,
    imports,
    importOne,
    transfers,
    transfer,
    stockCounts,
    stockCount,
    problems,
    sync,
    channels,
    channelConnection,
    jetList,
    jetConnection,
    locations,
    stockRules,
    carriers,
    people,
    apiKeys,
  ]),
]);

export const createOmsRouter = (context: RouterContext) => createRouter({ routeTree, context, ...routerDefaults });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createOmsRouter>;
  }
}
