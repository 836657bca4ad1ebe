import { testDatabase } from '@jetway/testkit';
import { describe, expect, test } from 'vitest';
import { generateRowTypes } from './index.ts';

const database = testDatabase<unknown>('sample', new URL('./sample-migrations/', import.meta.url));

/** What both engines must give, to the letter. */
const EXPECTED = `/** Owns the row types of the schema sample. Generated from its migrations: do not edit. */
import type { JsonColumn, JsonValue } from '@jetway/service';
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

export interface SampleTables {
  boxes: BoxesTable;
  shelves: ShelvesTable;
}

export type ShelvesStatus = 'open' | 'it\\'s full' | 'closed';

export interface BoxesTable {
  id: Generated<number>;
  serial: GeneratedAlways<number>;
  tenant_id: string;
  shelf_id: string;
  parent_id: number | null;
  label: string;
}

export interface ShelvesTable {
  tenant_id: string;
  id: string;
  status: Generated<ShelvesStatus>;
  note: string | null;
  quantity: Generated<number>;
  small_count: Generated<number>;
  weight: number | null;
  price: string | null;
  is_active: Generated<boolean>;
  tags: Generated<string[]>;
  amounts: number[] | null;
  document: JsonColumn<JsonValue>;
  extra: ColumnType<JsonValue | null, string | null | undefined, string | null>;
  defaults: ColumnType<JsonValue, string | undefined, string>;
  digest: Uint8Array | null;
  day: string | null;
  quantity_twice: GeneratedAlways<number | null>;
  created_at: number;
}
`;

describe('generated row types', () => {
  test('say for every column what is read and what may be written', async () => {
    expect(await generateRowTypes(await database, 'sample')).toBe(EXPECTED);
  });

  test('single columns are given other types, with the imports these need', async () => {
    const text = await generateRowTypes(await database, 'sample', {
      columns: { 'shelves.document': 'ShelfDocument', 'shelves.status': 'ShelfStatus' },
      imports: [`import type { ShelfDocument, ShelfStatus } from './shelves.ts';`],
    });
    expect(text).toContain(`from 'kysely';\nimport type { ShelfDocument, ShelfStatus } from './shelves.ts';\n`);
    expect(text).toContain('  document: JsonColumn<ShelfDocument>;\n');
    expect(text).toContain('  status: Generated<ShelfStatus>;\n');
    expect(text).not.toContain('ShelvesStatus');
  });

  test('a type for a column that does not exist is an error', async () => {
    const wrong = generateRowTypes(await database, 'sample', { columns: { 'shelves.color': 'Color' } });
    await expect(wrong).rejects.toThrow('the schema sample has no column shelves.color');
  });
});
