import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../support/wait.ts';
import { aMerchant, aProduct, aShippedOrder, DAY_MS, fresh, HOUR_MS, type Merchant } from './support/merchants.ts';
import { must, type RawReply, sendTo } from './support/raw-http.ts';
import { refusalOf } from './support/refusals.ts';
import { hasOperator, OPEN_TIMEOUT_MS, openTarget, type Target, tokenOf } from './support/target.ts';
import { jsonOf } from './support/things.ts';

type Body = Record<string, unknown>;

let target: Target;
beforeAll(async () => {
  target = await openTarget();
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

const STEPS = ['sku_listed', 'order_acknowledged', 'order_shipped', 'order_cancelled', 'return_completed'];
const TEXTS = [
  'a SKU listed, priced and stocked',
  'an order acknowledged as accepted',
  'an order shipped',
  'units of an order cancelled, or an order rejected',
  'a return completed',
];

describe.skipIf(!hasOperator)('the checklist of the test account', () => {
  /** A merchant whom nobody let in. */
  async function aNewcomer(): Promise<Merchant & { readonly merchantId: string }> {
    const merchant = await aMerchant(target);
    const { merchant_id: merchantId } = await status(merchant);
    must(await target.operator('DELETE', `/merchants/${String(merchantId)}/onboarding/override`), 200);
    return { ...merchant, merchantId: String(merchantId) };
  }
  const status = async ({ call }: Pick<Merchant, 'call'>): Promise<Body> =>
    jsonOf(await call('GET', '/portal/merchantsetupstatus/'));
  const askLive = ({ live }: Merchant): Promise<RawReply> =>
    target.open('POST', '/token', { user: live.apiUser, pass: live.apiSecret });
  const doneOf = (told: Body): readonly unknown[] =>
    (told['steps'] as readonly Body[]).filter((one) => one['is_complete']).map((one) => one['step']);

  /** Rejects an order of one unit. */
  async function reject(merchant: Merchant, sku: string): Promise<void> {
    const orderId = await merchant.ready([{ sku, quantity: 1 }]);
    const [item] = (await merchant.read(orderId)).order_items;
    const answer = {
      acknowledgement_status: 'rejected - other',
      order_items: [
        {
          order_item_id: item?.order_item_id,
          order_item_acknowledgement_status: 'nonfulfillable - invalid merchant SKU',
        },
      ],
    };
    must(await merchant.call('PUT', `/orders/${orderId}/acknowledge`, answer), 204);
  }

  test('tells five steps; live keys give no token until all are done, and do then', async () => {
    const merchant = await aNewcomer();
    const steps = STEPS.map((step, index) => ({ step, description: TEXTS[index], is_complete: false }));
    expect(await status(merchant)).toEqual({ merchant_id: merchant.merchantId, setup_status: 'incomplete', steps });
    expect(refusalOf(await askLive(merchant))).toEqual([
      400,
      `The live keys do not work yet. Missing on the test account: ${TEXTS.join('; ')}.`,
    ]);

    const sku = await merchant.offer();
    expect(doneOf(await status(merchant))).toEqual(STEPS.slice(0, 1));
    const { orderId } = await aShippedOrder(merchant, sku, 1);
    expect(doneOf(await status(merchant))).toEqual(STEPS.slice(0, 3));
    await reject(merchant, sku);
    expect(refusalOf(await askLive(merchant))).toEqual([400, expect.stringMatching(/account: a return completed\.$/)]);
    const { url } = jsonOf(await merchant.call('GET', `/returns/generate/${orderId}`));
    const message = { merchant_order_id: orderId, agree_to_return_charge: true };
    must(await merchant.call('PUT', `${String(url).replace('/state', '')}/complete`, message), 204);

    const done = await status(merchant);
    expect(done).toMatchObject({ setup_status: 'complete' });
    expect(doneOf(done)).toEqual(STEPS);
    for (const step of done['steps'] as readonly Body[])
      expect(step['completed_date']).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{7}Z$/);
    expect(tokenOf(must(await askLive(merchant), 200))).toMatch(/./);
  });

  test('an operator may let a merchant in before; the wrong secret stays wrong', async () => {
    const merchant = await aNewcomer();
    const path = `/merchants/${merchant.merchantId}/onboarding/override`;
    must(await target.operator('PUT', path, { note: 'known for years' }), 200);
    expect(await status(merchant)).toMatchObject({
      setup_status: 'complete',
      steps: [{ is_complete: false }, {}, {}, {}, {}],
    });
    must(await askLive(merchant), 200);
    must(await target.operator('DELETE', path), 200);
    expect(refusalOf(await askLive(merchant))[0]).toBe(400);
    expect(refusalOf(await target.open('POST', '/token', { user: merchant.live.apiUser, pass: 'wrong' }))).toEqual([
      400,
      'Bad Request',
    ]);
  });

  test('the test keys work from the first day', async () => {
    const merchant = await aNewcomer();
    must(await target.open('POST', '/token', { user: merchant.apiUser, pass: merchant.apiSecret }), 200);
  });
});

describe.skipIf(!hasOperator)('recorded: nodes over the API', () => {
  test('are told at four addresses, each in its own form', async () => {
    const merchant = await aMerchant(target);
    const [east, west] = merchant.nodes;
    const address = { address_1: '1 Wharf Road', city: 'Portland', state: 'ME', zip_code: '04101' };
    const located = { ...address, time_zone: 'America/New_York', is_daylight_savings_enabled: true };
    const methods = { shipping_methods: ['UPS Ground', 'UPS Next Day Air'], service_levels: ['Standard', 'Next Day'] };
    const get = async (path: string): Promise<unknown> => must(await merchant.call('GET', path), 200).json();
    expect(await get(`/fulfillment-nodes/${east}`)).toEqual({
      fulfillment_node_id: east,
      location_name: 'East',
      ...located,
      ...methods,
    });
    expect(await get('/fulfillmentnodesbymerchantid')).toEqual(
      expect.arrayContaining([
        {
          FulfillmentNodeId: west,
          LocationName: 'West',
          TimeZone: 'America/New_York',
          Address1: '1 Wharf Road',
          City: 'Portland',
          State: 'ME',
          ZipCode: '04101',
        },
      ]),
    );
    expect(await get('/setup/fulfillmentNodes')).toEqual({
      fulfillment_nodes: expect.arrayContaining([{ jet_fulfillment_node_id: west, location_name: 'West', ...located }]),
    });
    const { address_1: address1, zip_code: zipCode, ...place } = address;
    const made = { name: 'Returns', address: { ...place, address1, zipCode } };
    const id = jsonOf(await merchant.operate('POST', '/return-nodes', made), 201)['id'];
    expect(await get('/setup/returnsLocations')).toEqual({
      returns_locations: [{ jet_returns_location_id: id, location_name: 'Returns', ...address }],
    });
  });
});

describe.skipIf(!hasOperator)('recorded: the portal’s list of SKUs', () => {
  let merchant: Merchant;
  let sold: string;
  let bare: string;
  beforeAll(async () => {
    merchant = await aMerchant(target);
    sold = await merchant.offer({ price: 12.5, quantity: 7 });
    await merchant.advance(1_000);
    bare = fresh('=sku, "odd"');
    must(
      await merchant.call('PUT', `/merchant-skus/${encodeURIComponent(bare)}`, aProduct({ product_title: '=1+1 é' })),
      204,
    );
  });
  const list = async (query: string): Promise<Body> =>
    jsonOf(await merchant.call('GET', `/portal/merchantskus${query}`));

  test('tells title, status, price and stock, page by page, with the number of all', async () => {
    const whole = await list('');
    expect(whole).toEqual({
      total: 2,
      merchant_skus: [
        {
          merchant_sku: sold,
          product_title: 'Enamel mug, 12 oz',
          main_image_url: 'https://images.example/mug.png',
          status: 'Available for Purchase',
          sub_status: [],
          price: 12.5,
          inventory: 7,
          last_update: expect.stringMatching(/\.\d{7}\+00:00$/),
        },
        expect.objectContaining({ merchant_sku: bare, inventory: 0 }),
      ],
    });
    expect((whole['merchant_skus'] as readonly Body[])[1]).not.toHaveProperty('price');
    expect(await list('?from=1&size=1')).toMatchObject({ total: 2, merchant_skus: [{ merchant_sku: bare }] });
    expect(await list('?from=2')).toEqual({ total: 2, merchant_skus: [] });
  });

  test('is narrowed to statuses, in any spelling', async () => {
    for (const statuses of ['Available for Purchase', 'available_for_purchase,Archived'])
      expect(await list(`?statuses=${encodeURIComponent(statuses)}`)).toMatchObject({
        total: 1,
        merchant_skus: [{ merchant_sku: sold }],
      });
    expect(refusalOf(await merchant.call('GET', '/portal/merchantskus?statuses=Nonsense'))[0]).toBe(400);
  });

  test('is exported whole as CSV, in which a spreadsheet finds no formula', async () => {
    const reply = must(await merchant.call('GET', '/portal/merchantskus/export'), 200);
    expect(reply.headers['content-type']).toMatch(/^text\/csv/);
    expect(reply.headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+\.csv"$/);
    const [head, first, second, ...rest] = reply.text.trimEnd().split(/\r?\n/);
    expect(head).toBe('merchant_sku,product_title,status,sub_status,price,inventory,last_update');
    expect(first).toMatch(new RegExp(`^${sold},"Enamel mug, 12 oz",Available for Purchase,,12\\.5,7,\\d{4}-`));
    expect(second).toContain(`"'${bare.replaceAll('"', '""')}",'=1+1 é,`);
    expect(rest).toEqual([]);
    expect((await target.open('GET', '/portal/merchantskus/export')).status).toBe(401);
  });
});

/** A comma between fields: with an even number of quotes behind it. */
const OUTSIDE_QUOTES = /,(?=(?:[^"]*"[^"]*")*[^"]*$)/;

describe.skipIf(!hasOperator)('recorded: settlements', () => {
  const MONEY = [
    'merchant_price',
    'jet_variable_commission',
    'fixed_commission',
    'tax',
    'shipping_tax',
    'merchant_return_charge',
    'return_processing_fee',
  ];
  const sum = (details: Body): number =>
    Object.values(details).reduce<number>((total, value) => total + Number(value), 0);
  let merchant: Merchant;
  beforeAll(async () => {
    merchant = await aMerchant(target);
    must(await target.operator('PUT', `/worlds/${merchant.worldId}/policy`, { settlementPeriodMs: DAY_MS }), 200);
  });
  const urls = async (days: number | string): Promise<readonly string[]> =>
    jsonOf(await merchant.call('GET', `/settlement/${days}`))['settlement_report_urls'] as readonly string[];

  test('none where nothing was sold; the days are 1 to 3650', async () => {
    for (const days of [1, 3650]) expect(await urls(days)).toEqual([]);
    for (const [days, text] of [
      ['0', 'The value is expected to be at least 1. Path: /days'],
      ['3651', 'The value is expected to be at most 3650. Path: /days'],
      ['week', 'The value is expected to be an integer. Path: /days'],
    ] as const)
      expect(refusalOf(await merchant.call('GET', `/settlement/${days}`))).toEqual([400, text]);
    expect(refusalOf(await merchant.call('GET', '/settlement/report/999'))).toEqual([
      404,
      expect.stringContaining('999'),
    ]);
  });

  test('has the recorded members; its details add up to the balances, and those to its value', async () => {
    const { orderId } = await aShippedOrder(merchant, await merchant.offer({ price: 20 }), 3);
    const order = await merchant.read(orderId);
    await merchant.advance(2 * HOUR_MS);
    const [url = ''] = await urls(30);
    expect(url).toMatch(/^\/settlement\/report\/\d+$/);
    const open = jsonOf(await merchant.call('GET', url));
    expect(open).toMatchObject({
      settlement_report_id: url.replace(/^.*\//, ''),
      settlement_state: 'open',
      currency: 'USD',
      settlement_period_start: expect.stringMatching(/\.\d{7}Z$/),
      settlement_period_end: expect.stringMatching(/\.\d{7}Z$/),
      return_balance: 0,
      jet_adjustment: 0,
    });
    const { order_balance_details: ordered, return_balance_details: returned } = open as Record<string, Body>;
    expect(Object.keys(ordered ?? {}).sort()).toEqual([...MONEY, 'shipping_revenue'].sort());
    expect(Object.keys(returned ?? {}).sort()).toEqual(
      [...MONEY, 'fulfillment_fee', 'shipping_charge', 'shipping_revenue'].sort(),
    );
    const balance = Number(open['order_balance']);
    expect(sum(ordered ?? {})).toBeCloseTo(balance, 6);
    expect(sum(returned ?? {})).toBe(0);
    const {
      base_price: price = 0,
      item_tax: tax = 0,
      item_shipping_cost: shipping = 0,
      item_shipping_tax: rest = 0,
    } = order.order_totals.item_price;
    expect(balance).toBeCloseTo(price + tax + shipping + rest - order.order_totals.item_fees, 6);
    expect(ordered).toMatchObject({ merchant_price: 60 });
    expect([open['settlement_value'], open['unavailable_balance']]).toEqual([balance, balance]);

    await merchant.advance(2 * DAY_MS);
    expect(jsonOf(await merchant.call('GET', url))).toMatchObject({
      settlement_state: 'closed',
      unavailable_balance: 0,
      settlement_value: balance,
    });
  });

  test('J34 its details are a report in CSV, each line with its total, that adds up to the value', async () => {
    const [url = ''] = await urls(30);
    const settlement = jsonOf(await merchant.call('GET', url));
    const wanted = { settlement_id: settlement['settlement_report_id'] };
    const { report_id: id } = jsonOf(await merchant.call('POST', '/reports/SettlementDetails', wanted));
    const address = await until({ what: 'the report', withinMs: 50_000 }, async () => {
      const state = jsonOf(await merchant.call('GET', `/reports/state/${String(id)}`));
      return state['report_status'] === 'ready' ? new URL(String(state['report_url'])) : undefined;
    });
    const { origin, pathname, search } = address;
    const file = must(await sendTo(origin)({ method: 'GET', path: `${pathname}${search}` }), 200);
    const [heads = '', ...lines] = gunzipSync(file.bytes).toString('utf8').trimEnd().split(/\r?\n/);
    const column = heads.split(',').indexOf('total');
    expect([column >= 0, lines.length]).toEqual([true, 1]);
    const total = lines.reduce((added, line) => added + Number(line.split(OUTSIDE_QUOTES)[column]), 0);
    expect(total).toBeCloseTo(Number(settlement['settlement_value']), 6);
  });
});
