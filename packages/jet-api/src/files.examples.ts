/** Owns the documented examples of the pages about files, comments stripped; the contents of files as their text. */
import type { JetExample } from './example.ts';

const PLACE = 'https://jetupload.blob.core.windows.net/merchant-files/dca10a71128940bf80aca9edee52e7cd';
const ISSUED = `${PLACE}?sv=2014-02-14&sr=b&sig=PCIQGWiwzHmdBeEQbFTnOeyAdGowKcQYbTg9OPIvEQo%3D&se=2014-10-15T22%3A23%3A28Z&sp=w`;

const processed = {
  url: PLACE,
  file_type: 'MerchantSKUs',
  received: '2014-07-26T:04:00.0000000Z',
  processing_start: '2014-07-26T:04:01.0000000Z',
  processing_end: '2014-07-26T:04:02.0000000Z',
  file_name: 'dca10a71128940bf80aca9edee52e7cd',
};

/** The printed dates are none; the server answers dates. */
export const fileExamples: readonly JetExample[] = [
  {
    kind: 'reply',
    route: 'getUploadToken',
    name: 'Upload URL',
    status: 200,
    body: { url: ISSUED, jet_file_id: 'dca10a71128940bf80aca9edee52e7cd', expires_in_seconds: 1800 },
  },
  {
    kind: 'request',
    route: 'postUploadedFile',
    name: 'MerchantSKUs',
    body: { url: ISSUED, file_type: 'MerchantSKUs', file_name: 'Merchant_skus.json.gz' },
  },
  {
    kind: 'request',
    route: 'postUploadedFile',
    name: 'Inventory',
    body: { url: ISSUED, file_type: 'Inventory', file_name: 'inventory.json.gz' },
  },
  {
    kind: 'request',
    route: 'postUploadedFile',
    name: 'MerchantSKUsV2',
    body: { url: ISSUED, file_type: 'MerchantSKUsV2', file_name: 'Merchant_skus.json.gz' },
  },
  {
    kind: 'reply',
    route: 'postUploadedFile',
    name: 'MerchantSKUs',
    status: 200,
    body: { url: ISSUED, file_type: 'MerchantSKUs', file_name: 'Merchant_skus.json' },
  },
  {
    kind: 'reply',
    route: 'postUploadedFile',
    name: 'MerchantSKUsV2',
    status: 200,
    body: { url: ISSUED, file_type: 'MerchantSKUsV2', file_name: 'Merchant_skus.json' },
  },
  {
    kind: 'reply',
    route: 'getFile',
    name: 'Processed Successfully',
    status: 200,
    body: { ...processed, status: 'Processed successfully' },
    lacks: ['jet_file_id'],
  },
  {
    kind: 'reply',
    route: 'getFile',
    name: 'Acknowledged File',
    status: 200,
    body: {
      url: PLACE,
      file_type: 'MerchantSKUs',
      received: '2014-07-26T:04:00.0000000Z',
      file_name: 'dca10a71128940bf80aca9edee52e7cd',
      status: 'Acknowledged',
    },
    lacks: ['jet_file_id'],
  },
  {
    kind: 'reply',
    route: 'getFile',
    name: 'Processed with Errors',
    status: 200,
    body: {
      ...processed,
      status: 'Processed with errors',
      error_count: 1,
      error_url: 'https://jetupload.blob.core.windows.net/merchant-files-results/dca10a71128940bf80aca9edee52e7cd',
      error_excerpt: [
        "Position 12, 14: Error: parsing sku 'ABCD' You must supply either an ASIN, at least one standard product code, or a brand and a manufacturer part number",
        "Position 185, 1: Error: parsing sku 'EFGH' start_selling_date is not a valid date.",
        "Position 385, 1: Error: parsing sku 'EFGH' Invalid UPC Code.",
      ],
    },
    lacks: ['jet_file_id'],
  },
];
