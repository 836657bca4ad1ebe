/** Owns the rules of price and inventory messages: rounding, which of several statements counts, and whose nodes. */
import { type InventoryUpload, MAX_ERRORS, type PriceUpload, unknownFulfillmentNode } from '@jetway/jet-api';
import { type Cents, centsFromDecimal } from '@jetway/kernel';

export interface PriceMessage {
  readonly priceCents: Cents;
  /** In the order sent, each node once. */
  readonly nodePrices: readonly { readonly nodeId: string; readonly priceCents: Cents }[];
}

/**
 * Reads a price message: amounts are rounded to cents; of several prices for one node the last counts (page Price
 * Upload).
 */
export function readPrice(body: PriceUpload): PriceMessage {
  const nodes = (body.fulfillment_nodes ?? []).map((node) => ({
    nodeId: node.fulfillment_node_id,
    priceCents: toCents(node.fulfillment_node_price),
  }));
  return { priceCents: toCents(body.price), nodePrices: lastOfEach(nodes) };
}

/** The contract bounds prices to what is exact in cents. */
function toCents(amount: number): Cents {
  const cents = centsFromDecimal(amount);
  if (cents === undefined) throw new RangeError(`no amount in cents: ${amount}`);
  return cents;
}

export interface NodeQuantity {
  readonly nodeId: string;
  readonly quantity: number;
}

/** Reads an inventory message: of several quantities for one node the last counts (page Inventory Upload). */
export const readInventory = (body: InventoryUpload): readonly NodeQuantity[] =>
  lastOfEach(
    (body.fulfillment_nodes ?? []).map((node) => ({ nodeId: node.fulfillment_node_id, quantity: node.quantity })),
  );

/** Each node once, with what was said last, in the order in which it was said last. */
function lastOfEach<T extends { readonly nodeId: string }>(items: readonly T[]): T[] {
  const last = new Map(items.map((item, index) => [item.nodeId, index]));
  return items.filter((item, index) => last.get(item.nodeId) === index);
}

export interface NodeMessage {
  readonly fulfillment_nodes?: readonly { readonly fulfillment_node_id: string }[];
}

/** Nodes that are none of the merchant's, told with their places in the message. */
export const unknownNodeErrors = (message: NodeMessage, isUnknown: (nodeId: string) => boolean): readonly string[] =>
  (message.fulfillment_nodes ?? [])
    .flatMap(({ fulfillment_node_id: id }, index) =>
      isUnknown(id) ? [unknownFulfillmentNode(id, `/fulfillment_nodes[${index}]/fulfillment_node_id`)] : [],
    )
    .slice(0, MAX_ERRORS);
