/** Owns the rows of what merchants may not sell. */
import { normalise } from '@jetway/jet-api';
import type { Instant, Keyset } from '@jetway/kernel';
import type { ListingRuleEffect } from '@jetway/marketplace-api';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import type { ListingRule, RuleScope } from './rules.ts';

/** A world has no more rules than this: the pipeline asks all of them about each SKU. */
export const MAX_RULES = 1_000;

interface RuleRow {
  readonly id: string;
  readonly effect: ListingRuleEffect;
  readonly account_id: string | null;
  readonly sku: string | null;
  readonly brand: string | null;
  readonly browse_node_id: number | null;
  readonly reason: string;
  readonly created_at: number;
}

const COLUMNS = 'id, effect, account_id, sku, brand, browse_node_id, reason, created_at';
const ruleListAll = statement<RuleRow>(
  'listingRuleListAll',
  `select ${COLUMNS} from marketplace.listing_rules where world_id = $1 order by created_at, id`,
);
const ruleListPage = statement<RuleRow>(
  'listingRuleListPage',
  `select ${COLUMNS} from marketplace.listing_rules
   where world_id = $1 and (created_at, id) > ($2::bigint, $3::text) order by created_at, id limit $4`,
);
const ruleInsert = statement<{ id: string }>(
  'listingRuleInsert',
  `insert into marketplace.listing_rules
     (world_id, id, effect, account_id, sku, brand, browse_node_id, reason, created_at, updated_by, request_id)
   select $1, $2, $3, $4, $5, $6, $7::bigint, $8, $9::bigint, $10, $11
   where (select count(*) from marketplace.listing_rules where world_id = $1) < ${MAX_RULES}
   returning id`,
);
const ruleRemove = statement<RuleRow>(
  'listingRuleRemove',
  `delete from marketplace.listing_rules where world_id = $1 and id = $2 returning ${COLUMNS}`,
);

/** A text as `normalise` of the contract makes it. */
const normalised = (text: string): string => `regexp_replace(lower(${text}), '[\\s_-]', '', 'g')`;

/** Reads the world's SKUs once, which an operator may wait for; the looking itself is done page by page afterwards. */
const skuLookScope = statement(
  'skuLookScope',
  `with recursive below as (
     select $5::bigint as node_id where $5::bigint is not null
     union
     select n.node_id from below b
     join marketplace.taxonomy_nodes n on n.parent_id = b.node_id
       and n.taxonomy_id = (select w.taxonomy_id from marketplace.worlds w where w.id = $1)),
   known as (
     select p.id from marketplace.products p where p.world_id = $1
       and (${normalised("p.content ->> 'brand'")} = $4
         or (p.content ->> 'jet_browse_node_id')::bigint in (select node_id from below))),
   met as (
     select s.account_id, s.sku from marketplace.skus s
     where s.world_id = $1 and s.listing <> 'review' and ($2::text is null or s.account_id = $2)
       and ($3::text is null or s.sku = $3)
       and (($4::text is null and $5::bigint is null) or ${normalised("s.content ->> 'brand'")} = $4
         or (s.content ->> 'jet_browse_node_id')::bigint in (select node_id from below)
         or s.product_id in (select id from known))
     order by s.account_id, s.sku for no key update)
   update marketplace.skus s set look_due_at = least(coalesce(s.look_due_at, $6::bigint), $6::bigint)
   from met where s.account_id = met.account_id and s.sku = met.sku`,
);

const ruleFromRow = (row: RuleRow): ListingRule => ({
  id: row.id,
  effect: row.effect,
  accountId: row.account_id,
  sku: row.sku,
  brand: row.brand,
  browseNodeId: row.browse_node_id,
  reason: row.reason,
  createdAt: row.created_at,
});

/** All rules of a world, at most `MAX_RULES`. */
export async function listAllRules(handle: MarketplaceHandle, worldId: string): Promise<readonly ListingRule[]> {
  return (await ruleListAll(handle, [worldId])).map(ruleFromRow);
}

/** Rules in the order in which they were made. */
export async function listRulePage(
  handle: MarketplaceHandle,
  worldId: string,
  after: Keyset | undefined,
  limit: number,
): Promise<readonly ListingRule[]> {
  return (await ruleListPage(handle, [worldId, after?.at ?? -1, after?.id ?? '', limit])).map(ruleFromRow);
}

/** False when the world has as many rules as it may have. */
export async function insertRule(
  tx: MarketplaceHandle,
  worldId: string,
  rule: ListingRule,
  author: Author,
): Promise<boolean> {
  const { id, effect, accountId, sku, brand, browseNodeId, reason, createdAt } = rule;
  const values = [worldId, id, effect, accountId, sku, brand, browseNodeId, reason, createdAt];
  return (await ruleInsert(tx, [...values, author.actor, author.requestId])).length === 1;
}

/** Removes a rule; undefined when the world has no such rule. */
export async function removeRule(
  tx: MarketplaceHandle,
  worldId: string,
  ruleId: string,
): Promise<ListingRule | undefined> {
  const [row] = await ruleRemove(tx, [worldId, ruleId]);
  return row && ruleFromRow(row);
}

/** Has everything looked at again that a rule may meet. World time. */
export async function lookAtScope(
  tx: MarketplaceHandle,
  worldId: string,
  scope: RuleScope,
  now: Instant,
): Promise<void> {
  const brand = scope.brand === null ? null : normalise(scope.brand);
  await skuLookScope(tx, [worldId, scope.accountId, scope.sku, brand, scope.browseNodeId, now]);
}
