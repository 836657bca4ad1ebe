/** Owns the guarantees of what Jet is told, and of what proves that it was. */
import {
  acknowledgeMessageErrors,
  carriers,
  jetExamples,
  matchCarrier,
  shipMessageErrors,
  shipmentMethods,
} from '@jetway/jet-api';
import { describe, expect, test } from 'vitest';
import type { AcknowledgeIntent, CancelIntent, ChannelOrder, IntentPayload, ShipIntent, TagIntent } from '../index.ts';
import { jetChannel } from './index.ts';
import { messageOf } from './jet-messages.ts';
import { readJetOrder } from './jet-orders.ts';

const base = { version: 1, channelOrderId: 'o/1', altOrderId: '232145' } as const;
const lines = [{ channelLineId: '8f5ae15b6b414b00a1b9d6ad99166a00', answer: 'fulfillable' }] as const;

const accept: AcknowledgeIntent = { ...base, kind: 'acknowledge', decision: 'accept', reason: null, lines };
const reject: CancelIntent = {
  ...base,
  kind: 'cancel',
  mode: 'reject',
  reason: 'rejected - item level error',
  lines: [{ ...lines[0], answer: 'no-inventory' }],
};
const ship: ShipIntent = {
  ...base,
  kind: 'ship',
  altShipmentId: '11223344',
  carrier: 'UPS',
  method: 'UPSGround',
  trackingNumber: '1Z12342452342',
  shippedAt: Date.UTC(2014, 5, 11, 22),
  shipFromZipCode: '12061',
  lines: [{ channelLineId: 'i1', merchantSku: '15a1010', quantity: 2 }],
};
const parcelWithAll: ShipIntent = {
  ...ship,
  version: 2,
  pickedUpAt: Date.UTC(2014, 5, 11, 23),
  expectedDeliveryAt: Date.UTC(2014, 5, 14),
  redirectNodeId: 'reno',
  lines: [
    {
      channelLineId: 'i1',
      merchantSku: '15a1010',
      quantity: 2,
      cancelled: 1,
      rmaNumber: 'abcdef',
      daysToReturn: 30,
      returnLocation: { address1: '12 Location Street', city: 'Somewhere', state: 'NY', zipCode: '12345' },
    },
  ],
};
const cancelUnits: CancelIntent = {
  ...base,
  kind: 'cancel',
  mode: 'cancel-units',
  altShipmentId: '55667788',
  lines: [{ channelLineId: 'i1', merchantSku: '15a1010', quantity: 1 }],
};
const tag: TagIntent = { ...base, kind: 'tag', tag: 'viewed' };
const every: readonly IntentPayload[] = [accept, reject, ship, cancelUnits, tag, parcelWithAll];

const example = (route: string, name: string): Record<string, unknown> =>
  jetExamples.find((one) => one.route === route && one.name === name)?.body as Record<string, unknown>;

