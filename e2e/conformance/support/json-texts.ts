/** Owns JSON texts made from a schema: mostly as it says, and wrong in every way that a text can be. */
import fc, { type Arbitrary } from 'fast-check';
import type { Schema } from './contract.ts';

/** Names that mean something to JavaScript. */
const ODD_NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'length', '', '\u0000', '🦜'];

const nested = (depth: number, open: string, close: string): string => open.repeat(depth) + close.repeat(depth);

/** Texts of values that hardly any schema takes; not all of them are JSON. */
const ODD_TEXTS: readonly string[] = [
  ...['null', 'true', 'false', '{}', '[]', '""', '0', '-0', '-1', '0.1', '1.5', '[[]]', '[null]', '{"":{}}'],
  ...['9007199254740993', '-9223372036854775809', '1e308', '1e400', '-1e400', '5e-324', '0.30000000000000004'],
  ...['NaN', 'Infinity', 'undefined', '01', '.5', "'a'", '"\\ud800"', '"\\u0000"', '"\u202e\u0000"', '"\\q"', '{', '"'],
  ...[nested(100, '[', ']'), nested(2000, '[', ']'), `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`],
  ...['{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}', '{"toString":1}'],
];

const text = (value: unknown): string => JSON.stringify(value);

const oddTexts: Arbitrary<string> = fc.oneof(
  fc.constantFrom(...ODD_TEXTS),
  fc.string({ unit: 'binary', maxLength: 40 }).map(text),
  fc.double().map(String),
  fc.integer({ min: 100, max: 30_000 }).map((length) => text('x'.repeat(length))),
  fc.json({ maxDepth: 3 }),
);

/** Usually the first, now and then the second. */
const mostly = <T>(usual: Arbitrary<T>, seldom: Arbitrary<T>, weight = 30): Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: seldom });

/**
 * Texts of a value of the schema. `known` are texts that mean something to the server, such as ids of things that exist,
 * by the name of the member they stand in.
 */
export function jsonTexts(
  schema: Schema,
  known: Readonly<Record<string, readonly string[]>>,
  resolve: (schema: Schema) => Schema,
  name = '',
): Arbitrary<string> {
  const found = resolve(schema);
  return mostly(usualTexts(found, known, resolve, name), oddTexts);
}

function usualTexts(
  schema: Schema,
  known: Readonly<Record<string, readonly string[]>>,
  resolve: (schema: Schema) => Schema,
  name: string,
): Arbitrary<string> {
  const inner = (one: Schema, member = name): Arbitrary<string> => jsonTexts(one, known, resolve, member);
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((one) => inner(one)));
  if (schema.const !== undefined) return fc.constant(text(schema.const));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum.map(text));
  const [type] = Array.isArray(schema.type) ? schema.type : [schema.type];
  if (type === 'object') return objectTexts(schema, inner);
  if (type === 'array') return arrayTexts(schema, inner);
  if (type === 'string') return stringsOf(schema, known[name]).map(text);
  if (type === 'boolean') return fc.boolean().map(text);
  if (type === 'null') return fc.constant('null');
  if (type === 'integer' || type === 'number') return numberTexts(schema, type === 'integer', known[name]);
  return oddTexts;
}

/** A largest length, kept small. */
const bounded = (value: number | undefined, usual: number): number => Math.min(value ?? usual, usual);

function arrayTexts(schema: Schema, inner: (schema: Schema) => Arbitrary<string>): Arbitrary<string> {
  const elements = fc.array(inner(schema.items ?? {}), {
    minLength: schema.minItems ?? 0,
    maxLength: Math.max(schema.minItems ?? 0, bounded(schema.maxItems, 4)),
  });
  return elements.map((all) => `[${all.join(',')}]`);
}

function objectTexts(schema: Schema, inner: (schema: Schema, name: string) => Arbitrary<string>): Arbitrary<string> {
  const required = new Set(schema.required ?? []);
  const members = Object.entries(schema.properties ?? {}).map(([name, one]) => {
    const member = inner(one, name).map((value) => [`${text(name)}:${value}`]);
    const absent = fc.constant<string[]>([]);
    const usual = required.has(name) ? mostly(member, absent, 40) : fc.oneof(member, absent);
    // The same name twice, with another value.
    return mostly(
      usual,
      fc.tuple(member, member).map((both) => both.flat()),
      60,
    );
  });
  const extra = fc
    .tuple(fc.oneof(fc.constantFrom(...ODD_NAMES), fc.string({ unit: 'binary', maxLength: 8 })), oddTexts)
    .map(([name, value]) => [`${text(name)}:${value}`]);
  const extras = mostly(fc.constant<string[]>([]), extra, 20);
  return fc.tuple(...members, extras).map((all) => `{${all.flat().join(',')}}`);
}

/** Texts of numbers, most of them within the bounds. */
export function numberTexts(
  { minimum = -1e6, maximum = 1e6 }: Schema,
  isInteger: boolean,
  known: readonly string[] = [],
): Arbitrary<string> {
  const edges = [minimum, maximum, minimum - 1, maximum + 1, 0, 1].map(String);
  const low = Math.ceil(minimum);
  const usual = isInteger
    ? fc.oneof(
        fc.integer({ min: Math.max(low, -100), max: Math.max(low, Math.min(100, maximum)) }),
        fc.integer({ min: low, max: Math.min(Math.floor(maximum), Number.MAX_SAFE_INTEGER) }),
      )
    : fc.double({ min: Math.max(minimum, -1e9), max: Math.min(maximum, 1e9), noNaN: true });
  const numbers = known.filter((value) => /^\d+$/.test(value));
  return fc.oneof(
    { weight: 5, arbitrary: usual.map(String) },
    { weight: 1, arbitrary: fc.constantFrom(...edges) },
    ...(numbers.length === 0 ? [] : [{ weight: 20, arbitrary: fc.constantFrom(...numbers) }]),
  );
}

/** Texts that a schema of texts takes, most of them; as they are, not as JSON. */
export function stringsOf(schema: Schema, known: readonly string[] = []): Arbitrary<string> {
  const values = [...(schema.jetEnum?.values ?? []), ...known];
  const length = { minLength: schema.minLength ?? 0, maxLength: bounded(schema.maxLength, 300) };
  const free = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.string({ ...length, maxLength: Math.max(length.minLength, bounded(length.maxLength, 12)) }),
    },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', ...length }) },
    { weight: 1, arbitrary: fc.constantFrom('2014-06-11T09:00:00.0000000-04:00', '2014-13-45', '12207', '٣', '‮') },
    { weight: 1, arbitrary: fc.constant('x'.repeat((schema.maxLength ?? 300) + 1)) },
  );
  if (values.length === 0) return free;
  return mostly(fc.constantFrom(...values).chain(respelled), free, 6);
}

/** As it is, or in another case, or with blanks and underscores. */
const respelled = (value: string): Arbitrary<string> =>
  fc.constantFrom(value, value, value.toUpperCase(), ` ${value}`, value.replaceAll(' ', '_'));
