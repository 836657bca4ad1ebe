/** The marketplace as a program: it starts, says what must be said once, continues, and refuses what it does not know. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emptyServerDatabase, testServerUrl } from '@jetway/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const program = fileURLToPath(new URL('./main.ts', import.meta.url));
const children = new Set<ChildProcess>();
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jetway-marketplace-'));
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

interface Running {
  readonly url: string;
  /** Everything it said so far. */
  readonly output: () => string;
  /** Ends it and answers its exit code and everything it said. */
  readonly stop: () => Promise<{ readonly code: unknown; readonly output: string }>;
}

function launch(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [program, ...words], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], JETWAY_READY_FD: '3', ...env },
  });
  children.add(child);
  const said = { output: '', ready: '' };
  child.stdout?.on('data', (chunk) => (said.output += String(chunk)));
  child.stderr?.on('data', (chunk) => (said.output += String(chunk)));
  const ready = new Promise<string>((resolve) => child.stdio[3]?.once('data', (chunk) => resolve(String(chunk))));
  const ended = once(child, 'close').then(([code]: unknown[]) => ({ code, output: said.output }));
  return { child, ready, ended, said };
}

async function start(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Running> {
  const { child, ready, ended, said } = launch(['serve', '--port', '0', ...words], env);
  const line = await Promise.race([ready, ended]);
  if (typeof line !== 'string') throw new Error(`it ended before it was ready: ${line.output}`);
  const { url } = (JSON.parse(line) as { ready: { url: string } }).ready;
  return {
    url,
    output: () => said.output,
    stop: async () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

const call = (url: string, path: string, init: RequestInit = {}) => fetch(`${url}${path}`, init);
const keyIn = (output: string) => /jmo_[\w-]{43}/.exec(output)?.[0] ?? '';
const byKey = (key: string) => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' });

async function createMerchant(url: string, key: string) {
  const body = JSON.stringify({ name: 'Chandlery' });
  const reply = await call(url, '/operator/v1/merchants', { method: 'POST', headers: byKey(key), body });
  const { accounts } = (await reply.json()) as { accounts: { kind: string; apiUser: string; apiSecret: string }[] };
  const account = accounts.find(({ kind }) => kind === 'test');
  return JSON.stringify({ user: account?.apiUser, pass: account?.apiSecret });
}

const askToken = async (url: string, body: string) =>
  ((await (await call(url, '/api/token', { method: 'POST', body })).json()) as { id_token: string }).id_token;
const authorized = async (url: string, token: string) =>
  (await call(url, '/api/authcheck', { headers: { authorization: `bearer ${token}` } })).status;

// Starting a whole program takes seconds, and more beside others.
describe('the program', { timeout: 120_000 }, () => {
  test('makes the first operator once, and continues where it stopped: keys, merchants and tokens stay good', async () => {
    const data = join(folder, 'first');
    const first = await start(['--data', data]);
    const key = keyIn(first.output());
    const credentials = await createMerchant(first.url, key);
    const token = await askToken(first.url, credentials);
    const firstEnd = await first.stop();
    expect(firstEnd.code).toBe(0);
    expect(firstEnd.output.match(/The first operator was made/g)).toHaveLength(1);
    for (const line of firstEnd.output.split('\n').filter((one) => one.startsWith('{')))
      expect(line).not.toContain(key);
    const second = await start(['--data', data]);
    expect(await authorized(second.url, token)).toBe(200);
    expect(await authorized(second.url, await askToken(second.url, credentials))).toBe(200);
    const session = await call(second.url, '/operator/v1/session', { headers: byKey(key) });
    expect(await session.json()).toMatchObject({ operator: { email: 'operator@jetway.example' } });
    const secondEnd = await second.stop();
    expect(secondEnd.output).not.toMatch(/The first operator|jmo_/);
  });

  test('takes the first operator from a demo’s file, and does not show what is in it', async () => {
    const demoFile = join(folder, 'demo.json');
    const operator = { email: 'demo@example.com', password: 'demo password', key: 'k'.repeat(43) };
    const merchant = { apiUser: 'U', apiSecret: 'S', fulfillmentNodeId: 'N' };
    await writeFile(demoFile, JSON.stringify({ version: 1, operator, merchant }));
    const running = await start(['--data', join(folder, 'demo')], { JETWAY_DEMO_FILE: demoFile });
    const session = await call(running.url, '/operator/v1/session', { headers: byKey(operator.key) });
    expect(await session.json()).toMatchObject({ operator: { email: operator.email } });
    const { output } = await running.stop();
    expect(output).not.toContain(operator.key);
    expect(output).not.toContain(operator.password);
  });

  test.each<[string, readonly string[], Readonly<Record<string, string>>, RegExp]>([
    ['an option nobody knows', ['--shopers', '3'], {}, /unknown option --shopers, did you mean --shoppers\?/],
    ['a variable nobody knows', [], { JETWAY_MARKETPLACE_SHOPERS: '1' }, /JETWAY_MARKETPLACE_SHOPERS/],
    ['a demo file that is not there', ['--data', 'DATA'], { JETWAY_DEMO_FILE: '/nowhere.json' }, /\/nowhere\.json/],
  ])('refuses %s by name', async (_, words, env, text) => {
    const given = words.map((word) => (word === 'DATA' ? join(folder, 'refused') : word));
    const { code, output } = await launch(['serve', '--port', '0', ...given], env).ended;
    expect([code === 0, output]).toEqual([false, expect.stringMatching(text)]);
  });
});

describe.runIf(testServerUrl() !== undefined)('several processes on one server', { timeout: 120_000 }, () => {
  test('each serves what its role is for, on the same merchants', async () => {
    const made = await emptyServerDatabase();
    const env = { DATABASE_URL: made?.url ?? '', JETWAY_SECRET_KEY: Buffer.alloc(32, 3).toString('base64') };
    const data = ['--data', join(folder, 'server')];
    const web = await start(['--role', 'http', ...data], env);
    const other = await start(['--role', 'http', ...data], env);
    const worker = await start(['--role', 'worker', ...data], env);
    expect((await call(worker.url, '/health/ready')).status).toBe(200);
    expect((await call(worker.url, '/api/authcheck')).status).toBe(404);
    const credentials = await createMerchant(web.url, keyIn(web.output()));
    expect(await authorized(other.url, await askToken(web.url, credentials))).toBe(200);
    expect(await authorized(web.url, await askToken(other.url, credentials))).toBe(200);
    for (const running of [worker, other, web]) expect((await running.stop()).code).toBe(0);
    await made?.drop();
  });
});
