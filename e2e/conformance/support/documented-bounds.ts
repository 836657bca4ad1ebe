/**
 * Owns what the pages of the documentation state of requests: bounds, lists, types, and what is required. Copied from them by
 * hand, apart from the server's own schemas; `bounds.test.ts` holds the document against it.
 */
import {
  CARRIERS,
  CAUTIONARY_STATEMENTS,
  CHARGE_FEEDBACKS,
  FILE_TYPES,
  REFUND_REASONS,
  SHIPMENT_METHODS,
} from './documented-values.ts';

export interface Stated {
  readonly page: string;
  readonly operation: string;
  readonly place: string;
  /** As the page calls it, in the words of JSON Schema. */
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';
  readonly isRequired?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly values?: readonly (string | number)[];
}

type Facts = Omit<Stated, 'page' | 'operation' | 'place'>;

/** The places of one operation that a page speaks of. */
const stated = (page: string, operation: string, places: Readonly<Record<string, Facts>>): Stated[] =>
  Object.entries(places).map(([place, facts]) => ({ page, operation, place, ...facts }));

const TEXT: Facts = { type: 'string' };
const NEEDED_TEXT: Facts = { type: 'string', isRequired: true };
const COUNT: Facts = { type: 'integer' };
const FLAG: Facts = { type: 'boolean' };
const LIST: Facts = { type: 'array' };
const NEEDED_LIST: Facts = { type: 'array', isRequired: true };
/** Prices, weights and lengths: at least 0.01. */
const HUNDREDTH: Facts = { type: 'number', minimum: 0.01 };
const text = (minLength: number, maxLength: number): Facts => ({ type: 'string', minLength, maxLength });
const oneOf = (...values: readonly string[]): Facts => ({ type: 'string', values });

/** Page SKU Upload; SKU Upload V2 has the same but for the browse node. */
const PRODUCT: Readonly<Record<string, Facts>> = {
  '/product_title': { ...text(5, 500), isRequired: true },
  '/multipack_quantity': { type: 'integer', minimum: 1, maximum: 128, isRequired: true },
  '/standard_product_codes': LIST,
  '/standard_product_codes[]/standard_product_code_type': { values: ['GTIN-14', 'EAN', 'ISBN-10', 'ISBN-13', 'UPC'] },
  '/standard_product_codes[]/standard_product_code': TEXT,
  '/ASIN': { type: 'string', pattern: '^[A-Za-z0-9]{10}$' },
  '/brand': { ...text(1, 100), isRequired: true },
  '/main_image_url': NEEDED_TEXT,
  '/product_description': text(1, 2000),
  '/manufacturer': text(1, 100),
  '/mfr_part_number': text(1, 50),
  '/bullets': { type: 'array', maxItems: 5 },
  '/bullets[]': text(1, 500),
  '/shipping_weight_pounds': HUNDREDTH,
  '/map_price': HUNDREDTH,
  '/map_implementation': { values: ['101', '102', '103'] },
  '/attributes_node_specific': { type: 'array', minItems: 1, maxItems: 50 },
  '/attributes_node_specific[]/attribute_id': { type: 'integer', minimum: 1 },
  '/attributes_node_specific[]/attribute_value': text(1, 100),
  '/attributes_node_specific[]/attribute_value_unit': TEXT,
  '/amazon_item_type_keyword': TEXT,
  '/category_path': TEXT,
  '/number_units_for_price_per_unit': COUNT,
  '/type_of_unit_for_price_per_unit': TEXT,
  '/package_length_inches': HUNDREDTH,
  '/package_width_inches': HUNDREDTH,
  '/package_height_inches': HUNDREDTH,
  '/display_length_inches': HUNDREDTH,
  '/display_width_inches': HUNDREDTH,
  '/display_height_inches': HUNDREDTH,
  '/prop_65': FLAG,
  '/legal_disclaimer_description': TEXT,
  '/cpsia_cautionary_statements': LIST,
  '/cpsia_cautionary_statements[]': { values: CAUTIONARY_STATEMENTS },
  '/country_of_origin': { type: 'string', maxLength: 50 },
  '/safety_warning': { type: 'string', maxLength: 2000 },
  '/product_tax_code': TEXT,
  '/msrp': HUNDREDTH,
  '/alternate_images': LIST,
  '/alternate_images[]/image_slot_id': { type: 'integer', minimum: 1, maximum: 8, isRequired: true },
  '/alternate_images[]/image_url': NEEDED_TEXT,
};

