/** Owns the guarantees of what a tag is, and of how two addresses are compared. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyField, isSameShipTo, shipToDifference, trimShipTo } from './ship-to.ts';
import { changeTags, normaliseTag } from './tags.ts';

describe('tags', () => {
  test('are kept in lower case with single blanks, and mean the same when they are read again', () => {
    expect(normaliseTag('  Gift\t Wrap ')).toBe('gift wrap');
    expect(normaliseTag(' \n ')).toBeUndefined();
    expect(normaliseTag('x'.repeat(51))).toBeUndefined();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const tag = normaliseTag(text);
        if (tag !== undefined) expect(normaliseTag(tag)).toBe(tag);
      }),
    );
  });

  test('an order never has one twice, nor more than twenty; the first stays first until it is taken off', () => {
    const word = fc.constantFrom('A', 'a ', 'b', 'C', ...Array.from({ length: 25 }, (_, index) => `t${index}`));
    const wish = fc.record({ add: fc.array(word, { maxLength: 20 }), remove: fc.array(word, { maxLength: 20 }) });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 6 }), (wishes) => {
        let tags: readonly string[] = [];
        for (const one of wishes) {
          const done = changeTags(tags, one);
          if (!done.ok) continue;
          const [first] = tags;
          if (first !== undefined && !done.value.removed.includes(first)) expect(done.value.tags[0]).toBe(first);
          tags = done.value.tags;
          expect(new Set(tags).size).toBe(tags.length);
          expect(tags.length).toBeLessThanOrEqual(20);
        }
      }),
    );
  });
});

describe('where an order goes', () => {
  const address = {
    name: 'Ada Byron',
    phone: null,
    address1: '1 Wharf Road',
    address2: null,
    city: 'Portland',
    state: 'ME',
    zipCode: '04101',
  };

  test('what is absent and what is empty are the same; every other difference is told from what to what', () => {
    expect(isSameShipTo(address, { ...address, phone: '' })).toBe(true);
    const other = trimShipTo({ ...address, address1: ' 2 Wharf Road ', phone: '5550100', address2: '  ' });
    expect(shipToDifference(address, other)).toBe(
      'Phone from nothing to “5550100”, Street from “1 Wharf Road” to “2 Wharf Road”',
    );
    expect(emptyField(other)).toBeUndefined();
    expect(emptyField(trimShipTo({ ...address, city: ' ' }))).toBe('city');
  });
});
