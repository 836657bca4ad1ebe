/** Owns the columns of files of stock and of problems. */
import type { InventoryItem, ProblemItem } from '@jetway/oms-api';
import { type CsvColumn, utc } from './csv.ts';

/** A row of a file of stock: a SKU at a location, or alone when it lies nowhere. */
export interface StockRow {
  readonly item: InventoryItem;
  readonly place: InventoryItem['locations'][number] | undefined;
}

export const stockRows = (items: readonly InventoryItem[]): readonly StockRow[] =>
  items.flatMap((item): readonly StockRow[] =>
    item.locations.length === 0 ? [{ item, place: undefined }] : item.locations.map((place) => ({ item, place })),
  );

export const stockColumns: readonly CsvColumn<StockRow>[] = [
  { header: 'SKU', of: ({ item }) => item.sku },
  { header: 'Title', of: ({ item }) => item.title },
  { header: 'Active', of: ({ item }) => (item.active ? 'yes' : 'no') },
  { header: 'Location', of: ({ place }) => place?.locationName ?? null },
  { header: 'On hand', of: ({ place }) => place?.onHand ?? 0 },
  { header: 'Reserved', of: ({ place }) => place?.reserved ?? 0 },
  { header: 'Available', of: ({ place }) => place?.available ?? 0 },
];

export const problemColumns: readonly CsvColumn<ProblemItem>[] = [
  { header: 'Problem', of: (problem) => problem.title },
  { header: 'Kind', of: (problem) => problem.kind },
  { header: 'State', of: (problem) => problem.state },
  { header: 'Text', of: (problem) => problem.text },
  { header: 'Deadline (UTC)', of: (problem) => utc(problem.deadlineAt) },
  { header: 'Order', of: (problem) => problem.orderId },
  { header: 'SKU', of: (problem) => problem.merchantSku },
  { header: 'First seen (UTC)', of: (problem) => utc(problem.firstAt) },
  { header: 'Last seen (UTC)', of: (problem) => utc(problem.lastAt) },
  { header: 'Times seen', of: (problem) => problem.seenCount },
  { header: 'Resolved (UTC)', of: (problem) => utc(problem.resolvedAt) },
  { header: 'Resolved by', of: (problem) => problem.resolvedBy },
  { header: 'Resolution', of: (problem) => problem.resolution },
];
