/** Owns reading, in one round trip, what the placing of an order depends on. */
import { readTogether } from '@jetway/service';
import {
  COMMISSIONS_OF_SKUS,
  type Commissions,
  type CommissionsRow,
  commissionsFromRow,
} from '../commissions/index.ts';
import type { MarketplaceHandle } from '../database/index.ts';
import {
  type ExceptionRow,
  SHIPPING_EXCEPTIONS_OF_SKUS,
  type ShippingContent,
  shippingExceptionsFromRows,
} from '../exceptions/index.ts';
import { NODES_OF_ACCOUNT, type NodeRow, nodeFromRow } from '../nodes/index.ts';
import { OFFERS_OF_SKUS, type OfferRow, offerFromRow } from '../offers/index.ts';
import type { OfferedSku, PlacingNode } from './placing.ts';

const orderPlacingFacts = readTogether<{
  offers: OfferRow;
  nodes: NodeRow;
  exceptions: ExceptionRow<ShippingContent>;
  commissions: CommissionsRow;
}>('orderPlacingFacts', {
  offers: OFFERS_OF_SKUS,
  nodes: NODES_OF_ACCOUNT,
  exceptions: SHIPPING_EXCEPTIONS_OF_SKUS,
  commissions: COMMISSIONS_OF_SKUS,
});

export interface PlacingFacts {
  /** Unknown SKUs are left out. */
  readonly offers: readonly OfferedSku[];
  readonly nodes: readonly PlacingNode[];
  readonly commissions: Commissions;
}

/** What is offered of SKUs, where from, and what the marketplace keeps of their sale. */
export async function loadPlacingFacts(
  handle: MarketplaceHandle,
  of: { readonly accountId: string; readonly worldId: string; readonly skus: readonly string[] },
): Promise<PlacingFacts> {
  const rows = await orderPlacingFacts(handle, [of.accountId, of.skus, of.worldId]);
  const exceptions = shippingExceptionsFromRows(rows.exceptions);
  const [commissions] = rows.commissions.map(commissionsFromRow);
  if (commissions === undefined) throw new Error('a select without from always answers one row');
  const offers = rows.offers.map(offerFromRow).map((offer) => ({
    ...offer,
    stock: offer.stock.map((place) => ({
      ...place,
      exceptions: exceptions.get(offer.sku)?.get(place.nodeId) ?? [],
    })),
  }));
  return { offers, nodes: rows.nodes.map(nodeFromRow), commissions };
}
