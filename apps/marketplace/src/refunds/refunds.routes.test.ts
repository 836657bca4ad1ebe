/** Owns the guarantees of the refunds of the merchant API, of their timers, and of the operator's routes about them. */
import { decimalFromCents, HOUR_MS } from '@jetway/kernel';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type AccountWithNodes,
  anAccount,
  aShippedOrder,
  type Harness,
  openHarness,
  type ShippedOrder,
  worldOf,
} from '../testing/index.ts';
import { acceptedRefunds } from './index.ts';

let harness: Harness;
let account: AccountWithNodes;
beforeAll(async () => {
  harness = await openHarness();
  account = await anAccount(harness);
});

// biome-ignore lint/suspicious/noExplicitAny: answers of any route, looked into by tests
type Body = any;
const get = async (path: string, by = account): Promise<Body> => (await by.call('GET', path)).json();
const read = (id: string, by = account): Promise<Body> => get(`/refunds/state/${id}`, by);
const pass = (advanceMs: number, by = account) =>
  harness.operator('POST', `/worlds/${by.worldId}/clock`, { advanceMs });
const operatorPath = (by: AccountWithNodes = account): string => `/accounts/${by.accountId}`;

/** Units of the order's item with what was paid for them. */
const itemOf = ({ itemId, unit }: ShippedOrder, units: number, more: object = {}) => ({
  order_item_id: itemId,
  total_quantity_returned: 0,
  order_return_refund_qty: units,
  refund_reason: 'Better price found elsewhere',
  refund_amount: {
    principal: decimalFromCents(unit.principalCents * units),
    tax: decimalFromCents(unit.taxCents * units),
    shipping_cost: decimalFromCents(unit.shippingCents * units),
    shipping_tax: decimalFromCents(unit.shippingTaxCents * units),
  },
  ...more,
});
const post = (order: string, altId: string, items: readonly object[], by = account) =>
  by.call('POST', `/refunds/${order}/${altId}`, { items });

/** A refund of an order; answers its id. */
async function aRefund(order: ShippedOrder, altId: string, items: readonly object[], by = account): Promise<string> {
  const reply = await post(order.orderId, altId, items, by);
  if (reply.status !== 201) throw new Error(reply.text);
  return (reply.json() as { refund_authorization_id: string }).refund_authorization_id;
}

