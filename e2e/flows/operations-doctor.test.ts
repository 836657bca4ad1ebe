/** Owns the flow of `jetway doctor`: silent about a sound folder, precise about a broken one. */
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { embeddedHome, type Home } from '../support/databases.ts';
import { freePort } from '../support/programs.ts';
import { createCrew, folderOf, freePorts, jetway, omsEnvironment, type Ports, pidOf } from './operations.ts';

interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly text: string;
}

/** What depends on the clone and not on the folder: whether it was installed and built. */
const ofTheInstallation = new Set(['Node', 'npm', 'Packages', 'oms-web', 'marketplace-web']);

async function examine(ports: Ports, env: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
  const at = ['--oms-port', String(ports.oms), '--marketplace-port', String(ports.marketplace)];
  const { code, output, errors } = await jetway(['doctor', '--json', ...at], env);
  const { ok, checks } = JSON.parse(output) as { ok: boolean; checks: Finding[] };
  expect([errors, code, ok]).toEqual(['', ok ? 0 : 1, checks.every((check) => check.ok)]);
  return checks.filter(({ name }) => !ofTheInstallation.has(name));
}

const wrongIn = (findings: readonly Finding[]): Record<string, string> =>
  Object.fromEntries(findings.filter(({ ok }) => !ok).map(({ name, text }) => [name, text]));

/** A folder in which an OMS was once started. */
async function usedHome(crew: ReturnType<typeof createCrew>): Promise<Home> {
  const home = await crew.home(embeddedHome);
  const office = await crew.start({ app: 'oms', port: await freePort(), env: omsEnvironment(home) });
  expect(await office.stop()).toBe(0);
  return home;
}

test('nothing is wrong with a folder that does not exist yet, nor with one that was used; each thing that breaks it is named', async () => {
  const crew = createCrew();
  onTestFinished(crew.end);
  const ports = await freePorts();
  const home = await usedHome(crew);
  const folder = folderOf(home);
  expect(wrongIn(await examine(ports, { JETWAY_DATA: path.join(folder, 'not-yet') }))).toEqual({});
  const sound = await examine(ports, home.env);
  expect(wrongIn(sound)).toEqual({});
  expect(sound.map(({ name }) => name)).toEqual([
    'OMS port',
    'Marketplace port',
    'Data folder',
    'Disk',
    'Locks',
    'Database',
    'Secret key',
  ]);

  const office = await crew.start({ app: 'oms', port: await freePort(), env: home.env });
  const blocker = net.createServer().listen(ports.oms, '127.0.0.1');
  onTestFinished(() => {
    blocker.close();
  });
  await once(blocker, 'listening');
  const used = wrongIn(await examine(ports, home.env));
  expect(Object.keys(used)).toEqual(['OMS port', 'Locks']);
  expect(used['OMS port']).toContain(String(ports.oms));
  expect(used['Locks']).toMatch(new RegExp(`held by process ${pidOf(office)}.*stop it first`));
  expect(await office.stop()).toBe(0);
  blocker.close();

  const keyFile = path.join(folder, 'secret.key');
  const key = await readFile(keyFile, 'utf8');
  await writeFile(keyFile, 'not a key\n');
  expect(wrongIn(await examine(ports, home.env))).toEqual({ 'Secret key': `${keyFile} does not hold a secret key` });
  await rm(keyFile);
  expect(wrongIn(await examine(ports, home.env))).toEqual({
    'Secret key': `${folder} holds a database but no secret.key`,
  });
  await writeFile(keyFile, key);
  expect(wrongIn(await examine(ports, home.env))).toEqual({});
});

test('a server that does not answer, a key that is missing or none, and a folder that is a file are named', async () => {
  const crew = createCrew();
  onTestFinished(crew.end);
  const ports = await freePorts();
  const folder = folderOf(await crew.home(embeddedHome));
  const DATABASE_URL = `postgres://nobody:hunter2@127.0.0.1:${await freePort()}/none`;
  const away = wrongIn(await examine(ports, { JETWAY_DATA: folder, DATABASE_URL }));
  expect(away).toEqual({
    Database: expect.stringContaining('ECONNREFUSED'),
    'Secret key': expect.stringMatching(/^DATABASE_URL is set and JETWAY_SECRET_KEY is not; make one with: /),
  });
  expect(JSON.stringify(away)).not.toContain('hunter2');
  const malformed = wrongIn(await examine(ports, { JETWAY_DATA: folder, JETWAY_SECRET_KEY: 'hunter2' }));
  expect(malformed['Secret key']).toMatch(/^JETWAY_SECRET_KEY must be 32 bytes in base64/);
  expect(JSON.stringify(malformed)).not.toContain('hunter2');

  const file = path.join(folder, 'file');
  await writeFile(file, '');
  expect(Object.keys(wrongIn(await examine(ports, { JETWAY_DATA: file })))).toContain('Data folder');
});
