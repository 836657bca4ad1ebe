/** Owns what the generator of row types is told about this app's schema, and how `tables.ts` follows from it. */

import type { Clock } from '@jetway/kernel';
import { type Database, generateRowTypes, migrate, type RowTypeOptions } from '@jetway/service';

/** The SQL files, in order. */
export const migrationsDirectory = new URL('../migrations/', import.meta.url);

export const schema = 'oms';

const options: RowTypeOptions = {
  columns: {
    'connections.settings': 'Record<string, string | number | boolean>',
    'connections.secrets': 'Record<string, string>',
    'desired_stock.sent': 'Record<string, number>',
    'desired_stock.confirmed': 'Record<string, number>',
  },
};

/** The text that `tables.ts` must have. The database is brought up to date first. */
export async function rowTypes<Tables>(database: Database<Tables>, clock: Clock): Promise<string> {
  const migrated = await migrate(database, { directory: migrationsDirectory, clock });
  if (!migrated.ok) throw new Error(migrated.refusal.text);
  return generateRowTypes(database, schema, options);
}
