/** Owns the documented examples of pages Shipping Exception Upload and Retrieval, comments stripped. */
import type { JetExample } from './example.ts';

const NORTH = 'XISNDKSANDSFNCSJKFDNFKJHFJD';
const YARD = '1234DKSANDSFNCSJKFDNFKJHFAZ';

const request = (name: string, body: unknown): JetExample => ({
  kind: 'request',
  route: 'putShippingException',
  name,
  body,
});
/** The retrieval's page prints answers among its request bodies. */
const reply = (name: string, body: unknown): JetExample => ({
  kind: 'reply',
  route: 'getShippingException',
  name,
  status: 200,
  body,
});

const atNode = (id: string, ...exceptions: readonly unknown[]) => ({
  fulfillment_node_id: id,
  shipping_exceptions: exceptions,
});
const restrictedLevel = (level: string) => ({ service_level: level, shipping_exception_type: 'restricted' });
const restrictedGround = { shipping_method: 'UPS Ground', shipping_exception_type: 'restricted' };
const exclusive = (target: object, override: string, amount: number) => ({
  ...target,
  override_type: override,
  shipping_charge_amount: amount,
  shipping_exception_type: 'exclusive',
});

const exclusiveFreight = {
  fulfillment_nodes: [atNode(YARD, exclusive({ shipping_method: 'Freight' }, 'Additional charge', 3.25))],
};
const multipleRestricted = { fulfillment_nodes: [atNode(NORTH, restrictedLevel('Standard'), restrictedGround)] };
const include = {
  fulfillment_nodes: [
    atNode(
      YARD,
      {
        shipping_method: 'FedEx Home Delivery',
        override_type: 'Additional charge',
        shipping_charge_amount: 1,
        shipping_exception_type: 'include',
      },
      {
        shipping_method: 'UPS Next Day Air',
        override_type: 'Override charge',
        shipping_charge_amount: 100,
        shipping_exception_type: 'include',
      },
    ),
  ],
};

export const shippingExceptionExamples: readonly JetExample[] = [
  request('Mixed Example', {
    fulfillment_nodes: [
      atNode(NORTH, restrictedLevel('Standard'), restrictedLevel('NextDay')),
      atNode(YARD, exclusive({ service_level: 'Standard' }, 'Additional charge', 3.25)),
    ],
  }),
  request('Exclusive', exclusiveFreight),
  request('Multiple Restricted', multipleRestricted),
  request('Empty JSON object clear', {}),
  request('Empty fulfillment_nodes array clear', { fulfillment_nodes: [] }),
  request('Include Exception Type', include),
  request('Freight Example', {
    fulfillment_nodes: [atNode(YARD, exclusive({ shipping_method: 'Freight' }, 'Override charge', 100))],
  }),
  request('5 to 10 Day', {
    fulfillment_nodes: [atNode(YARD, exclusive({ service_level: '5 to 10 Day' }, 'Override charge', 1))],
  }),
  reply('Mixed Example', {
    fulfillment_nodes: [
      atNode(NORTH, restrictedLevel('Standard'), restrictedGround),
      atNode(YARD, exclusive({ shipping_method: 'Freight' }, 'Additional charge', 3.25)),
    ],
  }),
  reply('Exclusive', exclusiveFreight),
  reply('Multiple Restricted', multipleRestricted),
  reply('Empty JSON object clear', {}),
  reply('Empty fulfillment_nodes array clear', { fulfillment_nodes: [] }),
  reply('Include Exception Type', include),
];
