import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHARGE_FEEDBACKS, REFUND_FEEDBACKS, REFUND_REASONS } from './support/documented-values.ts';
import { aMerchant, aShippedOrder, DAY_MS, fresh, type Merchant } from './support/merchants.ts';
import { must, type RawReply } from './support/raw-http.ts';
import { refusalOf } from './support/refusals.ts';
import { hasOperator, OPEN_TIMEOUT_MS, openTarget, type Target } from './support/target.ts';

let target: Target;
let merchant: Merchant;
let sku: string;
beforeAll(async () => {
  target = await openTarget();
  if (!hasOperator) return;
  merchant = await aMerchant(target);
  sku = await merchant.offer({ price: 20, quantity: 1_000_000 });
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

type Body = Record<string, unknown>;

interface Returned {
  readonly returnId: string;
  readonly orderId: string;
  readonly itemId: string;
}

/** A return of some units of an order of as many, opened by the shopper. */
async function aReturn(units: number, asked: Body = {}): Promise<Returned> {
  const { orderId, itemId } = await aShippedOrder(merchant, sku, units);
  const items = [{ sku, quantity: units, reason: 'Item does not fit', ...asked }];
  const opened = must(await merchant.operate('POST', `/orders/${orderId}/returns`, { items }), 201).json() as Body;
  return { returnId: String(opened['id']), orderId, itemId };
}

const read = async ({ returnId }: Returned): Promise<Body> =>
  must(await merchant.call('GET', `/returns/state/${returnId}`), 200).json() as Body;

const amount = (principal: number, rest: Body = {}): Body => ({
  principal,
  tax: 0,
  shipping_cost: 0,
  shipping_tax: 0,
  ...rest,
});

/** What is told of units that came back: one of them unless more are named, and less than was asked for. */
const told = ({ itemId }: Returned, units = 1, fields: Body = {}): Body => ({
  order_item_id: itemId,
  total_quantity_returned: units,
  order_return_refund_qty: units,
  return_refund_feedback: 'item damaged',
  refund_amount: amount(units),
  ...fields,
});

const complete = (one: Returned, items: readonly Body[], fields: Body = {}): Promise<RawReply> =>
  merchant.call('PUT', `/returns/${one.returnId}/complete`, {
    merchant_order_id: one.orderId,
    agree_to_return_charge: true,
    items,
    ...fields,
  });

const links = async (path: string): Promise<readonly string[]> =>
  (must(await merchant.call('GET', path), 200).json() as { return_urls: string[] }).return_urls;

const loosely = (value: string): readonly string[] => [value, value.toUpperCase(), value.replaceAll(' ', '_')];

describe.skipIf(!hasOperator)('I29 returns and their completion', () => {
  test('a status may stand in the path with blanks, or in any spelling', async () => {
    const done = await aReturn(1);
    must(await complete(done, []), 204);
    for (const status of ['completed%20by%20merchant', 'Completed%20By%20Merchant', 'completed_by_merchant'])
      expect(await links(`/returns/${status}`)).toContain(`/returns/state/${done.returnId}`);
    expect(refusalOf(await merchant.call('GET', '/returns/nonsense'))).toEqual([
      400,
      expect.stringContaining('should be one of [created,inprogress,completed by merchant'),
    ]);
  });

  test('acknowledge, a status out of use, lists nothing', async () => {
    await aReturn(1);
    expect(await links('/returns/acknowledge')).toEqual([]);
  });

  test('a part of the units makes it in progress, more may follow, and with all of them it is completed', async () => {
    const one = await aReturn(3);
    expect(await read(one)).toMatchObject({ return_status: 'created', items: [], return_merchant_SKUs: [{}] });
    must(await complete(one, [told(one)]), 204);
    expect(await read(one)).toMatchObject({ return_status: 'inprogress', items: [told(one)] });
    expect(await links('/returns/inprogress')).toContain(`/returns/state/${one.returnId}`);
    must(await complete(one, [told(one, 2)]), 204);
    expect(await read(one)).toMatchObject({
      return_status: 'completed by merchant',
      items: [told(one), told(one, 2)],
    });
    expect(await links('/returns/inprogress')).not.toContain(`/returns/state/${one.returnId}`);
  });

  test.each([[[]], [undefined]])('without items (%j) the return is completed', async (items) => {
    const one = await aReturn(2);
    const message = { merchant_order_id: one.orderId, agree_to_return_charge: true };
    must(await merchant.call('PUT', `/returns/${one.returnId}/complete`, { ...message, items }), 204);
    expect(await read(one)).toMatchObject({ return_status: 'completed by merchant', items: [] });
  });

  test('completed_date has whole seconds, return_date seven digits', async () => {
    const one = await aReturn(1);
    must(await complete(one, []), 204);
    const given = await read(one);
    expect(given['completed_date']).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
    expect(given['return_date']).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{7}Z$/);
  });

  test('more units than the return has are refused, and nothing is changed', async () => {
    const one = await aReturn(2);
    const [status, ...errors] = refusalOf(await complete(one, [told(one, 3)]));
    expect([status, errors.join()]).toEqual([400, expect.stringContaining('Path: /items[0]/')]);
    expect(await read(one)).toMatchObject({ return_status: 'created', items: [] });
  });

  test('another order than that of the return is refused in the recorded words', async () => {
    const one = await aReturn(1);
    const nowhere = fresh('order');
    expect(refusalOf(await complete(one, [], { merchant_order_id: nowhere }))).toEqual([
      400,
      `order id ${nowhere} referred in return id ${one.returnId} does not exist`,
    ]);
  });
});

describe.skipIf(!hasOperator)('I30 what is refunded of a return', () => {
  test('is bounded by what was paid, component by component, not by what was asked for', async () => {
    const requestedRefund = { principalCents: 100, taxCents: null, shippingCents: 0, shippingTaxCents: null };
    const one = await aReturn(1, { requestedRefund });
    // Taxes may be left open: they are there, and null.
    expect((await read(one))['return_merchant_SKUs']).toMatchObject([
      { requested_refund_amount: { principal: 1, tax: null, shipping_cost: 0, shipping_tax: null } },
    ]);
    const [item] = (await merchant.read(one.orderId)).order_items;
    const { base_price: price = 0, item_shipping_cost: shipping = 0 } = item?.item_price ?? {};
    const more = told(one, 1, { refund_amount: amount(price + 0.01) });
    expect(refusalOf(await complete(one, [more]))).toEqual([400, expect.stringContaining('/refund_amount/principal')]);
    // Shipping that was paid for and that nobody asked for.
    must(await complete(one, [told(one, 1, { refund_amount: amount(price, { shipping_cost: shipping }) })]), 204);
  });

  test('feedback is required when it is less than was asked for', async () => {
    const one = await aReturn(1);
    const { return_refund_feedback: _none, ...silent } = told(one);
    for (const item of [silent, { ...silent, return_refund_feedback: '' }])
      expect(refusalOf(await complete(one, [item]))).toEqual([
        400,
        'Required property is missing. Path: /items[0]/return_refund_feedback',
      ]);
  });

  test.each(['other', 'general adjustment - notes required'])('"%s" requires notes', async (feedback) => {
    const one = await aReturn(1);
    const item = told(one, 1, { return_refund_feedback: feedback });
    expect(refusalOf(await complete(one, [item]))).toEqual([
      400,
      'Required property is missing. Path: /items[0]/notes',
    ]);
    must(await complete(one, [{ ...item, notes: 'a scratch' }]), 204);
  });

  test.each(['principal', 'tax', 'shipping_cost', 'shipping_tax'])('%s is required', async (component) => {
    const one = await aReturn(1);
    const { [component]: _none, ...rest } = amount(1);
    expect(refusalOf(await complete(one, [told(one, 1, { refund_amount: rest })]))).toEqual([
      400,
      `Required property is missing. Path: /items[0]/refund_amount/${component}`,
    ]);
    const negative = told(one, 1, { refund_amount: amount(1, { [component]: -0.01 }) });
    expect(refusalOf(await complete(one, [negative]))[0]).toBe(400);
  });

  test('a differing alt id beside a valid order_item_id is tolerated; the return number of the merchant is kept', async () => {
    const one = await aReturn(1);
    const item = told(one, 1, { alt_order_item_id: 'never heard of' });
    must(await complete(one, [item], { alt_return_authorization_id: 'R-77' }), 204);
    expect(await read(one)).toMatchObject({ items: [item], alt_return_authorization_id: 'R-77' });
  });

  test('every feedback is accepted, in any spelling; one outside the list is refused', async () => {
    const values = REFUND_FEEDBACKS.flatMap(loosely);
    const one = await aReturn(values.length + 1);
    for (const value of values)
      must(await complete(one, [told(one, 1, { return_refund_feedback: value, notes: 'told' })]), 204);
    const given = (await read(one))['items'] as readonly Body[];
    expect(given.map((item) => item['return_refund_feedback'])).toEqual(values);
    expect(refusalOf(await complete(one, [told(one, 1, { return_refund_feedback: 'nonsense' })]))).toEqual([
      400,
      `Invalid value, should be one of [${REFUND_FEEDBACKS.join(',')}]. Path: /items[0]/return_refund_feedback`,
    ]);
  });
});

describe.skipIf(!hasOperator)('I31 a denial disputes the charge alone', () => {
  test.each(CHARGE_FEEDBACKS.flatMap(loosely))('for the reason "%s"', async (feedback) => {
    const one = await aReturn(1);
    const denial = { agree_to_return_charge: false, return_charge_feedback: feedback };
    must(await complete(one, [told(one)], denial), 204);
    expect(await read(one)).toMatchObject({ return_status: 'completed by merchant', ...denial, items: [told(one)] });
  });

  test('it needs a reason, and one of the list', async () => {
    const one = await aReturn(1);
    expect(refusalOf(await complete(one, [], { agree_to_return_charge: false }))).toEqual([
      400,
      'Required property is missing. Path: /return_charge_feedback',
    ]);
    const odd = { agree_to_return_charge: false, return_charge_feedback: 'nonsense' };
    expect(refusalOf(await complete(one, [], odd))).toEqual([
      400,
      `Invalid value, should be one of [${CHARGE_FEEDBACKS.join(',')}]. Path: /return_charge_feedback`,
    ]);
    expect(refusalOf(await complete(one, [], { agree_to_return_charge: 'false' }))).toEqual([
      400,
      'The value is expected to be a boolean. Path: /agree_to_return_charge',
    ]);
  });
});

const refund = ({ orderId, itemId }: { orderId: string; itemId: string }, altId: string, fields: Body = {}) =>
  merchant.call('POST', `/refunds/${orderId}/${altId}`, {
    items: [{ order_item_id: itemId, order_return_refund_qty: 1, refund_amount: { principal: 1 }, ...fields }],
  });
const idOf = (reply: RawReply): string =>
  String((must(reply, 201).json() as { refund_authorization_id: string }).refund_authorization_id);
const refundLinks = async (status: string): Promise<readonly string[]> =>
  (must(await merchant.call('GET', `/refunds/${status}`), 200).json() as { refund_urls: string[] }).refund_urls;

describe.skipIf(!hasOperator)('I30 and I32 merchant refunds', () => {
  test('the same alt_refund_id again, two at once, refunds once; other contents are refused', async () => {
    const order = await aShippedOrder(merchant, sku, 1);
    const ids = (await Promise.all([refund(order, 'once'), refund(order, 'once')])).map(idOf);
    ids.push(idOf(await refund(order, 'once')));
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^\d{16}$/);
    expect((await refundLinks('created')).filter((link) => link === `refunds/${ids[0]}`)).toHaveLength(1);
    expect(refusalOf(await refund(order, 'once', { refund_amount: { principal: 2 } }))[0]).toBe(400);
  });

  test('no amount is required, and none may exceed what was paid', async () => {
    const order = await aShippedOrder(merchant, sku, 1);
    must(await refund(order, fresh('refund'), { refund_amount: {} }), 201);
    for (const [component, value] of [
      ['principal', 20.01],
      ['tax', 1_000],
      ['shipping_cost', 1_000],
      ['shipping_tax', 1_000],
    ] as const)
      expect(refusalOf(await refund(order, fresh('refund'), { refund_amount: { [component]: value } }))).toEqual([
        400,
        expect.stringContaining(`Path: /items[0]/refund_amount/${component}`),
      ]);
  });

  test('every reason and every feedback is accepted, in any spelling, and answered as sent', async () => {
    const order = await aShippedOrder(merchant, sku, 1);
    for (const value of REFUND_REASONS.flatMap(loosely)) {
      const fields = { refund_reason: value, refund_feedback: 'ITEM DAMAGED', refund_amount: { principal: 0 } };
      const id = idOf(await refund(order, fresh('refund'), fields));
      const given = must(await merchant.call('GET', `/refunds/state/${id}`), 200).json();
      expect(given).toMatchObject({ items: [fields] });
    }
    expect(refusalOf(await refund(order, fresh('refund'), { refund_reason: 'nonsense' }))[0]).toBe(400);
    expect(refusalOf(await refund(order, fresh('refund'), { refund_feedback: 'other' }))).toEqual([
      400,
      'Required property is missing. Path: /items[0]/notes',
    ]);
  });

  test('words in any case list by status, digits read one; Rejected lists both rejected states', async () => {
    const order = await aShippedOrder(merchant, sku, 1);
    const whole = { refund_amount: { principal: 20 } };
    const [first, second] = [idOf(await refund(order, 'first', whole)), idOf(await refund(order, 'second', whole))];
    for (const word of ['created', 'Created', 'CREATED'])
      expect(await refundLinks(word)).toEqual(expect.arrayContaining([`refunds/${first}`, `refunds/${second}`]));
    expect(must(await merchant.call('GET', `/refunds/${first}`), 200).json()).toMatchObject({
      refund_authorization_id: first,
      refund_status: 'created',
    });
    await merchant.advance(30 * DAY_MS);
    const [accepted, rejected] = [await refundLinks('Accepted'), await refundLinks('Rejected')];
    const ours = [`refunds/${first}`, `refunds/${second}`];
    // Both ask for all that was paid: one of them is too much.
    expect([accepted, rejected].map((all) => all.filter((link) => ours.includes(link)).length)).toEqual([1, 1]);
    expect(refusalOf(await merchant.call('GET', '/refunds/nonsense'))[0]).toBe(400);
  });
});
