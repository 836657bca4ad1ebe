/** Owns the operator's list of an account's SKUs. */
import { type Clock, decodeCursor, toPage } from '@jetway/kernel';
import type { accountRoutes, OperatorSku } from '@jetway/marketplace-api';
import { type Handlers, problem } from '@jetway/service';
import type { Author, MarketplaceDatabase } from '../database/index.ts';
import { findAccountInWorld } from '../merchants/index.ts';
import { worldNow } from '../worlds/index.ts';
import { listOfferPage, type Offer } from './offers.store.ts';

const PAGE_SIZE = 50;

export function operatorSkuHandlers(deps: {
  readonly database: MarketplaceDatabase;
  readonly clock: Clock;
}): Handlers<Pick<typeof accountRoutes, 'listSkus'>, Author> {
  const { db } = deps.database;
  return {
    listSkus: async (context, { params, query }) => {
      const found = await findAccountInWorld(db, params.accountId);
      if (found === undefined) return problem(404, { code: 'not_found', text: 'There is no such account.' }, context);
      const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor);
      if (query.cursor !== undefined && after === undefined)
        return problem(
          400,
          { code: 'bad_cursor', text: 'The cursor is none of ours.', path: '/query/cursor' },
          context,
        );
      const limit = query.limit ?? PAGE_SIZE;
      const filter = { after, search: query.search ?? '', isPurchasable: query.purchasable };
      const now = worldNow(found.world, deps.clock.now());
      const offers = await listOfferPage(db, params.accountId, filter, limit + 1, now);
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
