import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut, KEPT_CHARACTERS, keptBody, keptPath } from './kept-body.ts';

describe('a body as it is kept', () => {
  test.each<[string, string, string]>([
    ['a password', '{"user":"A","pass":"hush"}', '{"user":"A","pass":"[redacted]"}'],
    ['a token', '{"id_token":"eyJ","token_type":"Bearer"}', '{"id_token":"[redacted]","token_type":"Bearer"}'],
    ['the buyer', '{"a":1,"buyer":{"name":"Ann","phone_number":"1"}}', '{"a":1,"buyer":"[redacted]"}'],
    [
      'the recipient and his address',
      '{"shipping_to":{"recipient":{"name":"Ann"},"address":{"city":"Rye"}},"hash_email":"1@x"}',
      '{"shipping_to":"[redacted]","hash_email":"[redacted]"}',
    ],
    ['a name spelled with escapes', '{"p\\u0061ss":"hush"}', '{"p\\u0061ss":"[redacted]"}'],
    ['names in a list', '[{"secret":"hush"}]', '[{"secret":"[redacted]"}]'],
    [
      'the signature of an address',
      '{"url":"https://x.example/blobs/a?sig=abc.def","expires":1}',
      '{"url":"https://x.example/blobs/a?sig=[redacted]","expires":1}',
    ],
    [
      'one behind an escaped ampersand',
      '{"url":"https://x/a?se=1\\u0026sig=abc"}',
      '{"url":"https://x/a?se=1\\u0026sig=[redacted]"}',
    ],
  ])('holds nothing of %s', (_, text, kept) => {
    expect(keptBody(text, true)).toBe(kept);
  });

  test.each<[string, string]>([
    ['{ "pass" : "a\\"b\\\\" , "x" : [1, "pass"] }', '{ "pass" : "[redacted]" , "x" : [1, "pass"] }'],
    ['{"pass":{"a":["}"]},"b":2}', '{"pass":"[redacted]","b":2}'],
    ['{"pass":[[1],{"a":"]"}],"b":2}', '{"pass":"[redacted]","b":2}'],
    ['{"pass":12,"b":[{"secret":true}]}', '{"pass":"[redacted]","b":[{"secret":"[redacted]"}]}'],
    ['{"a":"pass:\\"pass\\":1"}', '{"a":"pass:\\"pass\\":1"}'],
  ])('%s stays as it was written around what is hidden', (text, kept) => {
    expect(keptBody(text, true)).toBe(kept);
  });

  test('is the very text where nothing in it is secret, also when it is no JSON', () => {
    for (const text of ['{"price": 1.50 }', '[1,\n2]', '"text"']) expect(keptBody(text, true)).toBe(text);
    expect(keptBody('{"cut', false)).toBe('{"cut');
  });

  test('is not kept where it may hold secrets and is no JSON', () => {
    for (const text of ['{"pass":"hush', 'user=a&pass=hush'])
      expect(keptBody(text, false)).toBe('[not kept: it is no JSON and may hold secrets]');
  });

  test('is cut with a mark that tells how long it was', () => {
    const kept = keptBody('x'.repeat(KEPT_CHARACTERS + 5), true) ?? '';
    expect(kept).toBe(`${'x'.repeat(KEPT_CHARACTERS)}… [${KEPT_CHARACTERS + 5} characters in all]`);
  });

  test('is nothing where there was none', () => {
    expect([keptBody(undefined, true), keptBody('', true)]).toEqual([null, null]);
  });

  test('whatever stands in a secret member, wherever it is, is gone', () => {
    const names = ['pass', 'api_secret', 'Password', 'id_token', 'buyer', 'shipping_to', 'apiKey', 'hash_email'];
    const hidden = 'qzqzqz';
    const place = fc.constantFrom<(inner: unknown) => unknown>(
      (inner) => inner,
      (inner) => ({ a: inner }),
      (inner) => [1, inner],
      (inner) => ({ b: [{ c: inner }] }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), place, place, (name, outer, inner) => {
        const body = outer(inner({ [name]: { deep: [hidden] }, other: 1 }));
        expect(keptBody(JSON.stringify(body), true)).not.toContain(hidden);
      }),
    );
  });

  test('what is kept of JSON that is not cut is JSON, the same but for what is hidden', () => {
    const names = fc.constantFrom('a', 'pass', 'b"c', 'buyer', 'd\\e', 'Secret');
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.string({ unit: 'binary' }),
        fc.integer(),
        fc.constantFrom(null, true),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(names, tie('value'), { maxKeys: 4 }),
      ),
    })).value;
    const hide = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(hide);
      if (typeof value !== 'object' || value === null) return value;
      const isHidden = (name: string): boolean => ['pass', 'buyer', 'Secret'].includes(name);
      const entries = Object.entries(value).map(([name, inner]) => [name, isHidden(name) ? '[redacted]' : hide(inner)]);
      return Object.fromEntries(entries) as unknown;
    };
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        fc.pre(text.length <= KEPT_CHARACTERS && !/sig/i.test(text));
        expect(JSON.parse(keptBody(text, true) ?? '')).toEqual(hide(JSON.parse(text)));
      }),
    );
  });

  test('any text ends up as one that the database takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, most) => {
        const kept = cut(text, most);
        expect(kept.isWellFormed() && !kept.includes('\u0000')).toBe(true);
      }),
    );
  });
});

test('an address is kept without its signature', () => {
  expect(keptPath('/blobs/files/a/b?sig=abc.def&x=1')).toBe('/blobs/files/a/b?sig=[redacted]&x=1');
  expect(keptPath('/api/merchant-skus?offset=0&limit=5')).toBe('/api/merchant-skus?offset=0&limit=5');
});
