import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createProgram } from '../program.ts';
import type { Surroundings } from '../surroundings.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jetway-cli-'));
  const recorder = `require('node:fs').writeFileSync(process.env.RECORD, JSON.stringify(process.argv.slice(2))); process.exitCode = 7;`;
  await writeFile(path.join(folder, 'main.cjs'), recorder);
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const jetway = async (argv: readonly string[], env: Record<string, string> = {}) => {
  let out = '';
  let exitCode: number | undefined;
  const hear = (text: string): void => {
    out += text;
  };
  const surroundings: Surroundings = {
    env: { PATH: process.env['PATH'], RECORD: path.join(folder, 'record.json'), ...env },
    cwd: folder,
    root: folder,
    out: hear,
    err: hear,
    colors: false,
    random: (length) => new Uint8Array(length),
    mainOf: () => path.join(folder, 'main.cjs'),
    onStopSignal: () => () => {},
  };
  const program = createProgram(surroundings, (code) => {
    exitCode = code;
  });
  for (const command of [program, ...program.commands]) command.exitOverride();
  await program.parseAsync(argv, { from: 'user' }).catch((error: { exitCode: number }) => {
    exitCode = error.exitCode;
  });
  return { out, exitCode, names: program.commands.map((command) => command.name()) };
};

const recorded = async (): Promise<unknown> => JSON.parse(await readFile(path.join(folder, 'record.json'), 'utf8'));

describe('commands that run an app', () => {
  test('hand on its flags as typed and end with its exit code', async () => {
    const { exitCode } = await jetway(['marketplace', '--fixtures', 'f.json', '--shoppers', '6', '--unheard-of']);
    expect(exitCode).toBe(7);
    expect(await recorded()).toEqual(['serve', '--fixtures', 'f.json', '--shoppers', '6', '--unheard-of']);
  });

  test('point backup at the demo’s data and at a file beside the person', async () => {
    await jetway(['backup', 'oms.backup', '--app', 'oms']);
    const file = path.join(folder, 'oms.backup');
    expect(await recorded()).toEqual(['backup', '--to', file, '--data', path.join(folder, '.jetway')]);
  });

  test('find the data folder in the environment', async () => {
    await jetway(['restore', 'm.backup', '--app', 'marketplace'], { JETWAY_DATA: '/srv/shop' });
    expect(await recorded()).toEqual(['restore', '--from', path.join(folder, 'm.backup'), '--data', '/srv/shop']);
  });

  test('run migrations on a data folder that is named', async () => {
    await jetway(['migrate', '--app', 'marketplace', '--data', '/srv/jetway']);
    expect(await recorded()).toEqual(['migrate', '--data', '/srv/jetway']);
  });
});

describe('the command line', () => {
  test('explains every command with examples', async () => {
    const { names } = await jetway(['--help']);
    expect(names).toEqual(['demo', 'marketplace', 'oms', 'scenario', 'migrate', 'backup', 'restore', 'doctor']);
    for (const name of names) {
      const { out, exitCode } = await jetway([name, '--help']);
      expect(exitCode).toBe(0);
      expect(out).toMatch(new RegExp(`Examples:\\n.*${name === 'demo' ? 'npm start' : `jetway ${name}`}`));
    }
  });

  test('refuses what it does not know, by name', async () => {
    expect((await jetway(['fly'])).out).toContain("unknown command 'fly'");
    expect((await jetway(['demo', '--oms-port', '70000'])).out).toContain('a whole number from 1 to 65535');
    expect((await jetway(['backup', 'x', '--app', 'shop'])).out).toContain('Allowed choices are marketplace, oms');
    expect((await jetway(['backup', 'x'])).exitCode).toBe(1);
  });
});
