/** Owns the guarantees of the returns of the merchant API, and of the operator's routes about them. */
import { decimalFromCents, MINUTE_MS } from '@jetway/kernel';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type AccountWithNodes,
  aMerchant,
  anAccount,
  aShippedOrder,
  type Harness,
  openHarness,
  type ShippedOrder,
  worldOf,
} from '../testing/index.ts';
import { returnRefunds } from './index.ts';

let harness: Harness;
let account: AccountWithNodes;
beforeAll(async () => {
  harness = await openHarness();
  account = await anAccount(harness);
});

// biome-ignore lint/suspicious/noExplicitAny: answers of any route, looked into by tests
type Body = any;
const get = async (path: string, by = account): Promise<Body> => (await by.call('GET', path)).json();
const read = (id: string): Promise<Body> => get(`/returns/state/${id}`);
const operatorPath = (by: AccountWithNodes = account): string => `/accounts/${by.accountId}`;

/** A return of an order, opened by the operator; everything of it unless told otherwise. */
async function opened(order: ShippedOrder, wish?: object, by = account): Promise<string> {
  const reply = await harness.operator('POST', `${operatorPath(by)}/orders/${order.orderId}/returns`, wish);
  if (reply.status !== 201) throw new Error(reply.text);
  return (reply.json() as { id: string }).id;
}

const amounts = ({ unit }: ShippedOrder, units: number) => ({
  principal: decimalFromCents(unit.principalCents * units),
  tax: decimalFromCents(unit.taxCents * units),
  shipping_cost: decimalFromCents(unit.shippingCents * units),
  shipping_tax: decimalFromCents(unit.shippingTaxCents * units),
});
const reportOf = (order: ShippedOrder, units: number, more: object = {}) => ({
  order_item_id: order.itemId,
  total_quantity_returned: units,
  order_return_refund_qty: units,
  refund_amount: amounts(order, units),
  ...more,
});
const complete = (id: string, order: ShippedOrder, items: readonly object[], more: object = {}) =>
  account.call('PUT', `/returns/${id}/complete`, {
    merchant_order_id: order.orderId,
    agree_to_return_charge: true,
    items,
    ...more,
  });

describe('GET /returns/{status}', () => {
  test('lists the returns in a status, whatever its spelling; the retired status lists nothing', async () => {
    const own = await anAccount(harness);
    const order = await aShippedOrder(harness, own, { quantity: 3 });
    const item = { sku: order.sku, quantity: 1, reason: 'Item does not fit' };
    const first = await opened(order, { items: [item] }, own);
    const second = await opened(order, { items: [item] }, own);
    const urls = [first, second].sort().map((id) => `/returns/state/${id}`);
    expect(await get('/returns/created', own)).toEqual({ return_urls: urls });
    expect(await get('/returns/acknowledge', own)).toEqual({ return_urls: [] });
    const done = { merchant_order_id: order.orderId, agree_to_return_charge: true, items: [] };
    await own.call('PUT', `/returns/${first}/complete`, done);
    for (const spelling of ['completed%20by%20merchant', 'Completed-By-Merchant', 'completedbymerchant'])
      expect(await get(`/returns/${spelling}`, own)).toEqual({ return_urls: [`/returns/state/${first}`] });
    expect(await get('/returns/InProgress', own)).toEqual({ return_urls: [] });
    expect((await own.call('GET', '/returns/nonsense')).json()).toEqual({
      errors: ['Invalid value, should be one of [created,inprogress,completed by merchant]. Path: /status'],
    });
  });
});

