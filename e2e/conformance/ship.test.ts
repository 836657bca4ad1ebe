import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CARRIERS, SHIPMENT_METHODS } from './support/documented-values.ts';
import { acceptance, aMerchant, DAY_MS, fresh, type Merchant } from './support/merchants.ts';
import { must, type RawReply } from './support/raw-http.ts';
import { refusalOf } from './support/refusals.ts';
import { nullsIn, rawTexts } from './support/shapes.ts';
import { hasOperator, OPEN_TIMEOUT_MS, openTarget, type Target } from './support/target.ts';

let target: Target;
let merchant: Merchant;
let sku: string;
let other: string;
/** World time, as clients write it. */
let today: string;
beforeAll(async () => {
  target = await openTarget();
  if (!hasOperator) return;
  merchant = await aMerchant(target);
  sku = await merchant.offer({ quantity: 1_000_000 });
  other = await merchant.offer({ quantity: 1_000_000 });
  // Whatever the tests do, no order of theirs is placed after this.
  today = `${new Date((await merchant.now()) + 30 * DAY_MS).toISOString().slice(0, 19)}.0000000-04:00`;
}, OPEN_TIMEOUT_MS);
afterAll(() => target?.close());

type Body = Record<string, unknown>;

const put = (orderId: string, body: unknown): Promise<RawReply> =>
  merchant.call('PUT', `/orders/${orderId}/shipped`, body);
const message = (...shipments: Body[]): Body => ({ shipments });

/** What one shipment of one item says; further fields of either. */
const shipment = (item: Body, fields: Body = {}): Body => ({
  carrier: 'UPS',
  shipment_items: [{ merchant_sku: sku, ...item }],
  ...fields,
});
const units = (count: number, fields: Body = {}): Body => shipment({ response_shipment_sku_quantity: count }, fields);
const cancels = (count: number, fields: Body = {}): Body => ({
  shipment_items: [{ merchant_sku: sku, response_shipment_cancel_qty: count }],
  ...fields,
});

const accepted = (quantity: number): Promise<string> => merchant.accepted([{ sku, quantity }]);

/** The texts of a refusal of one shipment of a fresh order, which must stay as it was. */
async function refused(...shipments: Body[]): Promise<string[]> {
  const orderId = await accepted(3);
  const [status, ...errors] = refusalOf(await put(orderId, message(...shipments)));
  expect([status, (await merchant.read(orderId)).status]).toEqual([400, 'acknowledged']);
  expect((await merchant.read(orderId)).shipments).toEqual([]);
  return errors;
}

