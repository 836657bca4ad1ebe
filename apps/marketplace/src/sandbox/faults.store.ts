/** Owns the rows of faults, and the count of the requests that each was asked about. */
import type { Instant, Keyset } from '@jetway/kernel';
import type { FaultKind, FaultSchedule } from '@jetway/marketplace-api';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import type { FaultRule } from './faults.ts';

interface RuleRow {
  readonly id: string;
  readonly kind: FaultKind;
  readonly operation: string | null;
  readonly schedule: FaultSchedule;
  readonly probability: number | null;
  readonly count: number | null;
  readonly latency_min_ms: number | null;
  readonly latency_max_ms: number | null;
  readonly retry_after_seconds: number | null;
  readonly seed: number;
  readonly enabled: boolean;
  readonly until: number | null;
}

interface ListedRow extends RuleRow {
  readonly seen: number;
  readonly hits: number;
  readonly created_at: number;
  readonly updated_at: number;
}

/** A rule with what it did. */
export interface ListedRule {
  readonly rule: FaultRule;
  readonly seen: number;
  readonly hits: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

const RULE = `id, kind, operation, schedule, probability, count, latency_min_ms, latency_max_ms, retry_after_seconds,
     seed, enabled, until`;
const LISTED = `${RULE}, seen, hits, created_at, updated_at`;

const faultListInForce = statement<RuleRow>(
  'faultListInForce',
  `select ${RULE} from marketplace.fault_rules
   where account_id = $1 and enabled and (until is null or until > $2) order by created_at, id`,
);
const faultListPage = statement<ListedRow>(
  'faultListPage',
  `select ${LISTED} from marketplace.fault_rules
   where account_id = $1 and (created_at, id) > ($2::bigint, $3::text) order by created_at, id limit $4`,
);
/** The account's row is locked, so that two at once do not both find room for one more. */
const faultInsert = statement<ListedRow>(
  'faultInsert',
  `with account as materialized (select id from marketplace.accounts where id = $1 for update)
   insert into marketplace.fault_rules
     (account_id, ${RULE}, seen, hits, created_at, updated_at, updated_by, request_id)
   select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, 0, $14, $14, $15, $16
   from account
   where (select count(*) from marketplace.fault_rules where account_id = $1) < $17
   returning ${LISTED}`,
);
const faultReplace = statement<ListedRow>(
  'faultReplace',
  `update marketplace.fault_rules
   set kind = $3, operation = $4, schedule = $5, probability = $6, count = $7, latency_min_ms = $8,
     latency_max_ms = $9, retry_after_seconds = $10, seed = $11, enabled = $12, until = $13, seen = 0, hits = 0,
     updated_at = $14, updated_by = $15, request_id = $16
   where account_id = $1 and id = $2 returning ${LISTED}`,
);
const faultDelete = statement<{ id: string }>(
  'faultDelete',
  'delete from marketplace.fault_rules where account_id = $1 and id = $2 returning id',
);
/** Locked in one order: two requests of an account ask about the same rules at once. */
const faultCount = statement<{ id: string; seen: number }>(
  'faultCount',
  `with asked as materialized (
     select id from marketplace.fault_rules
     where account_id = $1 and id = any ($2::text[]) and enabled and (until is null or until > $3)
     order by id for update)
   update marketplace.fault_rules f set seen = f.seen + 1
   from asked where f.account_id = $1 and f.id = asked.id returning f.id, f.seen`,
);
const faultCountHits = statement(
  'faultCountHits',
  `with hit as materialized (
     select id from marketplace.fault_rules where account_id = $1 and id = any ($2::text[]) order by id for update)
   update marketplace.fault_rules f set hits = f.hits + 1 from hit where f.account_id = $1 and f.id = hit.id`,
);

const ruleFromRow = (row: RuleRow): FaultRule => ({
  id: row.id,
  kind: row.kind,
  operation: row.operation,
  schedule: row.schedule,
  probability: row.probability,
  count: row.count,
  latencyMinMs: row.latency_min_ms,
  latencyMaxMs: row.latency_max_ms,
  retryAfterSeconds: row.retry_after_seconds,
  seed: row.seed,
  enabled: row.enabled,
  until: row.until,
});

const listedFromRow = (row: ListedRow): ListedRule => ({
  rule: ruleFromRow(row),
  seen: row.seen,
  hits: row.hits,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

const settingsOf = (rule: FaultRule): readonly unknown[] => [
  rule.kind,
  rule.operation,
  rule.schedule,
  rule.probability,
  rule.count,
  rule.latencyMinMs,
  rule.latencyMaxMs,
  rule.retryAfterSeconds,
  rule.seed,
  rule.enabled,
  rule.until,
];

/** In the order in which they were made. */
export async function listRulesInForce(
  handle: MarketplaceHandle,
  accountId: string,
  realNow: Instant,
): Promise<readonly FaultRule[]> {
  return (await faultListInForce(handle, [accountId, realNow])).map(ruleFromRow);
}

export async function listRulePage(
  handle: MarketplaceHandle,
  accountId: string,
  after: Keyset | undefined,
  limit: number,
): Promise<ListedRule[]> {
  const rows = await faultListPage(handle, [accountId, after?.at ?? -1, after?.id ?? '', limit]);
  return rows.map(listedFromRow);
}

/** Undefined when the account has `most` of them already. */
export async function insertRule(
  tx: MarketplaceHandle,
  accountId: string,
  rule: FaultRule,
  written: { readonly realNow: Instant; readonly author: Author; readonly most: number },
): Promise<ListedRule | undefined> {
  const { realNow, author, most } = written;
  const values = [accountId, rule.id, ...settingsOf(rule), realNow, author.actor, author.requestId, most];
  const [row] = await faultInsert(tx, values);
  return row && listedFromRow(row);
}

/** Undefined when there is no such rule. */
export async function replaceRule(
  tx: MarketplaceHandle,
  accountId: string,
  rule: FaultRule,
  written: { readonly realNow: Instant; readonly author: Author },
): Promise<ListedRule | undefined> {
  const { realNow, author } = written;
  const values = [accountId, rule.id, ...settingsOf(rule), realNow, author.actor, author.requestId];
  const [row] = await faultReplace(tx, values);
  return row && listedFromRow(row);
}

/** False when there was none. */
export async function deleteRule(tx: MarketplaceHandle, accountId: string, id: string): Promise<boolean> {
  return (await faultDelete(tx, [accountId, id])).length === 1;
}

/** Counts a request for those of the rules that are in force; answers which number it is for each. */
export async function countAsked(
  handle: MarketplaceHandle,
  accountId: string,
  ids: readonly string[],
  realNow: Instant,
): Promise<ReadonlyMap<string, number>> {
  const rows = await faultCount(handle, [accountId, ids, realNow]);
  return new Map(rows.map(({ id, seen }) => [id, seen]));
}

export async function countHits(handle: MarketplaceHandle, accountId: string, ids: readonly string[]): Promise<void> {
  await faultCountHits(handle, [accountId, ids]);
}
