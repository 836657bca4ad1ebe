import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acceptance, aMerchant, DAY_MS, HOUR_MS, type Merchant, MINUTE_MS } from './support/merchants.ts';
import { must } from './support/raw-http.ts';
import { refusalOf } from './support/refusals.ts';
import { rawTexts } from './support/shapes.ts';
import { hasOperator, OPEN_TIMEOUT_MS, openTarget, type Target } from './support/target.ts';

let target: Target;
beforeAll(async () => {
  target = await openTarget();
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

async function aSeller(): Promise<Merchant & { readonly order: () => Promise<string> }> {
  const merchant = await aMerchant(target);
  const sku = await merchant.offer({ quantity: 1000 });
  return { ...merchant, order: () => merchant.place([{ sku, quantity: 2 }]) };
}

const wire = (instant: number): string => `${new Date(instant).toISOString().slice(0, 23)}0000Z`;
async function dateOf({ call }: Merchant, orderId: string, name: string): Promise<string | undefined> {
  return rawTexts(must(await call('GET', `/orders/withoutShipmentDetail/${orderId}`), 200).text, name)[0];
}

describe.skipIf(!hasOperator)('the hold of half an hour', () => {
  test('an order is created until its last millisecond, and ready from then on', async () => {
    const seller = await aSeller();
    const placedAt = await seller.now();
    const orderId = await seller.order();
    await seller.advance(30 * MINUTE_MS - 1);
    expect([(await seller.read(orderId)).status, await seller.list('created'), await seller.list('ready')]).toEqual([
      'created',
      [orderId],
      [],
    ]);
    await seller.advance(1);
    expect([(await seller.read(orderId)).status, await seller.list('created'), await seller.list('ready')]).toEqual([
      'ready',
      [],
      [orderId],
    ]);
    expect(await dateOf(seller, orderId, 'order_placed_date')).toBe(wire(placedAt));
    expect(await dateOf(seller, orderId, 'order_ready_date')).toBe(wire(placedAt + 30 * MINUTE_MS));
  });

  test('a clock that jumps gives the same history: ready at the end of the hold, not of the jump', async () => {
    const seller = await aSeller();
    const placedAt = await seller.now();
    const orderId = await seller.order();
    await seller.advance(5 * HOUR_MS);
    expect(await dateOf(seller, orderId, 'order_ready_date')).toBe(wire(placedAt + 30 * MINUTE_MS));
  });

  test('an order is transmitted a minute after it was placed, but never after it is ready', async () => {
    const seller = await aSeller();
    must(await target.operator('PUT', `/worlds/${seller.worldId}/policy`, { holdMs: 20_000 }), 200);
    const placedAt = await seller.now();
    const orderId = await seller.order();
    await seller.advance(20_000);
    const dates = [
      await dateOf(seller, orderId, 'order_transmission_date'),
      await dateOf(seller, orderId, 'order_ready_date'),
    ];
    expect(dates).toEqual([wire(placedAt + 20_000), wire(placedAt + 20_000)]);
  });

  test('the customer cancels freely in it: complete, cancelled, and never ready', async () => {
    const seller = await aSeller();
    const orderId = await seller.order();
    must(await seller.operate('POST', `/orders/${orderId}/cancel`, {}), 200);
    await seller.advance(HOUR_MS);
    const order = await seller.read(orderId);
    expect(order.status).toBe('complete');
    expect(order).not.toHaveProperty('order_ready_date');
    expect(order).not.toHaveProperty('acknowledgement_status');
    expect(await seller.list('complete?isCancelled=true')).toEqual([orderId]);
  });

  test('afterwards the customer can only ask', async () => {
    const seller = await aSeller();
    const orderId = await seller.order();
    await seller.advance(30 * MINUTE_MS);
    must(await seller.operate('POST', `/orders/${orderId}/cancel`, {}), 200);
    expect(await seller.read(orderId)).toMatchObject({
      status: 'ready',
      jet_request_directed_cancel: true,
      order_items: [{ request_order_cancel_qty: 2 }],
    });
    expect(await seller.list('complete?isCancelled=true')).toEqual([]);
  });
});

describe.skipIf(!hasOperator)('H25 the deadline for the answer, 24 hours after ready', () => {
  const MANUAL = 'exception - jet manual canceled to complete state';

  test('an order waits until its last millisecond, and is taken to complete with the exception then', async () => {
    const seller = await aSeller();
    const orderId = await seller.order();
    await seller.advance(30 * MINUTE_MS + DAY_MS - 1);
    expect((await seller.read(orderId)).status).toBe('ready');
    await seller.advance(1);
    const order = await seller.read(orderId);
    expect(order).toMatchObject({ status: 'complete', exception_state: MANUAL, shipments: [] });
    expect(order).not.toHaveProperty('acknowledgement_status');
    expect(await seller.list('complete')).toEqual([orderId]);
    expect(await seller.list('complete?isCancelled=true')).toEqual([]);
  });

  test('one jump over hold and deadline goes through both', async () => {
    const seller = await aSeller();
    const placedAt = await seller.now();
    const orderId = await seller.order();
    await seller.advance(10 * DAY_MS);
    expect(await seller.read(orderId)).toMatchObject({ status: 'complete', exception_state: MANUAL });
    expect(await dateOf(seller, orderId, 'order_ready_date')).toBe(wire(placedAt + 30 * MINUTE_MS));
  });

  test('it is too late then to acknowledge or ship', async () => {
    const seller = await aSeller();
    const orderId = await seller.order();
    const accept = acceptance(await seller.read(orderId));
    await seller.advance(2 * DAY_MS);
    expect(refusalOf(await seller.call('PUT', `/orders/${orderId}/acknowledge`, accept))[0]).toBe(400);
    const [item] = (await seller.read(orderId)).order_items;
    const shipped = {
      shipments: [
        { carrier: 'UPS', shipment_items: [{ merchant_sku: item?.merchant_sku, response_shipment_sku_quantity: 1 }] },
      ],
    };
    expect(refusalOf(await seller.call('PUT', `/orders/${orderId}/shipped`, shipped))[0]).toBe(400);
    expect((await seller.read(orderId)).exception_state).toBe(MANUAL);
  });

  test('an operator may mark it as resolved', async () => {
    const seller = await aSeller();
    const orderId = await seller.order();
    await seller.advance(2 * DAY_MS);
    must(await seller.operate('POST', `/orders/${orderId}/resolve`), 200);
    expect(await seller.read(orderId)).toMatchObject({ status: 'complete', exception_state: 'resolved' });
  });

  test('an order that was answered in time is let alone', async () => {
    const seller = await aSeller();
    const orderId = await seller.order();
    await seller.advance(30 * MINUTE_MS + DAY_MS - 1);
    must(await seller.call('PUT', `/orders/${orderId}/acknowledge`, acceptance(await seller.read(orderId))), 204);
    await seller.advance(30 * DAY_MS);
    expect(await seller.read(orderId)).toMatchObject({ status: 'acknowledged', acknowledgement_status: 'accepted' });
  });

  test('is the world’s policy', async () => {
    const seller = await aSeller();
    must(
      await target.operator('PUT', `/worlds/${seller.worldId}/policy`, {
        ackDeadlineMs: 2 * HOUR_MS,
        holdMs: MINUTE_MS,
      }),
      200,
    );
    const orderId = await seller.order();
    await seller.advance(MINUTE_MS);
    expect((await seller.read(orderId)).status).toBe('ready');
    await seller.advance(2 * HOUR_MS);
    expect((await seller.read(orderId)).exception_state).toBe(MANUAL);
  });
});

describe.skipIf(!hasOperator)('H23 the 90 days of the lists', () => {
  test('an order leaves every list 90 days after it was placed; its details stay, and it can be worked on', async () => {
    const seller = await aSeller();
    const orderId = await seller.order();
    await seller.advance(30 * MINUTE_MS);
    must(await seller.call('PUT', `/orders/${orderId}/acknowledge`, acceptance(await seller.read(orderId))), 204);
    await seller.advance(90 * DAY_MS - 31 * MINUTE_MS);
    expect(await seller.list('acknowledged')).toEqual([orderId]);
    await seller.advance(2 * MINUTE_MS);
    for (const status of ['created', 'ready', 'acknowledged', 'inprogress', 'complete'])
      expect([status, await seller.list(status)]).toEqual([status, []]);
    const order = await seller.read(orderId);
    expect(order.status).toBe('acknowledged');
    const [item] = order.order_items;
    const shipped = {
      shipments: [
        { carrier: 'UPS', shipment_items: [{ merchant_sku: item?.merchant_sku, response_shipment_sku_quantity: 2 }] },
      ],
    };
    must(await seller.call('PUT', `/orders/${orderId}/shipped`, shipped), 204);
    expect((await seller.read(orderId)).status).toBe('complete');
    expect(await seller.list('complete')).toEqual([]);
  });
});

describe.skipIf(!hasOperator)('B tokens and clocks', () => {
  test('a token lives on real time: a world’s years later it still counts', async () => {
    const seller = await aSeller();
    await seller.advance(3 * 365 * DAY_MS);
    expect((await seller.call('GET', '/authcheck')).text).toBe('"This message is authorized."');
    const reply = must(await target.open('POST', '/token', { user: seller.apiUser, pass: seller.apiSecret }), 200);
    const { expires_on: expiresOn } = reply.json() as { expires_on: string };
    const realHours = (Date.parse(expiresOn) - Date.now()) / HOUR_MS;
    expect(realHours).toBeGreaterThan(9.9);
    expect(realHours).toBeLessThan(10.1);
  });

  test('the clock of one test account moves no other', async () => {
    const [one, another] = [await aSeller(), await aSeller()];
    const orderId = await another.order();
    await one.advance(DAY_MS);
    expect((await another.read(orderId)).status).toBe('created');
  });

  test('a clock does not go back', async () => {
    const seller = await aSeller();
    const reply = await target.operator('POST', `/worlds/${seller.worldId}/clock`, { setTo: (await seller.now()) - 1 });
    expect([reply.status, (reply.json() as { code: string }).code]).toEqual([400, 'backwards']);
  });
});
