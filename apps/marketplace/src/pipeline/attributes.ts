/** Owns which attribute values of a SKU are missing: those its category asks for, and those that are of no use. */
import { normalise } from '@jetway/jet-api';
import type { SkuContent } from '../skus/index.ts';
import type { Category } from '../taxonomy/index.ts';

type Given = NonNullable<SkuContent['attributes_node_specific']>[number];
type Attribute = Category['attributes'][number];

/** A browse node whose products are taxed as these is one of clothing. */
const CLOTHING: ReadonlySet<string> = new Set(
  ['General Clothing', 'Infant Clothing', 'Athletic Clothing', 'Bathing Suits'].map(normalise),
);
const NUMERIC: ReadonlySet<string> = new Set(['integer', 'int', 'decimal', 'float', 'double', 'number']);
const SIZE = /\bsize\b/i;

/**
 * Whether an attribute value is missing: clothing needs a size where its category has an attribute for it (page SKU
 * Upload), and a value that is none of its attribute's, no number where one is asked for, beyond its bounds, or without
 * its unit counts as missing.
 */
export function missesAttribute(content: SkuContent, category: Category | undefined): boolean {
  if (category === undefined) return false;
  const given = content.attributes_node_specific ?? [];
  const isUseless = given.some((one) => {
    const attribute = category.attributes.find(({ attributeId }) => attributeId === one.attribute_id);
    return attribute !== undefined && !isUsable(one, attribute);
  });
  return isUseless || (CLOTHING.has(normalise(category.suggestedTaxCode)) && missesSize(given, category));
}

function missesSize(given: readonly Given[], { attributes }: Category): boolean {
  const sizes = attributes.filter(({ description }) => SIZE.test(description)).map(({ attributeId }) => attributeId);
  return sizes.length > 0 && !given.some(({ attribute_id: id }) => sizes.includes(id));
}

function isUsable(given: Given, attribute: Attribute): boolean {
  const { attribute_value: value, attribute_value_unit: unit = '' } = given;
  const { freeText, values, units, validation } = attribute;
  if (!freeText && values.length > 0 && !includes(values, value)) return false;
  if (units.length > 0 && !includes(units, unit)) return false;
  if (!NUMERIC.has((validation?.data_type ?? '').toLowerCase())) return true;
  const { min_value: least = Number.NEGATIVE_INFINITY, max_value: most = Number.POSITIVE_INFINITY } = validation ?? {};
  const number = value.trim() === '' ? Number.NaN : Number(value);
  return number >= least && number <= most;
}

const includes = (values: readonly string[], value: string): boolean =>
  values.some((one) => normalise(one) === normalise(value));
