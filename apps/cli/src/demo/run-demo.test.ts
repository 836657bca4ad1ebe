import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockDirectory } from '@jetway/service/directory-lock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Surroundings } from '../surroundings.ts';
import { readCliFile } from './cli-file.ts';
import type { DemoOptions } from './demo-options.ts';
import { runDemo } from './run-demo.ts';

const fakeApp = fileURLToPath(new URL('./fake-app.fixture.ts', import.meta.url));

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jetway-demo-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const someOptions = async (more: Partial<DemoOptions> = {}): Promise<DemoOptions> => ({
  host: '127.0.0.1',
  omsPort: await freePort(),
  marketplacePort: await freePort(),
  dataFolder: path.join(folder, 'data'),
  reset: false,
  shoppers: undefined,
  verbose: false,
  ...more,
});

/** A demo on fake apps: what it printed, a way to wait for a word of it, a way to stop it. */
const startDemo = (options: DemoOptions, env: Record<string, string> = {}) => {
  let printed = '';
  let look = (): void => {};
  let stop = (): void => {};
  const hear = (text: string): void => {
    printed += text;
    look();
  };
  const surroundings: Surroundings = {
    env: { PATH: process.env['PATH'], ...env },
    cwd: folder,
    root: folder,
    out: hear,
    err: hear,
    colors: false,
    random: (length) => randomBytes(length),
    mainOf: () => fakeApp,
    onStopSignal: (heard) => {
      stop = () => heard('SIGTERM');
      return () => {};
    },
  };
  const exitCode = runDemo(options, surroundings);
  const saying = (word: string): Promise<void> =>
    new Promise((resolve) => {
      look = () => {
        if (printed.includes(word)) resolve();
      };
      look();
    });
  return { exitCode, printed: () => printed, saying, stop: () => stop() };
};

/** Starts, waits until it is ready, stops. */
const runOnce = async (options: DemoOptions, env: Record<string, string> = {}): Promise<string> => {
  const demo = startDemo(options, env);
  await Promise.race([demo.saying('Jetway is running'), demo.exitCode]);
  demo.stop();
  expect(await demo.exitCode).toBe(0);
  return demo.printed();
};

interface Started {
  readonly argv: readonly string[];
  readonly env: Record<string, string>;
}
const startedWith = async (options: DemoOptions, app: string): Promise<Started> =>
  JSON.parse(await readFile(path.join(options.dataFolder, app, 'started.json'), 'utf8')) as Started;

describe('a start', () => {
  test('prints both addresses and sign-ins when both apps are ready, and stops both cleanly when told', async () => {
    const options = await someOptions();
    const printed = await runOnce(options);
    const kept = await readCliFile(options.dataFolder);
    expect(kept?.oms.url).toBe(`http://127.0.0.1:${options.omsPort}`);
    expect(kept?.marketplace.url).toBe(`http://127.0.0.1:${options.marketplacePort}`);
    for (const word of [kept?.oms.url, kept?.oms.email, kept?.oms.password, kept?.marketplace.password]) {
      expect(printed).toContain(word);
    }
    expect(existsSync(path.join(options.dataFolder, 'oms', 'stopped'))).toBe(true);
    expect(existsSync(path.join(options.dataFolder, 'marketplace', 'stopped'))).toBe(true);
  });

  test('gives both apps the same secrets, and the OMS the address of the marketplace', async () => {
    const options = await someOptions({ shoppers: 12 });
    await runOnce(options, { DATABASE_URL: 'postgres://elsewhere', JETWAY_OMS_KEY: 'for the command line' });
    const oms = await startedWith(options, 'oms');
    const marketplace = await startedWith(options, 'marketplace');
    expect(oms.env['JETWAY_DEMO_FILE']).toBe(path.join(options.dataFolder, 'demo.json'));
    expect(marketplace.env['JETWAY_DEMO_FILE']).toBe(oms.env['JETWAY_DEMO_FILE']);
    expect(oms.env['JETWAY_MARKETPLACE_URL']).toBe(`http://127.0.0.1:${options.marketplacePort}`);
    expect(marketplace.argv).toEqual(expect.arrayContaining(['--demo', '--shoppers', '12']));
    expect(oms.env).not.toHaveProperty('DATABASE_URL');
    expect(oms.env).not.toHaveProperty('JETWAY_OMS_KEY');
  });

  test('keeps secrets for their owner alone', async () => {
    const options = await someOptions();
    await runOnce(options);
    for (const name of ['demo.json', 'cli.json']) {
      expect((await stat(path.join(options.dataFolder, name))).mode & 0o777).toBe(0o600);
    }
  });

  const early = ['listening', 'an early warning', 'an early error'];

  test('shows errors alone before the welcome, warnings after it, and keeps every line in the log file', async () => {
    const options = await someOptions();
    const demo = startDemo(options);
    await demo.saying('Jetway is running');
    await fetch(`http://127.0.0.1:${options.omsPort}`);
    await demo.saying('a warning');
    demo.stop();
    expect(await demo.exitCode).toBe(0);
    const [before = '', after = ''] = demo.printed().split('Jetway is running');
    expect(before).toMatch(/^oms +an early error {2}place=oms$/m);
    expect(after).toMatch(/^oms +a warning {2}place=oms$/m);
    for (const word of ['listening', 'an early warning']) expect(demo.printed()).not.toContain(word);
    const kept = await readFile(path.join(options.dataFolder, 'logs', 'oms.log'), 'utf8');
    for (const word of early) expect(kept).toContain(word);
  });

  test('shows every line with --verbose', async () => {
    const printed = await runOnce(await someOptions({ verbose: true }));
    for (const word of early) expect(printed).toContain(word);
  });
});

