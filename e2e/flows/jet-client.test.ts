/** Owns the flow of an integrator: the published client against a running marketplace, with files, lists and a report. */
import { createJetClient, downloadReport, jetPlatform, orders, skuIds, skus, uploadFile } from '@jetway/jet-client';
import { expect, onTestFinished, test } from 'vitest';
import { expectStatus, operatorClient } from '../support/clients.ts';
import { embeddedHome, servedHome, testServer } from '../support/databases.ts';
import { freePort } from '../support/programs.ts';
import { setUpMerchant } from '../support/seller.ts';
import { until } from '../support/wait.ts';
import { createCrew, operatorKeyIn } from './operations.ts';

const server = testServer();
const home = server === undefined ? embeddedHome : () => servedHome(server);
const RECORDS = 5_000;
const ORDERS = 20;
const ids = Array.from({ length: RECORDS }, (_, index) => `bulk/${index}`);

async function collect<T>(from: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of from) found.push(one);
  return found;
}

test('an integrator fills a catalogue by files, reads it page by page, sees orders, and fetches a report', async () => {
  const crew = createCrew();
  onTestFinished(crew.end);
  const { env } = await crew.home(home);
  const market = await crew.start({ app: 'marketplace', port: await freePort(), env });
  const operator = operatorClient(market.url, operatorKeyIn(market));
  const merchant = await setUpMerchant(market.url, operator, ['on-sale']);
  const jet = createJetClient({
    ...jetPlatform(),
    baseUrl: `${market.url}/api`,
    user: merchant.apiUser,
    secret: merchant.apiSecret,
  });

  const products = await uploadFile(jet, {
    type: 'MerchantSKUs',
    records: ids.map(
      (sku) => [sku, { product_title: `Thing ${sku}`, multipack_quantity: 1, ASIN: '12345ABCDE' }] as const,
    ),
  });
  expect(products).toMatchObject({ kind: 'ok', value: { errorCount: 0, file: { status: 'Processed successfully' } } });

  const prices = await uploadFile(jet, {
    type: 'Price',
    name: 'prices of today.json',
    records: function* () {
      for (const [index, sku] of ids.entries()) yield [sku, { price: 1 + index / 100 }];
      yield ['nobody', { price: 1 }];
    },
  });
  expect(prices).toMatchObject({
    kind: 'ok',
    value: { errorCount: 1, hasAllErrors: true, file: { file_name: 'prices of today.json' } },
  });
  expect(prices.kind === 'ok' && prices.value.errors.map(({ sku }) => sku)).toEqual(['nobody']);
  expect(await jet.getPrice({ params: { sku: 'bulk/4999' } })).toMatchObject({ kind: 'ok', value: { price: 50.99 } });

  const found = await collect(skuIds(jet));
  expect(found).toHaveLength(RECORDS + 1);
  expect(new Set(found)).toEqual(new Set([...ids, 'on-sale']));
  for await (const [sku, { product_title: title }] of skus(jet)) {
    expect([sku, title]).toEqual(['on-sale', 'Thing number 0']);
    break;
  }

  const stock = { fulfillment_nodes: [{ fulfillment_node_id: merchant.nodeId, quantity: 100 }] };
  expect((await jet.putInventory({ params: { sku: 'on-sale' }, body: stock })).kind).toBe('ok');
  await until({ what: 'the SKU to be on sale', withinMs: 60_000 }, async () => {
    const query = { limit: 200 };
    const { items } = expectStatus(await operator.listSkus({ params: { accountId: merchant.accountId }, query }), 200);
    return items.some(({ purchasable }) => purchasable === 100) ? true : undefined;
  });
  const items = [{ sku: 'on-sale', order_quantity: 1 }];
  const body = { fulfillment_node: merchant.nodeId, items };
  expect(await jet.generateOrders({ params: { count: ORDERS }, body })).toMatchObject({ kind: 'ok' });
  const seen = await collect(orders(jet, { status: 'ready' }));
  expect(seen).toHaveLength(ORDERS);
  expect(new Set(seen.map(({ order_items: [item] }) => item?.merchant_sku))).toEqual(new Set(['on-sale']));

  const report = await downloadReport(jet, { type: 'ProductStatus' });
  if (report.kind !== 'ok') throw new Error(report.text);
  const told: unknown = await new Response(report.value.content).json();
  expect(Object.keys(told as object)).toHaveLength(RECORDS + 1);
  expect(await market.stop()).toBe(0);
});
