/** Owns the wiring of the HTTP API: which features are served, who signs in how, and the live events beside them. */
import { openApi, type RouteTable } from '@jetway/http-contract';
import { omsOpenApiInfo, omsPrefix, omsRoutes } from '@jetway/oms-api';
import {
  createIdempotencyStore,
  createSessionCookie,
  type HttpServer,
  problemDialect,
  serveReference,
} from '@jetway/service';
import { aboutFeature } from './about/index.ts';
import { carriersFeature } from './carriers/index.ts';
import type { Channels } from './channels/index.ts';
import { connectionsFeature, knownConnections, stockConnections } from './connections/index.ts';
import { documentsFeature, serveDocumentFiles } from './documents/index.ts';
import type { Feature } from './edge/index.ts';
import { serveEvents } from './events/index.ts';
import { type ExchangeRecorder, exchangesFeature } from './exchanges/index.ts';
import { idempotencyScope, idempotencyTable } from './idempotency/index.ts';
import { inventoryFeature } from './inventory/index.ts';
import { locationsFeature } from './locations/index.ts';
import type { OmsDeps } from './oms-deps.ts';
import { orderDeskFeature } from './order-desk/index.ts';
import type { OrdersFeature } from './orders/index.ts';
import { type DoProblemAction, problemsFeature } from './problems/index.ts';
import { routingFeature } from './routing/index.ts';
import { retrySync, type SyncActionDeps, syncFeature, syncRetryKinds, testByProblem } from './sync/index.ts';
import {
  apiKeysFeature,
  createAuthenticate,
  createWelcome,
  membersFeature,
  sessionFeature,
  visitorRoutes,
} from './users/index.ts';

export interface ApiDeps extends OmsDeps {
  readonly channels: Channels;
  readonly recorder: ExchangeRecorder;
  readonly orders: OrdersFeature;
}

/** Serves the API; what it answers begins and ends the live events. */
export function serveApi(deps: ApiDeps, server: HttpServer) {
  const { publicUrl, orders } = deps;
  const cookie = createSessionCookie({ name: 'jetway_oms', publicUrl });
  const authenticate = createAuthenticate({ ...deps, cookie });
  const store = createIdempotencyStore({ ...deps, table: idempotencyTable });
  const common = { prefix: omsPrefix, dialect: problemDialect } as const;

  const visitors = visitorRoutes({ ...deps, cookie });
  const about = aboutFeature(deps);
  server.register({
    ...common,
    routes: { ...visitors.routes, ...about.routes },
    handlers: { ...visitors.handlers, ...about.handlers },
    authenticate: createWelcome(publicUrl),
  });

  const forMembers = <T extends RouteTable>({ routes, handlers }: Feature<T>): void =>
    server.register({
      ...common,
      routes,
      handlers,
      authenticate,
      rolesOf: (context) => [context.role],
      idempotency: {
        store,
        scopeOf: ({ organizationId, userId, apiKeyId }) => idempotencyScope(organizationId, userId ?? apiKeyId ?? ''),
      },
    });
  forMembers(sessionFeature(deps));
  forMembers(membersFeature(deps));
  forMembers(apiKeysFeature(deps));
  forMembers(locationsFeature({ ...deps, knownConnections }));
  forMembers(routingFeature(deps));
  forMembers(inventoryFeature({ ...deps, stockConnections }));
  forMembers(connectionsFeature({ ...deps, countWaitingIntents: orders.sink.countWaitingIntents }));
  forMembers(carriersFeature(deps));
  forMembers(syncFeature({ ...deps, orders: orders.sink }));
  forMembers(exchangesFeature(deps));
  forMembers(orders);
  forMembers(orderDeskFeature(deps));
  forMembers(documentsFeature(deps));
  serveDocumentFiles({ ...deps, server, authenticate });
  forMembers(problemsFeature({ ...deps, actions: problemActions(deps, orders) }));

  const document = JSON.stringify(openApi(omsRoutes, omsOpenApiInfo));
  server.registerRaw({
    ...common,
    routes: (scope) => {
      scope.get('/openapi.json', async (_request, reply) =>
        reply.header('content-type', 'application/json; charset=utf-8').send(document),
      );
    },
  });
  serveReference(server, {
    title: 'OMS: API reference',
    documents: [{ title: 'OMS API', url: `${omsPrefix}/openapi.json` }],
  });
  return serveEvents({ ...deps, server, authenticate });
}

/** What people's answers to problems do: orders' or sync's, by the problem's kind. */
function problemActions(deps: SyncActionDeps, { problemActions: ofOrders }: OrdersFeature) {
  const ofSync = retrySync(deps);
  const retry: DoProblemAction = (context, problem, answer) =>
    syncRetryKinds.has(problem.kind) ? ofSync(context, problem, answer) : ofOrders.retry(context, problem, answer);
  return { ...ofOrders, retry, 'test-connection': testByProblem(deps) };
}