describe('GET /returns/state/{id}', () => {
  test('a created return has empty items, agrees to no charge, and says what is asked for', async () => {
    const order = await aShippedOrder(harness, account);
    const { now } = await worldOf(harness, account);
    const id = await opened(order);
    expect(await read(id)).toEqual({
      merchant_return_authorization_id: id,
      reference_return_authorization_id: expect.stringMatching(/^[0-9A-Z]{26}$/),
      merchant_order_id: order.orderId,
      reference_order_id: order.referenceOrderId,
      alt_order_id: order.altOrderId,
      return_status: 'created',
      refund_without_return: false,
      return_date: `${new Date(now).toISOString().slice(0, 23)}0000Z`,
      shipping_carrier: 'UPS',
      tracking_number: expect.stringMatching(/^1Z/),
      merchant_return_charge: 6.49,
      agree_to_return_charge: false,
      return_location: [{ address1: '1 Wharf Road', address2: '', city: 'Portland', state: 'ME', zip_code: '04101' }],
      return_merchant_SKUs: [
        {
          order_item_id: order.itemId,
          alt_order_item_id: order.altItemId,
          merchant_sku: order.sku,
          merchant_sku_title: 'Enamel mug, 12 oz',
          return_quantity: 2,
          reason: 'No longer want this item',
          requested_refund_amount: amounts(order, 2),
        },
      ],
      items: [],
    });
    expect((await account.call('GET', `/return/state/${id}`)).json()).toEqual(await read(id));
  });

  test('the goods go where the shipped message said, else where the returns exception says', async () => {
    const own = await anAccount(harness);
    const placesOf = async (order: ShippedOrder) =>
      (await get(`/returns/state/${await opened(order, undefined, own)}`, own)).return_location;
    const place = { address1: '7 Mill Lane', city: 'Troy', state: 'NY', zip_code: '12180' };
    const told = await aShippedOrder(harness, own, { sent: { return_location: place } });
    expect(await placesOf(told)).toEqual([{ ...place, address2: '' }]);
    const other = await harness.operator('POST', `${operatorPath(own)}/return-nodes`, {
      name: 'Second',
      address: { address1: '2 Second Street', city: 'Troy', state: 'NY', zipCode: '12180' },
    });
    const excepted = await aShippedOrder(harness, own);
    const ids = [(other.json() as { id: string }).id];
    await own.call('PUT', `/merchant-skus/${excepted.sku}/returnsexception`, { return_location_ids: ids });
    expect(await placesOf(excepted)).toEqual([
      { address1: '2 Second Street', address2: '', city: 'Troy', state: 'NY', zip_code: '12180' },
    ]);
  });

  test('taxes that nobody asked for are null', async () => {
    const order = await aShippedOrder(harness, account);
    const requestedRefund = { principalCents: 999, taxCents: null, shippingCents: 0, shippingTaxCents: null };
    const items = [{ sku: order.sku, quantity: 1, reason: 'item is damaged/broken', requestedRefund }];
    const id = await opened(order, { items, refundWithoutReturn: true });
    expect(await read(id)).toMatchObject({
      refund_without_return: true,
      merchant_return_charge: 0,
      return_location: [],
      return_merchant_SKUs: [
        {
          reason: 'item is damaged/broken',
          requested_refund_amount: { principal: 9.99, tax: null, shipping_cost: 0, shipping_tax: null },
        },
      ],
    });
    expect(await read(id)).not.toHaveProperty('shipping_carrier');
  });

  test('another merchant’s return is answered like a missing one', async () => {
    const id = await opened(await aShippedOrder(harness, account));
    const stranger = await anAccount(harness);
    for (const path of [`/returns/state/${id}`, `/return/state/${id}`]) {
      const reply = await stranger.call('GET', path);
      expect([reply.status, reply.json()]).toEqual([404, { errors: [`Return not found: "${id}"`] }]);
    }
    const message = { merchant_order_id: 'o', agree_to_return_charge: true };
    const put = await stranger.call('PUT', `/returns/${id}/complete`, message);
    expect([put.status, put.json()]).toEqual([404, { errors: [`Return not found: "${id}"`] }]);
  });
});

