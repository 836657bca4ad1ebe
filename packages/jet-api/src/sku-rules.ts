/** Owns the rules of a SKU upload that need nothing but the message (page SKU Upload). */
import { isWireDateOrDay } from './dates.ts';
import {
  identificationMissing,
  imageSlotRepeated,
  imageUrlAsValue,
  invalidDate,
  invalidImageUrl,
  invalidProductCode,
  invalidValue,
  MAX_ERRORS,
  requiredPropertyMissing,
  statementsExclude,
} from './errors.ts';
import { isProductCode } from './product-codes.ts';
import { cautionaryStatements, matchTaxCode, taxCodes } from './sku-enums.ts';
import type { SkuImages, SkuUpload } from './sku-fields.ts';

export interface SkuRuleFacts {
  /** True for a tax code that the loaded taxonomy suggests, beyond the documented ones. */
  readonly isSuggestedTaxCode: (code: string) => boolean;
}

/**
 * What is wrong with a SKU upload whose schema holds: Jet's texts, at most 20; empty when nothing is. Not decided here:
 * whether the browse node exists, and whether a node charges by weight.
 */
export function skuMessageErrors(sku: SkuUpload, facts: SkuRuleFacts): string[] {
  return [
    ...identification(sku),
    ...productCodes(sku),
    ...pricePolicy(sku),
    ...statements(sku),
    ...attributes(sku),
    ...skuImageErrors(sku),
    ...taxCode(sku, facts),
    ...sellingDate(sku),
  ].slice(0, MAX_ERRORS);
}

/** An ASIN, or a code, or brand and part number. */
function identification(sku: SkuUpload): string[] {
  const hasCode = (sku.standard_product_codes ?? []).length > 0;
  const hasPart = sku.brand !== undefined && sku.mfr_part_number !== undefined;
  return sku.ASIN !== undefined || hasCode || hasPart ? [] : [identificationMissing];
}

const productCodes = (sku: SkuUpload): string[] =>
  (sku.standard_product_codes ?? []).flatMap(({ standard_product_code_type: type, standard_product_code: code }) =>
    isProductCode(type, code) ? [] : [invalidProductCode(type)],
  );

/** Price policy 102 displays `map_price`, and so needs it. */
const pricePolicy = (sku: SkuUpload): string[] =>
  sku.map_implementation === '102' && sku.map_price === undefined ? [requiredPropertyMissing('/map_price')] : [];

function statements(sku: SkuUpload): string[] {
  const [none] = cautionaryStatements;
  const chosen = new Set(sku.cpsia_cautionary_statements);
  return chosen.has(none) && chosen.size > 1 ? [statementsExclude(none, '/cpsia_cautionary_statements')] : [];
}

const attributes = (sku: SkuUpload): string[] =>
  (sku.attributes_node_specific ?? []).flatMap(({ attribute_value: value }, index) =>
    looksLikeImageUrl(value) ? [imageUrlAsValue(`/attributes_node_specific[${index}]/attribute_value`)] : [],
  );

/**
 * What is wrong with the form of images: Jet's texts. How large a picture is cannot be seen here, nor later: fetching
 * what strangers name would let them reach into the server's own network.
 */
export function skuImageErrors(sku: SkuImages): string[] {
  const alternates = sku.alternate_images ?? [];
  const slots = alternates.map((image) => image.image_slot_id);
  return [
    ...imageUrl(sku.main_image_url, '/main_image_url'),
    ...imageUrl(sku.swatch_image_url, '/swatch_image_url'),
    ...alternates.flatMap((image, index) => imageUrl(image.image_url, `/alternate_images[${index}]/image_url`)),
    ...slots.flatMap((slot, index) =>
      slots.indexOf(slot) < index ? [imageSlotRepeated(slot, `/alternate_images[${index}]/image_slot_id`)] : [],
    ),
  ];
}

const imageUrl = (url: string | undefined, path: string): string[] =>
  url === undefined || isImageUrl(url) ? [] : [invalidImageUrl(path)];

const taxCode = ({ product_tax_code: code }: SkuUpload, { isSuggestedTaxCode }: SkuRuleFacts): string[] =>
  code === undefined || matchTaxCode(code) !== undefined || isSuggestedTaxCode(code)
    ? []
    : [invalidValue(taxCodes, '/product_tax_code')];

const sellingDate = ({ start_selling_date: date }: SkuUpload): string[] =>
  date === undefined || isWireDateOrDay(date) ? [] : [invalidDate('start_selling_date')];

/** The form of an image's URL: absolute, http or https, with a host, without blanks. */
export const isImageUrl = (url: string): boolean => /^https?:\/\/[^\s/?#]+\S*$/i.test(url) && URL.canParse(url);

const IMAGE_URL = /^(?:https?:\/\/|\/\/|www\.)\S+\.(?:jpe?g|png|gif|bmp|tiff?|webp|svg)(?:[?#]\S*)?$/i;

const looksLikeImageUrl = (value: string): boolean => IMAGE_URL.test(value.trim());
