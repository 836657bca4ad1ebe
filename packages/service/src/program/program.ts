/** Owns a program from its command line to its exit code. */
import { createIds, ok, type Result, systemClock } from '@jetway/kernel';
import type { Environment, SettingsOf, SettingTable } from '../config/index.ts';
import { migrate } from '../database/index.ts';
import { createLog, type Log } from '../logs/index.ts';
import { systemTimer } from '../loops/index.ts';
import { createMetrics } from '../metrics/index.ts';
import { checkSecretKey, claimSecretKey } from '../secrets/index.ts';
import { backupToFile, restoreFromFile } from './archives.ts';
import { type Performed, readCommandLine } from './command-line.ts';
import type { ProgramOptions, ProgramProcess } from './program-parts.ts';
import type { ProgramSettings, ProgramSettingTable } from './program-settings.ts';
import { createRandom } from './random.ts';
import { serveUntilStopped } from './serving.ts';
import { freePort, openStores, publicUrlOf, type Stores } from './stores.ts';

/** A start that failed. */
const EXIT_FAILED = 1;
/** Words or settings that nobody understands. */
const EXIT_USAGE = 2;

/**
 * Runs a program: `serve` (also without a word), `migrate`, `backup --to FILE`, `restore --from FILE`; each with
 * `--help`. Answers the exit code once it has ended. What went wrong is told on the error output, a line each.
 */
export async function runProgram<T extends SettingTable & ProgramSettingTable, Tables>(
  options: ProgramOptions<T, Tables>,
  { argv, env }: ProgramProcess,
): Promise<number> {
  const complain = (text: string, code: number): number => {
    process.stderr.write(`${text.replace(/^/gm, `${options.name}: `)}\n`);
    return code;
  };
  const read = readCommandLine(options.name, options.settings, argv, env);
  if (!read.ok) return complain(read.refusal.text, EXIT_USAGE);
  const command = read.value;
  if (command.name === 'help') {
    process.stdout.write(`${command.text}\n`);
    return 0;
  }
  const { logLevel } = command.common;
  const log = createLog({ level: logLevel, pretty: process.stdout.isTTY === true, fields: { app: options.name } });
  exitOnBugs(log);
  if (command.name === 'serve' && command.common.role !== 'all' && command.common.databaseUrl === undefined)
    return complain('the embedded database serves one process: a role needs DATABASE_URL', EXIT_USAGE);
  const stores = await openStores<Tables>(options.name, command.common, { mustExist: command.name === 'backup' });
  if (!stores.ok) return complain(stores.refusal.text, EXIT_FAILED);
  const outcome = await perform(options, command, stores.value, log, env);
  await stores.value.database.close();
  if (!outcome.ok) return complain(outcome.refusal.text, EXIT_FAILED);
  if (outcome.value !== undefined) process.stdout.write(`${options.name}: ${outcome.value}\n`);
  return 0;
}

/** Carries a command out; answers what is to be told at its end. */
async function perform<T extends SettingTable & ProgramSettingTable, Tables>(
  options: ProgramOptions<T, Tables>,
  command: Performed<SettingsOf<T>>,
  stores: Stores<Tables>,
  log: Log,
  env: Environment,
): Promise<Result<string | undefined>> {
  // Before anything is written; also a backup says which key its secrets need.
  const fits = await checkSecretKey(stores.database, stores.secretBox);
  if (!fits.ok) return fits;
  if (command.name === 'backup') return told(await backupToFile(stores, command.file, systemClock));
  const migrated = await migrate(stores.database, { directory: options.migrations, clock: systemClock });
  if (!migrated.ok) return migrated;
  const { applied } = migrated.value;
  if (applied.length > 0) log.info('migrated', { applied });
  if (command.name === 'serve') return serve(options, command.settings, command.common, stores, log, env);
  if (command.name === 'restore') return told(await restoreFromFile(stores, command.file));
  return ok(applied.length === 0 ? 'nothing to migrate' : `migrated ${applied.join(', ')}`);
}

const told = (outcome: Result<{ readonly told: string }>): Result<string> =>
  outcome.ok ? ok(outcome.value.told) : outcome;

async function serve<T extends SettingTable & ProgramSettingTable, Tables>(
  options: ProgramOptions<T, Tables>,
  settings: SettingsOf<T>,
  common: ProgramSettings,
  stores: Stores<Tables>,
  log: Log,
  env: Environment,
): Promise<Result<undefined>> {
  const claimed = await claimSecretKey(stores.database, stores.secretBox);
  if (!claimed.ok) return claimed;
  const { host } = common;
  const port = common.port === 0 ? await freePort(host) : common.port;
  const publicUrl = publicUrlOf(common, port);
  const random = createRandom();
  const metrics = createMetrics(options.name);
  metrics.gauge('jetway_database_round_trip_seconds', 'Time of a round trip to the database', async () => {
    const begun = systemTimer.steadyNowMs();
    await stores.database.ping();
    return (systemTimer.steadyNowMs() - begun) / 1_000;
  });
  const started = await options.start({
    ...stores,
    settings,
    log,
    metrics,
    clock: systemClock,
    ids: createIds(systemClock, random),
    random,
    timer: systemTimer,
    publicUrl,
  });
  if (!started.ok) return started;
  return serveUntilStopped(started.value, { name: options.name, host, port, publicUrl, log, env });
}

/** Nothing may go on after an exception nobody expected: it is logged, and the process ends. */
function exitOnBugs(log: Log): void {
  const end = (what: string) => (error: unknown) => {
    log.error(what, { error });
    process.exit(EXIT_FAILED);
  };
  process.on('uncaughtException', end('an exception nobody caught'));
  process.on('unhandledRejection', end('a rejection nobody handled'));
}
