/** Owns the demo's course: look first, start both apps, say where they are, keep them until told to stop. */
import { type Result, refuse } from '@jetway/kernel';
import { type DirectoryLock, findLockHolder, lockDirectory } from '@jetway/service/directory-lock';
import type { AppName, Surroundings } from '../surroundings.ts';
import { checkStart, reset } from './before-start.ts';
import { cliFileOf, writeCliFile } from './cli-file.ts';
import { type RunningDemo, startDemoApps } from './demo-apps.ts';
import type { DemoOptions } from './demo-options.ts';
import { keepDemoSecrets } from './demo-secrets.ts';
import { checkFolder } from './start-checks.ts';
import { listenForStop, type StopRequest } from './stop-request.ts';
import { welcome } from './welcome.ts';

/** A first start migrates, seeds and compiles; a slow machine with a slow disk still has time. */
const readyWithinMs = 120_000;
const stopWithinMs = 10_000;

const databaseNotUsed =
  'DATABASE_URL is not used here: the demo keeps embedded databases of its own. See jetway oms --help.\n';

const nameOf: Record<AppName, string> = { oms: 'The OMS', marketplace: 'The marketplace' };

/** Why an app ended, in one line. */
const explainEnd = (demo: RunningDemo, app: AppName, exit: { code: number | null; signal: string | null }): string => {
  const how = exit.signal === null ? `exit code ${exit.code}` : exit.signal;
  const said = demo.lastErrorOf(app)?.replace(/\.$/, '');
  return `${nameOf[app]} stopped (${how})${said === undefined ? '' : `: ${said}`}. Its log: ${demo.logFileOf(app)}`;
};

type Outcome = { readonly stopped: true } | { readonly stopped: false; readonly text: string };

/** Until both are ready, one ended, the person stops, or it takes too long. */
const awaitReady = async (demo: RunningDemo, stop: StopRequest): Promise<Outcome | 'ready'> => {
  const tooLong = new Promise<Outcome>((resolve) => {
    setTimeout(() => resolve({ stopped: false, text: tooLongText(demo) }), readyWithinMs).unref();
  });
  const allReady = Promise.all(demo.apps.map((app) => app.ready)).then(async (all) =>
    all.every((ready) => ready !== undefined) ? ('ready' as const) : firstEnd(demo),
  );
  return Promise.race([allReady, firstEnd(demo), awaitStop(stop), tooLong]);
};

const tooLongText = (demo: RunningDemo): string =>
  `Not ready within ${readyWithinMs / 1000} s. The logs: ${demo.apps.map((app) => demo.logFileOf(app.app)).join(', ')}`;

const firstEnd = (demo: RunningDemo): Promise<Outcome> =>
  Promise.race(
    demo.apps.map(async (app) => {
      const exit = await app.exited;
      return { stopped: false as const, text: explainEnd(demo, app.app, exit) };
    }),
  );

const awaitStop = async (stop: StopRequest): Promise<Outcome> => {
  await stop.asked;
  return { stopped: true };
};

const stopAll = async (demo: RunningDemo, stop: StopRequest): Promise<void> => {
  stop.onSecond(() => {
    for (const app of demo.apps) app.kill();
  });
  await Promise.all(demo.apps.map((app) => app.stop(stopWithinMs)));
  demo.closeLogs();
};

const live = async (options: DemoOptions, surroundings: Surroundings, stop: StopRequest): Promise<number> => {
  const startedMs = performance.now();
  const secrets = await keepDemoSecrets(options.dataFolder, surroundings.random);
  const demo = startDemoApps(options, surroundings);
  if ((surroundings.env['DATABASE_URL'] ?? '') !== '') surroundings.err(databaseNotUsed);
  surroundings.err('Starting the marketplace and the OMS …\n');
  let outcome = await awaitReady(demo, stop);
  if (outcome === 'ready') {
    const urls = await demo.urls();
    await writeCliFile(options.dataFolder, cliFileOf(urls, secrets, process.pid));
    const tookMs = performance.now() - startedMs;
    surroundings.out(welcome({ urls, secrets, tookMs, dataFolder: options.dataFolder, colors: surroundings.colors }));
    demo.showWarnings();
    outcome = await Promise.race([firstEnd(demo), awaitStop(stop)]);
  }
  if (outcome.stopped) surroundings.err('Stopping …\n');
  await stopAll(demo, stop);
  if (!outcome.stopped) surroundings.err(`${outcome.text}\n`);
  return outcome.stopped ? 0 : 1;
};

const lockAndLive = async (
  lock: DirectoryLock,
  options: DemoOptions,
  surroundings: Surroundings,
  stop: StopRequest,
): Promise<number> => {
  try {
    const refused = await checkStart(options);
    if (refused !== undefined) {
      surroundings.err(`${refused.refusal.text}\n`);
      return 1;
    }
    if (options.reset) await reset(options.dataFolder);
    return await live(options, surroundings, stop);
  } finally {
    await lock.release();
  }
};

/** The demo's own lock, beside those that the apps take of their folders: a second copy is told in one line. */
const takeLock = async (folder: string): Promise<Result<DirectoryLock>> => {
  const lock = await lockDirectory(folder, { pid: process.pid, command: 'jetway demo' });
  if (lock.ok || lock.refusal.code !== 'directory_locked') return lock;
  const pid = (await findLockHolder(folder))?.pid;
  const who = pid === undefined ? '' : ` (process ${pid})`;
  const text = `Jetway is running on ${folder} already${who}. Stop it, or choose another folder with --data.`;
  return refuse('folder_in_use', text);
};

/** Runs the demo until it is stopped; gives the exit code. Everything that keeps it from starting is one line. */
export async function runDemo(options: DemoOptions, surroundings: Surroundings): Promise<number> {
  const folder = await checkFolder(options.dataFolder);
  const lock = folder.ok ? await takeLock(options.dataFolder) : folder;
  if (!lock.ok) {
    surroundings.err(`${lock.refusal.text}\n`);
    return 1;
  }
  const stop = listenForStop(surroundings);
  try {
    return await lockAndLive(lock.value, options, surroundings, stop);
  } finally {
    stop.forget();
  }
}
