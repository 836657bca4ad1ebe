import type { Route } from '@jetway/http-contract';
import { jetRoutes } from '@jetway/jet-api';
import fc from 'fast-check';
import { Type } from 'typebox';
import { describe, expect, test } from 'vitest';
import { hiddenMembersOf } from './hidden-members.ts';
import { keptAnswer } from './kept-body.ts';

const routes: Readonly<Record<string, Route>> = jetRoutes;
const hiddenOf = hiddenMembersOf();
const answering = (schema: Parameters<typeof Type.Object>[0][string]): Route =>
  ({ ...jetRoutes.getToken, replies: { 200: schema } }) as unknown as Route;

describe('the hidden members of answers', () => {
  test('are those about the buyer where an order is answered, the token where one is, and none of a list of links', () => {
    const personal = ['buyer', 'hash_email', 'shipping_to'];
    expect(hiddenOf(jetRoutes.getOrder)?.toSorted()).toEqual(personal);
    expect(hiddenOf(jetRoutes.getToken)).toEqual(['id_token']);
    expect(hiddenOf(jetRoutes.listOrders)).toEqual([]);
  });

  test('are unknown where an answer may have members that no schema names', () => {
    for (const schema of [
      Type.Unknown(),
      Type.Record(Type.String(), Type.Number()),
      Type.Object({ a: Type.Array(Type.Unknown()) }),
      Type.Object({ a: Type.Number() }, { additionalProperties: Type.String() }),
      Type.Union([Type.Null(), Type.Object({}, { additionalProperties: true })]),
    ])
      expect(hiddenOf(answering(schema))).toBeUndefined();
    expect(hiddenOf(answering(Type.Object({ pass: Type.Union([Type.String(), Type.Null()]) })))).toEqual(['pass']);
  });

  test('are known of every route of the merchant API', () => {
    expect(Object.entries(routes).filter(([, route]) => hiddenOf(route) === undefined)).toEqual([]);
  });

  test('are looked for by name with the same result as when every name is looked at', () => {
    const names = ['pass', 'buyer', 'shipping_to', 'price', 'a"buyer', 'buyer":', 'a,"buyer', '{"pass'];
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('"buyer":', 'pass', '\\', '"', ...names),
        fc.integer(),
        fc.constantFrom(null, true),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 4 }),
      ),
    })).value;
    fc.assert(
      fc.property(json, fc.integer({ min: 0, max: 300 }), (value, most) => {
        const text = JSON.stringify(value);
        expect(keptAnswer(text, ['pass', 'buyer', 'shipping_to'], most)).toBe(keptAnswer(text, undefined, most));
      }),
    );
  });
});
