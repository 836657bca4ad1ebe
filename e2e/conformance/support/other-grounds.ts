/** Owns what the operations on tokens, lists, nodes, files, reports and the taxonomy are swept on. */
import { issue, put, putAll } from './files.ts';
import type { Merchant } from './merchants.ts';
import { must } from './raw-http.ts';
import type { Aim, Ground, Grounds } from './sweep.ts';
import type { Target } from './target.ts';

const NOT_THERE = /not found/i;
/** Both of the world that the examples need. */
const SETTLEMENT = '43123';
const BROWSE_NODE = 1_000_013;

/** Page Single SKU Retrieval. */
const SKU_STATUSES = [
  'Available for Purchase',
  'Missing Listing Data',
  'Under Jet Review',
  'Unauthorized',
  'Excluded',
  'Archived',
];

/** Reads something by an id that only the server makes: at its bounds there is nothing. */
const reading = (name: string, value: string | number, ground: Partial<Ground> = {}): Ground => ({
  status: 200,
  aim: async () => ({ params: { [name]: value } }),
  otherwise: { [name]: NOT_THERE },
  ...ground,
});

export function otherGrounds(target: Target, merchant: Merchant): Grounds {
  const { call, nodes, apiUser, apiSecret } = merchant;
  /** A file that was put, and is not yet told of. */
  const uploaded = async (): Promise<Aim> => {
    const { url } = await issue(call);
    must(await put(target, url, '{}'), 201);
    return { body: { url, file_type: 'Price', file_name: 'prices.json.gz' } };
  };
  const aFile = async (): Promise<Aim> => ({
    params: { jet_file_id: await putAll(target, call, 'Price', '{}') },
  });
  const asking = async (): Promise<Aim> => ({
    params: { reportType: 'SettlementDetails' },
    body: { settlement_id: SETTLEMENT },
  });
  return {
    getToken: {
      status: 200,
      call: target.open,
      aim: async () => ({ body: { user: apiUser, pass: apiSecret } }),
      otherwise: { '/user': /"Bad Request"/, '/pass': /"Bad Request"/ },
    },
    listSkus: {
      status: 200,
      aim: async () => ({ query: { offset: 0, limit: 10, sku: await merchant.offer() } }),
      named: { sku: async (sku) => ({ query: { sku: await merchant.offer({ sku }) } }) },
    },
    listSkusByStatus: { status: 200, aim: async () => ({ params: { status: 'Archived', from: 0, count: 10 } }) },
    listPortalSkus: {
      status: 200,
      aim: async () => ({ query: { from: 0, size: 10, statuses: 'Archived' } }),
      values: { statuses: SKU_STATUSES },
      text: (place, length) => (place === 'statuses' ? 'Archived'.padEnd(length, ' ') : undefined),
    },
    getFulfillmentNode: reading('nodeId', nodes[0]),
    postUploadedFile: {
      status: 200,
      isSpent: true,
      aim: uploaded,
      otherwise: { '/url': /was not issued to this merchant/ },
    },
    getFile: { ...reading('jet_file_id', ''), aim: aFile },
    createReport: {
      status: 200,
      call: target.call,
      aim: asking,
      otherwise: { '/settlement_id': /settlement_id doesn't match/ },
    },
    getReportState: {
      ...reading('reportId', ''),
      aim: async () => {
        const { report_id: reportId } = must(await call('POST', '/reports/ProductStatus'), 200).json() as {
          readonly report_id: string;
        };
        return { params: { reportId } };
      },
    },
    listSettlements: { status: 200, aim: async () => ({ params: { days: 7 } }) },
    getSettlement: reading('settlementId', SETTLEMENT, { call: target.call }),
    listTaxonomyLinks: {
      status: 200,
      aim: async () => ({ params: { version: 'v1' }, query: { offset: 0, limit: 10 } }),
    },
    getTaxonomyNode: reading('nodeId', BROWSE_NODE, { call: target.call }),
    listNodeAttributes: reading('nodeId', BROWSE_NODE, { call: target.call }),
  };
}
