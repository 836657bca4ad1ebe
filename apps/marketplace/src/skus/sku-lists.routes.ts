/** Owns the merchant's routes that list SKUs: links, SKUs in a status, the portal's list. */
import {
  formatWireDate,
  invalidValue,
  MAX_LISTED_SKUS,
  matchProductStatus,
  type PortalSku,
  type ProductStatus,
  productStatuses,
  skuLink,
  type skuListRoutes,
} from '@jetway/jet-api';
import { decimalFromCents } from '@jetway/kernel';
import type { Handlers } from '@jetway/service';
import type { MarketplaceDatabase } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import { skuStatus } from './listing.ts';
import { countSkus, type ListedSku, listSkuPage, listSkus, type Window } from './sku-lists.store.ts';
import type { ReadSku } from './skus.routes.ts';

export function skuListHandlers(deps: {
  readonly database: MarketplaceDatabase;
  readonly readSku: ReadSku;
}): Handlers<typeof skuListRoutes, AccountContext> {
  const { db } = deps.database;
  return {
    listSkus: async (context, { query }) => {
      if (query.sku !== undefined) return deps.readSku(context, query.sku);
      const skus = await listSkus(db, context.accountId, windowOf(query.offset, query.limit));
      return { status: 200, body: { sku_urls: skus.map(skuLink) } };
    },
    listSkusByStatus: async (context, { params }) => {
      const skus = await listSkus(
        db,
        context.accountId,
        windowOf(params.from, params.count),
        matchProductStatus(params.status),
      );
      return { status: 200, body: { sku_urls: skus.map(skuLink) } };
    },
    listPortalSkus: async (context, { query }) => {
      const statuses = readStatuses(query.statuses);
      if (statuses === undefined)
        return { status: 400, body: { errors: [invalidValue(productStatuses, '/statuses')] } };
      const window = windowOf(query.from, query.size);
      const skus = await listSkuPage(db, context.accountId, { ...window, statuses });
      const total = await countSkus(db, context.accountId, statuses);
      return { status: 200, body: { total, merchant_skus: skus.map(toPortal) } };
    },
  };
}

const windowOf = (offset = 0, limit = MAX_LISTED_SKUS): Window => ({ offset, limit: Math.min(limit, MAX_LISTED_SKUS) });

/** Statuses parted by commas; null when none is named, undefined when one is no status. */
function readStatuses(text = ''): readonly ProductStatus[] | null | undefined {
  const words = text.split(',').filter((word) => word.trim() !== '');
  const statuses = words.flatMap((word) => matchProductStatus(word) ?? []);
  if (statuses.length < words.length) return undefined;
  return statuses.length === 0 ? null : statuses;
}

/** A SKU as the portal shows it. */
export function toPortal(sku: ListedSku): PortalSku {
  const { status, subStatus } = skuStatus(sku);
  return {
    merchant_sku: sku.sku,
    product_title: sku.title,
    ...(sku.imageUrl === null ? {} : { main_image_url: sku.imageUrl }),
    status,
    sub_status: [...subStatus],
    ...(sku.priceCents === null ? {} : { price: decimalFromCents(sku.priceCents) }),
    inventory: sku.fed,
    last_update: formatWireDate('sevenDigitsOffset', sku.updatedAt),
  };
}
