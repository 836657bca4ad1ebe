/** The OMS's schema: its row types and migrations, and the types of the handles that stores take. */
import type { Database as AnyDatabase, Handle as AnyHandle } from '@jetway/service';
import type { OmsTables } from './tables.ts';

export { migrationsDirectory, schema } from './row-types.ts';
export type * from './tables.ts';

export type Database = AnyDatabase<OmsTables>;
/** What a store takes first: the root handle, or a transaction's. */
export type Handle = AnyHandle<OmsTables>;
