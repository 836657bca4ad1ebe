import { manualClock } from '@jetway/kernel';
import { expect, test } from 'vitest';
import { createRemembered } from './remembered.ts';

function setUp() {
  const clock = manualClock(1_000);
  const asked: string[] = [];
  const plan = { fails: false };
  const remembered = createRemembered({
    read: async (key) => {
      asked.push(key);
      if (plan.fails) throw new Error('no answer');
      return `${key}${asked.length}`;
    },
    clock,
    ms: 100,
    most: 2,
  });
  return { clock, asked, plan, remembered };
}

test('what was read stands for a while, then it is read again', async () => {
  const { clock, remembered } = setUp();
  expect([await remembered.find('a'), await remembered.find('a')]).toEqual(['a1', 'a1']);
  clock.advance(99);
  expect(await remembered.find('a')).toBe('a1');
  clock.advance(1);
  expect(await remembered.find('a')).toBe('a2');
  clock.set(0);
  expect(await remembered.find('a')).toBe('a3');
});

test('what changed is read again at once', async () => {
  const { remembered } = setUp();
  await remembered.find('a');
  remembered.forget();
  expect(await remembered.find('a')).toBe('a2');
});

test('what failed is read again at once', async () => {
  const { plan, remembered } = setUp();
  plan.fails = true;
  await expect(remembered.find('a')).rejects.toThrow('no answer');
  plan.fails = false;
  expect(await remembered.find('a')).toBe('a2');
});

test('beyond so many keys the oldest is dropped', async () => {
  const { asked, remembered } = setUp();
  for (const key of ['a', 'b', 'c', 'c', 'b', 'a']) await remembered.find(key);
  expect(asked).toEqual(['a', 'b', 'c', 'a']);
});
