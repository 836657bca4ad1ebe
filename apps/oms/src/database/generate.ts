/** Owns writing `tables.ts`: run it after a change of the migrations. */
import { writeFile } from 'node:fs/promises';
import { systemClock } from '@jetway/kernel';
import { openMemoryDatabase } from '@jetway/service';
import { rowTypes, schema } from './row-types.ts';

const database = await openMemoryDatabase<Record<never, never>>({ schema });
await writeFile(new URL('tables.ts', import.meta.url), await rowTypes(database, systemClock));
await database.close();
