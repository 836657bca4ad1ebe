/** Owns the text of `tables.ts`: the row types of a database with all migrations. */
import { systemClock } from '@jetway/kernel';
import { generateRowTypes, migrate, openMemoryDatabase } from '@jetway/service';

/** The row types of a schema, from an embedded database that is made for it and forgotten. */
export async function rowTypesOf(of: { readonly schema: string; readonly migrations: URL }): Promise<string> {
  const database = await openMemoryDatabase({ schema: of.schema });
  try {
    const migrated = await migrate(database, { directory: of.migrations, clock: systemClock });
    if (!migrated.ok) throw new Error(migrated.refusal.text);
    return await generateRowTypes(database, of.schema);
  } finally {
    await database.close();
  }
}
