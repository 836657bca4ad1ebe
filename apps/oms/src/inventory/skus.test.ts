import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemActor } from '../edge/index.ts';
import { anOrganization, aSku, type Ground, ground } from '../testing/index.ts';
import { channelState } from './items.ts';
import { findSkus, rememberAlias } from './skus.store.ts';
import { readSearch, searchWords } from './skus.ts';

let at: Ground;
beforeAll(async () => {
  at = await ground();
});

describe('search words', () => {
  test('are the words of the title and of the SKU, and the SKU as a whole, in lower case', () => {
    expect(searchWords('AB-12/x', 'Café-Becher, rot (2er)')).toEqual([
      'ab-12/x',
      'ab',
      '12',
      'x',
      'café',
      'becher',
      'rot',
      '2er',
    ]);
  });

  test('any start of any word of a title finds it', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z0-9]{1,12}( [A-Za-z0-9]{1,12}){0,8}$/),
        fc.nat(),
        fc.nat(12),
        (title, at, cut) => {
          const parts = title.split(' ');
          const word = parts[at % parts.length] ?? '';
          const typed = word.slice(0, Math.max(1, Math.min(cut, word.length)));
          const [prefix = ''] = readSearch(` ${typed} `)?.words ?? [];
          expect(searchWords('S', title).some((one) => one.startsWith(prefix))).toBe(true);
        },
      ),
    );
  });

  test('a blank search is none', () => {
    expect(readSearch('  ')).toBeUndefined();
    expect(readSearch('!!')).toEqual({ whole: '!!', words: [] });
  });
});

describe('finding SKUs by what a channel calls them', () => {
  test('compares exactly: case, blanks and leading zeros count', async () => {
    const organizationId = await anOrganization(at);
    const sku = await aSku(at, organizationId, { sku: 'Ab-007' });
    const found = await findSkus(at.database.db, organizationId, ['Ab-007', 'ab-007', 'Ab-7', 'Ab-007 ', 'Ab-007']);
    expect([...found]).toEqual([['Ab-007', { ...sku, isKit: false }]]);
  });

  test('a remembered alias is found too, but never before a SKU of that very text', async () => {
    const organizationId = await anOrganization(at);
    const mug = await aSku(at, organizationId, { sku: 'MUG' });
    const cup = await aSku(at, organizationId, { sku: 'CUP' });
    const remember = (alias: string, skuId: string) =>
      at.database.transaction((tx) => rememberAlias(tx, organizationId, alias, skuId, systemActor, at.clock.now()));
    expect((await remember('old-mug', mug.skuId)).ok).toBe(true);
    await remember('CUP', mug.skuId);
    const found = await findSkus(at.database.db, organizationId, ['old-mug', 'CUP']);
    expect(found).toEqual(
      new Map([
        ['old-mug', { ...mug, isKit: false }],
        ['CUP', { ...cup, isKit: false }],
      ]),
    );
    expect(await remember('x', 'no-such')).toMatchObject({ ok: false, refusal: { code: 'unknown_sku' } });
    const stranger = await anOrganization(at);
    expect(await findSkus(at.database.db, stranger, ['MUG', 'old-mug'])).toEqual(new Map());
  });
});

describe('how far a SKU’s stock got', () => {
  const desired = {
    connectionId: 'c',
    skuId: 's',
    available: { n: 1 },
    desired: { n: 1 },
    rule: null,
    switchedOn: true,
    sent: null,
    desiredVersion: 2,
    confirmedVersion: 1,
    sentAt: null,
    confirmedAt: null,
    claimedUntil: null,
    lastError: null,
  };
  const live = { mode: 'live', sendsStock: true } as const;

  test.each([
    ['waiting', live, {}],
    ['sending', live, { claimedUntil: 11, lastError: 'earlier' }],
    ['waiting', live, { claimedUntil: 10 }],
    ['failed', live, { lastError: 'refused' }],
    ['confirmed', live, { confirmedVersion: 2 }],
    ['watching', { ...live, mode: 'watch' }, { lastError: 'x' }],
    ['off', { ...live, mode: 'stopped' }, {}],
    ['off', { ...live, sendsStock: false }, { confirmedVersion: 2 }],
    ['off', live, { desired: {} }],
    ['off', live, { switchedOn: false }],
  ] as const)('%s', (state, connection, more) => {
    expect(channelState(connection, { ...desired, ...more }, 10)).toBe(state);
  });
});
