/** Owns the merchant's routes of price, inventory (pages Price and Inventory Upload and Retrieval) and Archive SKU. */
import {
  type archiveRoutes,
  formatWireDate,
  type inventoryRoutes,
  priceNotFound,
  type priceRoutes,
  skuNotFound,
} from '@jetway/jet-api';
import { decimalFromCents } from '@jetway/kernel';
import type { Handlers } from '@jetway/service';
import type { MarketplaceDatabase } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import { markArchived } from './archive.store.ts';
import { findInventory, patchInventory, replaceInventory } from './inventory.store.ts';
import { type NodeMessage, readInventory, readPrice, unknownNodeErrors } from './offers.ts';
import { findPrice, savePrice, type Written } from './prices.store.ts';

export type OfferRoutes = typeof priceRoutes & typeof inventoryRoutes & typeof archiveRoutes;

export function offerHandlers(deps: { readonly database: MarketplaceDatabase }): Handlers<OfferRoutes, AccountContext> {
  const { db, transaction } = deps.database;
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
    archiveSku: async (context, { params, body }) => {
      const marks = [{ sku: params.sku, isArchived: body.is_archived }];
      const said = { receivedSeq: null, now: context.now, author: context };
      const { unknownSkus } = await transaction((tx) => markArchived(tx, context.accountId, marks, said));
      return unknownSkus.length === 0 ? { status: 204 } : notFound(skuNotFound(params.sku));
    },
  };
}

const notFound = (text: string) => ({ status: 404 as const, body: { errors: [text] } });

/** A written message, or what was wrong with it; one about an archived SKU is taken and changes nothing. */
function answer({ isKnown, unknownNodes }: Written, sku: string, body: NodeMessage) {
  if (!isKnown) return notFound(skuNotFound(sku));
  if (unknownNodes.length === 0) return { status: 204 as const };
  const unknown = new Set(unknownNodes);
  return { status: 400 as const, body: { errors: [...unknownNodeErrors(body, (id) => unknown.has(id))] } };
}
