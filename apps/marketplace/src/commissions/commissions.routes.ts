/** Owns the operator's routes about commission rules. */
import { type Clock, type Ids, toPage } from '@jetway/kernel';
import type { commissionRoutes, NewCommissionRule } from '@jetway/marketplace-api';
import { DEFAULT_LIMIT, type Handlers, problem, readCursor } from '@jetway/service';
import type { Author, MarketplaceDatabase, MarketplaceHandle } from '../database/index.ts';
import { findAccountInWorld } from '../merchants/index.ts';
import type { Worlds } from '../worlds/index.ts';
import { deleteCommissionRule, insertCommissionRule, listCommissionRules } from './commissions.store.ts';
import type { CommissionRule } from './commissions.ts';

const NO_WORLD = { code: 'not_found', text: 'There is no such world.' } as const;
const NO_RULE = { code: 'not_found', text: 'There is no such commission rule in this world.' } as const;
/** Placing an order looks at all of a world's rules that are not for another category. */
const MOST_RULES = 1_000;

export interface CommissionRoutesDeps {
  readonly database: MarketplaceDatabase;
  readonly worlds: Worlds;
  /** Real time. */
  readonly clock: Clock;
  readonly ids: Ids;
}

export function commissionHandlers(deps: CommissionRoutesDeps): Handlers<typeof commissionRoutes, Author> {
  const { worlds } = deps;
  const { db } = deps.database;
  return {
    listCommissionRules: async (context, { params, query }) => {
      if ((await worlds.find(params.worldId)) === undefined) return problem(404, NO_WORLD, context);
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const listing = { accountId: query.accountId ?? null, after: after.value, limit: limit + 1 };
      const found = await listCommissionRules(db, params.worldId, listing);
      const page = toPage(found, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
      return { status: 200, body: { items: [...page.items], next: page.next } };
    },
    addCommissionRule: async (context, { params, body }) => {
      if ((await worlds.find(params.worldId)) === undefined) return problem(404, NO_WORLD, context);
      const issue = issueOf(body) ?? (await accountIssue(db, params.worldId, body));
      if (issue !== undefined) return problem(400, issue, context);
      const rule = ruleOf(body, deps);
      const isAdded = await insertCommissionRule(db, params.worldId, rule, MOST_RULES, context);
      if (isAdded) return { status: 201, body: rule };
      const text = `A world has at most ${MOST_RULES} commission rules; remove one first.`;
      return problem(409, { code: 'too_many_rules', text }, context);
    },
    removeCommissionRule: async (context, { params }) =>
      (await deleteCommissionRule(db, params.worldId, params.ruleId))
        ? { status: 204 }
        : problem(404, NO_RULE, context),
  };
}

async function accountIssue(handle: MarketplaceHandle, worldId: string, { accountId = null }: NewCommissionRule) {
  const found = accountId === null ? undefined : await findAccountInWorld(handle, accountId);
  return accountId === null || found?.world.id === worldId
    ? undefined
    : { code: 'unknown_account', text: 'The world has no such account.', path: '/accountId' };
}

function issueOf({ kind, minPriceCents = null, maxPriceCents = null, rateBasisPoints }: NewCommissionRule) {
  if (minPriceCents !== null && maxPriceCents !== null && maxPriceCents <= minPriceCents)
    return { code: 'empty_band', text: 'No price lies in this band.', path: '/maxPriceCents' };
  if (kind === 'base' && rateBasisPoints < 0)
    return { code: 'negative_rate', text: 'A base commission is not below 0.', path: '/rateBasisPoints' };
  return undefined;
}

const ruleOf = (
  rule: NewCommissionRule,
  { ids, clock }: Pick<CommissionRoutesDeps, 'ids' | 'clock'>,
): CommissionRule => ({
  id: ids.uuid(),
  accountId: rule.accountId ?? null,
  kind: rule.kind,
  name: rule.name ?? '',
  browseNodeId: rule.browseNodeId ?? null,
  minPriceCents: rule.minPriceCents ?? null,
  maxPriceCents: rule.maxPriceCents ?? null,
  rateBasisPoints: rule.rateBasisPoints,
  createdAt: clock.now(),
});
