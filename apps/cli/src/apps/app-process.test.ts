import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AppProcess, startApp } from './app-process.ts';

const fakeApp = fileURLToPath(new URL('../demo/fake-app.fixture.ts', import.meta.url));

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jetway-app-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const start = (env: Record<string, string>, lines: string[] = []): AppProcess =>
  startApp({
    app: 'oms',
    main: fakeApp,
    args: ['--data', folder, '--port', '0', '--host', '127.0.0.1', '--public-url', 'http://oms.test'],
    env: { PATH: process.env['PATH'], ...env },
    cwd: folder,
    onLine: (line) => lines.push(line),
  });

test('an app is ready when it says so, with the address it says', async () => {
  const app = start({});
  expect(await app.ready).toEqual({ url: 'http://oms.test' });
  expect(await app.stop(10_000)).toEqual({ code: 0, signal: null });
});

test('an app that ended before it was ready never becomes ready, and all that it said was heard', async () => {
  const lines: string[] = [];
  const app = start({ FAKE_REFUSES: 'oms' }, lines);
  expect(await app.ready).toBeUndefined();
  expect(await app.exited).toEqual({ code: 2, signal: null });
  expect(lines).toEqual(['oms: setting colour is unknown']);
});

test('an app that does not stop when asked is ended by force after its time of grace', async () => {
  const app = start({ FAKE_DEAF: 'oms' });
  await app.ready;
  expect(await app.stop(50)).toEqual({ code: null, signal: 'SIGKILL' });
});
