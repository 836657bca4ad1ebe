/** Owns what other capabilities ask of exceptions: a SKU's page, checkout, returns. */
import type { ReturnsExceptionUpload } from '@jetway/jet-api';
import type { MarketplaceHandle } from '../database/index.ts';
import { type ExceptionRow, returnsExceptionRows, shippingExceptionRows } from './exceptions.store.ts';
import type { ShippingContent } from './exceptions.ts';
import { type ReadException, readShippingExceptions } from './shipping-choices.ts';

/** What a SKU's page shows of its exceptions (page Single SKU Retrieval); nothing when there are none. */
export async function findExceptions(
  handle: MarketplaceHandle,
  accountId: string,
  sku: string,
): Promise<ShippingContent & ReturnsExceptionUpload> {
  const shipping = (await shippingExceptionRows.list(handle, accountId, [sku])).get(sku);
  const returns = (await returnsExceptionRows.list(handle, accountId, [sku])).get(sku);
  const said = Object.entries({ ...shipping, ...returns });
  return Object.fromEntries(said.filter(([, value]) => !Array.isArray(value) || value.length > 0));
}

/** What rows of `SHIPPING_EXCEPTIONS_OF_SKUS` say, by SKU and node. */
export const shippingExceptionsFromRows = (
  rows: readonly ExceptionRow<ShippingContent>[],
): ReadonlyMap<string, ReadonlyMap<string, readonly ReadException[]>> =>
  new Map(rows.map(({ sku, content }) => [sku, readShippingExceptions(content)]));

/** Ids of the return nodes to which SKUs go back, the preferred first, by SKU; those whose exception names none are left out. */
export async function returnLocationsOf(
  handle: MarketplaceHandle,
  accountId: string,
  skus: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const contents = await returnsExceptionRows.list(handle, accountId, skus);
  return new Map(
    [...contents].flatMap(([sku, { return_location_ids: ids = [] }]) => (ids.length > 0 ? [[sku, ids]] : [])),
  );
}
