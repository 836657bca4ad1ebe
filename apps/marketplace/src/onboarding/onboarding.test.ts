/** Owns the guarantees of onboarding: live keys give tokens once the checklist is done, or an operator says so. */
import { merchantSetupSteps } from '@jetway/jet-api';
import { MINUTE_MS } from '@jetway/kernel';
import type { Onboarding } from '@jetway/marketplace-api';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AccountWithNodes } from '../testing/index.ts';
import {
  aNode,
  anOffer,
  aReturnNode,
  aShippedOrder,
  aToken,
  callUnder,
  type Harness,
  openHarness,
} from '../testing/index.ts';
import { isOnboarded, missingSteps } from './onboarding.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});

interface Made {
  readonly merchantId: string;
  readonly live: { readonly apiUser: string; readonly apiSecret: string };
  readonly test: AccountWithNodes;
}

/** A merchant as an operator adds one: nothing is done yet. */
async function aNewcomer(): Promise<Made> {
  const name = `Newcomer ${harness.ids.hex32()}`;
  const created = await harness.services.merchants.create({ name, test: { policy: { reviewMs: 0 } } }, harness.author);
  if (!created.ok) throw new Error(created.refusal.text);
  const { id: merchantId, accounts } = created.value;
  const [live, test] = accounts;
  if (live === undefined || test === undefined) throw new Error('not both accounts');
  const token = await aToken(harness, test.account.apiUser, test.apiSecret);
  const call = callUnder(harness.marketplace.server, '/api', { authorization: `Bearer ${token}` });
  const account = { ...test.account, accountId: test.account.id, apiSecret: test.apiSecret, token, call };
  const { id: nodeId } = await aNode(harness, account);
  const { id: returnNodeId } = await aReturnNode(harness, account);
  return {
    merchantId,
    live: { apiUser: live.account.apiUser, apiSecret: live.apiSecret },
    test: { ...account, nodeId, nodeIds: [nodeId], returnNodeId },
  };
}

const askLive = ({ live }: Made) => harness.call('POST', '/api/token', { user: live.apiUser, pass: live.apiSecret });
const path = ({ merchantId }: Made) => `/merchants/${merchantId}/onboarding`;
const read = async (made: Made) => (await harness.operator('GET', path(made))).json() as Onboarding;
const doneSteps = ({ steps }: Onboarding) => steps.filter(({ doneAt }) => doneAt !== null).map(({ step }) => step);

const LOCKED =
  'The live keys do not work yet. Missing on the test account: a SKU listed, priced and stocked; an order acknowledged as accepted; an order shipped; units of an order cancelled, or an order rejected; a return completed.';

/** An order that is ready, of one new SKU. */
async function aReadyOrder({ test: account }: Made, quantity: number) {
  const sku = await anOffer(harness, account, { quantity: 10 });
  const placed = await harness.operator('POST', `/accounts/${account.accountId}/orders`, {
    items: [{ sku, quantity }],
  });
  const { id } = placed.json() as { id: string };
  await harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs: 30 * MINUTE_MS });
  const detail = (await account.call('GET', `/orders/withoutShipmentDetail/${id}`)).json() as {
    order_items: { order_item_id: string }[];
  };
  return { id, sku, itemId: detail.order_items[0]?.order_item_id ?? '' };
}

/** Rejects an order of its own. */
async function reject(made: Made): Promise<void> {
  const { id, itemId } = await aReadyOrder(made, 1);
  const reply = await made.test.call('PUT', `/orders/${id}/acknowledge`, {
    acknowledgement_status: 'rejected - other',
    order_items: [{ order_item_id: itemId, order_item_acknowledgement_status: 'nonfulfillable - no inventory' }],
  });
  expect(reply.status).toBe(204);
}

async function completeReturn(made: Made, order: { readonly orderId: string; readonly sku: string }): Promise<void> {
  const opening = { items: [{ sku: order.sku, quantity: 1, reason: 'Item does not fit' }] };
  const base = `/accounts/${made.test.accountId}/orders/${order.orderId}/returns`;
  const { id } = (await harness.operator('POST', base, opening)).json() as { id: string };
  const completion = { merchant_order_id: order.orderId, agree_to_return_charge: true, items: [] };
  expect((await made.test.call('PUT', `/returns/${id}/complete`, completion)).status).toBe(204);
}

