import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { claimSecretKey, createSecretBox, openDatabase } from '@jetway/service';
import { lockDirectory } from '@jetway/service/directory-lock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { markInstalled } from '../../../../scripts/launcher/install.mjs';
import type { Surroundings } from '../surroundings.ts';
import type { Check, DoctorOptions } from './check.ts';
import { examine } from './doctor.ts';

const serverUrl = process.env['TEST_DATABASE_URL'];
const holder = { pid: process.pid, command: 'vitest' };
const nodeMajor = process.versions.node.split('.')[0] ?? '';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jetway-doctor-'));
  await mkdir(path.join(folder, 'apps'));
  await mkdir(path.join(folder, 'packages'));
  await writeFile(path.join(folder, 'package-lock.json'), '{}');
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const options = (more: Partial<DoctorOptions> = {}): DoctorOptions => ({
  host: '127.0.0.1',
  omsPort: 0,
  marketplacePort: 0,
  dataFolder: path.join(folder, 'data'),
  ...more,
});

const look = (given: DoctorOptions, env: Record<string, string> = {}): Promise<readonly Check[]> => {
  const surroundings: Surroundings = {
    env: { PATH: process.env['PATH'], ...env },
    cwd: folder,
    root: folder,
    out: () => {},
    err: () => {},
    colors: false,
    random: (length) => new Uint8Array(length),
    mainOf: () => fileURLToPath(import.meta.url),
    onStopSignal: () => () => {},
  };
  return examine(given, surroundings);
};

const wrong = (checks: readonly Check[]): readonly string[] =>
  checks.filter((check) => !check.ok).map((check) => `${check.name}: ${check.text}`);

describe('an installation', () => {
  test('whose packages are those of the lockfile, on a free machine, has nothing wrong', async () => {
    markInstalled(folder, nodeMajor);
    expect(wrong(await look(options()))).toEqual([]);
  });

  test('whose lockfile changed since is told to install', async () => {
    markInstalled(folder, nodeMajor);
    await writeFile(path.join(folder, 'package-lock.json'), '{"changed":true}');
    expect(wrong(await look(options()))).toEqual([
      'Packages: not those of package-lock.json; "npm start" installs them',
    ]);
  });

  test('with a web that was not built is told to build it', async () => {
    markInstalled(folder, nodeMajor);
    const web = path.join(folder, 'apps', 'oms-web');
    await mkdir(web);
    await writeFile(path.join(web, 'index.html'), '');
    await writeFile(path.join(web, 'vite.config.ts'), '');
    expect(wrong(await look(options()))).toEqual(['oms-web: not built from its present source; "npm start" builds it']);
  });
});

describe('a machine', () => {
  beforeEach(() => markInstalled(folder, nodeMajor));

  test('whose port another program uses', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expect(wrong(await look(options({ omsPort: port })))).toEqual([
      `OMS port: Port ${port} is in use by another program. Choose another with --oms-port.`,
    ]);
    other.close();
  });

  test('whose ports our own demo uses is as it should be', async () => {
    const given = options();
    await mkdir(given.dataFolder);
    const lock = await lockDirectory(given.dataFolder, holder);
    const demo = createServer().listen(0, '127.0.0.1');
    await once(demo, 'listening');
    const checks = await look({ ...given, omsPort: (demo.address() as AddressInfo).port });
    expect(wrong(checks)).toEqual([]);
    expect(checks).toContainEqual({ name: 'Locks', ok: true, text: `a demo runs here (process ${process.pid})` });
    demo.close();
    if (lock.ok) await lock.value.release();
  });

  test('whose data folder is no folder', async () => {
    await writeFile(path.join(folder, 'data'), '');
    expect(wrong(await look(options()))).toContain(
      `Data folder: The data folder ${path.join(folder, 'data')} cannot be written: a file stands in its way. Choose another with --data.`,
    );
  });

  test('on which an app was left behind with the data in its hands', async () => {
    const given = options();
    const held = path.join(given.dataFolder, 'oms');
    await mkdir(held, { recursive: true });
    const lock = await lockDirectory(held, holder);
    expect(wrong(await look(given))).toEqual([
      `Locks: ${held} is held by process ${process.pid}, though no demo runs here; stop it first`,
    ]);
    if (lock.ok) await lock.value.release();
    expect(wrong(await look(given))).toEqual([]);
  });
});

