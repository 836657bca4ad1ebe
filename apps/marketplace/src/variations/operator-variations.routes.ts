/** Owns the operator's view of variation groups. */
import type { operatorVariationRoutes } from '@jetway/marketplace-api';
import { type Handlers, problem } from '@jetway/service';
import type { Author, MarketplaceDatabase } from '../database/index.ts';
import { listGroupsOf, listMemberFacts } from './variations.store.ts';
import { showGroup } from './variations.ts';

const NO_SKU = { code: 'not_found', text: 'There is no such SKU.' } as const;
/** So many as an answer may hold; a SKU is in one or two. */
const MOST_GROUPS = 1_000;

export function operatorVariationHandlers(deps: {
  readonly database: MarketplaceDatabase;
}): Handlers<typeof operatorVariationRoutes, Author> {
  const { db } = deps.database;
  return {
    listVariationGroups: async (context, { params: { accountId, sku } }) => {
      const groups = await listGroupsOf(db, accountId, sku, MOST_GROUPS);
      const named = new Set([sku, ...groups.flatMap((group) => [group.sku, ...group.children])]);
      const facts = await listMemberFacts(db, accountId, [...named]);
      if (!facts.has(sku)) return problem(404, NO_SKU, context);
      const shown = groups.map((group) => {
        const { members, leftOut } = showGroup(group, facts);
        return {
          parent: group.sku,
          title: group.title,
          refinements: [...group.refinements],
          members: [...members],
          leftOut: leftOut.map(({ sku: out, reasons }) => ({ sku: out, reasons: [...reasons] })),
        };
      });
      return { status: 200, body: { groups: shown } };
    },
  };
}
