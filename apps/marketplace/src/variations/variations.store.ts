/** Owns the rows of variation groups, and what groups ask of SKUs. */
import type { VariationUpload } from '@jetway/jet-api';
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import type { Attribute, Group, MemberFacts } from './variations.ts';

const variationListFacts = statement<{
  sku: string;
  brand: string | null;
  is_archived: boolean;
  attributes: Attribute[] | null;
}>(
  'variationListFacts',
  `select sku, content ->> 'brand' as brand, is_archived, content -> 'attributes_node_specific' as attributes
   from marketplace.skus where account_id = $1 and sku = any($2::text[])`,
);
const variationFind = statement<{
  relationship: string | null;
  refinements: number[];
  children: string[];
  group_title: string | null;
  compatibility: string | null;
}>(
  'variationFind',
  `select v.relationship, v.refinements, v.children, v.group_title, m.compatibility
   from marketplace.skus s
   join marketplace.accounts a on a.id = s.account_id
   join marketplace.merchants m on m.id = a.merchant_id
   left join marketplace.variations v on v.account_id = s.account_id and v.sku = s.sku
   where s.account_id = $1 and s.sku = $2`,
);
// A request takes its number in the SET clause, when the row is locked: two requests are numbered as they are written.
const variationSave = statement<{ sku: string }>(
  'variationSave',
  `insert into marketplace.variations as v
     (account_id, sku, relationship, refinements, children, group_title, accepted_seq, changed_at, updated_by,
      request_id)
   select $1, r.sku, r.relationship, r.variation_refinements, r.children_skus, r.group_title,
     coalesce($3::bigint, nextval('marketplace.acceptance')), $4::bigint, $5, $6
   from jsonb_to_recordset($2::jsonb) as r(sku text, relationship text, variation_refinements bigint[],
     children_skus text[], group_title text)
   join marketplace.skus s on s.account_id = $1 and s.sku = r.sku and not s.is_archived
   order by s.sku
   on conflict (account_id, sku) do update set
     relationship = excluded.relationship, refinements = excluded.refinements, children = excluded.children,
     group_title = excluded.group_title,
     accepted_seq = coalesce($3::bigint, nextval('marketplace.acceptance')),
     changed_at = excluded.changed_at, updated_by = excluded.updated_by, request_id = excluded.request_id
   where $3::bigint is null or v.accepted_seq <= $3::bigint
   returning v.sku`,
);
// A statement of its own: it must see the members that another transaction wrote before this one had the group's lock.
// A message that is taken leaves nobody without variation information, but may end somebody's lack of it: those are
// looked at again.
const variationFollowChildren = statement(
  'variationFollowChildren',
  `with gone as (
     delete from marketplace.variation_members m using marketplace.variations v
     where m.account_id = $1 and m.sku = any($2::text[]) and v.account_id = $1 and v.sku = m.sku
       and not (m.child_sku = any(v.children))
     returning m.child_sku),
   named as (
     select distinct c.child_sku, v.sku
     from marketplace.variations v cross join unnest(v.children) as c(child_sku)
     where v.account_id = $1 and v.sku = any($2::text[])),
   added as (
     insert into marketplace.variation_members (account_id, child_sku, sku)
     select $1, named.child_sku, named.sku from named
     on conflict do nothing),
   mended as (
     select s.sku from marketplace.skus s
     where s.account_id = $1 and 'Missing variation information' = any(s.findings) and s.sku in (
       select child_sku from gone union select child_sku from named union select sku from named)
     order by s.sku
     for update)
   update marketplace.skus s set look_due_at = least(coalesce(s.look_due_at, $3::bigint), $3::bigint)
   from mended where s.account_id = $1 and s.sku = mended.sku`,
);
const variationListConcerning = statement<{
  sku: string;
  refinements: number[];
  children: string[];
  group_title: string | null;
}>(
  'variationListConcerning',
  `select v.sku, v.refinements, v.children, v.group_title
   from marketplace.variations v
   where v.account_id = $1 and (v.sku = $2 or v.sku in (
     select m.sku from marketplace.variation_members m where m.account_id = $1 and m.child_sku = $2))
   order by v.sku limit $3`,
);

/** What decides about groups of these SKUs; SKUs that the account does not have are left out. */
export async function listMemberFacts(
  handle: MarketplaceHandle,
  accountId: string,
  skus: readonly string[],
): Promise<ReadonlyMap<string, MemberFacts>> {
  const rows = await variationListFacts(handle, [accountId, skus]);
  return new Map(
    rows.map(({ sku, brand, is_archived: isArchived, attributes }) => [
      sku,
      { brand, isArchived, attributes: attributes ?? [] },
    ]),
  );
}

/** A group as its parent's merchant set it. */
export interface StoredVariation {
  readonly relationship: string;
  readonly refinements: readonly number[];
  readonly children: readonly string[];
  readonly groupTitle: string | null;
  /** The merchant's software expects children as objects. */
  readonly wantsObjects: boolean;
}

/** The group of a parent; null when it was never set, undefined when the account does not have the SKU. */
export async function findVariation(
  handle: MarketplaceHandle,
  accountId: string,
  sku: string,
): Promise<StoredVariation | null | undefined> {
  const [row] = await variationFind(handle, [accountId, sku]);
  if (row === undefined) return undefined;
  const { relationship, refinements, children, group_title: groupTitle } = row;
  if (relationship === null) return null;
  return { relationship, refinements, children, groupTitle, wantsObjects: row.compatibility === 'observed-2017' };
}

export interface Saving extends Author {
  readonly accountId: string;
  /** World time. */
  readonly now: Instant;
  /** The number of the file that says it; null for a request, which takes the next number. */
  readonly receivedSeq: number | null;
}

/** Answers the SKUs that were written: not those for which something later was accepted before, nor archived ones. */
export async function saveVariations(
  tx: MarketplaceHandle,
  { accountId, receivedSeq, now, actor, requestId }: Saving,
  groups: readonly { readonly sku: string; readonly body: VariationUpload }[],
): Promise<ReadonlySet<string>> {
  if (groups.length === 0) return new Set();
  const rows = groups.map(({ sku, body }) => ({ ...body, sku }));
  const written = await variationSave(tx, [accountId, JSON.stringify(rows), receivedSeq, now, actor, requestId]);
  const saved = written.map(({ sku }) => sku);
  await variationFollowChildren(tx, [accountId, saved, now]);
  return new Set(saved);
}

/** A group with its title. */
export interface TitledGroup extends Group {
  readonly title: string | null;
}

/** The groups that a SKU is the parent or a child of, at most `limit`. */
export async function listGroupsOf(
  handle: MarketplaceHandle,
  accountId: string,
  sku: string,
  limit: number,
): Promise<readonly TitledGroup[]> {
  const rows = await variationListConcerning(handle, [accountId, sku, limit]);
  return rows.map(({ group_title: title, ...group }) => ({ ...group, title }));
}
