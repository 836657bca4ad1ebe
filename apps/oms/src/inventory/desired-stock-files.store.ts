/** Owns the SQL of desired stock told by bulk file: rows gathered, written page by page, settled when the file is done. */
import type { Instant } from '@jetway/kernel';
import { notify, statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import { touch } from '../events/index.ts';
import { stockChannel } from './desired-stock.store.ts';
import { type ShownRow, shownColumns, toShown } from './desired-stock-reads.store.ts';

/** Rows of one statement: the embedded database works in the calling thread. */
export const STOCK_FILE_PAGE = 2_000;

/** The rows of one file. */
export interface FileKey {
  readonly organizationId: string;
  readonly connectionId: string;
  readonly fileId: string;
}

const gather = statement<{ sku_id: string }>(
  'stockFileGather',
  `with mine as (
     select d.sku_id from oms.desired_stock d
     where d.organization_id = $1 and d.connection_id = $2 and d.file_id is null and d.switched_on
       and (d.sent_at is null or d.sent_at < $4) and (d.claimed_until is null or d.claimed_until <= $6)
     limit $5
     for update skip locked
   )
   update oms.desired_stock d
   set file_id = $3, file_version = null, due_at = case when d.sent_at is null then null else d.due_at end
   from mine where d.organization_id = $1 and d.connection_id = $2 and d.sku_id = mine.sku_id
   returning d.sku_id`,
);

/**
 * Gives a page of rows that were told before an instant, or never, to a file; what was never told waits for it, what
 * changed meanwhile is told by itself all the same. Answers how many.
 */
export async function gatherStock(
  tx: Handle,
  { organizationId, connectionId, fileId }: FileKey,
  options: { readonly sentBefore: Instant; readonly limit: number; readonly now: Instant },
): Promise<number> {
  const { sentBefore, limit, now } = options;
  const most = Math.min(limit, STOCK_FILE_PAGE);
  return (await gather(tx, [organizationId, connectionId, fileId, sentBefore, most, now])).length;
}

const begin = statement<{ sku_id: string }>(
  'stockFileBegin',
  `with mine as (
     select d.sku_id from oms.desired_stock d
     where d.organization_id = $1 and d.connection_id = $2 and d.file_id = $3 and d.sku_id > $4
     order by d.sku_id limit ${STOCK_FILE_PAGE} for update
   )
   update oms.desired_stock d
   set file_version = d.desired_version, sent_version = greatest(d.sent_version, d.desired_version), sent_at = $5
   from mine where d.organization_id = $1 and d.connection_id = $2 and d.sku_id = mine.sku_id
   returning d.sku_id`,
);

const countPage = statement<{ sku_id: string; sku: string } & ShownRow>(
  'stockFileCount',
  `select d.sku_id, k.sku, ${shownColumns}
   from oms.desired_stock d
   join oms.skus k on k.organization_id = d.organization_id and k.sku_id = d.sku_id
   where d.organization_id = $1 and d.connection_id = $2 and d.sku_id = any($3::text[])
   order by d.sku_id`,
);

const write = statement(
  'stockFileWrite',
  `update oms.desired_stock d
   set sent = w.quantities, file_id = case when w.quantities = '{}'::jsonb then null else d.file_id end,
     due_at = case when w.quantities = '{}'::jsonb and d.desired_version = d.file_version then null else d.due_at end
   from unnest($3::text[], $4::jsonb[]) as w(sku_id, quantities)
   where d.organization_id = $1 and d.connection_id = $2 and d.sku_id = w.sku_id`,
);

export interface FileStock {
  readonly skuId: string;
  readonly sku: string;
  readonly quantities: Readonly<Record<string, number>>;
}

/**
 * The next page of a file after a SKU, with the stock that it tells; undefined when there is no more. Quantities are
 * counted after the versions are noted: they can be newer than their version, never older. SKUs without any node leave
 * the file.
 */
export async function writeStockPage(
  tx: Handle,
  { organizationId, connectionId, fileId }: FileKey,
  after: string,
  now: Instant,
): Promise<{ readonly rows: readonly FileStock[]; readonly last: string } | undefined> {
  const begun = await begin(tx, [organizationId, connectionId, fileId, after, now]);
  if (begun.length === 0) return undefined;
  const skuIds = begun.map((row) => row.sku_id);
  const counted = await countPage(tx, [organizationId, connectionId, skuIds]);
  const rows = counted.map((row) => ({ skuId: row.sku_id, sku: row.sku, quantities: toShown(row) }));
  const values = [rows.map(({ skuId }) => skuId), rows.map(({ quantities }) => quantities)];
  await write(tx, [organizationId, connectionId, ...values]);
  const told = rows.filter((row) => Object.keys(row.quantities).length > 0);
  return { rows: told, last: counted.at(-1)?.sku_id ?? after };
}

const refuse = statement<{ sku_id: string; sku: string }>(
  'stockFileRefuse',
  `update oms.desired_stock d
   set last_error = w.text, file_id = null, file_version = null,
     due_at = case when d.desired_version > coalesce(d.file_version, -1) then $6 else d.due_at end
   from unnest($4::text[], $5::text[]) as w(sku, text)
   join oms.skus k on k.organization_id = $1 and k.sku = w.sku
   where d.organization_id = $1 and d.connection_id = $2 and d.file_id = $3 and d.sku_id = k.sku_id
   returning d.sku_id, k.sku`,
);

/** The channel refused these SKUs of a file: each says why. Answers which they are here. */
export async function refuseFileStock(
  tx: Handle,
  { organizationId, connectionId, fileId }: FileKey,
  refused: readonly { readonly sku: string; readonly text: string }[],
  now: Instant,
): Promise<readonly { readonly skuId: string; readonly sku: string }[]> {
  const texts = new Map(refused.map(({ sku, text }) => [sku, text]));
  const values = [organizationId, connectionId, fileId, [...texts.keys()], [...texts.values()], now];
  const rows = await refuse(tx, values);
  await told(tx, organizationId);
  return rows.map((row) => ({ skuId: row.sku_id, sku: row.sku }));
}

const settle = statement<{ sku_id: string; is_again: boolean }>(
  'stockFileSettle',
  `with mine as (
     select d.sku_id, $5::boolean or d.file_version is null or d.desired_version > d.file_version as is_again
     from oms.desired_stock d
     where d.organization_id = $1 and d.connection_id = $2 and d.file_id = $3
     order by d.sku_id limit ${STOCK_FILE_PAGE} for update
   )
   update oms.desired_stock d
   set confirmed_version = case when mine.is_again then d.confirmed_version else d.file_version end,
     confirmed = case when mine.is_again then d.confirmed else d.sent end,
     confirmed_at = case when mine.is_again then d.confirmed_at else $4 end,
     last_error = case when mine.is_again then d.last_error end, attempts = 0,
     desired_version = d.desired_version + case when mine.is_again then 1 else 0 end,
     due_at = case when mine.is_again then $4 end,
     file_id = null, file_version = null
   from mine where d.organization_id = $1 and d.connection_id = $2 and d.sku_id = mine.sku_id
   returning d.sku_id, mine.is_again`,
);

/**
 * Settles a page of what a file told: confirmed, and told again by itself where it changed since it was written. With
 * `again` all of it is told again: what became of the file is not known. Undefined when none is left.
 */
export async function settleStockPage(
  tx: Handle,
  { organizationId, connectionId, fileId }: FileKey,
  again: boolean,
  now: Instant,
): Promise<{ readonly confirmed: readonly string[]; readonly again: number } | undefined> {
  const rows = await settle(tx, [organizationId, connectionId, fileId, now, again]);
  if (rows.length === 0) return undefined;
  await told(tx, organizationId);
  const confirmed = rows.filter((row) => !row.is_again).map((row) => row.sku_id);
  return { confirmed, again: rows.length - confirmed.length };
}

async function told(tx: Handle, organizationId: string): Promise<void> {
  await notify(tx, stockChannel, organizationId);
  await touch(tx, organizationId, 'inventory', null);
}

const failedAgain = statement<{ sku_id: string }>(
  'desiredStockFailedAgain',
  `update oms.desired_stock d set desired_version = d.desired_version + 1, due_at = $3, attempts = 0
   where d.organization_id = $1 and d.connection_id = $2 and d.last_error is not null and d.file_id is null
   returning d.sku_id`,
);

/** Makes what the channel refused due again. Answers how many SKUs. */
export async function markFailedStockDue(
  tx: Handle,
  organizationId: string,
  connectionId: string,
  now: Instant,
): Promise<number> {
  const rows = await failedAgain(tx, [organizationId, connectionId, now]);
  if (rows.length > 0) await told(tx, organizationId);
  return rows.length;
}