describe.skipIf(!hasOperator)('H26 the shipped message', () => {
  test('a tracking number is forbidden when the shipment ships no unit', async () => {
    const path = 'Path: /shipments[0]/shipment_tracking_number';
    expect(await refused(cancels(1, { shipment_tracking_number: '1Z12342452342' }))).toEqual([
      expect.stringContaining(path),
    ]);
    const none = { response_shipment_sku_quantity: 0, response_shipment_cancel_qty: 1 };
    expect(await refused(shipment(none, { shipment_tracking_number: '1Z12342452342' }))).toEqual([
      expect.stringContaining(path),
    ]);
  });

  test('the carrier is required when a unit is shipped', async () => {
    const without = { shipment_items: [{ merchant_sku: sku, response_shipment_sku_quantity: 1 }] };
    expect(await refused(without)).toEqual(['Required property is missing. Path: /shipments[0]/carrier']);
    expect(await refused({ ...without, carrier: '' })).toEqual([
      'Required property is missing. Path: /shipments[0]/carrier',
    ]);
  });

  test('a cancel-only shipment needs neither carrier nor date nor method', async () => {
    const orderId = await accepted(3);
    must(await put(orderId, message({ ...cancels(1), alt_shipment_id: 'only-cancels' })), 204);
    expect(await merchant.read(orderId)).toMatchObject({
      status: 'inprogress',
      shipments: [{ alt_shipment_id: 'only-cancels' }],
    });
  });

  test.each<[string, Body]>([
    ['neither', {}],
    ['0 shipped alone', { response_shipment_sku_quantity: 0 }],
    ['0 cancelled alone', { response_shipment_cancel_qty: 0 }],
  ])('one of the two quantities is required: %s', async (_, quantities) => {
    expect(await refused(shipment(quantities))).toEqual([
      expect.stringMatching(
        /^Required property is missing\. Path: \/shipments\[0\]\/shipment_items\[0\]\/response_shipment_(?:sku_quantity|cancel_qty)$/,
      ),
    ]);
  });

  test.each([
    '1Z12342452342,1Z12342452343',
    '1Z12342452342; 1Z12342452343',
    '1Z12342452342|1Z12342452343',
    '1Z12342452342 1Z12342452343',
    '1Z12342452342 and 1Z12342452343',
    '1Z12342452342/1Z12342452343',
    '1Z999AA101234567841Z999AA10123456785',
  ])('concatenated tracking numbers are refused: %s', async (number) => {
    expect(await refused(units(1, { shipment_tracking_number: number }))).toEqual([
      expect.stringContaining('Path: /shipments[0]/shipment_tracking_number'),
    ]);
  });

  test.each(['9400 1000 0000 0000 0000 00', '1Z 999 AA1 01 2345 6784', 'ABC/123-4', 'x'])(
    'one number is one number however it is parted: %s',
    async (number) => {
      const orderId = await accepted(1);
      must(await put(orderId, message(units(1, { shipment_tracking_number: number }))), 204);
      expect((await merchant.read(orderId)).shipments).toMatchObject([{ shipment_tracking_number: number }]);
    },
  );

  test('a SKU must be in the order', async () => {
    expect(
      await refused({ carrier: 'UPS', shipment_items: [{ merchant_sku: other, response_shipment_sku_quantity: 1 }] }),
    ).toEqual([expect.stringContaining(`"${other}"`)]);
    const differs = sku.toUpperCase();
    expect(
      await refused({ carrier: 'UPS', shipment_items: [{ merchant_sku: differs, response_shipment_sku_quantity: 1 }] }),
    ).toEqual([expect.stringContaining(`"${differs}"`)]);
  });

  test.each(['response_shipment_date', 'expected_delivery_date', 'carrier_pick_up_date'])(
    '%s lies after the order was placed, and is a date',
    async (name) => {
      const path = `Path: /shipments[0]/${name}`;
      expect(await refused(units(1, { [name]: '2014-06-11T18:00:00.0000000-04:00' }))).toEqual([
        expect.stringContaining(path),
      ]);
      for (const text of ['tomorrow', '2014-02-30T18:00:00Z', '06/11/2099', '2099-06-11'])
        expect(await refused(units(1, { [name]: text }))).toEqual([expect.stringContaining(path)]);
    },
  );

  const PLACE = { address1: '12 Location Street', city: 'Somewhere', state: 'NY', zip_code: '12345' };
  const to = (place: Body): Body => shipment({ response_shipment_sku_quantity: 1, return_location: place });
  const PLACE_PATH = '/shipments[0]/shipment_items[0]/return_location';

  test.each(['address1', 'city', 'state', 'zip_code'])('a return_location needs its %s', async (name) => {
    const rest = Object.fromEntries(Object.entries(PLACE).filter(([key]) => key !== name));
    expect(await refused(to(rest))).toEqual([`Required property is missing. Path: ${PLACE_PATH}/${name}`]);
  });

  test.each<[string, Body]>([
    ['zip 00000', { zip_code: '00000' }],
    ['zip 00000-0000', { zip_code: '00000-0000' }],
    ['a placeholder', { address1: 'N/A' }],
    ['Jet’s own address', { address1: '221 River Street', city: 'Hoboken', state: 'NJ', zip_code: '07030' }],
  ])('a return_location is a real one, not Jet’s: %s', async (_, change) => {
    expect(await refused(to({ ...PLACE, ...change }))).toEqual([expect.stringContaining(`Path: ${PLACE_PATH}`)]);
  });

  test('days_to_return, RMA number and return_location are accepted and returned', async () => {
    const item = {
      alt_shipment_item_id: '129900120',
      response_shipment_sku_quantity: 1,
      RMA_number: 'abcdef',
      days_to_return: 30,
      return_location: { ...PLACE, address2: '' },
    };
    const orderId = await accepted(2);
    must(await put(orderId, message(shipment(item))), 204);
    expect((await merchant.read(orderId)).shipments).toMatchObject([
      { shipment_items: [{ merchant_sku: sku, ...item }] },
    ]);
  });

  test('a quoted quantity is refused in the printed words', async () => {
    expect(await refused(shipment({ response_shipment_sku_quantity: '1' }))).toEqual([
      'The value is expected to be an integer. Path: /shipments[0]/shipment_items[0]/response_shipment_sku_quantity',
    ]);
  });

  test('unknown fields are tolerated, in a message and in its parts', async () => {
    const orderId = await accepted(1);
    const item = { response_shipment_sku_quantity: 1, colour: 'blue' };
    must(await put(orderId, { ...message(shipment(item, { weight_pounds: 3 })), note: null }), 204);
    expect((await merchant.read(orderId)).status).toBe('complete');
  });

  test('shipments, their items and the SKU are required', async () => {
    expect(await refused()).toHaveLength(1);
    const orderId = await accepted(1);
    expect(refusalOf(await put(orderId, {}))).toEqual([400, 'Required property is missing. Path: /shipments']);
    expect(refusalOf(await put(orderId, message({ carrier: 'UPS' })))).toEqual([
      400,
      'Required property is missing. Path: /shipments[0]/shipment_items',
    ]);
    expect(refusalOf(await put(orderId, message({ shipment_items: [{ response_shipment_cancel_qty: 1 }] })))).toEqual([
      400,
      'Required property is missing. Path: /shipments[0]/shipment_items[0]/merchant_sku',
    ]);
  });

  test('too many units shipped are accepted and recorded as the exception', async () => {
    const orderId = await accepted(2);
    must(await put(orderId, message(units(3))), 204);
    expect(await merchant.read(orderId)).toMatchObject({
      status: 'complete',
      exception_state: 'exception - too many units shipped',
      acknowledgement_status: 'accepted',
      shipments: [{ shipment_items: [{ response_shipment_sku_quantity: 3 }] }],
    });
  });

  test('too many units cancelled are accepted and recorded as the exception', async () => {
    const orderId = await accepted(2);
    must(await put(orderId, message(units(1))), 204);
    must(await put(orderId, message(cancels(2))), 204);
    expect(await merchant.read(orderId)).toMatchObject({
      status: 'complete',
      exception_state: 'exception - too many units cancelled',
    });
  });

  test('more units after the order was complete are recorded too', async () => {
    const orderId = await accepted(1);
    must(await put(orderId, message(units(1))), 204);
    expect(await merchant.read(orderId)).not.toHaveProperty('exception_state');
    must(await put(orderId, message(units(1, { alt_shipment_id: 'late' }))), 204);
    expect((await merchant.read(orderId)).exception_state).toBe('exception - too many units shipped');
  });

  test('an order that was never accepted, or rejected, cannot be shipped', async () => {
    for (const orderId of [
      await merchant.place([{ sku, quantity: 1 }]),
      await merchant.ready([{ sku, quantity: 1 }]),
    ]) {
      const before = await merchant.read(orderId);
      expect(refusalOf(await put(orderId, message(units(1))))[0]).toBe(400);
      expect(await merchant.read(orderId)).toEqual(before);
    }
    expect(refusalOf(await put('0'.repeat(32), message(units(1))))[0]).toBe(404);
  });

  test('the same message again is 204 without effect; the same shipment id with another body is 400', async () => {
    const orderId = await accepted(3);
    const first = message(units(1, { alt_shipment_id: 'box-1', shipment_tracking_number: '1Z12342452342' }));
    must(await put(orderId, first), 204);
    const before = await merchant.read(orderId);
    must(await put(orderId, first), 204);
    expect(await merchant.read(orderId)).toEqual(before);
    expect(refusalOf(await put(orderId, message(units(2, { alt_shipment_id: 'box-1' }))))).toEqual([
      400,
      expect.stringContaining('"box-1"'),
    ]);
    expect(await merchant.read(orderId)).toEqual(before);
  });

  test('the same alt_shipment_id and alt_order_id may occur on several orders', async () => {
    const [first, second] = [await accepted(1), await accepted(1)];
    for (const orderId of [first, second]) {
      must(await put(orderId, { alt_order_id: '12345', ...message(units(1, { alt_shipment_id: '11223344' })) }), 204);
      expect(await merchant.read(orderId)).toMatchObject({
        alt_order_id: '12345',
        shipments: [{ alt_shipment_id: '11223344' }],
      });
    }
  });

  test('an address by the merchant’s id means the newest open order of several', async () => {
    const own = fresh('own');
    const orders: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const orderId = await merchant.ready([{ sku, quantity: 1 }]);
      must(
        await merchant.call('PUT', `/orders/${orderId}/acknowledge`, {
          ...acceptance(await merchant.read(orderId)),
          alt_order_id: own,
        }),
        204,
      );
      orders.push(orderId);
    }
    for (const expected of orders.toReversed()) {
      expect((await merchant.read(own)).merchant_order_id).toBe(expected);
      must(await put(own, message(units(1))), 204);
      expect((await merchant.read(expected)).status).toBe('complete');
    }
  });
});