describe('messages', () => {
  test('accepting and rejecting are told as in the documentation', () => {
    const withoutAltItem = (body: Record<string, unknown>) => ({
      ...body,
      order_items: (body['order_items'] as Record<string, unknown>[]).map(({ alt_order_item_id: _, ...one }) => one),
    });
    expect(messageOf(accept).body).toEqual(withoutAltItem(example('acknowledgeOrder', 'Accepted Order')));
    expect(messageOf(reject).body).toEqual(withoutAltItem(example('acknowledgeOrder', 'Rejected Order')));
  });

  test('a tag is told as in the documentation; none any more is an empty object', () => {
    expect(messageOf(tag).body).toEqual(example('tagOrder', 'Tagged Order'));
    expect(messageOf({ ...tag, tag: null }).body).toEqual({});
    expect(jetChannel.describe(tag).message.path).toBe('/orders/o%2F1/tag');
  });

  test('a parcel names carrier, method, tracking number and units; cancelled units need none of them', () => {
    expect(messageOf(ship).body).toEqual({
      alt_order_id: '232145',
      shipments: [
        {
          alt_shipment_id: '11223344',
          shipment_tracking_number: '1Z12342452342',
          response_shipment_date: '2014-06-11T22:00:00.0000000Z',
          response_shipment_method: 'UPSGround',
          ship_from_zip_code: '12061',
          carrier_pick_up_date: '2014-06-11T22:00:00.0000000Z',
          carrier: 'UPS',
          shipment_items: [{ alt_shipment_item_id: 'i1', merchant_sku: '15a1010', response_shipment_sku_quantity: 2 }],
        },
      ],
    });
    expect(messageOf(cancelUnits).body).toEqual({
      alt_order_id: '232145',
      shipments: [
        {
          alt_shipment_id: '55667788',
          shipment_items: [{ alt_shipment_item_id: 'i1', merchant_sku: '15a1010', response_shipment_cancel_qty: 1 }],
        },
      ],
    });
  });

  test('a parcel tells what else is known of it: cancelled units, dates, where it left from, where units go back to', () => {
    expect(messageOf(parcelWithAll).body).toMatchObject({
      shipments: [
        {
          expected_delivery_date: '2014-06-14T00:00:00.0000000Z',
          carrier_pick_up_date: '2014-06-11T23:00:00.0000000Z',
          redirect_notification: { redirect_node: 'reno', is_redirect_for_zero_inventory: false },
          shipment_items: [
            {
              response_shipment_sku_quantity: 2,
              response_shipment_cancel_qty: 1,
              RMA_number: 'abcdef',
              days_to_return: 30,
              return_location: { address1: '12 Location Street', city: 'Somewhere', state: 'NY', zip_code: '12345' },
            },
          ],
        },
      ],
    });
    const nowhere = { address1: 'n/a', city: 'Somewhere', state: 'NY', zipCode: '12345' };
    const [line] = parcelWithAll.lines;
    expect(jetChannel.faultsOf(parcelWithAll)).toEqual([]);
    expect(
      jetChannel.faultsOf({
        ...parcelWithAll,
        lines: line === undefined ? [] : [{ ...line, returnLocation: nowhere }],
      }),
    ).toEqual([expect.stringContaining('placeholder')]);
  });

  test('no message breaks a rule of the documentation, and each is the same to the letter when it is sent again', () => {
    for (const intent of every) {
      const message = messageOf(intent);
      if (message.operation === 'shipOrder') expect(shipMessageErrors(message.body)).toEqual([]);
      if (message.operation === 'acknowledgeOrder') expect(acknowledgeMessageErrors(message.body)).toEqual([]);
      const stored = JSON.parse(JSON.stringify(intent)) as IntentPayload;
      expect(JSON.stringify(messageOf(stored))).toBe(JSON.stringify(message));
    }
  });

  test('a person is told what Jet will be told', () => {
    expect(every.map((intent) => jetChannel.describe(intent).title)).toEqual([
      'Accept the order',
      'Reject the whole order',
      'Ship 2 units with UPS',
      'Cancel 1 unit',
      'Tag the order “viewed”',
      'Ship 2 units with UPS',
    ]);
    expect(jetChannel.describe(parcelWithAll).explanation).toContain('and that 1 unit will not be shipped');
    expect(jetChannel.describe(ship).message).toMatchObject({ method: 'PUT', path: '/orders/o%2F1/shipped' });
    expect(jetChannel.describe(reject)).toMatchObject({
      explanation: expect.stringContaining('"rejected - item level error"'),
      message: { path: '/orders/o%2F1/acknowledge', body: messageOf(reject).body },
    });
  });
});

