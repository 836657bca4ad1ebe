import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../support/wait.ts';
import { aMerchant, aProduct, DAY_MS, fresh, type Merchant } from './support/merchants.ts';
import { must, sendTo } from './support/raw-http.ts';
import { hasOperator, OPEN_TIMEOUT_MS, openTarget, type Target } from './support/target.ts';
import { jsonOf } from './support/things.ts';

interface Offer {
  readonly item_price: number;
  readonly last_update: string;
}
interface SalesData {
  readonly sales_rank?: Readonly<Record<string, unknown>>;
  readonly units_sold?: Readonly<Record<string, unknown>>;
  readonly my_best_offer: readonly Offer[];
  readonly best_marketplace_offer: readonly Offer[];
}

let target: Target;
let merchant: Merchant;
beforeAll(async () => {
  target = await openTarget();
  if (hasOperator) merchant = await aMerchant(target);
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

const read = async (sku: string): Promise<SalesData> =>
  must(await merchant.call('GET', `/merchant-skus/${sku}/salesdata`), 200).json() as SalesData;
const price = async (sku: string, amount: number): Promise<void> => {
  must(await merchant.call('PUT', `/merchant-skus/${sku}/price`, { price: amount }), 204);
};
/** A SKU of a product that nobody else sells. */
async function aProductOnSale(amount: number): Promise<string> {
  const sku = await merchant.offer({ price: amount });
  const asin = fresh('').slice(1, 11).toUpperCase();
  const whole = aProduct({ ASIN: asin, jet_browse_node_id: 4_101_001, shipping_weight_pounds: 0.8 });
  must(await merchant.call('PUT', `/merchant-skus/${sku}`, whole), 204);
  return sku;
}
const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{7}\+00:00$/;

describe.skipIf(!hasOperator)('F19 sales data', () => {
  test('rank and units are objects; what was sold in 30 days is told, and left out when that was nothing', async () => {
    const [sold, unsold] = [await aProductOnSale(10), await aProductOnSale(10)];
    await merchant.accepted([{ sku: sold, quantity: 3 }]);
    await merchant.advance(2 * DAY_MS);
    expect(await read(sold)).toMatchObject({
      sales_rank: { level_0: expect.any(Number), last_update: expect.stringMatching(DATE) },
      units_sold: { last_30_days: 3, last_update: expect.stringMatching(DATE) },
    });
    const none = await read(unsold);
    expect(none.units_sold).toEqual({ last_update: expect.stringMatching(DATE) });
    expect(none.sales_rank).toMatchObject({ level_0: expect.any(Number) });
  });

  test('an offer has the shipping method null, and the prices of a unit with the shipping of one', async () => {
    const sku = await aProductOnSale(9.99);
    await merchant.advance(2 * DAY_MS);
    const offer = {
      shipping_method: null,
      item_price: 9.99,
      shipping_price: expect.any(Number),
      last_update: expect.stringMatching(DATE),
    };
    const told = await read(sku);
    expect([told.my_best_offer, told.best_marketplace_offer]).toEqual([[offer], [offer]]);
  });

  test('last_update moves only when the best price does', async () => {
    const sku = await aProductOnSale(10);
    await merchant.advance(2 * DAY_MS);
    const { my_best_offer: first } = await read(sku);
    await price(sku, 10);
    await merchant.advance(2 * DAY_MS);
    expect((await read(sku)).my_best_offer).toEqual(first);
    await price(sku, 8);
    await merchant.advance(2 * DAY_MS);
    const [changed] = (await read(sku)).my_best_offer;
    expect(changed?.item_price).toBe(8);
    expect(Date.parse(changed?.last_update ?? '')).toBeGreaterThan(Date.parse(first[0]?.last_update ?? ''));
  });

  test('offers are stale at zero inventory', async () => {
    const sku = await aProductOnSale(10);
    await merchant.advance(2 * DAY_MS);
    const before = await read(sku);
    must(await merchant.call('PUT', `/merchant-skus/${sku}/inventory`, {}), 204);
    await price(sku, 3);
    await merchant.advance(2 * DAY_MS);
    const { my_best_offer, best_marketplace_offer } = await read(sku);
    expect({ my_best_offer, best_marketplace_offer }).toEqual({
      my_best_offer: before.my_best_offer,
      best_marketplace_offer: before.best_marketplace_offer,
    });
  });

  test('offers are told of available SKUs only', async () => {
    const sku = await aProductOnSale(10);
    await merchant.advance(2 * DAY_MS);
    expect((await read(sku)).my_best_offer).toHaveLength(1);
    must(await merchant.call('PUT', `/merchant-skus/${sku}/status/archive`, { is_archived: true }), 204);
    expect(await read(sku)).toMatchObject({ my_best_offer: [], best_marketplace_offer: [] });
    const bare = fresh('sku');
    must(await merchant.call('PUT', `/merchant-skus/${bare}`, aProduct()), 204);
    expect(await read(bare)).toMatchObject({ my_best_offer: [], best_marketplace_offer: [] });
  });

  test('the report tells the same of every available SKU, and the browse nodes above it', async () => {
    const sku = await aProductOnSale(10);
    await merchant.advance(2 * DAY_MS);
    const { report_id: id } = jsonOf(await merchant.call('POST', '/reports/SalesData'));
    const url = await until({ what: 'the report', withinMs: 50_000 }, async () => {
      const state = jsonOf(await merchant.call('GET', `/reports/state/${String(id)}`));
      return state['report_status'] === 'ready' ? String(state['report_url']) : undefined;
    });
    const { origin, pathname, search } = new URL(url);
    const file = must(await sendTo(origin)({ method: 'GET', path: `${pathname}${search}` }), 200);
    const report = JSON.parse(gunzipSync(file.bytes).toString('utf8')) as Record<string, unknown>;
    expect(report[sku]).toEqual({
      ...(await read(sku)),
      jet_browse_node_id_mapped_level_0: expect.any(Number),
      jet_browse_node_id_mapped_level_1: expect.any(Number),
      jet_browse_node_id_mapped_level_2: 4_101_001,
    });
  });
});
