import fc from 'fast-check';
import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { unknownFields } from './unknown-fields.ts';

const item = Type.Object({
  sku: Type.String(),
  sizes: Type.Optional(Type.Array(Type.Object({ size: Type.Integer() }))),
});
const schema = Type.Object({
  name: Type.String(),
  items: Type.Array(item),
  map: Type.Optional(Type.Record(Type.String(), Type.Object({ price: Type.Number() }))),
  either: Type.Optional(Type.Union([Type.Object({ a: Type.String() }), Type.Object({ b: Type.String() })])),
  both: Type.Optional(Type.Intersect([Type.Object({ a: Type.String() }), Type.Object({ b: Type.String() })])),
  anything: Type.Optional(Type.Object({})),
  unknown: Type.Optional(Type.Unknown()),
});

test.each<[string, unknown, string[]]>([
  ['nothing beyond the schema', { name: 'a', items: [{ sku: 'b' }] }, []],
  ['a member of the whole', { name: 'a', colour: 'red', items: [] }, ['/colour']],
  ['a member deep within', { name: 'a', items: [{ sku: 'b' }, { sku: 'c', colour: 1 }] }, ['/items[1]/colour']],
  ['the same member of many, once', { items: [{ x: 1 }, { x: 2, y: 3 }, { x: 4 }] }, ['/items[0]/x', '/items[1]/y']],
  ['within arrays within arrays', { items: [{ sizes: [{ size: 1, s: 2 }] }] }, ['/items[0]/sizes[0]/s']],
  ['in a map, whose names are free', { map: { eu: { price: 1, tax: 2 } } }, ['/map/eu/tax']],
  ['a member of neither alternative', { either: { a: 'x', b: 'y', c: 'z' } }, ['/either/c']],
  ['a member of neither part', { both: { a: 'x', b: 'y', c: 'z' } }, ['/both/c']],
  ['nothing where anything may stand', { anything: { x: { y: 1 } }, unknown: [{ z: 1 }] }, []],
  [
    'names that objects have by themselves',
    { constructor: 1, items: [{ toString: 1 }] },
    ['/constructor', '/items[0]/toString'],
  ],
  ['no member where there is no object', 'text', []],
  ['nothing of a value of another kind', { items: { sku: 'b', colour: 1 } }, []],
])('%s', (_, value, expected) => {
  expect(unknownFields(schema, value)).toEqual(expected);
});

test('at most so many are told', () => {
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`x${index}`, index]));
  expect(unknownFields(schema, many, 7)).toHaveLength(7);
});

test('whatever the value, what the schema declares is never told, and what it does not is', () => {
  const known = fc.record({ name: fc.string(), items: fc.array(fc.record({ sku: fc.string() }), { maxLength: 4 }) });
  const extra = fc.stringMatching(/^x_[a-z]{1,8}$/);
  fc.assert(
    fc.property(known, fc.uniqueArray(extra, { maxLength: 5 }), fc.jsonValue(), (value, names, anything) => {
      const added = Object.fromEntries(names.map((name) => [name, anything]));
      expect(unknownFields(schema, { ...value, ...added })).toEqual(names.map((name) => `/${name}`));
    }),
  );
});