describe('POST /refunds/{order_id}/{alt_refund_id}', () => {
  test('201 with an id of 16 digits; everything is read again as it was sent', async () => {
    const order = await aShippedOrder(harness, account);
    const item = itemOf(order, 1, {
      alt_order_item_id: 'another',
      refund_reason: 'return to sender - lost in transit only',
      refund_feedback: 'Item Damaged',
      notes: '',
    });
    const reply = await post(order.orderId, 'mine 1', [item]);
    expect([reply.status, reply.json()]).toEqual([
      201,
      { refund_authorization_id: expect.stringMatching(/^\d{16}$/), refund_status: 'created' },
    ]);
    const { refund_authorization_id: id } = reply.json() as { refund_authorization_id: string };
    const refund = {
      refund_authorization_id: id,
      alt_refund_id: 'mine 1',
      refund_status: 'created',
      merchant_order_id: order.orderId,
      reference_order_id: order.referenceOrderId,
      reference_merchant_order_id: order.referenceOrderId,
      alt_order_id: order.altOrderId,
      items: [item],
    };
    expect(await read(id)).toEqual(refund);
    expect(await get(`/refunds/${id}`)).toEqual(refund);
  });

  test('the order goes by any of its three names, the item by either of its two', async () => {
    const order = await aShippedOrder(harness, account);
    const alt = { order_item_id: '', alt_order_item_id: order.altItemId, refund_amount: { principal: 1 } };
    for (const name of [order.orderId, order.referenceOrderId, order.altOrderId])
      expect((await post(name, `by-${name}`, [alt])).status).toBe(201);
  });

  test('nothing is required of an item but its name: what is left out refunds nothing', async () => {
    const order = await aShippedOrder(harness, account);
    const id = await aRefund(order, 'bare', [{ order_item_id: order.itemId }]);
    expect((await read(id)).items).toEqual([{ order_item_id: order.itemId }]);
  });

  test('the same alt_refund_id again is answered the same and refunds once, also two at once, also when it is decided', async () => {
    const own = await anAccount(harness);
    const order = await aShippedOrder(harness, own);
    const items = [itemOf(order, 1)];
    const replies = await Promise.all([1, 2, 3].map(() => post(order.orderId, 'once', items, own)));
    await pass(48 * HOUR_MS, own);
    replies.push(await post(order.referenceOrderId, 'once', items, own));
    expect(replies.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect((await get('/refunds/accepted', own)).refund_urls).toHaveLength(1);
  });

  test('400 when the alt_refund_id stands for another refund of the order; on another order it is free', async () => {
    const [order, other] = [await aShippedOrder(harness, account), await aShippedOrder(harness, account)];
    await aRefund(order, 'taken', [itemOf(order, 1)]);
    const reply = await post(order.orderId, 'taken', [itemOf(order, 2)]);
    expect([reply.status, reply.json()]).toEqual([
      400,
      { errors: ['alt_refund_id is used for another refund: "taken"'] },
    ]);
    expect((await post(other.orderId, 'taken', [itemOf(other, 1)])).status).toBe(201);
  });

  test('400 with everything that is wrong: the schema first, the message by itself, then what was paid', async () => {
    const order = await aShippedOrder(harness, account);
    const errorsOf = async (items: unknown) => {
      const reply = await account.call('POST', `/refunds/${order.orderId}/wrong`, { items });
      expect(reply.status).toBe(400);
      return (reply.json() as { errors: string[] }).errors;
    };
    expect(await errorsOf([])).toEqual(['The array is expected to have at least 1 element. Path: /items']);
    expect(
      await errorsOf([itemOf(order, 1, { total_quantity_returned: '1', refund_amount: { principal: -1 } })]),
    ).toEqual([
      'The value is expected to be an integer. Path: /items[0]/total_quantity_returned',
      'The value is expected to be at least 0. Path: /items[0]/refund_amount/principal',
    ]);
    expect(await errorsOf([{ refund_feedback: 'Other' }])).toEqual([
      'Required property is missing. Path: /items[0]/order_item_id',
      'Required property is missing. Path: /items[0]/notes',
    ]);
    expect(await errorsOf([itemOf(order, 1, { order_item_id: 'x' }), { alt_order_item_id: 'y' }])).toEqual([
      'order_item_id doesn\'t match: "x"',
      'alt_order_item_id doesn\'t match: "y"',
    ]);
    const [reason] = await errorsOf([itemOf(order, 1, { refund_reason: 'because' })]);
    expect(reason).toMatch(/^Invalid value, should be one of \[No longer want this item,.*\]\. Path: .*refund_reason$/);
    expect(await errorsOf([itemOf(order, 3)])).toEqual([
      'At most 2 units of the item were shipped. Path: /items[0]/order_return_refund_qty',
      ...(['principal', 'tax', 'shipping_cost', 'shipping_tax'] as const).map((name, index) => {
        const cents = Object.values(order.unit)[index] ?? 0;
        return `At most ${decimalFromCents(cents * 2).toFixed(2)} was paid for the item. Path: /items[0]/refund_amount/${name}`;
      }),
    ]);
  });

  test('400 for an order of which nothing was shipped: nothing was paid', async () => {
    const order = await aShippedOrder(harness, account, { ship: false });
    expect((await post(order.orderId, 'early', [itemOf(order, 1)])).status).toBe(400);
  });

  test('another merchant’s order and refund are answered like missing ones', async () => {
    const order = await aShippedOrder(harness, account);
    const id = await aRefund(order, 'theirs', [itemOf(order, 1)]);
    const stranger = await anAccount(harness);
    const created = await post(order.orderId, 'theirs', [itemOf(order, 1)], stranger);
    expect([created.status, created.json()]).toEqual([404, { errors: [`Order not found: "${order.orderId}"`] }]);
    for (const path of [`/refunds/state/${id}`, `/refunds/${id}`]) {
      const reply = await stranger.call('GET', path);
      expect([reply.status, reply.json()]).toEqual([404, { errors: [`Refund not found: "${id}"`] }]);
    }
  });
});

describe('the marketplace decides', () => {
  test('created, then processing, then accepted, in world time', async () => {
    const own = await anAccount(harness, { policy: { refundDecisionMs: 24 * HOUR_MS } });
    const order = await aShippedOrder(harness, own);
    const id = await aRefund(order, 'r', [itemOf(order, 1)], own);
    for (const [hours, status] of [
      [11, 'created'],
      [1, 'processing'],
      [11, 'processing'],
      [1, 'accepted'],
    ] as const) {
      await pass(hours * HOUR_MS, own);
      expect((await read(id, own)).refund_status).toBe(status);
    }
  });

  test('what exceeds the amount paid together with returns and refunds is rejected', async () => {
    const own = await anAccount(harness);
    const order = await aShippedOrder(harness, own, { quantity: 2 });
    const opened = await harness.operator('POST', `${operatorPath(own)}/orders/${order.orderId}/returns`, {
      items: [{ sku: order.sku, quantity: 1, reason: 'Item does not fit' }],
    });
    const { id: returnId } = opened.json() as { id: string };
    const { refund_reason: _, ...reported } = itemOf(order, 1);
    await own.call('PUT', `/returns/${returnId}/complete`, {
      merchant_order_id: order.orderId,
      agree_to_return_charge: true,
      items: [{ ...reported, total_quantity_returned: 1 }],
    });
    const ids = [];
    for (const altId of ['first', 'second', 'third']) ids.push(await aRefund(order, altId, [itemOf(order, 1)], own));
    await pass(48 * HOUR_MS, own);
    const statuses = await Promise.all(ids.map(async (id) => (await read(id, own)).refund_status));
    expect(statuses.sort()).toEqual([
      'accepted',
      'rejected - refund conflicts with returns policy',
      'rejected - refund conflicts with returns policy',
    ]);
  });

  test('a return that is completed while a refund waits goes before it', async () => {
    const own = await anAccount(harness);
    const order = await aShippedOrder(harness, own, { quantity: 1 });
    const waiting = await aRefund(order, 'waiting', [itemOf(order, 1)], own);
    const opened = await harness.operator('POST', `${operatorPath(own)}/orders/${order.orderId}/returns`);
    const { refund_reason: _, ...reported } = itemOf(order, 1);
    const message = { merchant_order_id: order.orderId, agree_to_return_charge: true, items: [reported] };
    const completed = await own.call('PUT', `/returns/${(opened.json() as { id: string }).id}/complete`, message);
    expect(completed.status).toBe(204);
    await pass(48 * HOUR_MS, own);
    expect((await read(waiting, own)).refund_status).toBe('rejected - refund conflicts with returns policy');
  });

  test('after a refund of everything nothing can be returned', async () => {
    const own = await anAccount(harness);
    const order = await aShippedOrder(harness, own, { quantity: 1 });
    const accepted = await aRefund(order, 'first', [itemOf(order, 1)], own);
    await pass(48 * HOUR_MS, own);
    expect((await read(accepted, own)).refund_status).toBe('accepted');
    const opened = await harness.operator('POST', `${operatorPath(own)}/orders/${order.orderId}/returns`);
    expect([opened.status, opened.json()]).toMatchObject([400, { code: 'invalid' }]);
  });
});

describe('GET /refunds/{status}', () => {
  test('lists by a word in any case; rejected lists both kinds; decided ones newest first', async () => {
    const own = await anAccount(harness);
    const order = await aShippedOrder(harness, own, { quantity: 4 });
    const ids = [];
    for (const altId of ['a', 'b', 'c', 'd']) {
      ids.push(await aRefund(order, altId, [itemOf(order, 1)], own));
      await pass(1, own);
    }
    const [a = '', b = '', c = '', d = ''] = ids;
    const urls = (...some: readonly string[]) => ({ refund_urls: some.map((id) => `refunds/${id}`) });
    expect(await get('/refunds/Created', own)).toEqual(urls(a, b, c, d));
    for (const [id, decision] of [
      [a, 'accept'],
      [b, 'reject_card'],
      [c, 'reject_policy'],
    ] as const)
      await harness.operator('POST', `${operatorPath(own)}/refunds/${id}/decision`, { decision });
    expect(await get('/refunds/created', own)).toEqual(urls(d));
    expect(await get('/refunds/ACCEPTED', own)).toEqual(urls(a));
    expect(await get('/refunds/Rejected', own)).toEqual(urls(c, b));
    expect(await get('/refunds/processing', own)).toEqual(urls());
    expect(await get(`/${(await get('/refunds/created', own)).refund_urls[0]}`, own)).toEqual(await read(d, own));
    const refused = await own.call('GET', '/refunds/nonsense');
    expect([refused.status, refused.json()]).toEqual([
      400,
      { errors: ['Invalid value, should be one of [created,processing,accepted,rejected]. Path: /statusOrId'] },
    ]);
  });
});

describe('the operator’s routes', () => {
  test('decide a refund at once, once; what was decided stands', async () => {
    const own = await anAccount(harness);
    const order = await aShippedOrder(harness, own);
    const id = await aRefund(order, 'mine', [itemOf(order, 1, { refund_feedback: 'other', notes: 'A gift.' })], own);
    const path = `${operatorPath(own)}/refunds/${id}`;
    expect((await harness.operator('GET', path)).json()).toMatchObject({
      refund: { id, altRefundId: 'mine', status: 'created', units: 1, buyerName: 'Ada Kestrel', decidedAt: null },
      items: [
        {
          sku: order.sku,
          refunded: 1,
          reason: 'Better price found elsewhere',
          feedback: 'other',
          notes: 'A gift.',
          amount: order.unit,
          left: { principalCents: order.unit.principalCents * 2 },
        },
      ],
      conflicts: [],
      events: [{ kind: 'create', text: 'The merchant asks for the refund.' }],
      merchantView: await read(id, own),
    });
    const decided = await harness.operator('POST', `${path}/decision`, { decision: 'reject_card' });
    expect([decided.status, decided.json()]).toMatchObject([
      200,
      { status: 'rejected - customer card not valid', dueAt: null },
    ]);
    const again = await harness.operator('POST', `${path}/decision`, { decision: 'accept' });
    expect([again.status, again.json()]).toMatchObject([409, { code: 'not_allowed_now' }]);
    await pass(48 * HOUR_MS, own);
    expect((await read(id, own)).refund_status).toBe('rejected - customer card not valid');
    const stranger = await anAccount(harness);
    const foreign = await harness.operator('GET', `${operatorPath(stranger)}/refunds/${id}`);
    expect([foreign.status, foreign.json()]).toMatchObject([404, { code: 'not_found' }]);
  });

  test('never accept more than was paid, however many are decided at once', async () => {
    const own = await anAccount(harness);
    const order = await aShippedOrder(harness, own, { quantity: 2 });
    const ids = [];
    for (const altId of ['1', '2', '3', '4']) ids.push(await aRefund(order, altId, [itemOf(order, 1)], own));
    const replies = await Promise.all(
      ids.map((id) => harness.operator('POST', `${operatorPath(own)}/refunds/${id}/decision`, { decision: 'accept' })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409]);
    const refused = replies.find(({ status }) => status === 409);
    expect(refused?.json()).toMatchObject({ code: 'conflicts', detail: expect.stringContaining('0.00 left') });
  });

  test('a return that is completed and a refund that is accepted at once: one of them is refused', async () => {
    const own = await anAccount(harness);
    for (let round = 0; round < 4; round += 1) {
      const order = await aShippedOrder(harness, own, { quantity: 1 });
      const id = await aRefund(order, 'race', [itemOf(order, 1)], own);
      const opened = await harness.operator('POST', `${operatorPath(own)}/orders/${order.orderId}/returns`);
      const { refund_reason: _, ...reported } = itemOf(order, 1);
      const message = { merchant_order_id: order.orderId, agree_to_return_charge: true, items: [reported] };
      const replies = await Promise.all([
        own.call('PUT', `/returns/${(opened.json() as { id: string }).id}/complete`, message),
        harness.operator('POST', `${operatorPath(own)}/refunds/${id}/decision`, { decision: 'accept' }),
      ]);
      const statuses = replies.map(({ status }) => status);
      expect([
        [204, 409],
        [400, 200],
      ]).toContainEqual(statuses);
    }
  });

  test('list refunds newest first, by status and order, page by page', async () => {
    const own = await anAccount(harness);
    const [first, second] = [await aShippedOrder(harness, own), await aShippedOrder(harness, own)];
    const one = await aRefund(first, 'x', [itemOf(first, 1)], own);
    await pass(1, own);
    const two = await aRefund(second, 'x', [itemOf(second, 2)], own);
    await harness.operator('POST', `${operatorPath(own)}/refunds/${one}/decision`, { decision: 'reject_policy' });
    const list = async (query: string) =>
      (await harness.operator('GET', `${operatorPath(own)}/refunds${query}`)).json() as {
        items: { id: string; amountCents: number }[];
        next: string | null;
      };
    const idsOf = async (query: string) => (await list(query)).items.map(({ id }) => id);
    expect(await idsOf('')).toEqual([two, one]);
    expect(await idsOf('?status=rejected')).toEqual([one]);
    expect(await idsOf('?status=created')).toEqual([two]);
    expect(await idsOf(`?orderId=${first.orderId}`)).toEqual([one]);
    const page = await list('?limit=1');
    expect(page.items[0]?.amountCents).toBe(Object.values(second.unit).reduce((sum, cents) => sum + cents, 0) * 2);
    expect(await idsOf(`?limit=1&cursor=${page.next}`)).toEqual([one]);
    expect((await harness.operator('GET', `${operatorPath(own)}/refund-counts`)).json()).toEqual({
      created: 1,
      processing: 0,
      accepted: 0,
      rejected: 1,
    });
  });
});

describe('what is told of refunds', () => {
  test('refund.decided is recorded when a refund is accepted or rejected', async () => {
    const own = await anAccount(harness);
    await harness.database.db
      .insertInto('webhook_endpoints')
      .values({
        account_id: own.accountId,
        id: 'e',
        url: 'https://merchant.example/hooks',
        kinds: ['refund.decided'],
        secret_encrypted: 'sealed',
        enabled: true,
        created_at: 0,
        updated_at: 0,
        updated_by: 'test',
        request_id: 'test',
      })
      .execute();
    const order = await aShippedOrder(harness, own);
    const id = await aRefund(order, 'told', [itemOf(order, 1)], own);
    await pass(48 * HOUR_MS, own);
    const events = await harness.database.db
      .selectFrom('webhook_events')
      .select(['subject', 'data'])
      .where('account_id', '=', own.accountId)
      .execute();
    expect(events).toEqual([
      {
        subject: `refund:${id}`,
        data: {
          refund_authorization_id: id,
          alt_refund_id: 'told',
          merchant_order_id: order.orderId,
          refund_status: 'accepted',
          url: `refunds/${id}`,
        },
      },
    ]);
  });

  test('settlement reads each item of an accepted refund once, in the span of its decision', async () => {
    const own = await anAccount(harness);
    const order = await aShippedOrder(harness, own, { quantity: 3 });
    const [kept] = [await aRefund(order, 'kept', [itemOf(order, 1), itemOf(order, 1)], own)];
    await aRefund(order, 'waiting', [itemOf(order, 1)], own);
    await pass(1, own);
    await harness.operator('POST', `${operatorPath(own)}/refunds/${kept}/decision`, { decision: 'accept' });
    const { now } = await worldOf(harness, own);
    const read = (span: { from: number; to: number; limit: number; after?: Body }) =>
      acceptedRefunds(harness.database.db, own.accountId, { after: undefined, ...span });
    const all = await read({ from: now, to: now + 1, limit: 10 });
    const entry = { refundId: kept, altRefundId: 'kept', orderId: order.orderId, orderItemId: order.itemId };
    expect(all).toEqual([
      { ...entry, position: 0, sku: order.sku, units: 1, ...order.unit, at: now },
      { ...entry, position: 1, sku: order.sku, units: 1, ...order.unit, at: now },
    ]);
    expect(await read({ from: now, to: now + 1, limit: 1, after: all[0] })).toEqual([all[1]]);
    expect(await read({ from: now + 1, to: now + 2, limit: 10 })).toEqual([]);
    expect(await read({ from: now - 1, to: now, limit: 10 })).toEqual([]);
  });
});