describe.skipIf(!hasOperator)('H26 redirects', () => {
  const stock = async (id: string) =>
    (must(await merchant.call('GET', `/merchant-skus/${id}/inventory`), 200).json() as { fulfillment_nodes: unknown })
      .fulfillment_nodes;

  test.each([true, 'true', 'True', false, 'false', undefined])(
    'is_redirect_for_zero_inventory %j, a word or a boolean; true zeroes the original node',
    async (flag) => {
      const [east, west] = merchant.nodes;
      const moved = await merchant.offer({ quantity: 9 });
      must(
        await merchant.call('PATCH', `/merchant-skus/${moved}/inventory`, {
          fulfillment_nodes: [{ fulfillment_node_id: west, quantity: 5 }],
        }),
        204,
      );
      const orderId = await merchant.ready([{ sku: moved, quantity: 1 }]);
      const found = await merchant.read(orderId);
      expect(found).toMatchObject({ fulfillment_node: east });
      must(await merchant.call('PUT', `/orders/${orderId}/acknowledge`, acceptance(found)), 204);
      const redirect = { redirect_node: west, ...(flag === undefined ? {} : { is_redirect_for_zero_inventory: flag }) };
      const item = { merchant_sku: moved, response_shipment_sku_quantity: 1 };
      must(
        await put(orderId, message({ carrier: 'UPS', shipment_items: [item], redirect_notification: redirect })),
        204,
      );
      expect((await merchant.read(orderId)).shipments).toMatchObject([{ redirect_notification: redirect }]);
      const left = String(flag).toLowerCase() === 'true' ? 0 : 9;
      expect(await stock(moved)).toEqual(
        expect.arrayContaining([
          { fulfillment_node_id: east, quantity: left },
          { fulfillment_node_id: west, quantity: 5 },
        ]),
      );
    },
  );

  test('a node that is none of the merchant’s is 400', async () => {
    const redirect = { redirect_node: 'NOWHERE' };
    expect(await refused(units(1, { redirect_notification: redirect }))).toEqual([
      expect.stringContaining('Path: /shipments[0]/redirect_notification/redirect_node'),
    ]);
  });
});

