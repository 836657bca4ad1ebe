/** Owns the marketplace's database as the features see it: its handle, its schema's name, its migrations. */
import type { Database, Handle } from '@jetway/service';
import type { MarketplaceTables } from './tables.ts';

export { type HistoryEvent, historyOf } from './history.store.ts';
export type { MarketplaceTables };

/** What stores take first: the root handle, or a transaction's. */
export type MarketplaceHandle = Handle<MarketplaceTables>;
export type MarketplaceDatabase = Database<MarketplaceTables>;

export const MARKETPLACE_SCHEMA = 'marketplace';

/** The folder of the SQL files. */
export const marketplaceMigrations = new URL('../migrations/', import.meta.url);

/** Who writes, and in the course of which request: every write carries both. */
export interface Author {
  /** `merchant:<apiUser>`, `operator:<email>` or the name of a loop. */
  readonly actor: string;
  readonly requestId: string;
}
