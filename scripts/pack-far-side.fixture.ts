/** Owns the marketplace that the published packages are tried against: what a readme of theirs tells happens here. */
import { createServer, type IncomingMessage } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';

export interface FarSide {
  /** Up to the resource. */
  readonly url: string;
  readonly close: () => void;
}

/** A page of the same origin: its type and its text. */
export type Page = readonly [type: string, text: string];

const orders = ['4c0f1a', '4c0f1b'];

/** Records that a far side was given, by SKU. */
type Prices = Readonly<Record<string, { readonly price: number }>>;

/** A marketplace with one token, two ready orders and two SKUs; in a file it knows a third SKU not. */
export async function startFarSide(pages: ReadonlyMap<string, Page> = new Map()): Promise<FarSide> {
  let origin = '';
  let sent: Prices = {};
  const open: Readonly<Record<string, () => unknown>> = {
    'POST /api/token': () => ({ id_token: 'the-token', token_type: 'Bearer', expires_on: '2100-01-01T00:00:00Z' }),
    'PUT /blobs/f1': () => ({}),
    'GET /blobs/r1': () => gzipSync('{"sku-1":{"status":"Available for Purchase"}}'),
  };
  const guarded: Readonly<Record<string, (body: Buffer) => unknown>> = {
    'GET /api/orders/ready': () => ({ order_urls: orders.map((id) => `/orders/withoutShipmentDetail/${id}`) }),
    'GET /api/files/uploadToken': () => ({ url: `${origin}/blobs/f1`, jet_file_id: 'f1', expires_in_seconds: 1800 }),
    'POST /api/files/uploaded': (body) => JSON.parse(body.toString()),
    'GET /api/files/f1': () => fileReply(sent),
    'GET /api/merchant-skus': () => ({ sku_urls: ['merchant-skus/sku-1', 'merchant-skus/sku-2'] }),
    'POST /api/reports/ProductStatus': () => ({ report_id: 'r1' }),
    'GET /api/reports/state/r1': () => ({ report_status: 'ready', report_url: `${origin}/blobs/r1` }),
    ...Object.fromEntries(
      orders.map((id) => [
        `GET /api/orders/withoutShipmentDetail/${id}`,
        () => ({ merchant_order_id: id, order_items: [{ merchant_sku: 'sku-1' }] }),
      ]),
    ),
  };
  const server = createServer(async (request, reply) => {
    const { method = '', url = '', headers } = request;
    const page = pages.get(url);
    if (page !== undefined) return reply.writeHead(200, { 'content-type': page[0] }).end(page[1]);
    const body = await bodyOf(request);
    const what = `${method} ${url.split('?')[0]}`;
    if (what === 'PUT /blobs/f1') sent = JSON.parse(gunzipSync(body).toString()) as Prices;
    const isKnown = headers.authorization === 'Bearer the-token';
    const answer = open[what] ?? (isKnown ? guarded[what] : undefined);
    const value = answer === undefined ? { errors: ['There is no such thing.'] } : answer(body);
    reply.writeHead(answer === undefined ? 404 : 200);
    return reply.end(Buffer.isBuffer(value) ? value : JSON.stringify(value));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the far side has no port');
  origin = `http://127.0.0.1:${address.port}`;
  return {
    url: `${origin}/api`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function fileReply(sent: Prices) {
  const wrong = Object.keys(sent).filter((sku) => sku === 'sku-3');
  const errors = wrong.map((sku) => `Position 4, 1: Error: parsing sku '${sku}' Merchant SKU not found: "${sku}"`);
  return { jet_file_id: 'f1', status: 'Processed with errors', error_count: errors.length, error_excerpt: errors };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