/** The 13 types of page SKU Upload V2. */
const SHOE_TYPES = [
  37_005_005_000, 37_005_013_000, 37_005_030_000, 37_005_023_000, 37_005_031_001, 37_005_031_000, 37_005_032_000,
  37_005_027_007, 37_005_027_000, 37_005_037_000, 37_005_043_000, 37_005_045_000, 37_005_046_000,
];

const STOCK: Readonly<Record<string, Facts>> = {
  '/fulfillment_nodes': LIST,
  '/fulfillment_nodes[]/fulfillment_node_id': NEEDED_TEXT,
  '/fulfillment_nodes[]/quantity': { type: 'integer', minimum: 0, isRequired: true },
};

const SERVICE_LEVELS = oneOf(
  'Second Day',
  'Next Day',
  'Priority',
  'Expedited',
  'Standard',
  'Scheduled (freight)',
  '5 to 10 Day',
  '11 to 20 Day',
  '21 to 30 Day',
  'Scheduled (freight 11 to 20 day)',
  'Scheduled (freight 21 to 30 day)',
);

/** The 24 spaced names, another namespace than those of shipments. */
const EXCEPTION_METHODS = oneOf(
  'DHL Global Mail',
  'FedEx 2 Day',
  'FedEx Express Saver',
  'FedEx First Overnight',
  'FedEx Ground',
  'FedEx Home Delivery',
  'FedEx Priority Overnight',
  'FedEx Smart Post',
  'FedEx Standard Overnight',
  'Freight',
  'Ontrac Ground',
  'UPS 2nd Day Air AM',
  'UPS 2nd Day Air',
  'UPS 3 Day Select',
  'UPS Ground',
  'UPS Mail Innovations',
  'UPS Next Day Air Saver',
  'UPS Next Day Air',
  'UPS SurePost',
  'USPS First Class Mail',
  'USPS Media Mail',
  'USPS Priority Mail Express',
  'USPS Priority Mail',
  'USPS Standard Post',
);

const ORDER_STATUSES = oneOf('created', 'ready', 'acknowledged', 'inprogress', 'complete');

/** Page Complete Return. */
const REFUND_FEEDBACKS = oneOf(
  'other',
  'item damaged',
  'not shipped in original packaging',
  'customer opened item',
  'general adjustment - notes required',
);

const money = (facts: Facts): Readonly<Record<string, Facts>> =>
  Object.fromEntries(
    ['principal', 'tax', 'shipping_cost', 'shipping_tax'].map((name) => [`/items[]/refund_amount/${name}`, facts]),
  );

const SKU_OPERATIONS = [
  'putSku',
  'putSkuV2',
  'getSku',
  'putPrice',
  'getPrice',
  'putInventory',
  'getInventory',
  'putVariation',
  'getVariation',
  'putShippingException',
  'getShippingException',
  'putReturnsException',
  'getReturnsException',
  'archiveSku',
  'getSalesData',
];

