/** Owns reading items as people see them, for the replies of every route about a SKU. */
import type { InventoryItem } from '@jetway/oms-api';
import type { Database, Handle } from '../database/index.ts';
import type { MemberContext } from '../edge/index.ts';
import { readDesiredStock } from './desired-stock-reads.store.ts';
import { readItems } from './items.store.ts';
import { type StockConnection, toItem } from './items.ts';

export interface ItemReaderDeps {
  readonly database: Database;
  /** Every connection of an organization, as far as stock is concerned. */
  readonly stockConnections: (handle: Handle, organizationId: string) => Promise<readonly StockConnection[]>;
}

export interface ItemReader {
  /** By SKU; what the organization does not have is absent. */
  readonly items: (context: MemberContext, skuIds: readonly string[]) => Promise<InventoryItem[]>;
  readonly one: (context: MemberContext, skuId: string) => Promise<InventoryItem | undefined>;
}

export function createItemReader({ database, stockConnections }: ItemReaderDeps): ItemReader {
  const items: ItemReader['items'] = async ({ organizationId, now }, skuIds) => {
    if (skuIds.length === 0) return [];
    const [rows, desired, connections] = await Promise.all([
      readItems(database.db, organizationId, skuIds),
      readDesiredStock(database.db, organizationId, skuIds),
      stockConnections(database.db, organizationId),
    ]);
    return rows.map((row) => toItem(row, desired, connections, now));
  };
  return { items, one: async (context, skuId) => (await items(context, [skuId]))[0] };
}
