/** Owns the files that are measured, and the rows that each of them is in the database. */
import { gzipSync } from 'node:zlib';
import { copyLine } from './copy.ts';

export interface Content {
  readonly type: 'MerchantSKUs' | 'Price' | 'Inventory';
  readonly body: (n: number, nodeId: string) => object;
  /** The tables that it writes, with the line of COPY for a record. */
  readonly tables: readonly {
    readonly name: string;
    readonly columns: string;
    readonly line: (sku: string, body: never) => string;
  }[];
}

const ACCOUNT = '0198c0de-0000-7000-8000-000000000000';
const NOW = 1_767_614_400_000;
const WRITTEN = ['merchant:0123456789ABCDEF0123456789ABCDEF01234567', ACCOUNT];

const skuOf = (n: number): string => `bench-${String(n).padStart(7, '0')}`;

export const contents: readonly Content[] = [
  {
    type: 'MerchantSKUs',
    body: (n) => ({
      product_title: `Enamel mug of the bench, number ${n}`,
      multipack_quantity: 1,
      ASIN: `B${String(n).padStart(9, '0')}`,
      brand: 'Harbour & Pine',
      manufacturer: 'Harbour & Pine Works',
      mfr_part_number: `HP-${n}`,
      jet_browse_node_id: 4_101_001,
      product_description: 'Holds twelve ounces of anything warm, and looks well beside whatever stands on your desk.',
      bullets: ['Enamelled steel', 'For the dishwasher', 'Not for the microwave'],
      main_image_url: `https://images.example/mugs/${n}.png`,
      shipping_weight_pounds: 1.25,
      product_tax_code: 'Generic Taxable Product',
      attributes_node_specific: [{ attribute_id: 95, attribute_value: String(n % 100) }],
    }),
    tables: [
      {
        name: 'skus',
        columns:
          'account_id, sku, world_id, title, image_url, tax_code, content, findings, notes, look_due_at, accepted_seq, created_at, updated_at, updated_by, request_id',
        line: (sku, body: { product_title: string; main_image_url: string; product_tax_code: string }) => {
          const { product_title: title, main_image_url: image, product_tax_code: tax } = body;
          return copyLine([
            ACCOUNT,
            sku,
            ACCOUNT,
            title,
            image,
            tax,
            JSON.stringify(body),
            '{}',
            '{}',
            NOW,
            1,
            NOW,
            NOW,
            ...WRITTEN,
          ]);
        },
      },
    ],
  },
  {
    type: 'Price',
    body: (n) => ({ price: 5 + (n % 5_000) / 100 }),
    tables: [
      {
        name: 'prices',
        columns:
          'account_id, sku, price_cents, node_ids, node_prices_cents, accepted_seq, priced_at, updated_by, request_id',
        line: (sku, body: { price: number }) =>
          copyLine([ACCOUNT, sku, Math.round(body.price * 100), '{}', '{}', 1, NOW, ...WRITTEN]),
      },
    ],
  },
  {
    type: 'Inventory',
    body: (n, nodeId) => ({ fulfillment_nodes: [{ fulfillment_node_id: nodeId, quantity: 1 + (n % 50) }] }),
    tables: [
      {
        name: 'inventory_feeds',
        columns: 'account_id, sku, fed_at, stocked_at, updated_by, request_id',
        line: (sku) => copyLine([ACCOUNT, sku, NOW, NOW, ...WRITTEN]),
      },
      {
        name: 'inventory',
        columns:
          'account_id, sku, node_id, quantity, listed, position, feed_seq, fed_at, held_units, accepted_units, updated_by, request_id',
        line: (sku, body: { fulfillment_nodes: readonly [{ fulfillment_node_id: string; quantity: number }] }) => {
          const [{ fulfillment_node_id: node, quantity }] = body.fulfillment_nodes;
          return copyLine([ACCOUNT, sku, node, quantity, true, 1, 1, NOW, 0, 0, ...WRITTEN]);
        },
      },
    ],
  },
];

/** A packed file of so many records. Its text may be longer than a string can be. */
export function packedFile(content: Content, records: number, nodeId: string): Uint8Array {
  const parts: Buffer[] = [];
  for (let from = 0; from < records; from += PART) {
    const count = Math.min(PART, records - from);
    const lines = Array.from({ length: count }, (_, n) => recordText(content, from + n, nodeId));
    parts.push(Buffer.from(`${from === 0 ? '{' : ',\n'}${lines.join(',\n')}`));
  }
  return gzipSync(Buffer.concat([...parts, Buffer.from('}')]));
}

const PART = 10_000;
const recordText = (content: Content, n: number, nodeId: string): string =>
  `"${skuOf(n)}":${JSON.stringify(content.body(n, nodeId))}`;
