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
  beforeLoad: () => {
    throw redirect({ to: '/orders', replace: true });
  },
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
    orders,
    order,
    inventory,
    sku,
    problems,
    sync,
    channels,
    channelConnection,
    jetList,
    jetConnection,
    locations,
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