describe('what proves a message', () => {
  const printed = example('getOrder', 'Order');
  const order = (change: Record<string, unknown>): ChannelOrder => {
    const read = readJetOrder({ ...printed, ...change });
    if (!read.ok) throw new Error(read.refusal.text);
    return read.value;
  };
  const shipment = (id: string, units: Record<string, number>) => ({
    shipments: [{ shipment_id: 's', alt_shipment_id: id, shipment_items: [{ merchant_sku: '15a1010', ...units }] }],
  });
  const accepted = { status: 'acknowledged', acknowledgement_status: 'accepted' };

  test.each<[string, IntentPayload, Record<string, unknown>, string]>([
    ['accepting, while the order is ready', accept, { status: 'ready' }, 'not-done'],
    ['accepting, once it is accepted', accept, accepted, 'done'],
    ['accepting, once it is complete too', accept, { ...accepted, status: 'complete' }, 'done'],
    [
      'accepting, when it was rejected',
      accept,
      { status: 'complete', acknowledgement_status: 'rejected - other' },
      'refused',
    ],
    ['accepting, when it ended without an answer', accept, { status: 'complete' }, 'refused'],
    ['rejecting, while the order is ready', reject, { status: 'ready' }, 'not-done'],
    [
      'rejecting, once it is rejected',
      reject,
      { status: 'complete', acknowledgement_status: 'rejected - other' },
      'done',
    ],
    ['rejecting, when it was accepted', reject, accepted, 'refused'],
    ['shipping, before', ship, accepted, 'not-done'],
    [
      'shipping, with our id and units',
      ship,
      { ...accepted, ...shipment('11223344', { response_shipment_sku_quantity: 2 }) },
      'done',
    ],
    [
      'shipping, with our id and other units',
      ship,
      { ...accepted, ...shipment('11223344', { response_shipment_sku_quantity: 1 }) },
      'refused',
    ],
    [
      'shipping, with another id',
      ship,
      { ...accepted, ...shipment('9', { response_shipment_sku_quantity: 2 }) },
      'not-done',
    ],
    [
      'shipping and cancelling, with both told',
      parcelWithAll,
      {
        ...accepted,
        ...shipment('11223344', { response_shipment_sku_quantity: 2, response_shipment_cancel_qty: 1 }),
      },
      'done',
    ],
    [
      'shipping and cancelling, with the cancelled units missing',
      parcelWithAll,
      { ...accepted, ...shipment('11223344', { response_shipment_sku_quantity: 2 }) },
      'refused',
    ],
    ['shipping, when the order is complete without it', ship, { ...accepted, status: 'complete' }, 'refused'],
    [
      'cancelling units, with our id',
      cancelUnits,
      { ...accepted, ...shipment('55667788', { response_shipment_cancel_qty: 1 }) },
      'done',
    ],
    [
      'cancelling units, where they were shipped',
      cancelUnits,
      { ...accepted, ...shipment('55667788', { response_shipment_sku_quantity: 1 }) },
      'refused',
    ],
  ])('%s', (_title, intent, change, proof) => {
    expect(jetChannel.proves(intent, order(change))).toBe(proof);
  });
});

describe('shipping options', () => {
  test('every carrier has methods that Jet knows, Other last; what belongs together stands together', () => {
    const options = jetChannel.shippingOptions();
    expect(options.carriers).toEqual([...carriers]);
    expect(options.methods).toEqual([...shipmentMethods]);
    for (const carrier of carriers) expect(options.methodsByCarrier[carrier]?.at(-1)).toBe('Other');
    expect(options.methodsByCarrier['UPS']).toContain('UPSGround');
    expect(options.methodsByCarrier['Lone Star']).toContain('LSOEarlyNexyDay');
    expect(options.methodsByCarrier['FedEx']).toContain('Fedex2Day');
    expect(options.methodsByCarrier['UPS SurePost']).toEqual(['UPSSurepost', 'Other']);
    expect(options.methodsByCarrier['A1']).toEqual(['A1', 'Other']);
    expect(options.methodsByCarrier['USPS']).not.toContain('UPSGround');
  });

  test('carriers and methods are found in any spelling', () => {
    expect(jetChannel.matchCarrier('fed-ex')).toBe(matchCarrier('FedEx'));
    expect(jetChannel.matchMethod('ups_ground')).toBe('UPSGround');
    expect(jetChannel.matchMethod('pigeon')).toBeUndefined();
  });
});

describe('erasing the buyer', () => {
  test('takes every trace of the person out of an order, at any depth, and leaves the rest', () => {
    const erased = jetChannel.withoutBuyer({ orders: [example('getOrder', 'Order')] });
    const text = JSON.stringify(erased);
    for (const trace of ['Tony', 'Pepper', 'Malibu', '555', 'customer.jet.com']) expect(text).not.toContain(trace);
    expect(text).toContain('B289B4B');
  });
});
