/** Owns the SQL of stock rules: found for a SKU on a connection, listed, made, changed, removed. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import type { RuleScope, StockRule, StockRuleValues } from './stock-rules.ts';

/** SQL: a row `r` of stock_rules as a {@link StockRule}. */
const ruleJson = `jsonb_build_object('ruleId', r.rule_id, 'skuId', nullif(r.sku_id, ''),
     'connectionId', nullif(r.connection_id, ''), 'heldBack', r.held_back, 'heldBackPercent', r.held_back_percent,
     'most', r.most, 'endAt', r.end_at, 'version', r.version)`;

/** SQL: the rule that counts for a row `d` of desired_stock, the most specific one; null when there is none. */
export const ruleOf = `
  (select ${ruleJson}
   from oms.stock_rules r
   where r.organization_id = d.organization_id and r.sku_id in (d.sku_id, '')
     and r.connection_id in (d.connection_id, '')
   order by r.sku_id desc, r.connection_id desc limit 1)`;

/** A rule with when it was made, which lists go by. */
export interface ListedRule extends StockRule {
  readonly createdAt: Instant;
}

const list = statement<{ rule: StockRule; created_at: number }>(
  'stockRuleList',
  `select ${ruleJson} as rule, r.created_at from oms.stock_rules r
   where r.organization_id = $1 and r.sku_id = $2
     and ($3::bigint is null or (r.created_at, r.rule_id) > ($3, $4))
   order by r.created_at, r.rule_id limit $5`,
);

/** Rules of a SKU (null: those for every SKU), oldest first. */
export async function listRules(
  handle: Handle,
  organizationId: string,
  skuId: string | null,
  page: { readonly after?: { readonly at: Instant; readonly id: string } | undefined; readonly limit: number },
): Promise<readonly ListedRule[]> {
  const values = [organizationId, skuId ?? '', page.after?.at ?? null, page.after?.id ?? null, page.limit];
  return (await list(handle, values)).map((row) => ({ ...row.rule, createdAt: row.created_at }));
}

const lock = statement<{ rule: StockRule }>(
  'stockRuleLock',
  `select ${ruleJson} as rule from oms.stock_rules r where r.organization_id = $1 and r.rule_id = $2 for update`,
);

/** Nobody else changes the rule until `tx` ends; undefined when the organization has none with this id. */
export async function lockRule(tx: Handle, organizationId: string, ruleId: string): Promise<StockRule | undefined> {
  return (await lock(tx, [organizationId, ruleId]))[0]?.rule;
}

const insert = statement<{ rule: StockRule }>(
  'stockRuleInsert',
  `insert into oms.stock_rules as r (organization_id, rule_id, sku_id, connection_id, held_back, held_back_percent, most,
     end_at, created_at, updated_at, updated_by, request_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11)
   on conflict (organization_id, sku_id, connection_id) do nothing
   returning ${ruleJson} as rule`,
);

const valuesOf = ({ heldBack, heldBackPercent, most, endAt }: StockRuleValues): unknown[] => [
  heldBack,
  heldBackPercent,
  most,
  endAt,
];

/** Makes a rule; undefined when there is one of this scope already. */
export async function insertRule(
  tx: Handle,
  organizationId: string,
  rule: RuleScope & StockRuleValues & { readonly ruleId: string },
  by: Actor,
  now: Instant,
): Promise<StockRule | undefined> {
  const scope = [rule.skuId ?? '', rule.connectionId ?? ''];
  const values = [organizationId, rule.ruleId, ...scope, ...valuesOf(rule), now, by.actor, by.requestId];
  return (await insert(tx, values))[0]?.rule;
}

const update = statement<{ rule: StockRule }>(
  'stockRuleUpdate',
  `update oms.stock_rules r set held_back = $3, held_back_percent = $4, most = $5, end_at = $6,
     version = r.version + 1, updated_at = $7, updated_by = $8, request_id = $9
   where r.organization_id = $1 and r.rule_id = $2
   returning ${ruleJson} as rule`,
);

/** Changes what a locked rule says. */
export async function updateRule(
  tx: Handle,
  organizationId: string,
  ruleId: string,
  values: StockRuleValues,
  by: Actor,
  now: Instant,
): Promise<StockRule | undefined> {
  const rows = await update(tx, [organizationId, ruleId, ...valuesOf(values), now, by.actor, by.requestId]);
  return rows[0]?.rule;
}

const remove = statement('stockRuleDelete', 'delete from oms.stock_rules where organization_id = $1 and rule_id = $2');

export async function deleteRule(tx: Handle, organizationId: string, ruleId: string): Promise<void> {
  await remove(tx, [organizationId, ruleId]);
}
