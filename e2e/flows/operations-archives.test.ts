/** Owns the flow of data between engines: backup, restore, and work that goes on where the data is. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { expectStatus, omsClient } from '../support/clients.ts';
import { embeddedHome, type Home, servedHome, testServer } from '../support/databases.ts';
import type { Program } from '../support/programs.ts';
import {
  type App,
  apps,
  type Crew,
  createCrew,
  finishOrders,
  folderOf,
  freePorts,
  type Homes,
  jetway,
  omsEnvironment,
  openShop,
  type Ports,
  person,
  pidOf,
  readBooks,
  withKeyOf,
} from './operations.ts';

const server = testServer();
/** Where the data goes from the embedded engine; the last stop is embedded again, in a fresh folder. */
const stops = server === undefined ? [embeddedHome] : [() => servedHome(server), embeddedHome];

const startBoth = async (crew: Crew, ports: Ports, homes: Homes): Promise<Readonly<Record<App, Program>>> => ({
  marketplace: await crew.start({ app: 'marketplace', port: ports.marketplace, env: homes.marketplace.env }),
  oms: await crew.start({ app: 'oms', port: ports.oms, env: omsEnvironment(homes.oms) }),
});

const ONE_LINE = /^[^\n]+\n$/;

async function backupRefusedWhileRunning(app: App, home: Home, program: Program, file: string): Promise<void> {
  const refused = await jetway(['backup', file, '--app', app], home.env);
  expect([refused.code, refused.output]).toEqual([1, '']);
  expect(refused.errors).toMatch(ONE_LINE);
  expect(refused.errors).toContain(`${app}: The data directory ${path.join(folderOf(home), app)} is in use by process`);
  expect(refused.errors).toContain(` ${pidOf(program)} `);
  await expect(readFile(file)).rejects.toThrow('ENOENT');
}

/** Files that are no longer what was written; the end of a file's name tells what is wrong with it. */
async function damage(file: string): Promise<string[]> {
  const bytes = await readFile(file);
  const flipped = Buffer.from(bytes);
  const at = Math.floor(bytes.length * 0.6);
  flipped[at] = (flipped[at] ?? 0) ^ 0x10;
  const copies = { cut: bytes.subarray(0, bytes.length - 200), flipped, text: Buffer.from('not a backup at all\n') };
  const paths: string[] = [];
  for (const [name, content] of Object.entries(copies)) {
    paths.push(`${file}.${name}`);
    await writeFile(`${file}.${name}`, content);
  }
  return paths;
}

/** What must not be restored is refused, each with a line, and leaves a database that the good file still fits. */
async function refuseWhatIsWrong(app: App, to: Home, file: string): Promise<void> {
  const keyless = { ...to.env, JETWAY_SECRET_KEY: Buffer.alloc(32, 9).toString('base64') };
  const otherKey = await jetway(['restore', file, '--app', app], keyless);
  expect([otherKey.code, otherKey.errors]).toEqual([1, expect.stringMatching(ONE_LINE)]);
  expect(otherKey.errors).toContain('encrypted with another key');
  for (const damaged of await damage(file)) {
    const refused = await jetway(['restore', damaged, '--app', app], to.env);
    expect([damaged, refused.code, refused.errors]).toEqual([damaged, 1, expect.stringMatching(ONE_LINE)]);
    expect(refused.errors).toMatch(/The backup is damaged|cut off|not a Jetway backup/);
  }
}

/** Moves the data of one program through a file; answers how many rows there were. */
async function carry(app: App, from: Home, to: Home, file: string, isFirst: boolean): Promise<number> {
  const written = await jetway(['backup', file, '--app', app], from.env);
  expect([written.code, written.errors]).toEqual([0, '']);
  const rows = Number(/wrote (\d+) rows of \d+ tables/.exec(written.output)?.[1]);
  if (isFirst && app === 'oms') await refuseWhatIsWrong(app, to, file);
  const restored = await jetway(['restore', file, '--app', app], to.env);
  expect([restored.code, restored.errors]).toEqual([0, '']);
  expect(restored.output).toContain(`restored ${rows} rows`);
  if (!isFirst) return rows;
  const again = await jetway(['restore', file, '--app', app], to.env);
  expect([again.code, again.errors]).toEqual([1, expect.stringMatching(ONE_LINE)]);
  expect(again.errors).toContain('The database is not empty');
  return rows;
}

test('both programs move to another engine and back: same orders, stock, passwords and secrets, and work goes on', async () => {
  const crew = createCrew();
  onTestFinished(crew.end);
  const ports = await freePorts();
  let homes: Homes = { marketplace: await crew.home(embeddedHome), oms: await crew.home(embeddedHome) };
  const files = folderOf(homes.oms);
  let programs = await startBoth(crew, ports, homes);
  const shop = await openShop(programs.marketplace, programs.oms);
  await finishOrders(shop, 4);
  for (const app of apps)
    await backupRefusedWhileRunning(app, homes[app], programs[app], path.join(files, `${app}.refused`));

  for (const [number, make] of stops.entries()) {
    const before = await readBooks(shop);
    expect([await programs.oms.stop(), await programs.marketplace.stop()]).toEqual([0, 0]);
    const next: Homes = {
      marketplace: await withKeyOf(homes.marketplace, await crew.home(make)),
      oms: await withKeyOf(homes.oms, await crew.home(make)),
    };
    for (const app of apps) {
      const rows = await carry(app, homes[app], next[app], path.join(files, `${app}.${number}`), number === 0);
      expect(rows).toBeGreaterThan(shop.orderIds.length);
    }
    homes = next;
    programs = await startBoth(crew, ports, homes);

    // The keys handed out before are still good: these clients use them.
    expect(await readBooks(shop)).toEqual(before);
    const signedIn = await omsClient(programs.oms.url, person.email, person.password);
    const { connectionId } = shop.company;
    const tried = expectStatus(await signedIn.testConnection({ params: { connectionId } }), 200);
    expect(tried.steps.filter(({ ok }) => !ok)).toEqual([]);
    await finishOrders(shop, 2);
  }
  const problems = expectStatus(await shop.oms.listProblems({ query: { state: 'open', limit: 100 } }), 200).items;
  expect(problems).toEqual([]);
});
