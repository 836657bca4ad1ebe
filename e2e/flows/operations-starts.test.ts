/** Owns the flow of starts that cannot be: each told in one clear line, with an exit code that is not 0. */
import { readdir } from 'node:fs/promises';
import net from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { embeddedHome, type Home, servedHome, testServer } from '../support/databases.ts';
import { freePort, type Program } from '../support/programs.ts';
import { type App, apps, type Crew, createCrew, folderOf, jetway, omsEnvironment, pidOf } from './operations.ts';

const server = testServer();
const crew: Crew = createCrew();
let home: Home;
let office: Program;
let taken: net.Server;
let takenPort = 0;

beforeAll(async () => {
  home = await crew.home(embeddedHome);
  office = await crew.start({ app: 'oms', port: await freePort(), env: omsEnvironment(home) });
  takenPort = await freePort();
  taken = net.createServer();
  await new Promise<void>((done) => taken.listen(takenPort, '127.0.0.1', done));
});
afterAll(async () => {
  taken.close();
  await crew.end();
});

/** Starts a program that must not start. */
async function refusal(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { code, output, errors } = await jetway(words, env);
  expect([words, code === 0, output]).toEqual([words, false, '']);
  return errors;
}

test('a second copy on the same data is refused, naming the process that holds it, which serves on', async () => {
  const told = await refusal(['oms', '--port', '0', '--data', folderOf(home)]);
  expect(told).toMatch(
    new RegExp(`^oms: The data directory [^\\n]* is in use by process ${pidOf(office)} [^\\n]*\\n$`),
  );
  expect(await (await fetch(`${office.url}/health/ready`)).json()).toEqual({ status: 'ready' });
});

test.each(apps)('%s: a port that another program listens on is named', async (app: App) => {
  const fresh = await crew.home(embeddedHome);
  const words = [app, '--port', String(takenPort), '--data', folderOf(fresh), '--log-level', 'silent'];
  const { code, errors } = await jetway(words);
  expect([code, errors]).toEqual([1, `${app}: Port ${takenPort} on 127.0.0.1 is in use by another program.\n`]);
});

test.each(apps)(
  '%s: unknown flags, unknown variables and wrong values are each named, one a line',
  async (app: App) => {
    const told = await refusal([app, '--prot', '--role', 'boss'], { JETWAY_DAAT: 'x', JETWAY_LOG_LEVEL: 'loud' });
    expect(told.trim().split('\n').toSorted()).toEqual([
      `${app}: --role is "boss": it must be one of all, http, worker`,
      `${app}: JETWAY_LOG_LEVEL is "loud": it must be one of debug, info, warn, error, silent`,
      `${app}: unknown environment variable JETWAY_DAAT, did you mean JETWAY_DATA?`,
      `${app}: unknown option --prot, did you mean --port?`,
    ]);
  },
);

test.each(apps)('%s: a role on the embedded engine is refused', async (app: App) => {
  const fresh = await crew.home(embeddedHome);
  const told = await refusal([app, '--role', 'http', '--data', folderOf(fresh)]);
  expect(told).toBe(`${app}: the embedded database serves one process: a role needs DATABASE_URL\n`);
});

test.each(apps)(
  '%s: a server without a secret key is refused before it is asked, saying how to make a key',
  async (app: App) => {
    const fresh = await crew.home(embeddedHome);
    // Nobody listens there: what is wrong in the settings is told before anything else is tried.
    const nowhere = {
      DATABASE_URL: `postgres://nobody@127.0.0.1:${await freePort()}/none`,
      JETWAY_DATA: folderOf(fresh),
    };
    const told = await refusal([app, '--port', '0'], nowhere);
    expect(told).toMatch(
      new RegExp(`^${app}: JETWAY_SECRET_KEY is needed with DATABASE_URL; make one with [^\\n]*randomBytes[^\\n]*\\n$`),
    );
    const short = await refusal([app, '--port', '0'], { ...nowhere, JETWAY_SECRET_KEY: 'hunter2' });
    expect(short).toMatch(/^[a-z]+: JETWAY_SECRET_KEY must be 32 bytes in base64; make one with [^\n]*\n$/);
    expect(short).not.toContain('hunter2');
  },
);

test('a server that does not answer, and a folder that is none, are a line each', async () => {
  const port = await freePort();
  const key = { JETWAY_SECRET_KEY: Buffer.alloc(32, 3).toString('base64') };
  const lost = await refusal(['oms'], { ...key, DATABASE_URL: `postgres://nobody:hunter2@127.0.0.1:${port}/none` });
  expect(lost).toMatch(/^oms: The database server cannot be used: [^\n]*ECONNREFUSED[^\n]*\n$/);
  expect(lost).not.toContain('hunter2');
  const folder = await refusal(['oms', '--port', '0', '--data', `${folderOf(home)}/secret.key`]);
  expect(folder).toMatch(/^oms: The data directory [^\n]*secret\.key[^\n]* cannot be used: [^\n]*\n$/);
});

test('a backup of what holds no data is refused and leaves no file', async () => {
  const empty = await crew.home(embeddedHome);
  const file = `${folderOf(empty)}/nothing.backup`;
  const told = await refusal(['backup', file, '--app', 'oms'], empty.env);
  expect(told).toBe(`oms: There is no database in ${folderOf(empty)}/oms.\n`);
  expect(await readdir(folderOf(empty))).toEqual([]);
});

test.runIf(server !== undefined)(
  'a backup of a server without tables of ours is refused and leaves no file',
  async () => {
    const empty = await crew.home(() => servedHome(server ?? ''));
    const file = `${folderOf(empty)}/nothing.backup`;
    const told = await refusal(['backup', file, '--app', 'marketplace'], empty.env);
    expect(told).toBe('marketplace: The database holds no tables of marketplace: nothing to back up.\n');
    expect(await readdir(folderOf(empty))).toEqual([]);
  },
);
