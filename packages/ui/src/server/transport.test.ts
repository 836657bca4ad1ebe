import { expect, test } from 'vitest';
import { failureOf, mayPass } from './failures.ts';
import { pageTransport } from './transport.ts';

const request = { method: 'GET', url: 'http://127.0.0.1/api', headers: {} } as const;
const failing = (error: unknown) =>
  pageTransport('The OMS', () => Promise.reject(error))(request).catch((thrown) => thrown);

test('a server that cannot be reached is told by its name, and may be asked again', async () => {
  const thrown: unknown = await failing(new TypeError('fetch failed'));
  expect(failureOf(thrown)?.detail).toMatch(/^The OMS cannot be reached\./);
  expect(mayPass(thrown)).toBe(true);
});

test('a call that the page gave up stays what it is', async () => {
  const givenUp = new DOMException('given up', 'AbortError');
  expect(await failing(givenUp)).toBe(givenUp);
});
