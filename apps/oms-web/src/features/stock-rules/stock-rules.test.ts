import { expect, test } from 'vitest';
import { emptyRule, isSameScope, ruleScopeName, ruleSentence } from './stock-rules.ts';

test('a rule is told in one sentence, and one that says nothing shows all', () => {
  expect(ruleSentence(emptyRule)).toBe('All that is available is shown');
  expect(ruleSentence({ heldBack: 2, heldBackPercent: 10, most: 50, endAt: 3 })).toBe(
    '2 units and 10 % held back, at most 50 shown, none shown at 3 or fewer',
  );
  expect(ruleSentence({ ...emptyRule, heldBack: 1 })).toBe('1 unit held back');
  expect(ruleSentence({ ...emptyRule, most: 0 })).toBe('at most 0 shown');
});

test('each of the four scopes has a name of its own', () => {
  const scopes = [null, 's'].flatMap((skuId) => [null, 'c'].map((connectionId) => ({ skuId, connectionId })));
  expect(new Set(scopes.map(ruleScopeName)).size).toBe(4);
  for (const scope of scopes) expect(scopes.filter((other) => isSameScope(scope, other))).toEqual([scope]);
});
