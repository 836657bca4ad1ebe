/** Owns what the demo's marketplace holds at its first start, as a fixtures file. */
import type { FixtureFile } from '../fixtures/index.ts';
import { demoProducts } from './catalogue/index.ts';
import { type DemoProduct, productCode } from './products.ts';
import { demoTaxonomyNodes } from './taxonomy.ts';

/** What the launcher chose. */
export interface DemoChoices {
  readonly operator: { readonly email: string; readonly password: string; readonly key: string };
  readonly merchant: { readonly apiUser: string; readonly apiSecret: string; readonly fulfillmentNodeId: string };
}

export const DEMO_MERCHANT_ID = 'harbour-and-pine';
const DEMO_MERCHANT_NAME = 'Harbour & Pine';
const OWN = { merchant: DEMO_MERCHANT_ID, account: 'live' } as const;

/** Short enough to watch an order come: a person who sees the demo does not wait for half an hour. */
const HOLD_MS = 20_000;
const REVIEW_MS = 2_000;

const WAREHOUSE = { address1: '14 Cooper Lane', city: 'Hoboken', state: 'NJ', zipCode: '07030' };
/** What the makers recommend is a little more than what the demo merchant asks. */
const MSRP_FACTOR = 1.15;

/** Where the picture of a product is served. */
export const pictureUrl = (publicUrl: string, sku: string): string =>
  `${publicUrl.replace(/\/+$/, '')}/demo/images/${encodeURIComponent(sku)}.svg`;

/** The merchant, its node, and everything it sells. */
export const demoFixtures = ({ operator, merchant }: DemoChoices, publicUrl: string): FixtureFile => ({
  version: 1,
  operator,
  merchants: [
    {
      id: DEMO_MERCHANT_ID,
      name: DEMO_MERCHANT_NAME,
      onboardingDone: true,
      accounts: { live: { apiUser: merchant.apiUser, apiSecret: merchant.apiSecret } },
    },
  ],
  worlds: [{ ...OWN, policy: { holdMs: HOLD_MS, reviewMs: REVIEW_MS } }],
  nodes: [
    {
      ...OWN,
      id: merchant.fulfillmentNodeId,
      name: 'Main warehouse',
      timeZone: 'America/New_York',
      address: WAREHOUSE,
      shippingMethods: [
        'UPS Ground',
        'UPS 2nd Day Air',
        'UPS Next Day Air',
        'FedEx Home Delivery',
        'USPS Priority Mail',
      ],
      serviceLevels: ['Standard', 'Expedited', 'Second Day', 'Next Day'],
    },
  ],
  returnNodes: [{ ...OWN, id: 'returns-desk', name: 'Returns desk', address: WAREHOUSE }],
  taxonomies: [{ ...OWN, nodes: demoTaxonomyNodes }],
  skus: demoProducts.map((product, index) => toSku(product, index, merchant.fulfillmentNodeId, publicUrl)),
});

function toSku(product: DemoProduct, index: number, nodeId: string, publicUrl: string) {
  const { sku, price, stock } = product;
  const [length, width, height] = product.inches;
  return {
    ...OWN,
    sku,
    product: {
      product_title: product.title,
      jet_browse_node_id: product.browseNodeId,
      standard_product_codes: [productCode(index)],
      multipack_quantity: 1,
      brand: product.brand,
      manufacturer: product.brand,
      mfr_part_number: sku,
      product_description: product.description,
      bullets: [...product.bullets],
      shipping_weight_pounds: product.weightPounds,
      package_length_inches: length,
      package_width_inches: width,
      package_height_inches: height,
      country_of_origin: 'U.S.A.',
      msrp: Math.ceil(price * MSRP_FACTOR) - 0.01,
      product_tax_code: 'General Taxable Product',
      main_image_url: pictureUrl(publicUrl, sku),
    },
    price: { price },
    inventory: { fulfillment_nodes: [{ fulfillment_node_id: nodeId, quantity: stock }] },
  };
}
