/** Owns the documented examples of page Ship Order, comments stripped. */
import type { JetExample } from './example.ts';

export const shipExamples: readonly JetExample[] = [
  {
    kind: 'request',
    route: 'shipOrder',
    name: 'Units Shipped',
    body: {
      alt_order_id: '12345',
      shipments: [
        {
          alt_shipment_id: '11223344',
          shipment_tracking_number: '1Z12342452342',
          response_shipment_date: '2014-06-11T18:00:00.0000000-04:00',
          response_shipment_method: 'ups_ground',
          expected_delivery_date: '2014-06-11T18:00:00.0000000-04:00',
          ship_from_zip_code: '12061',
          carrier_pick_up_date: '2014-06-11T18:00:00.0000000-04:00',
          carrier: 'UPS',
          shipment_items: [
            {
              alt_shipment_item_id: '129900120',
              merchant_sku: '15a1010',
              response_shipment_sku_quantity: 1,
            },
          ],
        },
      ],
    },
  },
  {
    kind: 'request',
    route: 'shipOrder',
    name: 'Units Cancelled',
    body: {
      alt_order_id: '12345',
      shipments: [
        {
          alt_shipment_id: '11223344',
          shipment_items: [
            {
              alt_shipment_item_id: '129900120',
              merchant_sku: '15a1010',
              response_shipment_cancel_qty: 1,
            },
          ],
        },
      ],
    },
  },
  {
    kind: 'request',
    route: 'shipOrder',
    name: 'RMA Number with Return Location',
    body: {
      alt_order_id: '12345',
      shipments: [
        {
          alt_shipment_id: '11223344',
          shipment_tracking_number: '1Z12342452342',
          response_shipment_date: '2014-06-11T18:00:00.0000000-04:00',
          response_shipment_method: 'ups_ground',
          expected_delivery_date: '2014-06-11T18:00:00.0000000-04:00',
          ship_from_zip_code: '12061',
          carrier_pick_up_date: '2014-06-11T18:00:00.0000000-04:00',
          carrier: 'UPS',
          shipment_items: [
            {
              alt_shipment_item_id: '129900120',
              merchant_sku: '15a1010',
              response_shipment_sku_quantity: 1,
              response_shipment_cancel_qty: 1,
              RMA_number: 'abcdef',
              return_location: {
                address1: '12 Location Street',
                address2: '',
                city: 'Somewhere',
                state: 'NY',
                zip_code: '12345',
              },
            },
          ],
        },
      ],
    },
  },
  {
    kind: 'request',
    route: 'shipOrder',
    name: 'Mixed Example',
    body: {
      alt_order_id: '12345',
      shipments: [
        {
          alt_shipment_id: '11223344',
          shipment_tracking_number: '1Z12342452342',
          response_shipment_date: '2014-06-11T18:00:00.0000000-04:00',
          response_shipment_method: 'ups_ground',
          expected_delivery_date: '2014-06-11T18:00:00.0000000-04:00',
          ship_from_zip_code: '12061',
          carrier_pick_up_date: '2014-06-11T18:00:00.0000000-04:00',
          carrier: 'UPS',
          shipment_items: [
            {
              alt_shipment_item_id: '129900120',
              merchant_sku: '15a1010',
              response_shipment_sku_quantity: 1,
              response_shipment_cancel_qty: 1,
              RMA_number: 'abcdef',
              return_location: {
                address1: '12 Location Street',
                city: 'Somewhere',
                state: 'NY',
                zip_code: '12345',
              },
            },
            {
              alt_shipment_item_id: '129900121',
              merchant_sku: '15a1011',
              response_shipment_cancel_qty: 1,
            },
          ],
        },
      ],
    },
  },
  {
    kind: 'reply',
    route: 'shipOrder',
    name: 'Quantity as a text',
    status: 400,
    body: {
      errors: [
        'The value is expected to be an integer. Path: /shipments[0]/shipment_items[0]/response_shipment_sku_quantity',
      ],
    },
  },
];
