import { expect, test } from 'vitest';
import { parseDetailSearch } from './detail-search.ts';

test('an address of a thing says that the merchant’s view is shown, and nothing else', () => {
  expect(parseDetailSearch({ view: 'merchant', status: 'ready' })).toEqual({ view: 'merchant' });
  expect(parseDetailSearch({ view: 'details' })).toEqual({});
});