describe('a database', () => {
  beforeEach(() => markInstalled(folder, nodeMajor));

  test('that does not answer, without a key for secrets', async () => {
    const found = wrong(await look(options(), { DATABASE_URL: 'postgres://127.0.0.1:1/none' }));
    expect(found[0]).toMatch(/^Database: The database server cannot be used: .*ECONNREFUSED/);
    expect(found[1]).toMatch(/^Secret key: DATABASE_URL is set and JETWAY_SECRET_KEY is not; make one with:/);
  });

  test('that is embedded and lost its key', async () => {
    const given = options();
    await mkdir(path.join(given.dataFolder, 'oms', 'pgdata'), { recursive: true });
    expect(wrong(await look(given))).toEqual([`Secret key: ${given.dataFolder} holds a database but no secret.key`]);
  });

  test('whose key is none is told so, wherever the key is from, without showing it', async () => {
    const given = options();
    const file = path.join(given.dataFolder, 'secret.key');
    await mkdir(given.dataFolder);
    await writeFile(file, 'hunter2\n');
    expect(wrong(await look(given))).toEqual([`Secret key: ${file} does not hold a secret key`]);
    const [found] = wrong(await look(given, { JETWAY_SECRET_KEY: 'hunter2' }));
    expect(found).toMatch(/^Secret key: JETWAY_SECRET_KEY must be 32 bytes in base64; make one with /);
    expect(found).not.toContain('hunter2');
    await writeFile(file, `${Buffer.alloc(32, 1).toString('base64')}\n`);
    expect(wrong(await look(given))).toEqual([]);
  });

  test.runIf(serverUrl !== undefined)('that answers is told with its version, without its password', async () => {
    const url = new URL(serverUrl ?? '');
    url.password = 'opensesame';
    const checks = await look(options(), {
      DATABASE_URL: url.href,
      JETWAY_SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
    });
    const text = checks.find((check) => check.name === 'Database')?.text;
    expect(text).toMatch(new RegExp(`^PostgreSQL \\d+.* at ${url.host}`));
    expect(text).not.toContain('opensesame');
  });

  test.runIf(serverUrl !== undefined)('whose secrets are encrypted with another key names the setting', async () => {
    const key = (byte: number) => new Uint8Array(32).fill(byte);
    const open = async (url: string, schema: string) => {
      const opened = await openDatabase({ url, schema, maxConnections: 1 });
      if (!opened.ok) throw new Error(opened.refusal.text);
      return opened.value;
    };
    const server = await open(serverUrl ?? '', 'public');
    const name = `jetway_doctor_${process.pid}`;
    await server.executeSql(`create database ${name}`);
    const url = new URL(serverUrl ?? '');
    url.pathname = name;
    const asked = (byte: number) =>
      look(options(), { DATABASE_URL: url.href, JETWAY_SECRET_KEY: Buffer.from(key(byte)).toString('base64') });
    expect(wrong(await asked(1))).toEqual([]);
    const oms = await open(url.href, 'oms');
    await oms.executeSql('create schema oms');
    await oms.executeSql('create table oms.secret_checks (id text primary key, sealed text not null)');
    await claimSecretKey(oms, createSecretBox(key(2)));
    await oms.close();
    expect(wrong(await asked(1))).toEqual([
      'Secret key: The secrets in the database of oms are encrypted with another key: give that one as JETWAY_SECRET_KEY (embedded: put its secret.key back).',
    ]);
    expect(wrong(await asked(2))).toEqual([]);
    await server.executeSql(`drop database ${name}`);
    await server.close();
  });
});
