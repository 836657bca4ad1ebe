/** Owns making, changing and removing a stock rule: what is checked, what is written, what becomes due. */
import { type Ids, type Instant, ok, type Result, refuse } from '@jetway/kernel';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { touch } from '../events/index.ts';
import { followRule } from './follow-rules.ts';
import type { StockConnection } from './items.ts';
import { loadSku } from './skus.store.ts';
import { deleteRule, insertRule, lockRule, updateRule } from './stock-rules.store.ts';
import type { RuleScope, StockRule, StockRuleValues } from './stock-rules.ts';

export interface RuleDeps {
  readonly ids: Ids;
  /** Every connection of an organization, as far as stock is concerned. */
  readonly stockConnections: (handle: Handle, organizationId: string) => Promise<readonly StockConnection[]>;
}

/** Whether the SKU and the connection of a scope are the organization's. */
export async function checkScope(
  handle: Handle,
  organizationId: string,
  { skuId, connectionId }: RuleScope,
  { stockConnections }: RuleDeps,
): Promise<Result<void, 'unknown_sku' | 'unknown_connection'>> {
  if (skuId !== null && (await loadSku(handle, organizationId, skuId)) === undefined)
    return refuse('unknown_sku', 'There is no such SKU.', { path: '/skuId' });
  if (connectionId === null) return ok(undefined);
  const connections = await stockConnections(handle, organizationId);
  return connections.some((connection) => connection.connectionId === connectionId)
    ? ok(undefined)
    : refuse('unknown_connection', 'There is no such connection.', { path: '/connectionId' });
}

/** Makes the rule of a scope that has none. */
export async function makeRule(
  tx: Handle,
  organizationId: string,
  wanted: RuleScope & StockRuleValues,
  deps: RuleDeps,
  by: Actor,
  now: Instant,
): Promise<Result<StockRule, 'unknown_sku' | 'unknown_connection' | 'rule_exists'>> {
  const sound = await checkScope(tx, organizationId, wanted, deps);
  if (!sound.ok) return sound;
  const made = await insertRule(tx, organizationId, { ...wanted, ruleId: deps.ids.uuid() }, by, now);
  if (made === undefined) return refuse('rule_exists', 'There is a rule for this already: change that one.');
  await tell(tx, organizationId, made, deps, now);
  return ok(made);
}

export interface RuleTarget {
  readonly ruleId: string;
  readonly version: number;
}

/** Changes a rule that is still at `version`. */
export async function changeRule(
  tx: Handle,
  organizationId: string,
  target: RuleTarget,
  values: StockRuleValues,
  deps: RuleDeps,
  by: Actor,
  now: Instant,
): Promise<Result<StockRule, 'not_found' | 'changed_meanwhile'>> {
  const found = await lockAt(tx, organizationId, target);
  if (!found.ok) return found;
  const changed = await updateRule(tx, organizationId, target.ruleId, values, by, now);
  if (changed === undefined) throw new Error(`rule ${target.ruleId} vanished while it was locked`);
  await tell(tx, organizationId, changed, deps, now);
  return ok(changed);
}

/** Removes a rule that is still at `version`: the next less specific one counts. */
export async function removeRule(
  tx: Handle,
  organizationId: string,
  target: RuleTarget,
  deps: RuleDeps,
  now: Instant,
): Promise<Result<void, 'not_found' | 'changed_meanwhile'>> {
  const found = await lockAt(tx, organizationId, target);
  if (!found.ok) return found;
  await deleteRule(tx, organizationId, target.ruleId);
  await tell(tx, organizationId, found.value, deps, now);
  return ok(undefined);
}

async function lockAt(
  tx: Handle,
  organizationId: string,
  { ruleId, version }: RuleTarget,
): Promise<Result<StockRule, 'not_found' | 'changed_meanwhile'>> {
  const found = await lockRule(tx, organizationId, ruleId);
  if (found === undefined) return refuse('not_found', 'There is no such rule.');
  if (found.version !== version)
    return refuse('changed_meanwhile', 'The rule was changed meanwhile: look at it again.');
  return ok(found);
}

/** Rules that hold for all SKUs are seen on every SKU's page. */
async function tell(tx: Handle, organizationId: string, rule: StockRule, deps: RuleDeps, now: Instant): Promise<void> {
  await followRule(tx, organizationId, rule, deps, now);
  await touch(tx, organizationId, 'inventory', rule.skuId);
}
