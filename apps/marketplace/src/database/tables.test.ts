import { readFile } from 'node:fs/promises';
import { generateRowTypes } from '@jetway/service';
import { expect, test } from 'vitest';
import { sharedDatabase } from '../testing/index.ts';
import { MARKETPLACE_SCHEMA } from './index.ts';

test('the checked-in row types are those of the migrations', async () => {
  const text = await generateRowTypes(await sharedDatabase(), MARKETPLACE_SCHEMA);
  expect(await readFile(new URL('./tables.ts', import.meta.url), 'utf8')).toBe(text);
});
