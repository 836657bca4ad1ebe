/** The contract of the OMS API, and the client derived from it. */
import { type Client, type ClientSettings, createClient, type OpenApiInfo, Problem } from '@jetway/http-contract';
import { aboutRoutes } from './about.ts';
import { auditRoutes } from './audit.ts';
import { bulkRoutes } from './bulk.ts';
import { carrierRoutes } from './carriers.ts';
import { channelRoutes } from './channels.ts';
import { connectionRoutes } from './connections.ts';
import { documentRoutes } from './documents.ts';
import { exportRoutes } from './exports.ts';
import { homeRoutes } from './home.ts';
import { importRoutes } from './imports.ts';
import { inventoryRoutes } from './inventory.ts';
import { orderDeskRoutes } from './order-desk.ts';
import { orderRoutes } from './orders.ts';
import { routingRoutes } from './routing.ts';
import { sessionRoutes } from './session.ts';
import { stockCountRoutes } from './stock-counts.ts';
import { stockRuleRoutes } from './stock-rules.ts';
import { syncRoutes } from './sync.ts';
import { syncStateRoutes } from './sync-state.ts';
import { transferRoutes } from './transfers.ts';
import { viewRoutes } from './views.ts';

export * from './about.ts';
export * from './audit.ts';
export * from './bulk.ts';
export * from './carriers.ts';
export * from './channels.ts';
export * from './connections.ts';
export * from './documents.ts';
export * from './exports.ts';
export * from './home.ts';
export * from './imports.ts';
export * from './inventory.ts';
export * from './order-desk.ts';
export * from './order-lists.ts';
export * from './orders.ts';
export * from './parcels.ts';
export * from './routing.ts';
export * from './session.ts';
export * from './shapes.ts';
export * from './stock-counts.ts';
export * from './stock-rules.ts';
export * from './sync.ts';
export * from './sync-state.ts';
export * from './transfers.ts';
export * from './views.ts';

type OmsRoutes = typeof aboutRoutes &
  typeof sessionRoutes &
  typeof orderRoutes &
  typeof orderDeskRoutes &
  typeof inventoryRoutes &
  typeof stockRuleRoutes &
  typeof channelRoutes &
  typeof connectionRoutes &
  typeof carrierRoutes &
  typeof documentRoutes &
  typeof syncRoutes &
  typeof syncStateRoutes &
  typeof auditRoutes &
  typeof homeRoutes &
  typeof routingRoutes &
  typeof viewRoutes &
  typeof bulkRoutes &
  typeof exportRoutes &
  typeof importRoutes &
  typeof transferRoutes &
  typeof stockCountRoutes;

export const omsRoutes: OmsRoutes = {
  ...aboutRoutes,
  ...sessionRoutes,
  ...orderRoutes,
  ...orderDeskRoutes,
  ...inventoryRoutes,
  ...stockRuleRoutes,
  ...channelRoutes,
  ...connectionRoutes,
  ...carrierRoutes,
  ...documentRoutes,
  ...syncRoutes,
  ...routingRoutes,
  ...syncStateRoutes,
  ...auditRoutes,
  ...homeRoutes,
  ...viewRoutes,
  ...bulkRoutes,
  ...exportRoutes,
  ...importRoutes,
  ...transferRoutes,
  ...stockCountRoutes,
};

/** Prefix of the OMS API on its server. */
export const omsPrefix = '/api/v1';

export const omsOpenApiInfo: OpenApiInfo = {
  title: 'Jetway OMS API',
  version: '1',
  description: 'Orders, stock, connections, sync and problems of a seller’s organization.',
  server: omsPrefix,
  everyReply: { 413: Problem, 429: Problem, 500: Problem, 503: Problem },
  security: {
    member: {
      type: 'http',
      scheme: 'bearer',
      description: 'An API key of the organization; browsers use the session cookie instead.',
    },
  },
};

export type OmsClient = Client<OmsRoutes>;

/** A typed client of the OMS API; `baseUrl` ends in the prefix. */
export const createOmsClient = (settings: ClientSettings): OmsClient => createClient(omsRoutes, settings);
