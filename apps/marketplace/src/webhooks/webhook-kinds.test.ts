/** Owns that every kind of event is really told: each comes from what happens in the API, and goes over a connection. */
import { createServer, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { HOUR_MS, MINUTE_MS } from '@jetway/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MarketplaceDatabase } from '../database/index.ts';
import {
  type AccountWithNodes,
  anAccount,
  anOffer,
  aShippedOrder,
  type Harness,
  openHarness,
  ownDatabase,
} from '../testing/index.ts';
import { type WebhookKind, webhookKinds } from './index.ts';

interface Told {
  readonly kind: WebhookKind;
  readonly account: string;
  readonly data: Readonly<Record<string, unknown>>;
}

let database: MarketplaceDatabase;
let harness: Harness;
let server: Server;
let account: AccountWithNodes;
let told: Told[] = [];

beforeAll(async () => {
  database = await ownDatabase();
  harness = await openHarness({ database });
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      told.push(JSON.parse(body));
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`;
  account = await anAccount(harness);
  const made = await harness.operator('POST', `/accounts/${account.accountId}/webhook-endpoints`, { url });
  expect(made.status).toBe(201);
});
afterAll(async () => {
  await harness.services.webhooks.close();
  server.closeAllConnections();
  server.close();
  await database.close();
});

const pass = (advanceMs: number) => harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs });

/** What was told of a kind since the beginning of this test. */
async function toldOf(kind: WebhookKind): Promise<Told['data'][]> {
  const goOn = new AbortController().signal;
  while (await harness.services.webhooks.tell(goOn));
  const found = told.filter((one) => one.kind === kind);
  expect(found.every((one) => one.account === account.accountId)).toBe(true);
  return found.map(({ data }) => data);
}

async function place(sku: string): Promise<string> {
  const body = { items: [{ sku, quantity: 1 }] };
  const placed = await harness.operator('POST', `/accounts/${account.accountId}/orders`, body);
  return (placed.json() as { id: string }).id;
}

/** What happens, and what is told of it. */
const happenings: Readonly<Record<WebhookKind, () => Promise<Readonly<Record<string, unknown>>>>> = {
  'order.ready': async () => {
    const id = await place(await anOffer(harness, account));
    await pass(30 * MINUTE_MS);
    return { merchant_order_id: id, status: 'ready', order_url: `/orders/withoutShipmentDetail/${id}` };
  },
  'order.cancelled': async () => {
    const id = await place(await anOffer(harness, account));
    await harness.operator('POST', `/accounts/${account.accountId}/orders/${id}/cancel`, {});
    return { merchant_order_id: id, cancelled_by: 'customer' };
  },
  'return.created': async () => {
    const { orderId, sku } = await aShippedOrder(harness, account);
    const items = [{ sku, quantity: 1, reason: 'Item does not fit' }];
    const opened = await harness.operator('POST', `/accounts/${account.accountId}/orders/${orderId}/returns`, {
      items,
    });
    return { merchant_return_authorization_id: (opened.json() as { id: string }).id };
  },
  'refund.decided': async () => {
    const { orderId, itemId } = await aShippedOrder(harness, account);
    const items = [{ order_item_id: itemId, order_return_refund_qty: 1, refund_amount: { principal: 1 } }];
    const created = await account.call('POST', `/refunds/${orderId}/mine`, { items });
    await pass(48 * HOUR_MS);
    const { refund_authorization_id } = created.json() as { refund_authorization_id: string };
    return { refund_authorization_id };
  },
  'file.processed': async () => {
    const sku = await anOffer(harness, account);
    const issued = (await account.call('GET', '/files/uploadToken')).json() as { url: string; jet_file_id: string };
    const { pathname, search } = new URL(issued.url);
    const payload = gzipSync(JSON.stringify({ [sku]: { price: 5 } }));
    await harness.marketplace.server.inject({ method: 'PUT', url: `${pathname}${search}`, payload });
    const said = { url: issued.url, file_type: 'Price', file_name: 'prices.json.gz' };
    await account.call('POST', '/files/uploaded', said);
    await harness.services.files.drain();
    return { jet_file_id: issued.jet_file_id };
  },
  'sku.status_changed': async () => {
    const sku = await anOffer(harness, account);
    await pass(MINUTE_MS);
    return { merchant_sku: sku };
  },
};

test.each(webhookKinds)('%s is told, with what to read', async (kind) => {
  told = [];
  const wanted = await happenings[kind]();
  expect(await toldOf(kind)).toContainEqual(expect.objectContaining(wanted));
});
