/**
 * Owns what the catalogue says of a product: the best pieces of what its merchants said (page SKU Upload: a unified
 * listing). Pure, and the same whatever the order in which SKUs were looked at.
 */
import type { SkuContent } from '../skus/index.ts';

const FIELDS = [
  'product_title',
  'brand',
  'manufacturer',
  'mfr_part_number',
  'jet_browse_node_id',
  'product_type_id',
  'product_description',
  'bullets',
  'shipping_weight_pounds',
  'main_image_url',
  'swatch_image_url',
  'alternate_images',
  'attributes_node_specific',
] as const satisfies readonly (keyof SkuContent)[];

type Field = (typeof FIELDS)[number];
export type ProductContent = Partial<Pick<SkuContent, Field>>;

/** Of these the most that is said is the best; of the others what most merchants say. */
const RICHEST: Partial<Record<Field, (value: string | readonly unknown[]) => number>> = {
  product_description: (text) => text.length,
  bullets: (lines) => lines.length,
  alternate_images: (images) => images.length,
  attributes_node_specific: (attributes) => attributes.length,
};

/**
 * The content of a product that is offered as said by `offers`, the oldest first. For each field: the value that most
 * offers give, or the richest where more says more; among equals the oldest offer's. What nobody says any more stays as
 * it was: the catalogue does not forget. `isUsable` tells whether products can stand in a browse node.
 */
export function bestFields(
  before: ProductContent,
  offers: readonly SkuContent[],
  isUsable: (browseNodeId: number) => boolean,
): ProductContent {
  const best: Partial<Record<Field, unknown>> = {};
  for (const field of FIELDS) {
    const values = offers.flatMap((offer) => {
      const value = offer[field];
      if (value === undefined || value === '') return [];
      return field === 'jet_browse_node_id' && !isUsable(value as number) ? [] : [value];
    });
    const value = bestOf(field, values) ?? before[field];
    if (value !== undefined) best[field] = value;
  }
  // Each value came from the same field of an upload.
  return best as ProductContent;
}

function bestOf(field: Field, values: readonly unknown[]): unknown {
  const rate = RICHEST[field];
  const said = new Map<string, { readonly value: unknown; times: number }>();
  for (const value of values) {
    const text = JSON.stringify(value);
    const known = said.get(text);
    if (known === undefined) said.set(text, { value, times: 1 });
    else known.times += 1;
  }
  let best: { readonly value: unknown; readonly score: number } | undefined;
  for (const { value, times } of said.values()) {
    // The rated fields are texts and lists.
    const score = rate === undefined ? times : rate(value as string | readonly unknown[]);
    if (best === undefined || score > best.score) best = { value, score };
  }
  return best?.value;
}