const PRODUCT_PAGES: readonly Stated[] = [
  ...SKU_OPERATIONS.flatMap((operation) => stated('SKU Upload', operation, { sku: text(1, 64) })),
  ...stated('SKU Upload', 'putSku', { ...PRODUCT, '/jet_browse_node_id': COUNT }),
  ...stated('SKU Upload V2', 'putSkuV2', {
    ...PRODUCT,
    '/product_type_id': { type: 'integer', isRequired: true, values: SHOE_TYPES },
  }),
  ...stated('SKU Upload', 'putSkuImages', {
    '/alternate_images[]/image_slot_id': { type: 'integer', minimum: 1, maximum: 8, isRequired: true },
    '/alternate_images[]/image_url': NEEDED_TEXT,
  }),
  ...stated('Price Upload', 'putPrice', {
    '/price': { ...HUNDREDTH, isRequired: true },
    '/fulfillment_nodes': LIST,
    '/fulfillment_nodes[]/fulfillment_node_id': NEEDED_TEXT,
    '/fulfillment_nodes[]/fulfillment_node_price': { type: 'integer', minimum: 0.01, isRequired: true },
  }),
  ...stated('Inventory Upload', 'putInventory', STOCK),
  ...stated('Inventory Upload', 'patchInventory', STOCK),
  ...stated('Variation Upload', 'putVariation', {
    '/relationship': { isRequired: true, values: ['Variation'] },
    '/variation_refinements': NEEDED_LIST,
    '/variation_refinements[]': { type: 'integer', minimum: 1 },
    '/children_skus': NEEDED_LIST,
    '/children_skus[]': TEXT,
    '/group_title': TEXT,
  }),
  ...stated('Shipping Exception Upload', 'putShippingException', {
    '/fulfillment_nodes': LIST,
    '/fulfillment_nodes[]/fulfillment_node_id': TEXT,
    '/fulfillment_nodes[]/shipping_exceptions': LIST,
    '/fulfillment_nodes[]/shipping_exceptions[]/service_level': SERVICE_LEVELS,
    '/fulfillment_nodes[]/shipping_exceptions[]/shipping_method': EXCEPTION_METHODS,
    '/fulfillment_nodes[]/shipping_exceptions[]/override_type': { values: ['Override charge', 'Additional charge'] },
    '/fulfillment_nodes[]/shipping_exceptions[]/shipping_charge_amount': { type: 'number', minimum: 0 },
    '/fulfillment_nodes[]/shipping_exceptions[]/shipping_exception_type': {
      isRequired: true,
      values: ['exclusive', 'restricted', 'include'],
    },
  }),
  ...stated('Returns Exception', 'putReturnsException', {
    '/time_to_return': { type: 'integer', minimum: 1, maximum: 30 },
    '/return_location_ids': LIST,
    '/return_location_ids[]': TEXT,
    '/return_shipping_methods': LIST,
    '/return_shipping_methods[]': oneOf('Freight', 'FedEx Ground', 'UPS Ground'),
  }),
  ...stated('Archive SKU', 'archiveSku', { '/is_archived': { ...FLAG, isRequired: true } }),
  ...stated('SKU Link Retrieval', 'listSkus', { offset: COUNT, limit: COUNT }),
];

const ORDER_PAGES: readonly Stated[] = [
  ...stated('Check for Orders', 'listOrders', {
    status: ORDER_STATUSES,
    isCancelled: oneOf('true', 'false'),
    fulfillment_node: TEXT,
  }),
  ...stated('Check for Tagged Orders', 'listTaggedOrders', {
    status: ORDER_STATUSES,
    tag: TEXT,
    tagged: oneOf('true', 'false'),
  }),
  ...stated('Tag Order', 'tagOrder', { '/tag': NEEDED_TEXT }),
  ...stated('Acknowledge Order', 'acknowledgeOrder', {
    '/acknowledgement_status': {
      isRequired: true,
      ...oneOf(
        'rejected - other',
        'rejected - fraud',
        'rejected - item level error',
        'rejected - ship from location not available',
        'rejected - shipping method not supported',
        'rejected - unfulfillable address',
        'accepted',
      ),
    },
    '/alt_order_id': TEXT,
    '/order_items': NEEDED_LIST,
    '/order_items[]/order_item_acknowledgement_status': {
      isRequired: true,
      ...oneOf('nonfulfillable - invalid merchant SKU', 'nonfulfillable - no inventory', 'fulfillable'),
    },
    '/order_items[]/order_item_id': TEXT,
    '/order_items[]/alt_order_item_id': TEXT,
  }),
  ...stated('Ship Order', 'shipOrder', {
    '/alt_order_id': TEXT,
    '/shipments': NEEDED_LIST,
    '/shipments[]/alt_shipment_id': TEXT,
    '/shipments[]/shipment_tracking_number': TEXT,
    '/shipments[]/response_shipment_date': TEXT,
    '/shipments[]/response_shipment_method': oneOf(...SHIPMENT_METHODS),
    '/shipments[]/expected_delivery_date': TEXT,
    '/shipments[]/ship_from_zip_code': TEXT,
    '/shipments[]/carrier': oneOf(...CARRIERS),
    '/shipments[]/carrier_pick_up_date': TEXT,
    '/shipments[]/shipment_items': NEEDED_LIST,
    '/shipments[]/shipment_items[]/alt_shipment_item_id': TEXT,
    '/shipments[]/shipment_items[]/merchant_sku': NEEDED_TEXT,
    '/shipments[]/shipment_items[]/response_shipment_sku_quantity': COUNT,
    '/shipments[]/shipment_items[]/response_shipment_cancel_qty': COUNT,
    '/shipments[]/shipment_items[]/RMA_number': TEXT,
    '/shipments[]/shipment_items[]/return_location': { type: 'object' },
    '/shipments[]/shipment_items[]/return_location/address1': NEEDED_TEXT,
    '/shipments[]/shipment_items[]/return_location/address2': TEXT,
    '/shipments[]/shipment_items[]/return_location/city': NEEDED_TEXT,
    '/shipments[]/shipment_items[]/return_location/state': NEEDED_TEXT,
    '/shipments[]/shipment_items[]/return_location/zip_code': NEEDED_TEXT,
    '/shipments[]/redirect_notification': { type: 'object' },
    '/shipments[]/redirect_notification/redirect_node': NEEDED_TEXT,
    '/shipments[]/redirect_notification/is_redirect_for_zero_inventory': oneOf('true', 'false'),
  }),
];

