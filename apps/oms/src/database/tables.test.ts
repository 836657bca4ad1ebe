import { readFile } from 'node:fs/promises';
import { privateDatabase, testClock } from '@jetway/testkit';
import { expect, test } from 'vitest';
import { migrationsDirectory, type OmsTables, schema } from './index.ts';
import { rowTypes } from './row-types.ts';

test('the row types are what the migrations say, on either engine', async () => {
  const database = await privateDatabase<OmsTables>(schema, migrationsDirectory);
  const kept = await readFile(new URL('tables.ts', import.meta.url), 'utf8');
  expect(await rowTypes(database, testClock())).toBe(kept);
  await database.close();
});
