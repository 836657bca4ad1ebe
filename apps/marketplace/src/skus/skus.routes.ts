/** Owns the merchant's routes of a SKU's product data (pages SKU Upload, Single SKU Retrieval). */
import { skuNotFound, type skuRoutes } from '@jetway/jet-api';
import type { Handlers } from '@jetway/service';
import type { MarketplaceDatabase } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import { findSku } from './skus.store.ts';
import { skuStatus } from './skus.ts';
import { uploadSku } from './upload-sku.ts';

export function skuHandlers(deps: {
  readonly database: MarketplaceDatabase;
}): Handlers<typeof skuRoutes, AccountContext> {
  const { db } = deps.database;
  return {
    putSku: async (context, { params, body }) => {
      const uploaded = await uploadSku(db, context, params.sku, body);
      return uploaded.ok ? { status: 204 } : { status: 400, body: { errors: [...uploaded.errors] } };
    },
    getSku: async (context, { params }) => {
      const found = await findSku(db, context.accountId, params.sku);
      if (found === undefined) return { status: 404, body: { errors: [skuNotFound(params.sku)] } };
      const { status, subStatus } = skuStatus(found, context.now);
      return { status: 200, body: { status, sub_status: [...subStatus], ...found.content } };
    },
  };
}