describe('PUT /returns/{id}/complete', () => {
  test('204 for a part of the units, which is in progress until the rest is told; everything is answered as sent', async () => {
    const order = await aShippedOrder(harness, account);
    const id = await opened(order);
    const first = reportOf(order, 1, { alt_order_item_id: 'another', notes: '' });
    const reply = await complete(id, order, [first], { alt_order_id: 'mine', alt_return_authorization_id: 'RMA 7' });
    expect([reply.status, reply.text]).toEqual([204, '']);
    const after = await read(id);
    expect(after).toMatchObject({
      return_status: 'inprogress',
      alt_order_id: 'mine',
      alt_return_authorization_id: 'RMA 7',
      agree_to_return_charge: true,
      items: [first],
    });
    expect(after).not.toHaveProperty('completed_date');
    const amount = { principal: 1.5, tax: 0, shipping_cost: 0, shipping_tax: 0 };
    const second = reportOf(order, 1, { return_refund_feedback: 'Customer Opened Item', refund_amount: amount });
    expect((await complete(id, order, [second])).status).toBe(204);
    const { now } = await worldOf(harness, account);
    expect(await read(id)).toMatchObject({
      return_status: 'completed by merchant',
      completed_date: `${new Date(now).toISOString().slice(0, 19)}Z`,
      alt_return_authorization_id: 'RMA 7',
      items: [first, second],
    });
  });

  test('204 for empty items, or none: the return is complete', async () => {
    for (const items of [[], undefined]) {
      const order = await aShippedOrder(harness, account);
      const id = await opened(order);
      const body = { merchant_order_id: order.orderId, agree_to_return_charge: true, items };
      expect((await account.call('PUT', `/returns/${id}/complete`, body)).status).toBe(204);
      expect(await read(id)).toMatchObject({ return_status: 'completed by merchant', items: [] });
    }
  });

  test('a denial disputes the charge, and what the shopper gets back is a choice of its own', async () => {
    const order = await aShippedOrder(harness, account);
    const id = await opened(order);
    const dispute = { agree_to_return_charge: false };
    const refused = await complete(id, order, [reportOf(order, 2)], dispute);
    expect([refused.status, refused.json()]).toEqual([
      400,
      { errors: ['Required property is missing. Path: /return_charge_feedback'] },
    ]);
    const reason = { ...dispute, return_charge_feedback: 'ReturnedOutsideWindow' };
    expect((await complete(id, order, [reportOf(order, 2)], reason)).status).toBe(204);
    expect(await read(id)).toMatchObject({
      agree_to_return_charge: false,
      return_charge_feedback: 'ReturnedOutsideWindow',
      items: [{ refund_amount: amounts(order, 2) }],
    });
  });

  test('400 with everything that is wrong: the message by itself first, then what the return says', async () => {
    const order = await aShippedOrder(harness, account);
    const id = await opened(order);
    const nothing = { principal: 0, tax: 0, shipping_cost: 0, shipping_tax: 0 };
    const noted = await complete(id, order, [
      reportOf(order, 1, { return_refund_feedback: 'other' }),
      reportOf(order, 1, { return_refund_feedback: 'General adjustment - notes required', notes: '' }),
    ]);
    expect(noted.json()).toEqual({
      errors: [
        'Required property is missing. Path: /items[0]/notes',
        'Required property is missing. Path: /items[1]/notes',
      ],
    });
    const wrong = await complete(id, order, [
      reportOf(order, 1, { refund_amount: nothing }),
      reportOf(order, 2, { refund_amount: { ...amounts(order, 2), principal: 1000 } }),
    ]);
    expect([wrong.status, wrong.json()]).toEqual([
      400,
      {
        errors: [
          'Required property is missing. Path: /items[0]/return_refund_feedback',
          'At most 2 units can be returned. Path: /items[0]/total_quantity_returned',
          `At most ${decimalFromCents(order.unit.principalCents * 2).toFixed(2)} was paid for the item. Path: /items[0]/refund_amount/principal`,
        ],
      },
    ]);
    const elsewhere = await complete(id, { ...order, orderId: 'elsewhere' }, []);
    expect(elsewhere.json()).toEqual({
      errors: [`order id elsewhere referred in return id ${id} does not exist`],
    });
    expect((await read(id)).return_status).toBe('created');
  });

  test.each(['Restocking fee', 'refunded minus shipping cost', 'WRONG ITEM'])(
    'feedback recorded in 2018 is taken: %s',
    async (feedback) => {
      const order = await aShippedOrder(harness, account);
      const id = await opened(order);
      const reply = await complete(id, order, [
        reportOf(order, 2, { return_refund_feedback: feedback, refund_amount: amounts(order, 1) }),
      ]);
      expect(reply.status).toBe(204);
      expect((await read(id)).items[0].return_refund_feedback).toBe(feedback);
    },
  );

  test('twice the same → 204 both times, refunded once; another after the end → 400', async () => {
    const order = await aShippedOrder(harness, account);
    const id = await opened(order);
    const items = [reportOf(order, 2)];
    const statuses = await Promise.all([complete(id, order, items), complete(id, order, items)]);
    expect(statuses.map(({ status }) => status)).toEqual([204, 204]);
    expect((await read(id)).items).toHaveLength(1);
    const later = await complete(id, order, []);
    expect([later.status, later.json()]).toEqual([
      400,
      { errors: ["A return in status 'completed by merchant' cannot be completed."] },
    ]);
  });

  test('two returns of one order completed at once never give back more than was paid', async () => {
    const order = await aShippedOrder(harness, account);
    const items = [{ sku: order.sku, quantity: 1, reason: 'Item does not fit' }];
    const [one, two] = [await opened(order, { items }), await opened(order, { items })];
    const all = [reportOf(order, 1, { refund_amount: amounts(order, 2) })];
    const replies = await Promise.all([complete(one, order, all), complete(two, order, all)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([204, 400]);
  });
});

describe('GET /returns/generate/{order_id}', () => {
  test('opens a return of everything shipped, for an order by any of its ids; 400 when nothing is left', async () => {
    for (const name of ['orderId', 'referenceOrderId', 'altOrderId'] as const) {
      const order = await aShippedOrder(harness, account);
      const { url } = await get(`/returns/generate/${order[name]}`);
      expect(await get(url)).toMatchObject({
        merchant_order_id: order.orderId,
        return_merchant_SKUs: [{ return_quantity: 2, requested_refund_amount: amounts(order, 2) }],
      });
      const again = await account.call('GET', `/returns/generate/${order.orderId}`);
      expect([again.status, again.json()]).toEqual([
        400,
        { errors: [`The order has nothing that can be returned: "${order.orderId}"`] },
      ]);
    }
  });

  test('for an order that is not shipped → 400, for a missing one → 404', async () => {
    const order = await aShippedOrder(harness, account, { ship: false });
    expect((await account.call('GET', `/returns/generate/${order.orderId}`)).status).toBe(400);
    const missing = await account.call('GET', '/returns/generate/nowhere');
    expect([missing.status, missing.json()]).toEqual([404, { errors: ['Order not found: "nowhere"'] }]);
  });

  test('a live account is answered like a path that is not there', async () => {
    const { live } = await aMerchant(harness);
    const reply = await live.call('GET', '/returns/generate/nowhere');
    expect([reply.status, reply.json()]).toEqual([404, { errors: ['The requested resource was not found.'] }]);
  });
});

describe('what is told of returns', () => {
  test('return.created is recorded in the transaction that opens one', async () => {
    const own = await anAccount(harness);
    await harness.database.db
      .insertInto('webhook_endpoints')
      .values({
        account_id: own.accountId,
        id: 'e',
        url: 'https://merchant.example/hooks',
        kinds: ['return.created'],
        secret_encrypted: 'sealed',
        enabled: true,
        created_at: 0,
        updated_at: 0,
        updated_by: 'test',
        request_id: 'test',
      })
      .execute();
    const order = await aShippedOrder(harness, own);
    const id = await opened(order, undefined, own);
    const events = await harness.database.db
      .selectFrom('webhook_events')
      .select(['kind', 'subject', 'data'])
      .where('account_id', '=', own.accountId)
      .execute();
    expect(events).toEqual([
      {
        kind: 'return.created',
        subject: `return:${id}`,
        data: {
          merchant_return_authorization_id: id,
          merchant_order_id: order.orderId,
          return_status: 'created',
          url: `/returns/state/${id}`,
        },
      },
    ]);
  });

  test('settlement reads each report once, and the charge when the return is complete', async () => {
    const own = await anAccount(harness);
    const { now } = await worldOf(harness, own);
    const order = await aShippedOrder(harness, own);
    const id = await opened(order, { chargeCents: 602 }, own);
    const send = (units: number, agrees: boolean) =>
      own.call('PUT', `/returns/${id}/complete`, {
        merchant_order_id: order.orderId,
        agree_to_return_charge: agrees,
        ...(agrees ? {} : { return_charge_feedback: 'fraud' }),
        items: [reportOf(order, units)],
      });
    await send(1, true);
    await harness.operator('POST', `/worlds/${own.worldId}/clock`, { advanceMs: MINUTE_MS });
    await send(1, false);
    const span = { from: now, to: now + 1_000 * MINUTE_MS };
    const all = await returnRefunds(harness.database.db, own.accountId, { ...span, after: undefined, limit: 10 });
    const item = { returnId: id, orderId: order.orderId, orderItemId: order.itemId, sku: order.sku, units: 1 };
    expect(all).toMatchObject([
      { ...item, position: 0, ...order.unit, chargeCents: null, disputedChargeCents: null },
      { returnId: id, position: -1, orderItemId: null, units: 0, chargeCents: null, disputedChargeCents: 602 },
      { ...item, position: 1, ...order.unit },
    ]);
    expect((all[1]?.at ?? 0) - (all[0]?.at ?? 0)).toBe(MINUTE_MS);
    const paged = [];
    for (let after = all[3]; paged.length < 3; ) {
      const [next] = await returnRefunds(harness.database.db, own.accountId, { ...span, after, limit: 1 });
      if (next === undefined) break;
      paged.push(next);
      after = next;
    }
    expect(paged).toEqual(all);
    const later = { from: span.to, to: span.to + 1, after: undefined, limit: 10 };
    expect(await returnRefunds(harness.database.db, own.accountId, later)).toEqual([]);
  });
});

describe('the operator’s routes', () => {
  test('list returns newest first, by status, order and dispute, page by page', async () => {
    const own = await anAccount(harness);
    const [first, second] = [await aShippedOrder(harness, own), await aShippedOrder(harness, own)];
    const one = await opened(first, undefined, own);
    await harness.operator('POST', `/worlds/${own.worldId}/clock`, { advanceMs: 1 });
    const two = await opened(second, undefined, own);
    const body = { merchant_order_id: first.orderId, agree_to_return_charge: false, return_charge_feedback: 'fraud' };
    await own.call('PUT', `/returns/${one}/complete`, { ...body, items: [reportOf(first, 2)] });
    const list = async (query: string) =>
      (await harness.operator('GET', `${operatorPath(own)}/returns${query}`)).json() as {
        items: { id: string }[];
        next: string | null;
      };
    const idsOf = async (query: string) => (await list(query)).items.map(({ id }) => id);
    expect(await idsOf('')).toEqual([two, one]);
    expect(await idsOf('?status=created')).toEqual([two]);
    expect(await idsOf('?disputed=true')).toEqual([one]);
    expect(await idsOf('?disputed=false')).toEqual([two]);
    expect(await idsOf(`?orderId=${second.orderId}`)).toEqual([two]);
    const page = await list('?limit=1');
    expect([page.items.map(({ id }) => id), await idsOf(`?limit=1&cursor=${page.next}`)]).toEqual([[two], [one]]);
    const paid = Object.values(first.unit).reduce((sum, cents) => sum + cents, 0) * 2;
    expect((await list('?disputed=true')).items).toEqual([
      expect.objectContaining({
        accountId: own.accountId,
        orderId: first.orderId,
        referenceOrderId: first.referenceOrderId,
        status: 'completed by merchant',
        units: 2,
        requestedCents: paid,
        refundedCents: paid,
        chargeCents: 649,
        agreesToCharge: false,
        buyerName: 'Ada Kestrel',
        firstTitle: 'Enamel mug, 12 oz',
      }),
    ]);
    expect((await harness.operator('GET', `${operatorPath(own)}/return-counts`)).json()).toEqual({
      created: 1,
      inprogress: 0,
      completed: 1,
      disputed: 1,
    });
  });

  test('one return shows its lines, what the merchant reported, its history and the merchant’s view', async () => {
    const order = await aShippedOrder(harness, account);
    const id = await opened(order);
    const notes = 'The box was open.';
    await complete(id, order, [reportOf(order, 1, { return_refund_feedback: 'Wrong Item', notes })]);
    const detail = (await harness.operator('GET', `${operatorPath()}/returns/${id}`)).json();
    expect(detail).toMatchObject({
      return: { id, status: 'inprogress', agreesToCharge: true },
      carrier: 'UPS',
      locations: [{ address1: '1 Wharf Road' }],
      lines: [{ sku: order.sku, quantity: 2, reason: 'No longer want this item' }],
      reports: [
        { orderItemId: order.itemId, returned: 1, refunded: 1, feedback: 'Wrong Item', notes, amount: order.unit },
      ],
      events: [
        { kind: 'open', text: 'The shopper opened the return.' },
        { kind: 'complete', actor: `merchant:${account.apiUser}` },
      ],
      merchantView: await read(id),
    });
  });

  test('400 for what cannot be returned, with its place; 404 for an order of another account', async () => {
    const order = await aShippedOrder(harness, account);
    const path = `${operatorPath()}/orders/${order.orderId}/returns`;
    const items = [{ sku: order.sku, quantity: 3, reason: 'Because' }];
    const refused = await harness.operator('POST', path, { items });
    expect([refused.status, refused.json()]).toMatchObject([
      400,
      { code: 'invalid', errors: [{ path: '/items/0/quantity' }, { path: '/items/0/reason' }] },
    ]);
    const stranger = await anAccount(harness);
    const foreign = await harness.operator('POST', `${operatorPath(stranger)}/orders/${order.orderId}/returns`);
    expect([foreign.status, foreign.json()]).toMatchObject([404, { code: 'not_found' }]);
  });
});
