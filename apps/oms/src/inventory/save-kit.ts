/** Owns saying what a SKU is made of: what is checked, what is written, what becomes due. */
import { type Instant, ok, type Result, refuse } from '@jetway/kernel';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { markStockDue } from './desired-stock.store.ts';
import { lockKitSkus, replaceComponents } from './kits.store.ts';
import { type Component, checkComponents, type KitCode } from './kits.ts';

/**
 * Makes a SKU that is still at `version` a kit of these components, or (of none) a SKU with stock of its own. Orders
 * keep what they hold: their lines remember the components that they reserved.
 */
export async function setComponents(
  tx: Handle,
  organizationId: string,
  target: { readonly skuId: string; readonly version: number },
  components: readonly Component[],
  by: Actor,
  now: Instant,
): Promise<Result<void, KitCode | 'not_found' | 'changed_meanwhile'>> {
  const { skuId, version } = target;
  const skus = await lockKitSkus(tx, organizationId, [skuId, ...components.map((part) => part.skuId)]);
  const kit = skus.get(skuId);
  if (kit === undefined) return refuse('not_found', 'There is no such SKU.');
  if (kit.version !== version) return refuse('changed_meanwhile', 'The SKU was changed meanwhile: look at it again.');
  const sound = checkComponents(kit, components, skus);
  if (!sound.ok) return sound;
  await replaceComponents(tx, organizationId, kit, components, by, now);
  await markStockDue(tx, organizationId, [skuId], now);
  return ok(undefined);
}
