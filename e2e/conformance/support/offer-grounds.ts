/** Owns what the operations on prices, inventory, variations and exceptions are swept on. */
import type { SkuThings } from './sku-grounds.ts';
import type { Ground, Grounds } from './sweep.ts';

type Body = Readonly<Record<string, unknown>>;

/** Of a merchant: a fulfilment node, and a return node. */
export interface OfferNodes {
  readonly node: string;
  readonly returnNode: string;
}

/** Only the merchant's own nodes are taken, and of several elements about one node the last is kept. */
const ofNodes: Partial<Ground> = {
  otherwise: { '/fulfillment_nodes[]/fulfillment_node_id': /is not a fulfillment node of this merchant/ },
  keepsLast: ['/fulfillment_nodes'],
};

export function offerGrounds({ upload, putting, reading }: SkuThings, { node, returnNode }: OfferNodes): Grounds {
  const nodes = (fields: Body): Body => ({ fulfillment_nodes: [{ fulfillment_node_id: node, ...fields }] });
  const variation = async (): Promise<Body> => {
    for (const child of CHILDREN) await upload(child, VARYING);
    return {
      relationship: 'Variation',
      variation_refinements: [REFINEMENTS[1]],
      children_skus: [CHILDREN[0]],
      group_title: 'Mugs',
    };
  };
  return {
    putPrice: putting('/price', () => ({ price: 5, ...nodes({ fulfillment_node_price: 6 }) }), ofNodes),
    getPrice: reading('/price', () => ({ price: 5 })),
    putInventory: putting('/inventory', () => nodes({ quantity: 3 }), ofNodes),
    patchInventory: putting('/inventory', () => nodes({ quantity: 3 }), ofNodes),
    getInventory: reading('/inventory'),
    putVariation: putting('/variation', variation, VARIED, VARYING),
    getVariation: reading('/variation', variation, VARYING),
    putShippingException: putting('/shippingexception', () => nodes({ shipping_exceptions: [EXCEPTION] }), {
      ...ofNodes,
      arrange: withException,
      element: (place) => (place.endsWith('/shipping_exceptions') ? INCLUDED : undefined),
    }),
    getShippingException: reading('/shippingexception'),
    putReturnsException: putting(
      '/returnsexception',
      () => ({ time_to_return: 30, return_location_ids: [returnNode], return_shipping_methods: ['UPS Ground'] }),
      { otherwise: { '/return_location_ids[]': /is not a return node of this merchant/ } },
    ),
    getReturnsException: reading('/returnsexception'),
  };
}

/** As many attributes as a SKU may have, the least and the greatest id among them. */
const REFINEMENTS: readonly number[] = [
  1,
  ...Array.from({ length: 48 }, (_, index) => index + 2),
  Number.MAX_SAFE_INTEGER,
];
export const VARYING: Body = {
  attributes_node_specific: REFINEMENTS.map((id) => ({ attribute_id: id, attribute_value: `value ${id}` })),
};
/** Of a usual name, of the shortest and of the longest. */
const CHILDREN: readonly string[] = ['child', 'x', 'child'.padEnd(64, 'x')];

const VARIED: Partial<Ground> = {
  element: (place, index) => (place === '/variation_refinements' ? (REFINEMENTS[index] ?? index + 1) : undefined),
  text: (place, length) =>
    place === '/children_skus[]' ? CHILDREN.find((child) => child.length === length) : undefined,
};

/** With a method and a level that the merchant's first node has. */
const EXCEPTION: Body = {
  service_level: 'Standard',
  shipping_method: 'UPS Ground',
  override_type: 'Override charge',
  shipping_charge_amount: 5,
  shipping_exception_type: 'exclusive',
};
const INCLUDED: Body = { service_level: 'Standard', shipping_exception_type: 'include' };

/** What is restricted costs nothing, and leaves another level. */
const withException = (place: string, value: unknown, body: unknown): unknown => {
  const [node] = (body as { readonly fulfillment_nodes: readonly Body[] }).fulfillment_nodes;
  return place.endsWith('/shipping_exception_type') && value === 'restricted'
    ? {
        fulfillment_nodes: [
          { ...node, shipping_exceptions: [{ service_level: 'Next Day', shipping_exception_type: 'restricted' }] },
        ],
      }
    : body;
};
