import { expect, test } from 'vitest';
import { sizeText } from './sizes.ts';

test('sizes stand in the largest unit that they fill', () => {
  expect(sizeText(0)).toBe('0 bytes');
  expect(sizeText(1_023)).toBe('1,023 bytes');
  expect(sizeText(1_536)).toBe('1.5 KB');
  expect(sizeText(256 * 1_048_576)).toBe('256 MB');
  expect(sizeText(5 * 1024 ** 4)).toBe('5,120 GB');
});