const RETURN_PAGES: readonly Stated[] = [
  ...stated('Check for Returns', 'listReturns', { status: oneOf('created', 'inprogress', 'completed by merchant') }),
  ...stated('Complete Return', 'completeReturn', {
    '/merchant_order_id': NEEDED_TEXT,
    '/alt_order_id': TEXT,
    '/agree_to_return_charge': { ...FLAG, isRequired: true },
    '/return_charge_feedback': oneOf(...CHARGE_FEEDBACKS),
    '/items': LIST,
    '/items[]/order_item_id': NEEDED_TEXT,
    '/items[]/alt_order_item_id': TEXT,
    '/items[]/total_quantity_returned': { ...COUNT, isRequired: true },
    '/items[]/order_return_refund_qty': { ...COUNT, isRequired: true },
    '/items[]/return_refund_feedback': REFUND_FEEDBACKS,
    '/items[]/notes': TEXT,
    '/items[]/refund_amount': { type: 'object', isRequired: true },
    ...money({ type: 'number', isRequired: true }),
  }),
  ...stated('Create Merchant Initiated Refund', 'createRefund', {
    '/items': NEEDED_LIST,
    '/items[]/order_item_id': TEXT,
    '/items[]/alt_order_item_id': TEXT,
    '/items[]/total_quantity_returned': COUNT,
    '/items[]/order_return_refund_qty': COUNT,
    '/items[]/refund_reason': oneOf(...REFUND_REASONS),
    '/items[]/refund_feedback': REFUND_FEEDBACKS,
    '/items[]/notes': TEXT,
    '/items[]/refund_amount': { type: 'object' },
    ...money({ type: 'number', minimum: 0 }),
  }),
];

const OTHER_PAGES: readonly Stated[] = [
  ...stated('Retrieve Token', 'getToken', { '/user': NEEDED_TEXT, '/pass': NEEDED_TEXT }),
  ...stated('Request to Process Uploaded File', 'postUploadedFile', {
    '/url': NEEDED_TEXT,
    '/file_type': { isRequired: true, ...oneOf(...FILE_TYPES) },
    '/file_name': NEEDED_TEXT,
  }),
  ...stated('Create New Report', 'createReport', {
    reportType: oneOf('ProductStatus', 'SalesData', 'SettlementDetails'),
    '/settlement_id': TEXT,
  }),
  ...stated('Call Taxonomy Nodes', 'listTaxonomyLinks', { version: TEXT, offset: TEXT, limit: TEXT }),
];

export const STATED: readonly Stated[] = [...PRODUCT_PAGES, ...ORDER_PAGES, ...RETURN_PAGES, ...OTHER_PAGES];
