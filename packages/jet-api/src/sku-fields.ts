/** Owns the schemas of a SKU: what is uploaded, and what is read back (pages SKU Upload, Single SKU Retrieval). */
import { type Static, Type } from 'typebox';
import { MAX_NODES, Price, TaxonomyId } from './fields.ts';
import { openEnum } from './loose.ts';
import { MAX_RETURN_METHODS } from './returns-exceptions.ts';
import {
  exceptionShippingMethods,
  returnShippingMethods,
  serviceLevels,
  shippingExceptionTypes,
  shippingOverrideTypes,
} from './shipping-enums.ts';
import { shoeTypes } from './shoe-types.ts';
import {
  cautionaryStatements,
  mapImplementations,
  productCodeTypes,
  productStatuses,
  productSubStatuses,
} from './sku-enums.ts';

/** Product codes of one SKU; not documented. */
const MAX_CODES = 20;
const MAX_BULLETS = 5;
const MAX_ATTRIBUTES = 50;
const MAX_IMAGE_SLOTS = 8;

const optionalText = (minLength: number, maxLength: number) => Type.Optional(Type.String({ minLength, maxLength }));

/** Pounds or inches, at least 0.01; the upper bound is ours. */
const optionalMeasure = Type.Optional(Type.Number({ minimum: 0.01, maximum: 1_000_000 }));

/** The form of a URL is a rule, not a schema: see `sku-rules.ts`. */
const optionalUrl = Type.Optional(Type.String({ maxLength: 2048 }));

const AttributeValue = Type.Object({
  attribute_id: TaxonomyId,
  attribute_value: Type.String({ minLength: 1, maxLength: 100 }),
  attribute_value_unit: Type.Optional(Type.String()),
});

const AlternateImage = Type.Object({
  image_slot_id: Type.Integer({ minimum: 1, maximum: MAX_IMAGE_SLOTS }),
  image_url: Type.String({ maxLength: 2048 }),
});

/** Fields of every upload that are read back exactly as they were sent, but for the category. */
const commonFields = {
  product_title: Type.String({ minLength: 5, maxLength: 500 }),
  multipack_quantity: Type.Integer({ minimum: 1, maximum: 128 }),
  ASIN: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9]{10}$' })),
  brand: optionalText(1, 100),
  manufacturer: optionalText(1, 100),
  mfr_part_number: optionalText(1, 50),
  product_description: optionalText(1, 2000),
  bullets: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 500 }), { maxItems: MAX_BULLETS })),
  amazon_item_type_keyword: Type.Optional(Type.String()),
  category_path: Type.Optional(Type.String()),
  number_units_for_price_per_unit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
  type_of_unit_for_price_per_unit: Type.Optional(Type.String()),
  shipping_weight_pounds: optionalMeasure,
  package_length_inches: optionalMeasure,
  package_width_inches: optionalMeasure,
  package_height_inches: optionalMeasure,
  display_length_inches: optionalMeasure,
  display_width_inches: optionalMeasure,
  display_height_inches: optionalMeasure,
  prop_65: Type.Optional(Type.Boolean()),
  legal_disclaimer_description: Type.Optional(Type.String()),
  country_of_origin: optionalText(0, 50),
  safety_warning: optionalText(0, 2000),
  start_selling_date: Type.Optional(Type.String()),
  fulfillment_time: Type.Optional(Type.Integer({ minimum: 0, maximum: 365 })),
  msrp: Type.Optional(Price),
  map_price: Type.Optional(Price),
  /** One of `taxCodes` or a code that the loaded taxonomy suggests: see `sku-rules.ts`. */
  product_tax_code: Type.Optional(Type.String()),
  no_return_fee_adjustment: Type.Optional(Type.Number({ minimum: 0, maximum: 1_000_000_000 })),
  exclude_from_fee_adjustments: Type.Optional(Type.Boolean()),
  ships_alone: Type.Optional(Type.Boolean()),
  attributes_node_specific: Type.Optional(Type.Array(AttributeValue, { minItems: 1, maxItems: MAX_ATTRIBUTES })),
  main_image_url: optionalUrl,
  swatch_image_url: optionalUrl,
  alternate_images: Type.Optional(Type.Array(AlternateImage, { maxItems: MAX_IMAGE_SLOTS })),
} as const;

