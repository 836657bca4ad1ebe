/** Owns the whole of the Jet merchant API: all areas as one table, and what its OpenAPI document says of itself. */
import type { OpenApiInfo } from '@jetway/http-contract';
import { acknowledgeRoutes } from './acknowledge.ts';
import { archiveRoutes } from './archive.ts';
import type { ReplyExample } from './example.ts';
import { jetExamples } from './examples.ts';
import { fileRoutes } from './files.ts';
import { inventoryRoutes } from './inventory.ts';
import { merchantSetupRoutes } from './merchant-setup.ts';
import { nodeRoutes } from './nodes.ts';
import { orderGeneratorRoutes } from './order-generator.ts';
import { orderRoutes } from './orders.ts';
import { priceRoutes } from './prices.ts';
import { refundRoutes } from './refunds.ts';
import { JetErrors } from './replies.ts';
import { reportRoutes } from './reports.ts';
import { returnRoutes } from './returns.ts';
import { returnsExceptionRoutes } from './returns-exceptions.ts';
import { salesDataRoutes } from './sales-data.ts';
import { jetSchemas } from './schemas.ts';
import { settlementRoutes } from './settlement.ts';
import { shipRoutes } from './ship.ts';
import { shippingExceptionRoutes } from './shipping-exceptions.ts';
import { skuListRoutes } from './sku-lists.ts';
import { skuRoutes } from './skus.ts';
import { tagRoutes } from './tags.ts';
import { taxonomyRoutes } from './taxonomy.ts';
import { tokenRoutes } from './token.ts';
import { variationRoutes } from './variations.ts';

/** Paths are relative to `/api`. Spelled out as a type because the compiler does not print so large a one by itself. */
export const jetRoutes: typeof tokenRoutes &
  typeof skuRoutes &
  typeof skuListRoutes &
  typeof priceRoutes &
  typeof inventoryRoutes &
  typeof archiveRoutes &
  typeof variationRoutes &
  typeof shippingExceptionRoutes &
  typeof returnsExceptionRoutes &
  typeof nodeRoutes &
  typeof merchantSetupRoutes &
  typeof fileRoutes &
  typeof orderRoutes &
  typeof acknowledgeRoutes &
  typeof tagRoutes &
  typeof orderGeneratorRoutes &
  typeof shipRoutes &
  typeof returnRoutes &
  typeof refundRoutes &
  typeof reportRoutes &
  typeof salesDataRoutes &
  typeof settlementRoutes &
  typeof taxonomyRoutes = {
  ...tokenRoutes,
  ...skuRoutes,
  ...skuListRoutes,
  ...priceRoutes,
  ...inventoryRoutes,
  ...archiveRoutes,
  ...variationRoutes,
  ...shippingExceptionRoutes,
  ...returnsExceptionRoutes,
  ...nodeRoutes,
  ...merchantSetupRoutes,
  ...fileRoutes,
  ...orderRoutes,
  ...acknowledgeRoutes,
  ...tagRoutes,
  ...orderGeneratorRoutes,
  ...shipRoutes,
  ...returnRoutes,
  ...refundRoutes,
  ...reportRoutes,
  ...salesDataRoutes,
  ...settlementRoutes,
  ...taxonomyRoutes,
};

export const jetOpenApiInfo: OpenApiInfo = {
  title: 'Jet merchant API',
  version: '1.0.0',
  description:
    'What a merchant tells and asks a Jet-compatible marketplace: product data, prices, inventory and orders. Sign in at /token, then send the token as a bearer.',
  server: '/api',
  security: { account: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
  schemas: jetSchemas,
  everyReply: { 429: JetErrors, 500: JetErrors, 503: JetErrors },
  // A printed answer that lacks what is always answered would mislead.
  replyExamples: jetExamples.filter(
    (example): example is ReplyExample => example.kind === 'reply' && example.lacks === undefined,
  ),
};
