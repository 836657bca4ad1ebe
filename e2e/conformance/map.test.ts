/** That every decision in the table of the README is held by tests that name it. Nothing is asked of a server. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const textOf = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

const upTo = (letter: string, first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => `${letter}${first + index}`);
/** All decisions about the API. */
const POINTS: readonly string[] = [
  ...upTo('A', 1, 5),
  ...['B', 'C', 'D', 'E'],
  ...upTo('F', 6, 20),
  ...upTo('G', 21, 22),
  ...upTo('H', 23, 28),
  ...upTo('I', 29, 32),
  ...upTo('J', 33, 34),
  'L',
];

/** The rows of the table: a point, and the files that it names. */
const rows = [...textOf('README.md').matchAll(/^\| ([A-Z]\d*) \|[^|]+\| ((?:`[\w-]+\.test\.ts` ?)+)\|$/gm)].map(
  ([, point = '', files = '']) => [point, [...files.matchAll(/`([\w.-]+)`/g)].map(([, file = '']) => file)] as const,
);

/** The points at the beginning of a title of a group or a test. */
const pointsIn = (file: string): readonly string[] =>
  [...textOf(file).matchAll(/\b(?:describe|test)\b[^'"`\n]*\n? *['"`]([A-Z]\d*)(?: and ([A-Z]\d+))? /g)].flatMap(
    ([, ...points]) => points.filter((point) => POINTS.includes(point ?? '')),
  );
const held = new Map(
  readdirSync(new URL('.', import.meta.url))
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => [file, new Set(pointsIn(file))]),
);

test('the table has each decision once, in their order', () => {
  expect(rows.map(([point]) => point)).toEqual(POINTS);
});

test.each(rows)('%s is held by a title of each file that its row names', (point, files) => {
  expect(files.filter((file) => held.get(file)?.has(point) !== true)).toEqual([]);
});
