import { createIds, manualClock, seededRandom } from '@jetway/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entryOf, errorsIn, firstIdOf, type NotedRequest } from './entries.ts';

const noted: NotedRequest = {
  asker: { accountId: 'a' },
  worldAt: 5,
  method: 'GET',
  url: '/api/orders/ready',
  operation: 'listOrders',
  route: undefined,
  status: 200,
  durationMs: 1.23456,
  requestId: 'r',
  userAgent: undefined,
  body: undefined,
  bodyText: undefined,
  requestBytes: 0,
  answer: '{"ä":1}',
  faults: [],
};

test('the id of an entry holds its instant, and ids are in the order of instants', () => {
  const instant = fc.integer({ min: 0, max: 2 ** 47 });
  fc.assert(
    fc.property(instant, instant, fc.nat(), (one, other, seed) => {
      const idAt = (at: number): string => createIds(manualClock(at), seededRandom(seed)).uuid();
      expect(entryOf(noted, idAt(one), () => undefined).at).toBe(one);
      expect(idAt(one) >= firstIdOf(other)).toBe(one >= other);
    }),
  );
});

test('an answer is measured in bytes, and its duration in microseconds', () => {
  const entry = entryOf(noted, '00000000-0001-7000-8000-000000000000', () => undefined);
  expect([entry.answerBytes, entry.durationMs, entry.at]).toEqual([8, 1.235, 1]);
});

test.each<[string, string | undefined, string[]]>([
  ['Jet’s list', '{"errors":["one","two"]}', ['one', 'two']],
  ['the message of a missing sign-in', '{"Message":"denied"}', ['denied']],
  ['a list with something else in it', '{"errors":["one",2,null]}', ['one']],
  ['no JSON', 'Bad gateway', []],
  ['no body', undefined, []],
  ['null', 'null', []],
])('errors are read from %s', (_, answer, errors) => {
  expect(errorsIn(answer)).toEqual(errors);
});

test('of a long list that was read the beginning is kept, of every other answer more', () => {
  const answer = `["${'x'.repeat(5_000)}"]`;
  const kept = (chosen: Partial<NotedRequest>): number =>
    entryOf({ ...noted, answer, ...chosen }, '00000000-0001-7000-8000-000000000000', () => undefined).answerBody
      ?.length ?? 0;
  expect(kept({})).toBeLessThan(1_100);
  for (const chosen of [{ status: 400 }, { method: 'POST' }]) expect(kept(chosen)).toBe(answer.length);
});
