/** Owns the HTTP edge of stock rules. */
import { type Result, refuse, toPage } from '@jetway/kernel';
import { type StockRule as RuleBody, type RuleExample, stockRuleRoutes } from '@jetway/oms-api';
import { DEFAULT_LIMIT, etagOf, ifMatchVersion, problem, readCursor } from '@jetway/service';
import type { Database } from '../database/index.ts';
import { defineFeature, type Feature, type MemberContext } from '../edge/index.ts';
import { listRuleExamples } from './rule-changes.store.ts';
import { changeRule, checkScope, makeRule, type RuleDeps, removeRule } from './save-stock-rule.ts';
import { type ListedRule, listRules } from './stock-rules.store.ts';
import { type RuleScope, type StockRuleValues, shownOf, totalOf } from './stock-rules.ts';

const { listStockRules, createStockRule, changeStockRule, removeStockRule, previewStockRule } = stockRuleRoutes;
const readRoutes = { listStockRules, previewStockRule };
const routes = { ...readRoutes, createStockRule, changeStockRule, removeStockRule };

export interface StockRuleDeps extends RuleDeps {
  readonly database: Database;
}

/** Numbers of which it is shown what a rule makes, beside those of SKUs. */
const NUMBERS = [1, 2, 3, 5, 10, 20, 50, 100, 1000];
/** SKUs shown as examples. */
const SKUS = 5;

const VERSION_REQUIRED = refuse('version_required', 'Send the version you have seen in If-Match.');

/** Rules over HTTP. */
export function stockRulesFeature(deps: StockRuleDeps): Feature<typeof routes> {
  const { database } = deps;
  return defineFeature({
    routes,
    handlers: {
      ...ruleReads(deps),
      createStockRule: async (context, { body }) => {
        const { organizationId, now, requestId } = context;
        const wanted = { ...body, skuId: body.skuId ?? null, connectionId: body.connectionId ?? null };
        const made = await database.transaction((tx) => makeRule(tx, organizationId, wanted, deps, context, now));
        if (made.ok) return { status: 201, body: made.value, headers: etagOf(made.value.version) };
        return made.refusal.code === 'rule_exists'
          ? problem(409, made.refusal, { requestId })
          : problem(400, made.refusal, { requestId });
      },
      changeStockRule: async (context, { params, body }) => {
        const { organizationId, now, requestId } = context;
        const version = wantedVersion(context);
        if (!version.ok) return problem(400, version.refusal, { requestId });
        const target = { ...params, version: version.value };
        const changed = await database.transaction((tx) =>
          changeRule(tx, organizationId, target, body, deps, context, now),
        );
        if (changed.ok) return { status: 200, body: changed.value, headers: etagOf(changed.value.version) };
        return problem(statusOf[changed.refusal.code], changed.refusal, { requestId });
      },
      removeStockRule: async (context, { params }) => {
        const { organizationId, now, requestId } = context;
        const version = wantedVersion(context);
        if (!version.ok) return problem(400, version.refusal, { requestId });
        const target = { ...params, version: version.value };
        const removed = await database.transaction((tx) => removeRule(tx, organizationId, target, deps, now));
        if (!removed.ok) return problem(statusOf[removed.refusal.code], removed.refusal, { requestId });
        return { status: 204 };
      },
    },
  });
}

const statusOf = { not_found: 404, changed_meanwhile: 409 } as const;

function wantedVersion(context: MemberContext): Result<number, 'version_required' | 'if_match_malformed'> {
  const version = ifMatchVersion(context);
  if (!version.ok) return version;
  return version.value === undefined ? VERSION_REQUIRED : { ok: true, value: version.value };
}

function ruleReads(deps: StockRuleDeps) {
  const { database } = deps;
  const feature = defineFeature<typeof readRoutes>({
    routes: readRoutes,
    handlers: {
      listStockRules: async ({ organizationId, requestId }, { query }) => {
        const after = readCursor(query.cursor);
        if (!after.ok) return problem(400, after.refusal, { requestId });
        const limit = query.limit ?? DEFAULT_LIMIT;
        const page = { after: after.value, limit: limit + 1 };
        const found = await listRules(database.db, organizationId, query.skuId ?? null, page);
        const { items, next } = toPage(found, limit, (rule) => ({ at: rule.createdAt, id: rule.ruleId }));
        return { status: 200, body: { items: items.map(toBody), next } };
      },
      previewStockRule: async (context, { query }) => {
        const { organizationId, requestId } = context;
        const { skuId = null, connectionId = null, most = null, ...rest } = query;
        const scope: RuleScope = { skuId, connectionId };
        const sound = await checkScope(database.db, organizationId, scope, deps);
        if (!sound.ok) return problem(400, sound.refusal, { requestId });
        const values: StockRuleValues = { ...rest, most };
        const skus = await skuExamples(deps, organizationId, scope, values);
        return { status: 200, body: { numbers: NUMBERS.map((available) => numberExample(available, values)), skus } };
      },
    },
  });
  return feature.handlers;
}

const toBody = ({ createdAt: _createdAt, ...rule }: ListedRule): RuleBody => rule;

const numberExample = (available: number, values: StockRuleValues): RuleExample => ({
  available,
  now: null,
  afterwards: shownOf(available, values),
  skuId: null,
  sku: null,
  title: null,
  connectionId: null,
  connectionName: null,
});

async function skuExamples(
  { database, stockConnections }: StockRuleDeps,
  organizationId: string,
  scope: RuleScope,
  values: StockRuleValues,
): Promise<RuleExample[]> {
  const connections = await stockConnections(database.db, organizationId);
  const names = new Map(connections.map(({ connectionId, name }) => [connectionId, name]));
  const asked = scope.connectionId === null ? [...names.keys()] : [scope.connectionId];
  const rows = await listRuleExamples(database.db, organizationId, asked, scope, SKUS);
  return rows.map(({ available, rule, connectionId, skuId, sku, title }) => {
    const sum = totalOf(available);
    return {
      ...numberExample(sum, values),
      now: shownOf(sum, rule),
      skuId,
      sku,
      title,
      connectionId,
      connectionName: names.get(connectionId) ?? '',
    };
  });
}