describe('live keys', () => {
  test('give no token before anything is done: 400 in the errors shape, saying what is missing', async () => {
    const made = await aNewcomer();
    const reply = await askLive(made);
    expect([reply.status, reply.json()]).toEqual([400, { errors: [LOCKED] }]);
    const wrong = await harness.call('POST', '/api/token', { user: made.live.apiUser, pass: 'wrong' });
    expect(wrong.json()).toEqual({ errors: ['Bad Request'] });
    const { test: account } = made;
    const tested = await harness.call('POST', '/api/token', { user: account.apiUser, pass: account.apiSecret });
    expect(tested.status).toBe(200);
  });

  test('work once a SKU was listed, orders acknowledged, shipped and cancelled, and a return completed', async () => {
    const made = await aNewcomer();
    await made.test.call('PUT', '/merchant-skus/bare', {
      product_title: 'x',
      multipack_quantity: 1,
      ASIN: '12345ABCDE',
    });
    expect(doneSteps(await read(made))).toEqual([]);
    const order = await aShippedOrder(harness, made.test);
    expect(doneSteps(await read(made))).toEqual(['sku_listed', 'order_acknowledged', 'order_shipped']);
    await reject(made);
    expect(doneSteps(await read(made))).toContain('order_cancelled');
    expect((await askLive(made)).json()).toEqual({
      errors: ['The live keys do not work yet. Missing on the test account: a return completed.'],
    });
    await completeReturn(made, order);
    expect(await read(made)).toMatchObject({ done: true, override: null });
    expect((await askLive(made)).status).toBe(200);
    const { db } = harness.database;
    const [row] = await db
      .selectFrom('merchants')
      .select('onboarding_done')
      .where('id', '=', made.merchantId)
      .execute();
    expect(row).toEqual({ onboarding_done: true });
  });

  test('an order that the shopper cancelled is not one that the merchant cancelled; a cancel quantity is', async () => {
    const made = await aNewcomer();
    const { accountId, call } = made.test;
    const first = await aReadyOrder(made, 1);
    await harness.operator('POST', `/accounts/${accountId}/orders/${first.id}/cancel`, {});
    expect(doneSteps(await read(made))).not.toContain('order_cancelled');
    const order = await aShippedOrder(harness, made.test, { quantity: 2, ship: false });
    const items = [{ merchant_sku: order.sku, response_shipment_cancel_qty: 2 }];
    const shipped = await call('PUT', `/orders/${order.orderId}/shipped`, { shipments: [{ shipment_items: items }] });
    expect(shipped.status).toBe(204);
    expect(doneSteps(await read(made))).toEqual(['sku_listed', 'order_acknowledged', 'order_cancelled']);
  });
});

describe('an operator', () => {
  test('lets a merchant in, with a note, and takes it back; tokens that are out stay valid', async () => {
    const made = await aNewcomer();
    const changed = await harness.operator('PUT', `${path(made)}/override`, { note: 'knows the API' });
    expect(changed.json()).toMatchObject({
      done: true,
      override: { at: harness.clock.now(), by: expect.stringMatching(/^operator:/), note: 'knows the API' },
    });
    const reply = await askLive(made);
    expect(reply.status).toBe(200);
    const { id_token: token } = reply.json() as { id_token: string };
    const taken = await harness.operator('DELETE', `${path(made)}/override`);
    expect(taken.json()).toMatchObject({ done: false, override: null });
    expect((await askLive(made)).status).toBe(400);
    const check = await harness.call('GET', '/api/authcheck', undefined, { authorization: `Bearer ${token}` });
    expect(check.status).toBe(200);
  });

  test('of no such merchant: 404', async () => {
    for (const [method, ending] of [
      ['GET', ''],
      ['PUT', '/override'],
      ['DELETE', '/override'],
    ] as const) {
      const reply = await harness.operator(
        method,
        `/merchants/nowhere/onboarding${ending}`,
        method === 'PUT' ? {} : undefined,
      );
      expect([reply.status, reply.json()]).toMatchObject([404, { code: 'not_found' }]);
    }
  });
});

describe('the merchant reads how far it is', () => {
  test('with a date for each step that is done', async () => {
    const made = await aNewcomer();
    await anOffer(harness, made.test);
    const reply = await made.test.call('GET', '/portal/merchantsetupstatus/');
    expect(reply.status).toBe(200);
    expect(reply.json()).toEqual({
      merchant_id: made.merchantId,
      setup_status: 'incomplete',
      steps: merchantSetupSteps.map((step) => ({
        step,
        description: expect.any(String),
        is_complete: step === 'sku_listed',
        ...(step === 'sku_listed'
          ? { completed_date: expect.stringMatching(/^2026-01-05T\d\d:\d\d:\d\d\.\d{7}Z$/) }
          : {}),
      })),
    });
  });
});

describe('the rule', () => {
  test('nothing but all steps, or being let in, is enough', () => {
    const facts = fc.record({
      sku_listed: fc.option(fc.nat()),
      order_acknowledged: fc.option(fc.nat()),
      order_shipped: fc.option(fc.nat()),
      order_cancelled: fc.option(fc.nat()),
      return_completed: fc.option(fc.nat()),
    });
    fc.assert(
      fc.property(facts, fc.boolean(), (known, isLetIn) => {
        const state = { merchantId: 'm', isLetIn, override: null, facts: known };
        expect(isOnboarded(state)).toBe(isLetIn || Object.values(known).every((at) => at !== null));
        expect(missingSteps(known).every((step) => known[step] === null)).toBe(true);
      }),
    );
  });
});
