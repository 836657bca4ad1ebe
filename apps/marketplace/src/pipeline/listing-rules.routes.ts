/** Owns the operator's routes about what merchants may not sell. */
import { type Clock, type Ids, toPage } from '@jetway/kernel';
import type { listingRuleRoutes, NewListingRule } from '@jetway/marketplace-api';
import { DEFAULT_LIMIT, type Handlers, notify, problem, readCursor } from '@jetway/service';
import type { Author, MarketplaceDatabase } from '../database/index.ts';
import { findAccountInWorld } from '../merchants/index.ts';
import { DUE_CHANNEL, type World, type Worlds, worldNow } from '../worlds/index.ts';
import { insertRule, listRulePage, lookAtScope, MAX_RULES, removeRule } from './listing-rules.store.ts';
import type { ListingRule } from './rules.ts';

const NO_WORLD = { code: 'not_found', text: 'There is no such world.' } as const;
const NO_RULE = { code: 'not_found', text: 'There is no such rule in this world.' } as const;
const NO_ACCOUNT_HERE = {
  code: 'not_found',
  text: 'There is no such account in this world.',
  path: '/accountId',
} as const;
const NOTHING_NAMED = { code: 'nothing_named', text: 'Name a SKU, a brand or a browse node.' } as const;
const ACCOUNT_MISSING = {
  code: 'account_missing',
  text: 'Name the account that the SKU belongs to.',
  path: '/accountId',
} as const;
const TOO_MANY = { code: 'too_many_rules', text: `A world has at most ${MAX_RULES} rules.` } as const;

interface Deps {
  readonly database: MarketplaceDatabase;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly worlds: Pick<Worlds, 'load'>;
}

export function listingRuleHandlers(deps: Deps): Handlers<typeof listingRuleRoutes, Author> {
  const { db } = deps.database;
  const load = (worldId: string): Promise<World | undefined> => deps.worlds.load(db, worldId);
  const nowIn = (world: World): number => worldNow(world, deps.clock.now());
  return {
    listListingRules: async (context, { params, query }) => {
      if ((await load(params.worldId)) === undefined) return problem(404, NO_WORLD, context);
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const rules = await listRulePage(db, params.worldId, after.value, limit + 1);
      const page = toPage(rules, limit, ({ createdAt, id }) => ({ at: createdAt, id }));
      return { status: 200, body: { items: [...page.items], next: page.next } };
    },
    createListingRule: async (context, { params, body }) => {
      const world = await load(params.worldId);
      if (world === undefined) return problem(404, NO_WORLD, context);
      const { accountId, sku, brand, browseNodeId } = body;
      if (sku === undefined && brand === undefined && browseNodeId === undefined)
        return problem(400, NOTHING_NAMED, context);
      if (sku !== undefined && accountId === undefined) return problem(400, ACCOUNT_MISSING, context);
      const account = accountId === undefined ? undefined : await findAccountInWorld(db, accountId);
      if (accountId !== undefined && account?.world.id !== world.id) return problem(404, NO_ACCOUNT_HERE, context);
      const rule = toRule(body, deps.ids.uuid(), nowIn(world));
      const isMade = await deps.database.transaction(async (tx) => {
        if (!(await insertRule(tx, world.id, rule, context))) return false;
        await lookAtScope(tx, world.id, rule, rule.createdAt);
        await notify(tx, DUE_CHANNEL, world.id);
        return true;
      });
      return isMade ? { status: 201, body: rule } : problem(409, TOO_MANY, context);
    },
    removeListingRule: async (context, { params }) => {
      const world = await load(params.worldId);
      if (world === undefined) return problem(404, NO_WORLD, context);
      const removed = await deps.database.transaction(async (tx) => {
        const rule = await removeRule(tx, world.id, params.ruleId);
        if (rule === undefined) return undefined;
        await lookAtScope(tx, world.id, rule, nowIn(world));
        await notify(tx, DUE_CHANNEL, world.id);
        return rule;
      });
      return removed === undefined ? problem(404, NO_RULE, context) : { status: 204 };
    },
  };
}

const toRule = (sent: NewListingRule, id: string, createdAt: number): ListingRule => ({
  id,
  effect: sent.effect,
  accountId: sent.accountId ?? null,
  sku: sent.sku ?? null,
  brand: sent.brand ?? null,
  browseNodeId: sent.browseNodeId ?? null,
  reason: sent.reason ?? '',
  createdAt,
});
