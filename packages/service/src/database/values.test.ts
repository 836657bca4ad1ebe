import { testDatabase } from '@jetway/testkit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { statement } from './statement.ts';
import { parseArray, parseInt8, toParameter } from './values.ts';

const database = testDatabase<unknown>('sample', new URL('./sample-migrations/', import.meta.url));
const storable = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\u0000'));

describe('values', () => {
  test('an array literal reads back as it was written, whatever is in it', () => {
    const items = fc.array(
      fc.option(fc.oneof(storable, fc.constantFrom('NULL', 'null', '', '{', '}', ',', '"', '\\'))),
    );
    fc.assert(
      fc.property(items, (values) => {
        expect(parseArray(String(toParameter(values)), (text) => text)).toEqual(values);
      }),
    );
  });

  test('int8 is exact or refused', () => {
    expect(parseInt8('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER);
    expect(parseInt8('-9007199254740991')).toBe(Number.MIN_SAFE_INTEGER);
    expect(() => parseInt8('9007199254740992')).toThrow('int8 9007199254740992 is no safe integer');
  });

  test('texts, arrays and JSON come back from the database as they were sent', async () => {
    const { db } = await database;
    const echo = statement<{ text: string; list: string[]; json: unknown }>(
      'valueEcho',
      'select $1::text as text, $2::text[] as list, $3::jsonb as json',
    );
    const inputs = fc.tuple(storable, fc.array(storable), fc.dictionary(storable, fc.array(storable)));
    await fc.assert(
      fc.asyncProperty(inputs, async ([text, list, json]) => {
        const plain = { ...json };
        expect(await echo(db, [text, list, plain])).toEqual([{ text, list, json: plain }]);
      }),
      { numRuns: 50 },
    );
  });

  test('every kind of column is read as its type says', async () => {
    const { db } = await database;
    const read = statement(
      'valueKinds',
      `select 9007199254740991::int8 as big, 7::int4 as int, 1.5::float8 as float, 12.30::numeric as price, true as yes,
        date '2026-01-05' as day, '\\x00ff'::bytea as bytes, array[1, null]::int8[] as bigs, array['a', null] as texts,
        array[[1, 2], [3, 4]] as square, '[1, "a"]'::jsonb as list, null::text as nothing, array[]::text[] as none,
        timestamptz '2026-01-05 12:00:00+02' as instant, array[true, false] as flags`,
    );
    expect(await read(db, [])).toEqual([
      {
        big: Number.MAX_SAFE_INTEGER,
        int: 7,
        float: 1.5,
        price: '12.30',
        yes: true,
        day: '2026-01-05',
        bytes: Buffer.from([0, 255]),
        bigs: [1, null],
        texts: ['a', null],
        square: [
          [1, 2],
          [3, 4],
        ],
        list: [1, 'a'],
        nothing: null,
        none: [],
        instant: '2026-01-05 10:00:00+00',
        flags: [true, false],
      },
    ]);
  });

  test('a bigint beyond what a number holds exactly is an error, not another number', async () => {
    const { db } = await database;
    const read = statement('valueTooBig', 'select 9007199254740993::int8 as big');
    await expect(read(db, [])).rejects.toThrow('int8 9007199254740993 is no safe integer');
    expect(await statement('valueAfter', 'select 1 as one')(db, [])).toEqual([{ one: 1 }]);
  });
});
