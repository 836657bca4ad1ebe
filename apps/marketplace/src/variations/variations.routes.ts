/** Owns the merchant's routes of variation groups (pages Variation Upload and Variation Retrieval). */
import { skuNotFound, type VariationReply, variationNotFound, type variationRoutes } from '@jetway/jet-api';
import type { Handlers } from '@jetway/service';
import { replyToOne } from '../bulk/index.ts';
import type { MarketplaceDatabase } from '../database/index.ts';
import type { AccountContext } from '../merchants/index.ts';
import { applyVariations } from './apply-variations.ts';
import { findVariation, type StoredVariation } from './variations.store.ts';

export function variationHandlers(deps: {
  readonly database: MarketplaceDatabase;
}): Handlers<typeof variationRoutes, AccountContext> {
  const { database } = deps;
  return {
    putVariation: async (context, { params: { sku }, body }) => {
      const request = { ...context, receivedSeq: null };
      return replyToOne(await database.transaction((tx) => applyVariations(tx, request, [{ sku, body }])), sku);
    },
    getVariation: async ({ accountId }, { params: { sku } }) => {
      const found = await findVariation(database.db, accountId, sku);
      if (found === undefined) return { status: 404, body: { errors: [skuNotFound(sku)] } };
      if (found === null) return { status: 404, body: { errors: [variationNotFound(sku)] } };
      return { status: 200, body: toWire(found) };
    },
  };
}

const toWire = ({
  relationship,
  refinements,
  children,
  groupTitle,
  wantsObjects,
}: StoredVariation): VariationReply => ({
  relationship,
  variation_refinements: [...refinements],
  children_skus: wantsObjects ? children.map((merchant_sku) => ({ merchant_sku })) : [...children],
  ...(groupTitle === null ? {} : { group_title: groupTitle }),
});
