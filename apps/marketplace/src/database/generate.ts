/** Owns writing `tables.ts` anew: run it after a migration was added (`node apps/marketplace/src/database/generate.ts`). */
import { writeFile } from 'node:fs/promises';
import { MARKETPLACE_SCHEMA, marketplaceMigrations } from './index.ts';
import { rowTypesOf } from './row-types.ts';

await writeFile(
  new URL('./tables.ts', import.meta.url),
  await rowTypesOf({ schema: MARKETPLACE_SCHEMA, migrations: marketplaceMigrations }),
);
