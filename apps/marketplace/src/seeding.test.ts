/** Fixtures as a program takes them: applied before it is ready, refused with their places, taken again at the next start. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const program = fileURLToPath(new URL('./main.ts', import.meta.url));
const children = new Set<ChildProcess>();
let folder = '';
let path = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jetway-seeding-'));
  path = join(folder, 'fixtures.json');
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Starts the program and answers its address, or what it said when it ended instead. */
async function start(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [program, 'serve', '--port', '0', '--data', join(folder, 'data'), ...words], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], JETWAY_READY_FD: '3', ...env },
  });
  children.add(child);
  let output = '';
  child.stdout?.on('data', (chunk) => (output += String(chunk)));
  child.stderr?.on('data', (chunk) => (output += String(chunk)));
  const ended = once(child, 'close').then(([code]: unknown[]) => ({ url: '', code, output }));
  const ready = new Promise<string>((resolve) => child.stdio[3]?.once('data', (chunk) => resolve(String(chunk))));
  const first = await Promise.race([ready, ended]);
  const stop = async () => {
    child.kill('SIGTERM');
    return ended;
  };
  if (typeof first !== 'string') return { ...first, stop };
  return { url: (JSON.parse(first) as { ready: { url: string } }).ready.url, code: undefined, output: '', stop };
}

const operator = { email: 'o@example.com', password: 'a long password', key: 'k'.repeat(30) };
const fixtures = (apiUser: string) => ({
  version: 1,
  operator,
  merchants: [{ id: 'm', name: 'M', accounts: { test: { apiUser, apiSecret: 'secret' } } }],
});

const tokenStatus = async (url: string, user: string): Promise<number> =>
  (await fetch(`${url}/api/token`, { method: 'POST', body: JSON.stringify({ user, pass: 'secret' }) })).status;

// Starting a whole program takes seconds, and more beside others.
describe('the program with fixtures', { timeout: 120_000 }, () => {
  test('refuses a wrong file by its places and writes nothing; with a right one it is ready with what it declares', async () => {
    await writeFile(path, JSON.stringify(fixtures('')));
    const wrong = await start(['--fixtures', path]);
    expect([wrong.code, wrong.output]).toEqual([
      1,
      expect.stringContaining(
        'marketplace: fixtures.json: /merchants/0/accounts/test/apiUser: must have at least 1 character',
      ),
    ]);
    await writeFile(path, JSON.stringify(fixtures('user')));
    const right = await start(['--fixtures', path]);
    expect(await tokenStatus(right.url, 'user')).toBe(200);
    const session = await fetch(`${right.url}/operator/v1/session`, {
      headers: { authorization: `Bearer ${operator.key}` },
    });
    expect(await session.json()).toMatchObject({ operator: { email: operator.email } });
    const { output } = await right.stop();
    expect(output).not.toContain('The first operator was made');
    for (const secret of ['a long password', operator.key, '"secret"']) expect(output).not.toContain(secret);
    const again = await start(['--fixtures', path, '--fixtures-reset']);
    expect(await tokenStatus(again.url, 'user')).toBe(200);
    await again.stop();
  });

  test.each<[string, readonly string[], RegExp]>([
    ['a reset without fixtures', ['--fixtures-reset'], /--fixtures-reset goes with --fixtures FILE/],
    ['a demo without its file', ['--demo'], /--demo needs JETWAY_DEMO_FILE/],
    ['a file that is not there', ['--fixtures', '/nowhere/f.json'], /\/nowhere\/f\.json: cannot be read/],
  ])('refuses %s', async (_, words, text) => {
    const { code, output } = await start(words);
    expect([code, output]).toEqual([1, expect.stringMatching(text)]);
  });

  test('as a demo, it serves what the catalogue beside the demo’s file says', async () => {
    const demoFile = join(folder, 'demo.json');
    const merchant = { apiUser: 'demo-user', apiSecret: 'secret', fulfillmentNodeId: 'demo-node' };
    await writeFile(demoFile, JSON.stringify({ version: 1, operator, merchant }));
    const running = await start(['--demo', '--data', join(folder, 'demo')], { JETWAY_DEMO_FILE: demoFile });
    const { items } = JSON.parse(await readFile(join(folder, 'demo-catalogue.json'), 'utf8')) as {
      items: { imageUrl: string }[];
    };
    expect(items).toHaveLength(60);
    const picture = await fetch(items[0]?.imageUrl ?? '');
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    expect(await tokenStatus(running.url, 'demo-user')).toBe(200);
    expect((await running.stop()).code).toBe(0);
  });
});
