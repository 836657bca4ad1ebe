/** Owns what may be a kit: made of other SKUs that are no kits, itself part of none, without stock of its own. */
import { ok, type Result, refuse } from '@jetway/kernel';

export interface Component {
  readonly skuId: string;
  /** Of it in one unit of the kit, at least 1. */
  readonly quantity: number;
}

/** A SKU as far as kits are concerned. */
export interface KitSku {
  readonly skuId: string;
  readonly sku: string;
  readonly version: number;
  readonly isKit: boolean;
  /** On hand at all locations together. */
  readonly onHand: number;
  /** Whether a kit is made of it. */
  readonly isComponent: boolean;
}

export type KitCode = 'unknown_component' | 'component_twice' | 'kit_in_kit' | 'has_stock';

/** Whether the SKU may be made of these; of none, it is no kit any more. `known` are the SKUs there are. */
export function checkComponents(
  kit: KitSku,
  components: readonly Component[],
  known: ReadonlyMap<string, KitSku>,
): Result<void, KitCode> {
  for (const [index, { skuId }] of components.entries()) {
    const path = `/components/${index}/skuId`;
    const found = known.get(skuId);
    if (found === undefined) return refuse('unknown_component', 'There is no such SKU.', { path });
    if (components.findIndex((other) => other.skuId === skuId) !== index)
      return refuse('component_twice', `${found.sku} is named twice: name it once, with the sum.`, { path });
    if (skuId === kit.skuId) return refuse('kit_in_kit', 'A kit cannot be made of itself.', { path });
    if (found.isKit) return refuse('kit_in_kit', `${found.sku} is a kit: name what it is made of instead.`, { path });
  }
  if (components.length === 0) return ok(undefined);
  if (kit.isComponent) return refuse('kit_in_kit', `${kit.sku} is part of a kit, so it cannot be one itself.`);
  if (kit.onHand > 0)
    return refuse('has_stock', `${kit.onHand} of ${kit.sku} are on hand, and a kit has no stock of its own.`);
  return ok(undefined);
}
