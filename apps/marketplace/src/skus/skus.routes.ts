/** Owns the merchant's routes of a SKU's product data (pages SKU Upload, SKU Upload V2, Single SKU Retrieval). */
import { type SkuReply, skuNotFound, type skuRoutes } from '@jetway/jet-api';
import type { Handlers } from '@jetway/service';
import type { MarketplaceDatabase, MarketplaceHandle } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import { skuStatus } from './listing.ts';
import { findSku } from './skus.store.ts';
import type { UploadVersion } from './skus.ts';
import { replaceImages, uploadSku } from './upload-skus.ts';

/** What was said of a SKU in exceptions, as it is read back with it. */
export type ReadExceptions = (
  handle: MarketplaceHandle,
  accountId: string,
  sku: string,
) => Promise<
  Pick<SkuReply, 'fulfillment_nodes' | 'time_to_return' | 'return_location_ids' | 'return_shipping_methods'>
>;

type ReadReply = { readonly status: 200; readonly body: SkuReply } | Missing;
type Missing = { readonly status: 404; readonly body: { errors: string[] } };
export type ReadSku = (context: AccountContext, sku: string) => Promise<ReadReply>;

const missing = (sku: string): Missing => ({ status: 404, body: { errors: [skuNotFound(sku)] } });

/** Reads a SKU: product data, exceptions and status; price and inventory have addresses of their own. */
export const createReadSku =
  ({
    database,
    readExceptions,
  }: {
    readonly database: MarketplaceDatabase;
    readonly readExceptions: ReadExceptions;
  }): ReadSku =>
  async ({ accountId }, sku) => {
    const found = await findSku(database.db, accountId, sku);
    if (found === undefined) return missing(sku);
    const { status, subStatus } = skuStatus(found);
    const exceptions = await readExceptions(database.db, accountId, sku);
    const archived = found.isArchiveSent ? { is_archived: found.isArchived } : {};
    return { status: 200, body: { status, sub_status: [...subStatus], ...found.content, ...exceptions, ...archived } };
  };

export function skuHandlers(deps: {
  readonly database: MarketplaceDatabase;
  readonly readSku: ReadSku;
  /** Has the pipeline look at a SKU at once, where the world wants no review. */
  readonly lookNow: (context: AccountContext, sku: string) => Promise<void>;
}): Handlers<typeof skuRoutes, AccountContext> {
  const upload = async (
    context: AccountContext,
    sku: string,
    body: Parameters<typeof uploadSku>[3],
    version: UploadVersion,
  ) => {
    const uploaded = await deps.database.transaction((tx) => uploadSku(tx, context, sku, body, version));
    if (!uploaded.ok) return { status: 400 as const, body: { errors: [...uploaded.errors] } };
    if (uploaded.isDue) await deps.lookNow(context, sku);
    return { status: 204 as const };
  };
  return {
    putSku: (context, { params, body }) => upload(context, params.sku, body, 'v1'),
    putSkuV2: (context, { params, body }) => upload(context, params.sku, body, 'v2'),
    getSku: (context, { params }) => deps.readSku(context, params.sku),
    putSkuImages: async (context, { params: { sku }, body }) => {
      const replaced = await deps.database.transaction((tx) => replaceImages(tx, context, sku, body));
      if (replaced === undefined) return missing(sku);
      if (!replaced.ok) return { status: 400, body: { errors: [...replaced.errors] } };
      if (replaced.isDue) await deps.lookNow(context, sku);
      return { status: 204 };
    },
  };
}
