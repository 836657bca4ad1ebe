/** Owns the operator's list of an account's SKUs. */
import { type Clock, toPage } from '@jetway/kernel';
import type { accountRoutes, OperatorSku } from '@jetway/marketplace-api';
import { DEFAULT_LIMIT, type Handlers, problem, readCursor } from '@jetway/service';
import type { Author, MarketplaceDatabase } from '../database/index.ts';
import { findAccountInWorld, NO_ACCOUNT } from '../merchants/index.ts';
import { listOfferPage, type Offer } from './offers.store.ts';

export function operatorSkuHandlers(deps: {
  readonly database: MarketplaceDatabase;
  readonly clock: Clock;
}): Handlers<Pick<typeof accountRoutes, 'listSkus'>, Author> {
  const { db } = deps.database;
  return {
    listSkus: async (context, { params, query }) => {
      const found = await findAccountInWorld(db, params.accountId);
      if (found === undefined) return problem(404, NO_ACCOUNT, context);
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const filter = { after: after.value, search: query.search ?? '', isPurchasable: query.purchasable };
      const offers = await listOfferPage(db, params.accountId, filter, limit + 1);
      const page = toPage(offers, limit, ({ createdAt, sku }) => ({ at: createdAt, id: sku }));
      return { status: 200, body: { items: page.items.map(toWire), next: page.next } };
    },
  };
}

const toWire = (offer: Offer): OperatorSku => ({
  sku: offer.sku,
  title: offer.title,
  imageUrl: offer.imageUrl,
  status: offer.status,
  subStatus: [...offer.subStatus],
  priceCents: offer.priceCents,
  stock: offer.stock.map(({ nodeId, fed, held, accepted, purchasable }) => ({
    nodeId,
    fed,
    held,
    accepted,
    purchasable,
  })),
  purchasable: offer.purchasable,
  updatedAt: offer.updatedAt,
});
