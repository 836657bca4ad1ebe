/** Owns where the goods of a return go: what the merchant said in its shipped message, else its nodes. */
import type { Order } from '../orders/index.ts';

/** Of the United States. */
export interface ReturnAddress {
  readonly address1: string;
  readonly address2: string;
  readonly city: string;
  readonly state: string;
  readonly zipCode: string;
}

export interface ReturnNode {
  readonly id: string;
  readonly address: Omit<ReturnAddress, 'address2'> & { readonly address2?: string | undefined };
}

/** What is known of the places a merchant takes returns at. */
export interface ReturnPlaces {
  /** The oldest first. */
  readonly nodes: readonly ReturnNode[];
  /** Nodes that a SKU's returns exception names, the preferred first, by SKU. */
  readonly nodeIdsOfSku: ReadonlyMap<string, readonly string[]>;
}

export interface ReturnDestination {
  /** The first node among the places; null when every place is an address of a shipped message, or there is none. */
  readonly nodeId: string | null;
  readonly locations: readonly ReturnAddress[];
}

/**
 * Where units of these SKUs go, each address once: the return location of the newest shipped message about the SKU, else
 * the first node of its returns exception, else the merchant's first return node (pages Ship Order, Returns Exception).
 */
export function chooseDestination(order: Order, skus: readonly string[], places: ReturnPlaces): ReturnDestination {
  const found = skus.flatMap((sku) => placeOf(order, sku, places));
  const locations = [...new Map(found.map(({ address }) => [JSON.stringify(address), address])).values()];
  return { nodeId: found.find(({ nodeId }) => nodeId !== null)?.nodeId ?? null, locations };
}

/** The place of a node that was named for the whole return. */
export const destinationAt = (nodeId: string, { nodes }: ReturnPlaces): ReturnDestination => ({
  nodeId,
  locations: nodes.filter(({ id }) => id === nodeId).map(addressOfNode),
});

interface Place {
  readonly nodeId: string | null;
  readonly address: ReturnAddress;
}

function placeOf(order: Order, sku: string, { nodes, nodeIdsOfSku }: ReturnPlaces): readonly Place[] {
  const told = order.shipments.flatMap(({ sent }) => toldLocations(sent, sku)).at(-1);
  if (told !== undefined) return [{ nodeId: null, address: told }];
  const named = (nodeIdsOfSku.get(sku) ?? []).flatMap((nodeId) => nodes.filter(({ id }) => id === nodeId));
  const node = named[0] ?? nodes[0];
  return node === undefined ? [] : [{ nodeId: node.id, address: addressOfNode(node) }];
}

const addressOfNode = ({ address }: ReturnNode): ReturnAddress => ({ ...address, address2: address.address2 ?? '' });

/** The shipment as the merchant sent it; its schema held when it was taken. */
interface SentShipment {
  readonly shipment_items?: readonly {
    readonly merchant_sku?: string;
    readonly return_location?: {
      readonly address1: string;
      readonly address2?: string;
      readonly city: string;
      readonly state: string;
      readonly zip_code: string;
    };
  }[];
}

function toldLocations(sent: unknown, sku: string): ReturnAddress[] {
  const { shipment_items: items = [] } = sent as SentShipment;
  return items.flatMap(({ merchant_sku: of, return_location: told }) =>
    of !== sku || told === undefined
      ? []
      : [
          {
            address1: told.address1,
            address2: told.address2 ?? '',
            city: told.city,
            state: told.state,
            zipCode: told.zip_code,
          },
        ],
  );
}
