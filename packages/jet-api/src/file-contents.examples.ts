/** Owns the contents of files that the documentation prints, each as the records of its file in order. */
import type { FileType } from './files.ts';

export interface FileContentExample {
  readonly type: FileType;
  /** SKU and body; the SKU is a template that all records of a printed file share. */
  readonly records: readonly (readonly [sku: string, body: object])[];
}

/** A file's text: a JSON object in which a SKU may occur more than once. */
export const fileText = (records: readonly (readonly [sku: string, body: unknown])[]): string =>
  `{${records.map(([sku, body]) => `${JSON.stringify(sku)}:${JSON.stringify(body)}`).join(',\n')}}`;

const SKU = '{user_defined_merchant_sku}';

export const fileContentExamples: readonly FileContentExample[] = [
  {
    type: 'MerchantSKUs',
    records: [
      [
        SKU,
        {
          product_title: 'My Product',
          standard_product_codes: [{ standard_product_code: '123456789012', standard_product_code_type: 'UPC' }],
          multipack_quantity: 6,
          ASIN: '12345ABCDE',
        },
      ],
      [
        SKU,
        {
          product_title: 'My Product',
          jet_browse_node_id: 1000001,
          standard_product_codes: [{ standard_product_code: '123456789012', standard_product_code_type: 'UPC' }],
          multipack_quantity: 6,
          brand: "My Product's Brand",
          manufacturer: "My Product's Manufacturer",
          mfr_part_number: 'AB-9874',
          product_description: 'This is a terrific product that everyone should own.',
          bullets: ['This is bullet line 1', 'This is bullet line 2'],
          shipping_weight_pounds: 10,
          map_price: 6.49,
          map_implementation: '102',
          product_tax_code: 'Generic Taxable Product',
          attributes_node_specific: [
            { attribute_id: 95, attribute_value: '80', attribute_value_unit: 'count' },
            { attribute_id: 119, attribute_value: 'aqua' },
            { attribute_id: 2, attribute_value: 'blue' },
          ],
          main_image_url: 'http://www.mydomain.com/images/myImage.png',
        },
      ],
    ],
  },
  {
    type: 'Price',
    records: [
      [SKU, { price: 12.33 }],
      [SKU, { price: 21.23 }],
    ],
  },
  {
    type: 'Inventory',
    records: [
      [
        SKU,
        {
          fulfillment_nodes: [
            { fulfillment_node_id: 'XISNDKSANDSFNCSJKFDNFKJHFJD', quantity: 100 },
            { fulfillment_node_id: 'AKSDKDJIJDISJFIDFJIDSIFFISI', quantity: 20 },
          ],
        },
      ],
      [SKU, { fulfillment_nodes: [] }],
    ],
  },
  {
    type: 'ShippingException',
    records: [
      [
        SKU,
        {
          fulfillment_nodes: [
            {
              fulfillment_node_id: '1234DKSANDSFNCSJKFDNFKJHFAZ',
              shipping_exceptions: [
                {
                  shipping_method: 'Freight',
                  override_type: 'Additional charge',
                  shipping_charge_amount: 3.25,
                  shipping_exception_type: 'exclusive',
                },
              ],
            },
          ],
        },
      ],
      [
        SKU,
        {
          fulfillment_nodes: [
            {
              fulfillment_node_id: 'XISNDKSANDSFNCSJKFDNFKJHFJD',
              shipping_exceptions: [
                { service_level: 'Standard', shipping_exception_type: 'restricted' },
                { shipping_method: 'UPS Ground', shipping_exception_type: 'restricted' },
              ],
            },
          ],
        },
      ],
    ],
  },
  {
    type: 'ReturnsException',
    records: [
      [
        SKU,
        {
          time_to_return: 5,
          return_location_ids: ['9046335c27d146ee94b23ef61d8959bc', 'e3100213167d4abaa43a1c1dd6e4dc04'],
        },
      ],
      [SKU, { time_to_return: 5 }],
    ],
  },
  {
    type: 'Variation',
    records: [
      [SKU, { relationship: 'Variation', variation_refinements: [12, 34], children_skus: ['abcd', 'efgh'] }],
      [SKU, { relationship: 'Variation', variation_refinements: [12, 34], children_skus: ['zyxw', 'dcba'] }],
    ],
  },
  {
    type: 'Archive',
    records: [
      [SKU, { is_archived: true }],
      [SKU, { is_archived: false }],
    ],
  },
  {
    type: 'MerchantSKUsV2',
    records: [
      [
        SKU,
        {
          product_type_id: 37005005000,
          product_title: "Nike Men's Air Max Running Shoe",
          standard_product_codes: [{ standard_product_code: '123456789012', standard_product_code_type: 'UPC' }],
          multipack_quantity: 1,
          brand: 'Nike',
          product_description: 'This is a terrific product that everyone should own.',
          bullets: ['This is bullet line 1', 'This is bullet line 2'],
          main_image_url: 'http://www.mydomain.com/images/myImage.png',
          attributes_node_specific: [
            { attribute_id: 770703275075886, attribute_value: 'Men' },
            { attribute_id: 969418632494197, attribute_value: '9.5' },
            { attribute_id: 951803048500342, attribute_value: 'US' },
            { attribute_id: 805390093102030, attribute_value: 'Blue' },
            { attribute_id: 80, attribute_value: 'D' },
            { attribute_id: 656494019201798, attribute_value: 'Synthetic' },
            { attribute_id: 782030647047910, attribute_value: 'Air Max' },
          ],
        },
      ],
      [
        SKU,
        {
          product_type_id: 37005013000,
          attributes_node_specific: [
            { attribute_id: 770703275075886, attribute_value: 'Men' },
            { attribute_id: 969418632494197, attribute_value: '9.5' },
            { attribute_id: 951803048500342, attribute_value: 'US' },
            { attribute_id: 805390093102030, attribute_value: 'Blue' },
            { attribute_id: 80, attribute_value: 'D' },
            { attribute_id: 656494019201798, attribute_value: 'Synthetic' },
            { attribute_id: 782030647047910, attribute_value: 'Cameo' },
          ],
          brand: 'SkechersY',
          main_image_url: 'http://www.shoebuy.com/pi/skech/jb/skech766106_42986_jb.jpg',
          multipack_quantity: 1,
          product_description:
            'Give younglings an appreciation of the classics with the Star Wars Skechers: Tossers - Padawan shoe. Soft woven canvas fabric upper in a slip on retro skate sneaker with printed classic Star Wars logo design and cool printed insole. Memory Foam comfort.',
          product_title: "Skechers Unisex Children's  Star Wars Tossers Padawan Slip On Charcoal/Black Size 12 M",
          standard_product_codes: [{ standard_product_code: '889110600900', standard_product_code_type: 'UPC' }],
        },
      ],
      [
        SKU,
        {
          product_type_id: 37005013000,
          attributes_node_specific: [
            { attribute_id: 770703275075886, attribute_value: 'Men' },
            { attribute_id: 969418632494197, attribute_value: '9.5' },
            { attribute_id: 951803048500342, attribute_value: 'US' },
            { attribute_id: 805390093102030, attribute_value: 'Blue' },
            { attribute_id: 80, attribute_value: 'D' },
            { attribute_id: 656494019201798, attribute_value: 'Synthetic' },
            { attribute_id: 782030647047910, attribute_value: 'Cameo' },
          ],
          brand: 'SkechersY',
          main_image_url: 'http://www.shoebuy.com/pi/skech/jb/skech766106_42986_jb.jpg',
          multipack_quantity: 1,
          product_description:
            'Give younglings an appreciation of the classics with the Star Wars Skechers: Tossers - Padawan shoe. Soft woven canvas fabric upper in a slip on retro skate sneaker with printed classic Star Wars logo design and cool printed insole. Memory Foam comfort.',
          product_title: "Skechers Unisex Children's  Star Wars Tossers Padawan Slip On Charcoal/Black Size 12 M",
          standard_product_codes: [{ standard_product_code: '889110600900', standard_product_code_type: 'UPC' }],
        },
      ],
      [
        SKU,
        {
          product_type_id: 37005013000,
          attributes_node_specific: [
            { attribute_id: 770703275075886, attribute_value: 'Men' },
            { attribute_id: 969418632494197, attribute_value: '9.5' },
            { attribute_id: 951803048500342, attribute_value: 'US' },
            { attribute_id: 805390093102030, attribute_value: 'Blue' },
            { attribute_id: 80, attribute_value: 'D' },
            { attribute_id: 656494019201798, attribute_value: 'Synthetic' },
            { attribute_id: 782030647047910, attribute_value: 'Cameo' },
          ],
          brand: 'SkechersY',
          main_image_url: 'http://www.shoebuy.com/pi/skech/jb/skech766106_42986_jb.jpg',
          multipack_quantity: 1,
          product_description:
            'Give younglings an appreciation of the classics with the Star Wars Skechers: Tossers - Padawan shoe. Soft woven canvas fabric upper in a slip on retro skate sneaker with printed classic Star Wars logo design and cool printed insole. Memory Foam comfort.',
          product_title: "Skechers Unisex Children's  Star Wars Tossers Padawan Slip On Charcoal/Black Size 12 M",
          standard_product_codes: [{ standard_product_code: '889110600900', standard_product_code_type: 'UPC' }],
        },
      ],
    ],
  },
];
