/** Owns the whole of the Jet merchant API: all areas as one table, and what its OpenAPI document says of itself. */
import type { OpenApiInfo } from '@jetway/http-contract';
import { acknowledgeRoutes } from './acknowledge.ts';
import { inventoryRoutes } from './inventory.ts';
import { orderRoutes } from './orders.ts';
import { priceRoutes } from './prices.ts';
import { shipRoutes } from './ship.ts';
import { skuRoutes } from './skus.ts';
import { tokenRoutes } from './token.ts';

/** Paths are relative to `/api`. Spelled out as a type because the compiler does not print so large a one by itself. */
export const jetRoutes: typeof tokenRoutes &
  typeof skuRoutes &
  typeof priceRoutes &
  typeof inventoryRoutes &
  typeof orderRoutes &
  typeof acknowledgeRoutes &
  typeof shipRoutes = {
  ...tokenRoutes,
  ...skuRoutes,
  ...priceRoutes,
  ...inventoryRoutes,
  ...orderRoutes,
  ...acknowledgeRoutes,
  ...shipRoutes,
};

export const jetOpenApiInfo: OpenApiInfo = {
  title: 'Jet merchant API',
  version: '1.0.0',
  description:
    'What a merchant tells and asks a Jet-compatible marketplace: product data, prices, inventory and orders. Sign in at /token, then send the token as a bearer.',
  server: '/api',
  security: { account: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
};
