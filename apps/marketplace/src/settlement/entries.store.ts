/** Owns the rows of what is settled. */
import type { Keyset } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import type { Entry, EntryAmounts, EntryKind, EntrySums } from './settlement.ts';

interface AmountsRow {
  readonly principal_cents: number;
  readonly shipping_cents: number;
  readonly tax_cents: number;
  readonly shipping_tax_cents: number;
  readonly fixed_commission_cents: number;
  readonly variable_commission_cents: number;
  readonly return_charge_cents: number;
  readonly adjustment_cents: number;
}

interface EntryRow extends AmountsRow {
  readonly id: string;
  readonly kind: EntryKind;
  readonly at: number;
  readonly order_id: string | null;
  readonly reference_order_id: string | null;
  readonly order_item_id: string | null;
  readonly sku: string | null;
  readonly title: string | null;
  readonly units: number;
  readonly note: string | null;
}

const AMOUNTS = [
  'principal_cents',
  'shipping_cents',
  'tax_cents',
  'shipping_tax_cents',
  'fixed_commission_cents',
  'variable_commission_cents',
  'return_charge_cents',
  'adjustment_cents',
] as const;
const COLUMNS = `id, kind, at, order_id, reference_order_id, order_item_id, sku, title, units, ${AMOUNTS.join(', ')}, note`;

const entryInsertMany = statement(
  'settlementEntryInsertMany',
  `insert into marketplace.settlement_entries (account_id, settlement_id, ${COLUMNS}, actor, request_id)
   select $1, $2, ${COLUMNS}, $4, $5
   from jsonb_to_recordset($3::jsonb) as x(id text, kind text, at bigint, order_id text, reference_order_id text,
     order_item_id text, sku text, title text, units integer, ${AMOUNTS.map((name) => `${name} bigint`).join(', ')},
     note text)`,
);
const entryListKnown = statement<{ id: string }>(
  'settlementEntryListKnown',
  'select id from marketplace.settlement_entries where account_id = $1 and id = any($2::text[])',
);
const entrySums = statement<AmountsRow & { settlement_id: string; kind: EntryKind }>(
  'settlementEntrySums',
  `select settlement_id, kind, ${AMOUNTS.map((name) => `sum(${name})::bigint as ${name}`).join(', ')}
   from marketplace.settlement_entries where account_id = $1 and settlement_id = any($2::text[])
   group by settlement_id, kind`,
);
const entryListPage = statement<EntryRow>(
  'settlementEntryListPage',
  `select ${COLUMNS} from marketplace.settlement_entries
   where account_id = $1 and settlement_id = $2 and (at, id) > ($3::bigint, $4::text) order by at, id limit $5`,
);
const entryListOfItems = statement<EntryRow>(
  'settlementEntryListOfItems',
  `select ${COLUMNS} from marketplace.settlement_entries
   where account_id = $1 and order_item_id = any($2::text[]) order by order_item_id, at, id`,
);

const amountsFromRow = (row: AmountsRow): EntryAmounts => ({
  principalCents: row.principal_cents,
  shippingCents: row.shipping_cents,
  taxCents: row.tax_cents,
  shippingTaxCents: row.shipping_tax_cents,
  fixedCommissionCents: row.fixed_commission_cents,
  variableCommissionCents: row.variable_commission_cents,
  returnChargeCents: row.return_charge_cents,
  adjustmentCents: row.adjustment_cents,
});

const entryFromRow = (row: EntryRow): Entry => ({
  ...amountsFromRow(row),
  id: row.id,
  kind: row.kind,
  at: row.at,
  orderId: row.order_id,
  referenceOrderId: row.reference_order_id,
  orderItemId: row.order_item_id,
  sku: row.sku,
  title: row.title,
  units: row.units,
  note: row.note,
});

const toRow = (entry: Entry): EntryRow => ({
  id: entry.id,
  kind: entry.kind,
  at: entry.at,
  order_id: entry.orderId,
  reference_order_id: entry.referenceOrderId,
  order_item_id: entry.orderItemId,
  sku: entry.sku,
  title: entry.title,
  units: entry.units,
  principal_cents: entry.principalCents,
  shipping_cents: entry.shippingCents,
  tax_cents: entry.taxCents,
  shipping_tax_cents: entry.shippingTaxCents,
  fixed_commission_cents: entry.fixedCommissionCents,
  variable_commission_cents: entry.variableCommissionCents,
  return_charge_cents: entry.returnChargeCents,
  adjustment_cents: entry.adjustmentCents,
  note: entry.note,
});

/** @throws unique violation of `settlement_entries_pkey` when one of them is settled already */
export async function insertEntries(
  tx: MarketplaceHandle,
  of: { readonly accountId: string; readonly settlementId: string },
  entries: readonly Entry[],
  author: Author,
): Promise<void> {
  const rows = JSON.stringify(entries.map(toRow));
  await entryInsertMany(tx, [of.accountId, of.settlementId, rows, author.actor, author.requestId]);
}

/** Those of the entries that are not settled yet. */
export async function withoutKnown(
  tx: MarketplaceHandle,
  accountId: string,
  entries: readonly Entry[],
): Promise<readonly Entry[]> {
  if (entries.length === 0) return [];
  const rows = await entryListKnown(tx, [accountId, entries.map(({ id }) => id)]);
  const known = new Set(rows.map(({ id }) => id));
  return entries.filter(({ id }) => !known.has(id));
}

/** The sums of settlements by kind; those without entries are left out. */
export async function sumEntries(
  handle: MarketplaceHandle,
  accountId: string,
  settlementIds: readonly string[],
): Promise<ReadonlyMap<string, EntrySums>> {
  const sums = new Map<string, EntrySums>();
  if (settlementIds.length === 0) return sums;
  for (const row of await entrySums(handle, [accountId, settlementIds]))
    sums.set(row.settlement_id, { ...sums.get(row.settlement_id), [row.kind]: amountsFromRow(row) });
  return sums;
}

/** What is in a settlement, the oldest first, after the place `after`. */
export async function listEntryPage(
  handle: MarketplaceHandle,
  of: { readonly accountId: string; readonly settlementId: string },
  after: Keyset | undefined,
  limit: number,
): Promise<readonly Entry[]> {
  const values = [of.accountId, of.settlementId, after?.at ?? Number.MIN_SAFE_INTEGER, after?.id ?? '', limit];
  return (await entryListPage(handle, values)).map(entryFromRow);
}

/** Everything settled about items of orders, item by item in the order of time. */
export async function listEntriesOfItems(
  tx: MarketplaceHandle,
  accountId: string,
  orderItemIds: readonly string[],
): Promise<readonly Entry[]> {
  return (await entryListOfItems(tx, [accountId, orderItemIds])).map(entryFromRow);
}
