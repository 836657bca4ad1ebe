import type { Account } from '@jetway/marketplace-api';
import { expect, test } from 'vitest';
import { accountToPlay, MOST_SEED, parseScenariosSearch, titleOf } from './scenarios.ts';

test('an address says the account, the seed and whether SKUs are made, and nothing else', () => {
  expect(parseScenariosSearch({ account: 'a1', seed: 7, makeSkus: true, page: 2 })).toEqual({
    account: 'a1',
    seed: 7,
    makeSkus: true,
  });
  expect(parseScenariosSearch({ account: '', seed: 1, makeSkus: false })).toEqual({});
  for (const seed of [-1, 1.5, MOST_SEED + 1, '7']) expect(parseScenariosSearch({ seed })).toEqual({});
});

test('stories are played on the account that is named, else on the first, and never on a live one', () => {
  const account = (id: string, kind: Account['kind']): Account => ({
    id,
    kind,
    merchantId: 'm',
    merchantName: 'M',
    worldId: 'w',
    apiUser: 'u',
    skuCount: 0,
    ordersByStatus: { created: 0, ready: 0, acknowledged: 0, inprogress: 0, complete: 0 },
    createdAt: 0,
  });
  const all = [account('l', 'live'), account('t1', 'test'), account('t2', 'test')];
  expect(accountToPlay(all, 't2')?.id).toBe('t2');
  expect(accountToPlay(all, undefined)?.id).toBe('t1');
  expect(accountToPlay(all, 'l')?.id).toBe('t1');
  expect(accountToPlay(all.slice(0, 1), 'l')).toBeUndefined();
});

test('a story is called by its name in words', () => {
  expect(titleOf('shopper-cancels-in-hold')).toBe('Shopper cancels in hold');
});