describe.skipIf(!hasOperator)('H27 in progress and complete', () => {
  test('in progress: some units shipped while others are open; complete: none is open', async () => {
    const orderId = await merchant.accepted([
      { sku, quantity: 2 },
      { sku: other, quantity: 1 },
    ]);
    const statuses = [];
    const otherUnit = { carrier: 'UPS', shipment_items: [{ merchant_sku: other, response_shipment_sku_quantity: 1 }] };
    for (const next of [units(1), cancels(1), otherUnit]) {
      must(await put(orderId, message(next)), 204);
      statuses.push((await merchant.read(orderId)).status);
    }
    expect(statuses).toEqual(['inprogress', 'inprogress', 'complete']);
    const order = await merchant.read(orderId);
    expect(order.shipments).toHaveLength(3);
    expect(order).not.toHaveProperty('exception_state');
    expect(await merchant.list('complete')).toContain(orderId);
    expect(await merchant.list('inprogress')).not.toContain(orderId);
  });

  test('recorded: an accepted order cancelled whole ends complete, with the exception, still accepted', async () => {
    const orderId = await accepted(2);
    must(await put(orderId, message(cancels(2))), 204);
    expect(await merchant.read(orderId)).toMatchObject({
      status: 'complete',
      exception_state: 'exception - too many units cancelled',
      acknowledgement_status: 'accepted',
    });
  });

  test('recorded: units that the customer asked to cancel are cancelled without acknowledging first', async () => {
    const orderId = await merchant.ready([{ sku, quantity: 2 }]);
    const [item] = (await merchant.read(orderId)).order_items;
    must(
      await merchant.operate('POST', `/orders/${orderId}/cancel`, {
        items: [{ orderItemId: item?.order_item_id, quantity: 2 }],
      }),
      200,
    );
    expect(await merchant.read(orderId)).toMatchObject({
      status: 'ready',
      jet_request_directed_cancel: true,
      order_items: [{ request_order_cancel_qty: 2 }],
    });
    must(await put(orderId, message({ alt_shipment_id: 'c', ...cancels(2) })), 204);
    const order = await merchant.read(orderId);
    expect(order.status).toBe('complete');
    expect(order).not.toHaveProperty('exception_state');
  });

  test('recorded: some units that the customer asked to cancel are cancelled first, the rest accepted and shipped', async () => {
    const orderId = await merchant.ready([{ sku, quantity: 2 }]);
    const [item] = (await merchant.read(orderId)).order_items;
    const asked = { items: [{ orderItemId: item?.order_item_id, quantity: 1 }] };
    must(await merchant.operate('POST', `/orders/${orderId}/cancel`, asked), 200);
    must(await put(orderId, message(cancels(1))), 204);
    must(await merchant.call('PUT', `/orders/${orderId}/acknowledge`, acceptance(await merchant.read(orderId))), 204);
    expect((await merchant.read(orderId)).status).toBe('inprogress');
    must(await put(orderId, message(units(1))), 204);
    const order = await merchant.read(orderId);
    expect(order).toMatchObject({ status: 'complete', acknowledgement_status: 'accepted' });
    expect(order).not.toHaveProperty('exception_state');
  });

  test('a partial cancel adjusts the price of its item, and of no other', async () => {
    const orderId = await merchant.accepted([
      { sku, quantity: 3 },
      { sku: other, quantity: 1 },
    ]);
    const adjustments = async () =>
      (await merchant.read(orderId)).order_items.map((item) =>
        'price_adjustment' in item ? item.price_adjustment : undefined,
      );
    expect(await adjustments()).toEqual([undefined, undefined]);
    must(await put(orderId, message(cancels(1))), 204);
    expect(await adjustments()).toEqual([expect.any(Number), undefined]);
  });

  test('several shipments of one message, and of several messages, stand in one list', async () => {
    const orderId = await accepted(4);
    must(await put(orderId, message(units(1, { alt_shipment_id: 'a' }), units(1, { alt_shipment_id: 'b' }))), 204);
    must(await put(orderId, message(units(2, { alt_shipment_id: 'c' }))), 204);
    expect((await merchant.read(orderId)).shipments.map((one) => one['alt_shipment_id'])).toEqual(['a', 'b', 'c']);
  });
});

