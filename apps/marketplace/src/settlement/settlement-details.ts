/** Owns the details of a settlement as CSV: a line for each entry, whose totals add up to the settlement's value. */

import { formatWireDate } from '@jetway/jet-api';
import { type Cents, formatCents, type Instant } from '@jetway/kernel';
import { stringify } from 'csv-stringify/sync';
import type { MarketplaceHandle } from '../database/index.ts';
import { listEntryPage } from './entries.store.ts';
import { type Entry, totalOf } from './settlement.ts';

/** Entries read at once. */
const PAGE_SIZE = 5_000;

/** A text that a spreadsheet would take for a formula gets an apostrophe in front. */
const neutral = (text: string | null): string => (/^[=+\-@\t\r]/.test(text ?? '') ? `'${text}` : (text ?? ''));

const money = (name: (entry: Entry) => Cents) => (entry: Entry) => formatCents(name(entry));

/** The columns in their order. Amounts are US dollars as the merchant gets them. */
const columns: readonly (readonly [string, (entry: Entry, settlementId: string) => string])[] = [
  ['settlement_id', (_, settlementId) => settlementId],
  ['type', ({ kind }) => kind],
  ['date', ({ at }) => formatWireDate('sevenDigitsZ', at)],
  ['merchant_order_id', ({ orderId }) => neutral(orderId)],
  ['reference_order_id', ({ referenceOrderId }) => neutral(referenceOrderId)],
  ['order_item_id', ({ orderItemId }) => neutral(orderItemId)],
  ['merchant_sku', ({ sku }) => neutral(sku)],
  ['product_title', ({ title }) => neutral(title)],
  ['quantity', ({ units }) => String(units)],
  ['merchant_price', money((entry) => entry.principalCents)],
  ['shipping_revenue', money((entry) => entry.shippingCents)],
  ['tax', money((entry) => entry.taxCents)],
  ['shipping_tax', money((entry) => entry.shippingTaxCents)],
  ['fixed_commission', money((entry) => entry.fixedCommissionCents)],
  ['jet_variable_commission', money((entry) => entry.variableCommissionCents)],
  ['merchant_return_charge', money((entry) => entry.returnChargeCents)],
  ['jet_adjustment', money((entry) => entry.adjustmentCents)],
  ['total', money(totalOf)],
  ['note', ({ note }) => neutral(note)],
];

/** The lines of a settlement, the heads of the columns first, page by page. */
export async function* settlementDetails(
  handle: MarketplaceHandle,
  of: { readonly accountId: string; readonly settlementId: string },
): AsyncGenerator<string> {
  yield stringify([columns.map(([name]) => name)]);
  let after: { readonly at: Instant; readonly id: string } | undefined;
  for (;;) {
    const page = await listEntryPage(handle, of, after, PAGE_SIZE);
    if (page.length > 0)
      yield stringify(page.map((entry) => columns.map(([, textOf]) => textOf(entry, of.settlementId))));
    after = page.at(-1);
    if (page.length < PAGE_SIZE) return;
  }
}