const browseNode = { jet_browse_node_id: Type.Optional(TaxonomyId) } as const;

/** Fields whose values are documented; a reply may give others. */
const uploadedEnums = {
  standard_product_codes: Type.Optional(
    Type.Array(
      Type.Object({
        standard_product_code: Type.String(),
        standard_product_code_type: Type.Enum(productCodeTypes),
      }),
      { maxItems: MAX_CODES },
    ),
  ),
  cpsia_cautionary_statements: Type.Optional(
    Type.Array(Type.Enum(cautionaryStatements), { maxItems: cautionaryStatements.length }),
  ),
  map_implementation: Type.Optional(Type.Enum(mapImplementations)),
} as const;

/** Body of a SKU upload. Rules across fields: `skuMessageErrors`. */
export const SkuUpload = Type.Object({ ...commonFields, ...browseNode, ...uploadedEnums });
export type SkuUpload = Static<typeof SkuUpload>;

/** Body of a shoe's upload: a type of shoe instead of a browse node (page SKU Upload V2). */
export const SkuUploadV2 = Type.Object({
  ...commonFields,
  ...uploadedEnums,
  product_type_id: Type.Integer({
    enum: shoeTypes.map(({ id }) => id),
    description: shoeTypes.map(({ id, name }) => `${id}: ${name}`).join('; '),
  }),
});
export type SkuUploadV2 = Static<typeof SkuUploadV2>;

/** Body of an image message: the images that are given replace those that are there. */
export const SkuImages = Type.Object({
  main_image_url: commonFields.main_image_url,
  swatch_image_url: commonFields.swatch_image_url,
  alternate_images: commonFields.alternate_images,
});
export type SkuImages = Static<typeof SkuImages>;

/** Exceptions at one node; not documented. */
export const MAX_SHIPPING_EXCEPTIONS = 100;

/** Shipping exceptions by fulfillment node, as they are read back. */
export const ShippingExceptionsOfNodes = Type.Array(
  Type.Object({
    fulfillment_node_id: Type.String(),
    shipping_exceptions: Type.Array(
      Type.Object({
        service_level: Type.Optional(openEnum(serviceLevels)),
        shipping_method: Type.Optional(openEnum(exceptionShippingMethods)),
        override_type: Type.Optional(openEnum(shippingOverrideTypes)),
        shipping_charge_amount: Type.Optional(Type.Number()),
        shipping_exception_type: openEnum(shippingExceptionTypes),
      }),
      { maxItems: MAX_SHIPPING_EXCEPTIONS },
    ),
  }),
  { maxItems: MAX_NODES },
);

/**
 * A SKU as read back: the uploaded fields, its state, and its exceptions. `is_archived` appears once an archive message
 * was sent. Price and inventory have addresses of their own.
 */
export const SkuReply = Type.Object({
  status: openEnum(productStatuses),
  sub_status: Type.Optional(Type.Array(openEnum(productSubStatuses), { maxItems: 20 })),
  ...commonFields,
  ...browseNode,
  product_type_id: Type.Optional(Type.Integer({ description: 'Of shoes.' })),
  standard_product_codes: Type.Optional(
    Type.Array(
      Type.Object({ standard_product_code: Type.String(), standard_product_code_type: openEnum(productCodeTypes) }),
      { maxItems: MAX_CODES },
    ),
  ),
  cpsia_cautionary_statements: Type.Optional(Type.Array(openEnum(cautionaryStatements), { maxItems: 20 })),
  map_implementation: Type.Optional(openEnum(mapImplementations)),
  fulfillment_nodes: Type.Optional(ShippingExceptionsOfNodes),
  time_to_return: Type.Optional(Type.Integer({ minimum: 1, maximum: 30 })),
  return_location_ids: Type.Optional(Type.Array(Type.String(), { maxItems: MAX_NODES })),
  return_shipping_methods: Type.Optional(Type.Array(openEnum(returnShippingMethods), { maxItems: MAX_RETURN_METHODS })),
  is_archived: Type.Optional(Type.Boolean()),
});
export type SkuReply = Static<typeof SkuReply>;