describe.skipIf(!hasOperator)('A5 methods and carriers', () => {
  /** Ships one unit with each of the values in one message, and reads them back. */
  async function echoes(name: string, values: readonly string[], fields: Body = {}): Promise<unknown[]> {
    const orderId = await accepted(values.length);
    must(await put(orderId, message(...values.map((value) => units(1, { ...fields, [name]: value })))), 204);
    return (await merchant.read(orderId)).shipments.map((one) => one[name]);
  }

  test('the 103 shipment methods are accepted and echoed, LSOEarlyNexyDay in its real spelling', async () => {
    expect([SHIPMENT_METHODS.length, SHIPMENT_METHODS.includes('LSOEarlyNexyDay')]).toEqual([103, true]);
    expect(await echoes('response_shipment_method', SHIPMENT_METHODS)).toEqual(SHIPMENT_METHODS);
    expect(await refused(units(1, { response_shipment_method: 'LSOEarlyNextDay' }))).toEqual([
      expect.stringContaining('Path: /shipments[0]/response_shipment_method'),
    ]);
  });

  test('the carriers are accepted and echoed', async () => {
    expect(await echoes('carrier', CARRIERS)).toEqual(CARRIERS);
    expect(await refused(units(1, { carrier: 'Pony Express' }))).toEqual([
      expect.stringMatching(
        /^Invalid value, should be one of \[FedEx,FedEx SmartPost,.*Other\]\. Path: \/shipments\[0\]\/carrier$/,
      ),
    ]);
  });

  test('case, blanks, hyphens and underscores do not matter', async () => {
    const methods = [
      'ups_ground',
      'UPS Ground',
      'ups-ground',
      'UPSGROUND',
      'U P S Ground',
      'fedex_2_day',
      'usps first class mail',
    ];
    expect(await echoes('response_shipment_method', methods)).toEqual(methods);
    const carriers = ['ups', 'fed ex', 'FEDEX_SMARTPOST', 'laser-ship', 'a&m trucking', 'rl_carriers'];
    expect(await echoes('carrier', carriers)).toEqual(carriers);
  });
});

