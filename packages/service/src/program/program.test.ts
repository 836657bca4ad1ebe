/** Owns the guarantees of a program as a process: its start, its refusals, its end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, copyFile, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const program = fileURLToPath(new URL('./sample/main.ts', import.meta.url));
let folder = '';
const children = new Set<ChildProcess>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jetway-program-'));
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

interface Ready {
  readonly ready: { readonly name: string; readonly url: string; readonly signIn: string };
}

interface Ran {
  readonly child: ChildProcess;
  readonly ready: Promise<Ready>;
  /** Exit code and everything written, once it has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly output: string; readonly errors: string }>;
}

function run(words: readonly string[], env: Record<string, string> = {}): Ran {
  const child = spawn(process.execPath, [program, ...words], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], JETWAY_READY_FD: '3', ...env },
  });
  children.add(child);
  const texts = ['', '', '', ''];
  for (const fd of [1, 2, 3]) child.stdio[fd]?.on('data', (chunk) => (texts[fd] += String(chunk)));
  const ready = new Promise<Ready>((resolve) =>
    child.stdio[3]?.once('data', (chunk) => resolve(JSON.parse(String(chunk)) as Ready)),
  );
  const ended = once(child, 'close').then(([code]: unknown[]) => ({
    code: typeof code === 'number' ? code : null,
    output: texts[1] ?? '',
    errors: texts[2] ?? '',
  }));
  return { child, ready, ended };
}

const serve = (data: string, ...words: string[]): Ran => run(['--port', '0', '--data', join(folder, data), ...words]);

describe('a program that serves', { timeout: 60_000 }, () => {
  test('says that it is ready, serves, and ends cleanly on SIGTERM; its log is JSON', async () => {
    const { child, ready, ended } = serve('first', '--greeting', 'good day');
    const { url, name, signIn } = (await ready).ready;
    expect([name, signIn]).toEqual(['sample', 'nobody']);
    expect(await (await fetch(`${url}/sample/greeting`)).json()).toEqual({ greeting: 'good day' });
    expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({ status: 'ready' });
    expect(await (await fetch(`${url}/metrics`)).text()).toContain(
      'jetway_http_request_seconds_count{app="sample",method="GET",route="/sample/greeting",status="200"} 1',
    );
    child.kill('SIGTERM');
    const { code, output, errors } = await ended;
    expect([code, errors]).toEqual([0, '']);
    const messages = output
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { message: string }).message);
    expect(messages).toEqual(['migrated', 'ready', 'stopping', 'work ended', 'stopped']);
  });

  test('a second program on the same data is refused, naming the first; another port in use likewise', async () => {
    const first = serve('shared');
    const { url } = (await first.ready).ready;
    const second = await serve('shared').ended;
    expect([second.code, second.output]).toEqual([1, '']);
    expect(second.errors).toMatch(new RegExp(`^sample: .*shared.*${first.child.pid}.*\\n$`));
    const port = new URL(url).port;
    const third = await serve('other', '--port', port).ended;
    expect([third.code, third.errors]).toEqual([
      1,
      `sample: Port ${port} on 127.0.0.1 is in use by another program.\n`,
    ]);
    first.child.kill('SIGINT');
    expect((await first.ended).code).toBe(0);
  });

  test.each([
    ['SIGTERM', 'SIGINT'],
    ['SIGHUP', 'SIGTERM'],
  ] as const)('%s and %s in the same moment are one wish to stop, and a clean end', async (first, second) => {
    const { child, ready, ended } = serve(`twice-${first}`);
    await ready;
    child.kill(first);
    child.kill(second);
    const { code, output } = await ended;
    expect([code, output]).toEqual([0, expect.stringContaining('"message":"stopped"')]);
  });

  test('a bug outside any request is logged and ends the process', async () => {
    const { ready, ended } = serve('bug');
    await fetch(`${(await ready).ready.url}/sample/bug`).catch(() => undefined);
    const { code, output } = await ended;
    expect(code).toBe(1);
    expect(output).toMatch(
      /"level":"error".*"error":\{"name":"Error","message":"a bug".*"message":"a rejection nobody handled"/,
    );
  });
});

describe('a start that cannot be', { timeout: 60_000 }, () => {
  test('wrong settings are all named, one a line', async () => {
    const { ended } = run(['--prot', '1', '--role', 'boss', '--data'], {
      JETWAY_SAMPEL_PORT: '1',
      JETWAY_OTHER_X: '1',
    });
    const { code, errors } = await ended;
    expect(code).toBe(2);
    expect(errors.trim().split('\n')).toEqual([
      'sample: unknown option --prot, did you mean --port?',
      'sample: unexpected argument "1"',
      'sample: --data needs a value: a text',
      'sample: unknown environment variable JETWAY_SAMPEL_PORT, did you mean JETWAY_SAMPLE_PORT?',
      'sample: --role is "boss": it must be one of all, http, worker',
    ]);
  });

  test('a database that cannot be reached, and one without a secret key, are one line each', async () => {
    const nowhere = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' };
    const keyless = await run([], nowhere).ended;
    expect(keyless.code).toBe(1);
    expect(keyless.errors).toMatch(/^sample: JETWAY_SECRET_KEY is needed with DATABASE_URL; make one with .*\n$/);
    const key = { JETWAY_SECRET_KEY: Buffer.alloc(32, 1).toString('base64') };
    const unreachable = await run([], { ...nowhere, ...key }).ended;
    expect(unreachable.code).toBe(1);
    expect(unreachable.errors).toMatch(/^sample: The database server cannot be used: .*ECONNREFUSED.*\n$/);
  });

  test('an embedded database whose secret key is gone gets no other one, until the key is back', async () => {
    const data = join(folder, 'keyless');
    const key = join(data, 'secret.key');
    expect((await run(['migrate', '--data', data]).ended).code).toBe(0);
    await rename(key, `${key}.away`);
    const refused = await run(['--port', '0', '--data', data]).ended;
    expect([refused.code, refused.errors]).toEqual([
      1,
      `sample: The secret key of the database in ${join(data, 'sample')} is gone: put ${key} back, or give the key as JETWAY_SECRET_KEY.\n`,
    ]);
    await rename(`${key}.away`, key);
    expect((await run(['migrate', '--data', data]).ended).output).toContain('nothing to migrate');
  });

  test('another secret key than that of the first start is refused, and its own is taken', async () => {
    const data = join(folder, 'keys');
    const words = ['--port', '0', '--data', data];
    const key = (byte: number) => ({ JETWAY_SECRET_KEY: Buffer.alloc(32, byte).toString('base64') });
    const startsWith = async (byte: number) => {
      const { child, ready, ended } = run(words, key(byte));
      await Promise.race([ready, ended]);
      child.kill('SIGTERM');
      const { code, errors } = await ended;
      return [code, errors];
    };
    // Nothing is encrypted before the first start: whoever only migrates has not chosen.
    expect((await run(['migrate', '--data', data], key(1)).ended).code).toBe(0);
    expect(await startsWith(2)).toEqual([0, '']);
    const refusal =
      'sample: The secrets in the database of sample are encrypted with another key: give that one as JETWAY_SECRET_KEY (embedded: put its secret.key back).\n';
    expect(await startsWith(1)).toEqual([1, refusal]);
    const backup = await run(['backup', '--to', join(folder, 'other-key.gz'), '--data', data], key(1)).ended;
    expect([backup.code, backup.errors]).toEqual([1, refusal]);
    expect(await startsWith(2)).toEqual([0, '']);
  });

  test('a role without a shared database is refused', async () => {
    expect(await run(['--role', 'worker']).ended).toMatchObject({
      code: 2,
      errors: 'sample: the embedded database serves one process: a role needs DATABASE_URL\n',
    });
  });

  test('an unknown command is named, and help lists what there is', async () => {
    expect(await run(['swerve']).ended).toMatchObject({
      code: 2,
      errors: 'sample: unknown command "swerve"; there are serve, migrate, backup, restore\n',
    });
    const help = await run(['--help']).ended;
    expect(help.code).toBe(0);
    expect(help.output).toMatch(/--greeting <text> +What it says \(default hello\) \[JETWAY_GREETING\]/);
  });
});

describe('archives', () => {
  test('a backup is restored into an empty database with the same key, and refused with another; of nothing there is none', async () => {
    const data = (name: string): string[] => ['--data', join(folder, name)];
    const file = join(folder, 'backup.gz');
    expect((await run(['migrate', ...data('from')]).ended).output).toMatch(/migrated 0001/);
    const written = await run(['backup', '--to', file, ...data('from')]).ended;
    expect([written.code, written.errors]).toEqual([0, '']);
    expect((await run(['backup', '--to', file, ...data('from')]).ended).errors).toContain('it exists already');
    const nothing = await run(['backup', '--to', `${file}.nothing`, ...data('nowhere')]).ended;
    expect([nothing.code, nothing.output]).toEqual([1, '']);
    expect(nothing.errors).toMatch(/^sample: There is no database in .*nowhere.*\n$/);
    await expect(access(join(folder, 'nowhere'))).rejects.toThrow('ENOENT');
    await expect(access(`${file}.nothing`)).rejects.toThrow('ENOENT');
    const refused = await run(['restore', '--from', file, ...data('into')]).ended;
    expect([refused.code, refused.errors]).toMatchObject([1, expect.stringContaining('encrypted with another key')]);
    await copyFile(join(folder, 'from', 'secret.key'), join(folder, 'into', 'secret.key'));
    expect((await run(['restore', '--from', file, ...data('into')]).ended).output).toMatch(/restored 0 rows/);
  }, 120_000);
});
