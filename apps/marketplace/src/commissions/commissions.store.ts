/** Owns the rows of commission rules, and reading what of SKUs bears on their commission. Rules belong to a world. */
import type { Instant, Keyset } from '@jetway/kernel';
import { anyOf, statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import type { CommissionFacts, CommissionKind, CommissionRule, Commissions } from './commissions.ts';

interface RuleRow {
  readonly id: string;
  readonly account_id: string | null;
  readonly kind: CommissionKind;
  readonly name: string;
  readonly browse_node_id: number | null;
  readonly min_price_cents: number | null;
  readonly max_price_cents: number | null;
  readonly rate_basis_points: number;
  readonly created_at: Instant;
}

const RULE = `r.id, r.account_id, r.kind, r.name, r.browse_node_id, r.min_price_cents, r.max_price_cents,
     r.rate_basis_points, r.created_at`;

/** No category of the taxonomy lies deeper; a circle in it ends here. */
const DEEPEST_CATEGORY = 20;

/** The row of `COMMISSIONS_OF_SKUS`. */
export interface CommissionsRow {
  readonly rules: readonly RuleRow[];
  readonly facts: readonly {
    readonly sku: string;
    readonly categories: readonly number[];
    readonly no_return: number | null;
    readonly is_excluded: boolean;
  }[];
}

/** What bears on the commission of SKUs, for statements that read more at once. `$1` account, `$2` SKUs, `$3` world. */
export const COMMISSIONS_OF_SKUS = `with recursive wanted as (
     select s.sku, (s.content ->> 'jet_browse_node_id')::bigint as node_id,
       (s.content ->> 'no_return_fee_adjustment')::double precision as no_return,
       coalesce((s.content ->> 'exclude_from_fee_adjustments')::boolean, false) as is_excluded
     from marketplace.skus s where s.account_id = $1 and s.sku = ${anyOf('$2')}),
   path as (
     select w.node_id as start_id, w.node_id, 0 as depth
     from (select distinct node_id from wanted where node_id is not null) w
     -- Categories matter only to rules about categories.
     where exists (
       select from marketplace.commission_rules r where r.world_id = $3 and r.browse_node_id is not null)
     union all
     select p.start_id, n.parent_id, p.depth + 1
     from path p join marketplace.taxonomy_nodes n
       on n.taxonomy_id = (select taxonomy_id from marketplace.worlds where id = $3) and n.node_id = p.node_id
     where n.parent_id > 0 and p.depth < ${DEEPEST_CATEGORY})
   select
     (select coalesce(json_agg(x), '[]') from (
        select ${RULE} from marketplace.commission_rules r
        where r.world_id = $3 and (r.account_id is null or r.account_id = $1)
          and (r.browse_node_id is null or r.browse_node_id in (select node_id from path))
        order by r.created_at, r.id) x) as rules,
     (select coalesce(json_agg(x), '[]') from (
        select w.sku, w.no_return, w.is_excluded,
          array(select p.node_id from path p where p.start_id = w.node_id order by p.depth) as categories
        from wanted w) x) as facts`;

const commissionList = statement<RuleRow>(
  'commissionList',
  `select ${RULE} from marketplace.commission_rules r
   where r.world_id = $1 and (r.created_at, r.id) > ($2::bigint, $3::text)
     and ($4::text is null or r.account_id is null or r.account_id = $4)
   order by r.created_at, r.id limit $5`,
);

const commissionInsert = statement<{ id: string }>(
  'commissionInsert',
  `insert into marketplace.commission_rules (world_id, id, account_id, kind, name, browse_node_id, min_price_cents,
     max_price_cents, rate_basis_points, created_at, updated_by, request_id)
   select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
   where (select count(*) from marketplace.commission_rules where world_id = $1) < $13
   returning id`,
);

const commissionDelete = statement<{ id: string }>(
  'commissionDelete',
  'delete from marketplace.commission_rules where world_id = $1 and id = $2 returning id',
);

const ruleFromRow = (row: RuleRow): CommissionRule => ({
  id: row.id,
  accountId: row.account_id,
  kind: row.kind,
  name: row.name,
  browseNodeId: row.browse_node_id,
  minPriceCents: row.min_price_cents,
  maxPriceCents: row.max_price_cents,
  rateBasisPoints: row.rate_basis_points,
  createdAt: row.created_at,
});

/** What a row of `COMMISSIONS_OF_SKUS` says. Unknown SKUs have no facts. */
export const commissionsFromRow = (row: CommissionsRow): Commissions => ({
  rules: row.rules.map(ruleFromRow),
  facts: new Map(
    row.facts.map(({ sku, categories, no_return: noReturnAdjustment, is_excluded: isExcluded }) => [
      sku,
      { categories, noReturnAdjustment, isExcluded } satisfies CommissionFacts,
    ]),
  ),
});

/** Rules of a world, the oldest first; `accountId` leaves those that hold for the account. */
export async function listCommissionRules(
  handle: MarketplaceHandle,
  worldId: string,
  listing: { readonly accountId: string | null; readonly after: Keyset | undefined; readonly limit: number },
): Promise<CommissionRule[]> {
  const { accountId, after, limit } = listing;
  const rows = await commissionList(handle, [worldId, after?.at ?? -1, after?.id ?? '', accountId, limit]);
  return rows.map(ruleFromRow);
}

/** Adds a rule; false when the world has as many as it may have. */
export async function insertCommissionRule(
  handle: MarketplaceHandle,
  worldId: string,
  rule: CommissionRule,
  most: number,
  author: Author,
): Promise<boolean> {
  const rows = await commissionInsert(handle, [
    worldId,
    rule.id,
    rule.accountId,
    rule.kind,
    rule.name,
    rule.browseNodeId,
    rule.minPriceCents,
    rule.maxPriceCents,
    rule.rateBasisPoints,
    rule.createdAt,
    author.actor,
    author.requestId,
    most,
  ]);
  return rows.length > 0;
}

/** Removes a rule; false when there is none. */
export async function deleteCommissionRule(handle: MarketplaceHandle, worldId: string, id: string): Promise<boolean> {
  return (await commissionDelete(handle, [worldId, id])).length > 0;
}