describe.skipIf(!hasOperator)('a shipment as it was recorded', () => {
  const sent = () => ({
    alt_shipment_id: 'box',
    shipment_tracking_number: '1Z12342452342',
    response_shipment_date: today,
    response_shipment_method: 'ups_ground',
    expected_delivery_date: today.replace('.0000000-04:00', '.1234567+02:00'),
    ship_from_zip_code: '12061',
    carrier_pick_up_date: today.replace('.0000000-04:00', 'Z'),
    carrier: 'UPS',
    shipment_items: [{ alt_shipment_item_id: '', merchant_sku: sku, response_shipment_sku_quantity: 1 }],
  });

  test('what was sent is answered unchanged, its offsets and fractions and "" kept', async () => {
    const orderId = await accepted(2);
    must(await put(orderId, message(sent())), 204);
    const [one] = (await merchant.read(orderId)).shipments;
    const { shipment_items: items, ...fields } = sent();
    expect(one).toMatchObject({ ...fields, shipment_items: items });
    const names = ['shipment_id', 'shipment_message_date', 'shipment_items', ...Object.keys(fields)];
    expect(Object.keys(one ?? {}).sort()).toEqual(names.sort());
  });

  test('what was not sent is left out', async () => {
    const orderId = await accepted(2);
    must(await put(orderId, message(cancels(1))), 204);
    const [one] = (await merchant.read(orderId)).shipments;
    expect(Object.keys(one ?? {}).sort()).toEqual(['shipment_id', 'shipment_items', 'shipment_message_date']);
    const [item] = (one?.['shipment_items'] ?? []) as Body[];
    expect(Object.keys(item ?? {}).sort()).toEqual([
      'merchant_sku',
      'response_shipment_cancel_qty',
      'shipment_item_id',
    ]);
  });

  test('it is given ids and the date of the message: whole seconds and Z, in world time', async () => {
    const orderId = await accepted(1);
    must(await put(orderId, message(sent())), 204);
    const { text } = must(await merchant.call('GET', `/orders/withoutShipmentDetail/${orderId}`), 200);
    expect(rawTexts(text, 'shipment_id')).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
    expect(rawTexts(text, 'shipment_item_id')).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
    const [date] = rawTexts(text, 'shipment_message_date');
    expect(date).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
    expect(Date.parse(date ?? '')).toBe(Math.floor((await merchant.now()) / 1000) * 1000);
  });

  test('has_shipments stays false, and nothing is null', async () => {
    const orderId = await accepted(1);
    must(await put(orderId, message(sent())), 204);
    const order = await merchant.read(orderId);
    expect(order).toMatchObject({ has_shipments: false });
    expect(nullsIn(order)).toEqual([]);
  });

  test.each([
    '2099-06-11T18:00:00Z',
    '2099-06-11T18:00:00.1Z',
    '2099-06-11T18:00:00.1234567-04:00',
    '2099-06-11T18:00:00+05:30',
  ])('D a date in with 0 to 7 digits, Z or an offset is kept as sent: %s', async (date) => {
    const orderId = await accepted(1);
    must(await put(orderId, message(units(1, { response_shipment_date: date }))), 204);
    expect((await merchant.read(orderId)).shipments).toMatchObject([{ response_shipment_date: date }]);
  });
});
