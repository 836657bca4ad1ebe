/** Owns making SKUs, one or many, with their first stock and what channels should show of them. */
import { type Ids, type Instant, ok, type Result, refuse } from '@jetway/kernel';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { touch } from '../events/index.ts';
import { ensureDesiredStock } from './desired-stock.store.ts';
import { insertSkus, type NewSku } from './skus.store.ts';
import type { SkuRow } from './skus.ts';
import { knownLocations, receiveFirstStock } from './stock.store.ts';

export interface SkuWithStock extends NewSku {
  readonly stock: readonly { readonly locationId: string; readonly onHand: number }[];
}

/**
 * Makes SKUs with their stock; they become due on the connections. SKUs whose text is taken are left as they are.
 * Refusal: `unknown_location` (nothing is written).
 */
export async function makeSkus(
  tx: Handle,
  organizationId: string,
  skus: readonly SkuWithStock[],
  connectionIds: readonly string[],
  ids: Ids,
  by: Actor,
  now: Instant,
): Promise<Result<readonly SkuRow[], 'unknown_location'>> {
  const wanted = skus.flatMap((sku) => sku.stock.map((one) => one.locationId));
  const known = await knownLocations(tx, organizationId, wanted);
  const unknown = wanted.findIndex((locationId) => !known.has(locationId));
  if (unknown !== -1)
    return refuse('unknown_location', 'There is no such location.', { path: `/stock/${unknown}/locationId` });
  const made = await insertSkus(tx, organizationId, skus, ids, by, now);
  const bySku = new Map(skus.map((sku) => [sku.sku, sku]));
  const stock = made.flatMap(({ skuId, sku }) =>
    firstStock(bySku.get(sku)?.stock ?? []).map((one) => ({ skuId, ...one })),
  );
  await receiveFirstStock(tx, organizationId, stock, by, now);
  const skuIds = made.map((sku) => sku.skuId);
  await ensureDesiredStock(tx, organizationId, connectionIds, now, skuIds);
  if (made.length > 0) await touch(tx, organizationId, 'inventory', made.length === 1 ? (skuIds[0] ?? null) : null);
  return ok(made);
}

/** A location named twice gets the sum. */
function firstStock(stock: SkuWithStock['stock']): SkuWithStock['stock'] {
  const byLocation = Map.groupBy(stock, (one) => one.locationId);
  return [...byLocation].map(([locationId, rows]) => ({
    locationId,
    onHand: rows.reduce((sum, row) => sum + row.onHand, 0),
  }));
}
