/** Owns the documented examples of pages SKU Sales Data and Report Examples. */
import type { JetExample } from './example.ts';

const LAST_UPDATE = '2016-02-03T11:48:30.6063244+00:00';

const sold = {
  sales_rank: { level_0: 1435, last_update: LAST_UPDATE },
  units_sold: { last_30_days: 235, last_update: LAST_UPDATE },
  my_best_offer: [{ shipping_method: null, item_price: 9.99, shipping_price: 1.0, last_update: LAST_UPDATE }],
  best_marketplace_offer: [{ shipping_method: null, item_price: 9.0, shipping_price: 0.0, last_update: LAST_UPDATE }],
};

export const salesDataExamples: readonly JetExample[] = [
  { kind: 'reply', route: 'getSalesData', name: 'Sales Data', status: 200, body: sold },
];

/** What the printed reports hold, SKU by SKU. */
export const reportContentExamples = {
  productStatus: [
    { status: 'Under Jet Review', substatus: [] },
    { status: 'Missing Listing Data', substatus: ['Missing brand'] },
  ],
  salesData: [
    {
      jet_browse_node_id_mapped_level_0: 1000000,
      jet_browse_node_id_mapped_level_1: 1000001,
      jet_browse_node_id_mapped_level_2: 1000013,
      ...sold,
    },
  ],
} as const;
