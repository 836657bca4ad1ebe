import { describe, expect, test } from 'vitest';
import { keyName, matchKey } from './shortcuts.ts';

const shortcuts = [
  { keys: 'g o', name: 'orders' },
  { keys: 'g i', name: 'inventory' },
  { keys: 'o', name: 'open' },
  { keys: 's', name: 'ship in list' },
  { keys: 's', name: 'ship in panel' },
];

const type = (...keys: string[]) => {
  let pending = '';
  const found: string[] = [];
  for (const key of keys) {
    const matched = matchKey(shortcuts, pending, key);
    pending = matched.pending;
    if (matched.shortcut !== undefined) found.push(matched.shortcut.name);
  }
  return found;
};

describe('matchKey', () => {
  test('a sequence is found once all its keys were pressed', () => {
    expect(type('g', 'o')).toEqual(['orders']);
    expect(type('g')).toEqual([]);
  });

  test('within a sequence a single key means the sequence, outside it means itself', () => {
    expect(type('o', 'g', 'o', 'o')).toEqual(['open', 'orders', 'open']);
  });

  test('a key that breaks a sequence counts by itself', () => {
    expect(type('g', 'x', 'o')).toEqual(['open']);
    expect(type('g', 's')).toEqual(['ship in panel']);
  });

  test('of two with the same keys the one registered last counts', () => {
    expect(type('s')).toEqual(['ship in panel']);
  });
});

test('Control and Command are one key, letters ignore Shift, and Alt belongs to the system', () => {
  const press = { key: 'K', ctrlKey: false, metaKey: false, altKey: false };
  expect(keyName(press)).toBe('k');
  expect(keyName({ ...press, metaKey: true })).toBe('mod+k');
  expect(keyName({ ...press, ctrlKey: true })).toBe('mod+k');
  expect(keyName({ ...press, altKey: true })).toBeUndefined();
  expect(keyName({ ...press, key: 'Shift' })).toBeUndefined();
});
