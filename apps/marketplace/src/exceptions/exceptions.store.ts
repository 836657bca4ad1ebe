/** Owns the rows of shipping and returns exceptions. */
import type { ReturnsExceptionUpload } from '@jetway/jet-api';
import type { Instant } from '@jetway/kernel';
import { anyOf, statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import type { ShippingContent } from './exceptions.ts';

const skuListArchived = statement<{ sku: string; is_archived: boolean }>(
  'exceptionListTargets',
  'select sku, is_archived from marketplace.skus where account_id = $1 and sku = any($2::text[])',
);

/** Which of these SKUs the account has, and whether they are archived. */
export async function listTargets(
  handle: MarketplaceHandle,
  accountId: string,
  skus: readonly string[],
): Promise<ReadonlyMap<string, { readonly isArchived: boolean }>> {
  const rows = await skuListArchived(handle, [accountId, skus]);
  return new Map(rows.map((row) => [row.sku, { isArchived: row.is_archived }]));
}

export interface Saving extends Author {
  readonly accountId: string;
  /** World time. */
  readonly now: Instant;
  /** The number of the file that says it; null for a request, which takes the next number. */
  readonly receivedSeq: number | null;
}

/** What can be done with the rows of one kind of exception. */
export interface ExceptionRows<Content> {
  /** As it was sent, empty when it was never set; undefined when the account does not have the SKU. */
  readonly find: (handle: MarketplaceHandle, accountId: string, sku: string) => Promise<Content | undefined>;
  /** By SKU; those without are left out. */
  readonly list: (
    handle: MarketplaceHandle,
    accountId: string,
    skus: readonly string[],
  ) => Promise<ReadonlyMap<string, Content>>;
  /** Answers the SKUs that were written: not those for which something later was accepted before, nor archived ones. */
  readonly save: (
    handle: MarketplaceHandle,
    saving: Saving,
    contents: readonly { readonly sku: string; readonly content: Content }[],
  ) => Promise<ReadonlySet<string>>;
}

/** What was said of a SKU. */
export interface ExceptionRow<Content> {
  readonly sku: string;
  readonly content: Content;
}

const exceptionsOfSkus = (table: string): string =>
  `select sku, content from marketplace.${table} where account_id = $1 and sku = ${anyOf('$2')}`;

/** Shipping exceptions of SKUs, for statements that read more at once. `$1` account, `$2` SKUs. */
export const SHIPPING_EXCEPTIONS_OF_SKUS = exceptionsOfSkus('shipping_exceptions');

function exceptionRows<Content>(table: string, entity: string, none: Content): ExceptionRows<Content> {
  const findRow = statement<{ content: Content | null }>(
    `${entity}Find`,
    `select e.content from marketplace.skus s
     left join marketplace.${table} e on e.account_id = s.account_id and e.sku = s.sku
     where s.account_id = $1 and s.sku = $2`,
  );
  const listRows = statement<ExceptionRow<Content>>(`${entity}List`, exceptionsOfSkus(table));
  // A request takes its number in the SET clause, when the row is locked: two requests are numbered as they are written.
  const saveRows = statement<{ sku: string }>(
    `${entity}Save`,
    `insert into marketplace.${table} as e
       (account_id, sku, content, accepted_seq, changed_at, updated_by, request_id)
     select $1, r.sku, r.content, coalesce($3::bigint, nextval('marketplace.acceptance')), $4::bigint, $5, $6
     from jsonb_to_recordset($2::jsonb) as r(sku text, content jsonb)
     join marketplace.skus s on s.account_id = $1 and s.sku = r.sku and not s.is_archived
     order by s.sku
     on conflict (account_id, sku) do update set
       content = excluded.content, accepted_seq = coalesce($3::bigint, nextval('marketplace.acceptance')),
       changed_at = excluded.changed_at, updated_by = excluded.updated_by, request_id = excluded.request_id
     where $3::bigint is null or e.accepted_seq <= $3::bigint
     returning e.sku`,
  );
  return {
    find: async (handle, accountId, sku) => {
      const [row] = await findRow(handle, [accountId, sku]);
      return row && (row.content ?? none);
    },
    list: async (handle, accountId, skus) => {
      const rows = await listRows(handle, [accountId, skus]);
      return new Map(rows.map(({ sku, content }) => [sku, content]));
    },
    save: async (handle, { accountId, receivedSeq, now, actor, requestId }, contents) => {
      if (contents.length === 0) return new Set();
      const rows = await saveRows(handle, [accountId, JSON.stringify(contents), receivedSeq, now, actor, requestId]);
      return new Set(rows.map(({ sku }) => sku));
    },
  };
}

export const shippingExceptionRows = exceptionRows<ShippingContent>('shipping_exceptions', 'shippingException', {});
export const returnsExceptionRows = exceptionRows<ReturnsExceptionUpload>('returns_exceptions', 'returnsException', {});
