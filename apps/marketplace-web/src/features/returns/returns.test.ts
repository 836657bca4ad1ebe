import { expect, test } from 'vitest';
import { parseReturnListSearch } from './returns.search.ts';
import { chargeWords, feedbackName, wordsOf } from './returns.ts';

test('a dispute is told apart from agreeing and from silence', () => {
  expect([true, false, null].map((agreesToCharge) => chargeWords({ agreesToCharge }).tone)).toEqual([
    'success',
    'danger',
    'neutral',
  ]);
});

test('reasons of a dispute are told as people write them; others stand as they were sent', () => {
  expect(['notMerchantError', 'Outside Merchant Policy', 'mine'].map(feedbackName)).toEqual([
    'Not merchant error',
    'Outside merchant policy',
    'mine',
  ]);
});

test('an address may name a tab that exists', () => {
  expect(parseReturnListSearch({ tab: 'completed by merchant' })).toEqual({ tab: 'completed by merchant' });
  expect(parseReturnListSearch({ tab: 'disputed' })).toEqual({ tab: 'disputed' });
  expect([parseReturnListSearch({ tab: 'all' }), parseReturnListSearch({ tab: 7 })]).toEqual([{}, {}]);
  expect(wordsOf('lost').name).toBe('lost');
});
