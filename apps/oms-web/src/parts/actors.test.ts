import { expect, test } from 'vitest';
import { actorName } from './actors.ts';

test('people, programs and the OMS itself are told apart, and others shown as they are', () => {
  expect(actorName('user:sam@example.com')).toBe('sam@example.com');
  expect(actorName('key:scanner')).toBe('key “scanner”');
  expect(actorName('system')).toBe('Jetway');
  expect(actorName('Jet')).toBe('Jet');
});
