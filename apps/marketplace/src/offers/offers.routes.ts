/** Owns the merchant's routes of price and inventory (pages Price and Inventory Upload and Retrieval). */
import {
  formatWireDate,
  type inventoryRoutes,
  MAX_ERRORS,
  priceNotFound,
  type priceRoutes,
  skuNotFound,
  unknownFulfillmentNode,
} from '@jetway/jet-api';
import { decimalFromCents } from '@jetway/kernel';
import type { Handlers } from '@jetway/service';
import type { MarketplaceDatabase } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import { findInventory, patchInventory, replaceInventory } from './inventory.store.ts';
import { readInventory, readPrice } from './offers.ts';
import { findPrice, savePrice, type Written } from './prices.store.ts';

export type OfferRoutes = typeof priceRoutes & typeof inventoryRoutes;

export function offerHandlers(deps: { readonly database: MarketplaceDatabase }): Handlers<OfferRoutes, AccountContext> {
  const { db } = deps.database;
  return {
    putPrice: async (context, { params, body }) => {
      const at = { accountId: context.accountId, sku: params.sku };
      return answer(await savePrice(db, at, readPrice(body), context.now, context), params.sku, body);
    },
    getPrice: async (context, { params }) => {
      const found = await findPrice(db, context.accountId, params.sku);
      if (found === undefined) return notFound(skuNotFound(params.sku));
      if (found === null) return notFound(priceNotFound(params.sku));
      return {
        status: 200,
        body: {
          price: decimalFromCents(found.priceCents),
          fulfillment_nodes: found.nodePrices.map(({ nodeId, priceCents }) => ({
            fulfillment_node_id: nodeId,
            fulfillment_node_price: decimalFromCents(priceCents),
          })),
          price_last_update: formatWireDate('sevenDigitsOffset', found.pricedAt),
        },
      };
    },
    putInventory: async (context, { params, body }) => {
      const at = { accountId: context.accountId, sku: params.sku };
      return answer(await replaceInventory(db, at, readInventory(body), context.now, context), params.sku, body);
    },
    patchInventory: async (context, { params, body }) => {
      const at = { accountId: context.accountId, sku: params.sku };
      return answer(await patchInventory(db, at, readInventory(body), context.now, context), params.sku, body);
    },
    getInventory: async (context, { params }) => {
      const found = await findInventory(db, context.accountId, params.sku);
      if (found === undefined) return notFound(skuNotFound(params.sku));
      const nodes = found.quantities.map(({ nodeId, quantity }) => ({ fulfillment_node_id: nodeId, quantity }));
      if (found.fedAt === null) return { status: 200, body: { fulfillment_nodes: nodes } };
      const inventory_last_update = formatWireDate('sevenDigitsOffset', found.fedAt);
      return { status: 200, body: { fulfillment_nodes: nodes, inventory_last_update } };
    },
  };
}

const notFound = (text: string) => ({ status: 404 as const, body: { errors: [text] } });

interface NodeMessage {
  readonly fulfillment_nodes?: readonly { readonly fulfillment_node_id: string }[];
}

/** A written message: nodes that are none of the merchant's are told with their places in the message. */
function answer({ isKnown, unknownNodes }: Written, sku: string, body: NodeMessage) {
  if (!isKnown) return notFound(skuNotFound(sku));
  if (unknownNodes.length === 0) return { status: 204 as const };
  const unknown = new Set(unknownNodes);
  const errors = (body.fulfillment_nodes ?? []).flatMap(({ fulfillment_node_id: id }, index) =>
    unknown.has(id) ? [unknownFulfillmentNode(id, `/fulfillment_nodes[${index}]/fulfillment_node_id`)] : [],
  );
  return { status: 400 as const, body: { errors: errors.slice(0, MAX_ERRORS) } };
}
