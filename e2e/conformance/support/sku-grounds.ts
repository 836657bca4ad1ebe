/** Owns what the operations on SKUs are swept on, and how each finds a SKU of whatever name. */
import { TAX_CODES } from './documented-values.ts';
import { fresh, type Merchant } from './merchants.ts';
import { must } from './raw-http.ts';
import type { Aim, Ground, Grounds } from './sweep.ts';
import { BROWSE_NODE, PRODUCT } from './whole-product.ts';

type Body = Readonly<Record<string, unknown>>;

const pathOf = (sku: string): string => `/merchant-skus/${encodeURIComponent(sku)}`;

/** Grounds of operations on one SKU. */
export interface SkuThings {
  readonly upload: (sku: string, body?: Body) => Promise<void>;
  /** What is put to a part of a SKU is read back there; `product` is what the SKU has beside a whole product. */
  readonly putting: (
    below: string,
    body: () => Promise<Body> | Body,
    ground?: Partial<Ground>,
    product?: Body,
  ) => Ground;
  /** A part is read, of what was put there before. */
  readonly reading: (below: string, before?: () => Promise<Body> | Body, product?: Body) => Ground;
}

export function skuThings({ call }: Merchant): SkuThings {
  const upload = async (sku: string, body: Body = {}): Promise<void> => {
    must(await call('PUT', pathOf(sku), { ...PRODUCT, jet_browse_node_id: BROWSE_NODE, ...body }), 204);
  };
  const ofSku = (status: number, at: (sku: string) => Promise<Aim>): Ground => ({
    status,
    aim: () => at(fresh('sku')),
    named: { sku: at },
  });
  return {
    upload,
    putting: (below, body, ground = {}, product = {}) => ({
      ...ofSku(204, async (sku) => {
        await upload(sku, product);
        const read = async (): Promise<unknown> => must(await call('GET', `${pathOf(sku)}${below}`), 200).json();
        return { params: { sku }, body: await body(), read };
      }),
      ...ground,
    }),
    reading: (below, before, product = {}) =>
      ofSku(200, async (sku) => {
        await upload(sku, product);
        if (before !== undefined) must(await call('PUT', `${pathOf(sku)}${below}`, await before()), 204);
        return { params: { sku } };
      }),
  };
}

const IMAGES: Body = {
  main_image_url: 'https://images.example/mug.png',
  swatch_image_url: 'https://images.example/swatch.png',
  alternate_images: [{ image_slot_id: 1, image_url: 'https://images.example/side.png' }],
};

/** Each slot once. */
const image = (place: string, index: number): unknown =>
  place === '/alternate_images'
    ? { image_slot_id: Math.min(index + 1, 8), image_url: `https://images.example/${index}.png` }
    : undefined;

const UPLOADED: Partial<Ground> = {
  arrange: withCode,
  element: image,
  values: { '/product_tax_code': [...TAX_CODES, 'General Taxable Product'] },
  forms: {
    '/ASIN': { taken: ['12345ABCDE', 'abcdefghij'], refused: ['12345ABCD', '12345ABCDEF', '12345-BCDE', ''] },
  },
};

export const skuGrounds = ({ putting, reading }: SkuThings): Grounds => ({
  putSku: putting('', () => ({ ...PRODUCT, jet_browse_node_id: BROWSE_NODE }), {
    ...UPLOADED,
    otherwise: { '/jet_browse_node_id': /is not a browse node of the taxonomy/ },
  }),
  putSkuV2: putting('', () => ({ ...PRODUCT, product_type_id: 37_005_005_000 }), UPLOADED),
  putSkuImages: putting('', () => IMAGES, { element: image }),
  getSku: reading(''),
  archiveSku: putting('', () => ({ is_archived: false })),
  getSalesData: reading('/salesdata'),
});

const CODES: Body = {
  UPC: '123456789012',
  EAN: '4006381333931',
  'GTIN-14': '10123456789019',
  'ISBN-10': '0306406152',
  'ISBN-13': '9780306406157',
};

/** A code has the length and the check digit of its type. */
function withCode(place: string, value: unknown, body: unknown): unknown {
  if (place !== '/standard_product_codes[]/standard_product_code_type') return body;
  const code = { standard_product_code_type: value, standard_product_code: CODES[String(value)] ?? '0' };
  return { ...(body as Body), standard_product_codes: [code] };
}