describe('starting again', () => {
  test('continues with the same passwords', async () => {
    const options = await someOptions();
    await runOnce(options);
    const before = await readCliFile(options.dataFolder);
    const printed = await runOnce(options);
    expect(await readCliFile(options.dataFolder)).toEqual(before);
    expect(printed).toContain(before?.oms.password);
  });

  test('with --reset begins anew and leaves what is not its own', async () => {
    const options = await someOptions();
    await runOnce(options);
    const before = await readCliFile(options.dataFolder);
    await writeFile(path.join(options.dataFolder, 'letter.txt'), 'mine');
    await writeFile(path.join(options.dataFolder, 'oms', 'old'), '');
    await runOnce({ ...options, reset: true });
    expect((await readCliFile(options.dataFolder))?.oms.password).not.toBe(before?.oms.password);
    expect(existsSync(path.join(options.dataFolder, 'oms', 'old'))).toBe(false);
    expect(await readFile(path.join(options.dataFolder, 'letter.txt'), 'utf8')).toBe('mine');
  });
});

describe('what keeps it from starting is one line and exit code 1', () => {
  const refusal = async (options: DemoOptions): Promise<string> => {
    const demo = startDemo(options);
    expect(await demo.exitCode).toBe(1);
    expect(existsSync(path.join(options.dataFolder, 'oms'))).toBe(false);
    return demo.printed();
  };

  test('a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const said = await refusal(await someOptions({ marketplacePort: port }));
    other.close();
    expect(said).toBe(`Port ${port} is in use by another program. Choose another with --marketplace-port.\n`);
  });

  test('one port for both', async () => {
    const options = await someOptions();
    const said = await refusal({ ...options, marketplacePort: options.omsPort });
    expect(said).toBe(`Both apps cannot use port ${options.omsPort}. Change --marketplace-port.\n`);
  });

  test('an address that is not this machine', async () => {
    expect(await refusal(await someOptions({ host: '203.0.113.7' }))).toBe(
      'This machine has no address 203.0.113.7. Change --host.\n',
    );
  });

  test('a data folder that cannot be written', async () => {
    await writeFile(path.join(folder, 'file'), '');
    const dataFolder = path.join(folder, 'file', 'data');
    expect(await refusal(await someOptions({ dataFolder }))).toBe(
      `The data folder ${dataFolder} cannot be written: a file stands in its way. Choose another with --data.\n`,
    );
  });

  test('a second copy on the same data, told with the process that runs already', async () => {
    const options = await someOptions();
    const first = startDemo(options);
    await first.saying('Jetway is running');
    const second = startDemo(await someOptions());
    expect(await second.exitCode).toBe(1);
    expect(second.printed()).toBe(
      `Jetway is running on ${options.dataFolder} already (process ${process.pid}). Stop it, or choose another folder with --data.\n`,
    );
    first.stop();
    expect(await first.exitCode).toBe(0);
  });
});

test('an app that was left behind with its data in its hands is named before anything is started', async () => {
  const options = await someOptions();
  const held = path.join(options.dataFolder, 'oms');
  await mkdir(held, { recursive: true });
  const lock = await lockDirectory(held, { pid: process.pid, command: 'vitest' });
  const demo = startDemo(options);
  expect(await demo.exitCode).toBe(1);
  expect(demo.printed()).toBe(
    `${held} is in use by process ${process.pid}. Stop it, or choose another folder with --data.\n`,
  );
  if (lock.ok) await lock.value.release();
});

describe('when one app ends, the other is stopped and the person is told which and why', () => {
  test('before it was ready', async () => {
    const options = await someOptions();
    const demo = startDemo(options, { FAKE_REFUSES: 'oms' });
    expect(await demo.exitCode).toBe(1);
    expect(demo.printed()).toContain('The OMS stopped (exit code 2): oms: setting colour is unknown.');
  });

  test('while running', async () => {
    const options = await someOptions();
    const demo = startDemo(options, { FAKE_DIES_ON_REQUEST: 'marketplace' });
    await demo.saying('Jetway is running');
    await fetch(`http://127.0.0.1:${options.marketplacePort}`);
    expect(await demo.exitCode).toBe(1);
    expect(demo.printed()).toContain('The marketplace stopped (exit code 3): out of shelves  error="no shelf".');
    expect(existsSync(path.join(options.dataFolder, 'oms', 'stopped'))).toBe(true);
  });
});
