import { expect, test } from 'vitest';
import { moneyText } from './money.tsx';

test('amounts are grouped and carry their currency', () => {
  expect(moneyText(124_990, 'USD', 'en-US')).toBe('$1,249.90');
  expect(moneyText(-5, 'USD', 'en-US')).toBe('-$0.05');
});

test('a currency nobody knows still shows the amount', () => {
  expect(moneyText(1_050, 'no such', 'en-US')).toBe('10.50 no such');
});
