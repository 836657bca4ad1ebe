/** Owns the guarantees of reading Jet's orders, by the documented example and by what may go wrong with it. */
import { jetExamples } from '@jetway/jet-api';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJetOrder } from './jet-orders.ts';

type Json = Record<string, unknown>;

const printed = jetExamples.find((example) => example.route === 'getOrder' && example.name === 'Order')?.body as Json;
const [item] = printed['order_items'] as [Json];

function read(change: Json = {}) {
  const result = readJetOrder({ ...printed, ...change });
  if (!result.ok) throw new Error(result.refusal.text);
  return result.value;
}

const faultsOf = (change: Json): string => {
  const result = readJetOrder({ ...printed, ...change });
  return result.ok ? '' : result.refusal.text;
};

describe('reading an order', () => {
  test('the documented order comes out in our own words', () => {
    const { raw, ...order } = read();
    expect(raw).toEqual(printed);
    expect(order).toEqual({
      channelOrderId: '9b13bdd68c314d1b9c8b93277dea4da1',
      referenceNumber: '123456789012',
      altOrderId: null,
      status: 'created',
      standing: 'held',
      exceptionState: null,
      acknowledgementStatus: null,
      isCancelRequested: false,
      nodeId: 'EIDIDSNKDSFDKSJDKJSDJKFJF',
      placedAt: Date.UTC(2014, 6, 24, 17),
      readyAt: Date.UTC(2014, 6, 24, 20),
      acknowledgedAt: Date.UTC(2014, 6, 24, 20, 1),
      currency: 'USD',
      buyer: {
        name: 'Tony Stark',
        phone: '555-999-9999',
        email: 'aj45894Ifklsdjfkdshfioweiorjfiurser93djfh@customer.jet.com',
      },
      shipTo: {
        name: 'Pepper Potts',
        phone: '555-888-8888',
        address1: '10880 Malibu Point',
        address2: null,
        city: 'Malibu',
        state: 'CA',
        zipCode: '90265',
      },
      requested: {
        carrier: 'UPS',
        method: 'UPS_ground',
        serviceLevel: 'Standard',
        shipByAt: Date.UTC(2014, 6, 26, 4, 4),
        deliverByAt: Date.UTC(2014, 6, 28, 4),
      },
      lines: [
        {
          channelLineId: '8f5ae15b6b414b00a1b9d6ad99166a00',
          merchantSku: 'B289B4B',
          title: 'blue pair of socks',
          imageUrl: null,
          quantity: 2,
          cancelRequestedQuantity: 0,
          acknowledgementStatus: null,
          unitPriceCents: 2000,
          unitTaxCents: 14,
          unitShippingCents: 500,
          unitShippingTaxCents: 35,
          feesCents: 201,
        },
      ],
      shipments: [],
      unknownValues: [],
    });
  });

  test.each([
    ['created', {}, 'held'],
    ['ready', {}, 'to-answer'],
    ['acknowledged', { acknowledgement_status: 'accepted' }, 'accepted'],
    ['inprogress', { acknowledgement_status: 'accepted' }, 'accepted'],
    ['inprogress', {}, 'to-answer'],
    ['complete', { acknowledgement_status: 'accepted' }, 'complete'],
    ['complete', { acknowledgement_status: 'rejected - fraud' }, 'rejected'],
    ['complete', {}, 'cancelled'],
    ['complete', { shipments: [{ shipment_id: 's', shipment_items: [] }] }, 'complete'],
    [
      'complete',
      { acknowledgement_status: 'accepted', exception_state: 'exception - jet manual canceled to complete state' },
      'cancelled',
    ],
    ['In Progress', { acknowledgement_status: 'accepted' }, 'accepted'],
    ['on its way', {}, 'unknown'],
  ])('status %s with %j stands as %s', (status, more, standing) => {
    expect(read({ status, ...more }).standing).toBe(standing);
  });

  test('unknown values of enumerations are kept as texts and named', () => {
    const order = read({ status: 'teleported', exception_state: 'exception - lost in space' });
    expect(order.status).toBe('teleported');
    expect(order.unknownValues).toEqual([
      { field: 'status', value: 'teleported' },
      { field: 'exception_state', value: 'exception - lost in space' },
    ]);
  });

  test('shipments are read with the quantities that became of them', () => {
    const shipments = [
      {
        shipment_id: 'theirs',
        alt_shipment_id: 'ours',
        carrier: 'UPS',
        shipment_tracking_number: '1Z1',
        response_shipment_method: 'UPSGround',
        shipment_items: [
          { shipment_item_id: 'x', merchant_sku: 'a', response_shipment_sku_quantity: 2 },
          { shipment_item_id: 'y', merchant_sku: 'b', response_shipment_cancel_qty: 1 },
        ],
      },
    ];
    expect(read({ shipments }).shipments).toEqual([
      {
        channelShipmentId: 'theirs',
        altShipmentId: 'ours',
        carrier: 'UPS',
        method: 'UPSGround',
        trackingNumber: '1Z1',
        lines: [
          { merchantSku: 'a', shipped: 2, cancelled: 0 },
          { merchantSku: 'b', shipped: 0, cancelled: 1 },
        ],
      },
    ]);
  });

  test('what the database cannot keep is replaced, in the raw copy too', () => {
    const order = read({ buyer: { name: 'To\u0000ny \ud800' } });
    expect(order.buyer.name).toBe('To\ufffdny \ufffd');
    expect(order.raw).toMatchObject({ buyer: { name: 'To\ufffdny \ufffd' } });
  });

  test.each<[string, Json, string]>([
    ['no id', { merchant_order_id: '' }, 'merchant_order_id is missing.'],
    ['no items', { order_items: [] }, 'order_items is empty or no list of objects.'],
    [
      'a quantity of 0',
      { order_items: [{ ...item, request_order_quantity: 0 }] },
      'request_order_quantity is no whole',
    ],
    ['half a unit', { order_items: [{ ...item, request_order_quantity: 1.5 }] }, 'request_order_quantity is no whole'],
    ['no SKU', { order_items: [{ ...item, merchant_sku: null }] }, 'order_items[0].merchant_sku is missing.'],
    ['no price', { order_items: [{ ...item, item_price: {} }] }, 'order_items[0].item_price.base_price is no amount.'],
    ['a price as a text', { order_items: [{ ...item, item_price: { base_price: '20' } }] }, 'base_price is no amount.'],
    ['an item twice', { order_items: [item, item] }, 'the same order_item_id twice'],
    ['a date that is none', { order_placed_date: 'yesterday' }, 'order_placed_date is no date.'],
  ])('an order with %s is refused, and the text says where', (_title, change, text) => {
    expect(faultsOf(change)).toContain(text);
  });

  test('whatever comes, it is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(printed)), (value, name) => {
        for (const body of [value, { ...printed, [name]: value }]) expect(readJetOrder(body)).toHaveProperty('ok');
      }),
    );
  });
});
