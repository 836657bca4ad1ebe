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
import { parseOrderListSearch, parseOrderPageSearch } from './features/orders/index.ts';
import { sessionQuery } from './features/session/index.ts';
import { NotFoundPage, Shell } from './features/shell/index.ts';
import { parseSkuSearch } from './features/skus/index.ts';

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
  validateSearch: parseOrderPageSearch,
  component: lazyRouteComponent(() => import('./features/orders/page/order-page.tsx'), 'OrderPage'),
});

const skus = createRoute({
  getParentRoute: () => account,
  path: '/skus',
  validateSearch: parseSkuSearch,
  component: lazyRouteComponent(() => import('./features/skus/sku-list-page.tsx'), 'SkuListPage'),
});

const nodes = createRoute({
  getParentRoute: () => account,
  path: '/nodes',
  component: lazyRouteComponent(() => import('./features/nodes/nodes-page.tsx'), 'NodesPage'),
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

const shoppers = createRoute({
  getParentRoute: () => shell,
  path: '/shoppers',
  component: lazyRouteComponent(() => import('./features/shoppers/shoppers-page.tsx'), 'ShoppersPage'),
});

const routeTree = root.addChildren([
  signIn,
  shell.addChildren([
    home,
    accounts,
    account.addChildren([accountHome, orders, order, skus, nodes]),
    worlds,
    world,
    shoppers,
  ]),
]);

export const createConsoleRouter = (context: RouterContext) => createRouter({ routeTree, context, ...routerDefaults });
