/** Owns the demo's two processes and what they say: to the log files whole, to the terminal what matters. */
import { type AppProcess, startApp } from '../apps/index.ts';
import type { AppName, Surroundings } from '../surroundings.ts';
import { type AppArguments, marketplaceArguments, omsArguments } from './app-arguments.ts';
import type { DemoOptions } from './demo-options.ts';
import { type LogFile, openLogFile } from './log-file.ts';
import { isAtLeast, type LogLine, readLogLine, showLogLine } from './log-lines.ts';

export interface RunningDemo {
  readonly apps: readonly AppProcess[];
  /** The addresses that the apps told when they became ready. */
  readonly urls: () => Promise<{ readonly oms: string; readonly marketplace: string }>;
  readonly logFileOf: (app: AppName) => string;
  readonly lastErrorOf: (app: AppName) => string | undefined;
  /** From now on the terminal shows warnings too: while the apps start, they warn of each other's absence. */
  readonly showWarnings: () => void;
  readonly closeLogs: () => void;
}

interface Started {
  readonly process: AppProcess;
  readonly log: LogFile;
  readonly lastError: () => string | undefined;
}

const start = (
  app: AppName,
  given: AppArguments,
  options: DemoOptions,
  surroundings: Surroundings,
  isShown: (line: LogLine) => boolean,
): Started => {
  const log = openLogFile(options.dataFolder, app);
  let lastError: string | undefined;
  const onLine = (text: string): void => {
    log.write(text);
    const line = readLogLine(text);
    if (isAtLeast(line, 'error') && line.text !== '') lastError = line.text;
    if (isShown(line)) surroundings.err(`${showLogLine(app, line, surroundings.colors)}\n`);
  };
  const { args, env } = given;
  const process = startApp({ app, main: surroundings.mainOf(app), args, env, cwd: surroundings.cwd, onLine });
  return { process, log, lastError: () => lastError };
};

const urlOf = async (started: Started): Promise<string> => (await started.process.ready)?.url ?? '';

/** Starts both apps at once. */
export function startDemoApps(options: DemoOptions, surroundings: Surroundings): RunningDemo {
  let leastShown: LogLine['level'] = options.verbose ? 'debug' : 'error';
  const isShown = (line: LogLine): boolean => isAtLeast(line, leastShown);
  const started: Record<AppName, Started> = {
    marketplace: start('marketplace', marketplaceArguments(options, surroundings), options, surroundings, isShown),
    oms: start('oms', omsArguments(options, surroundings), options, surroundings, isShown),
  };
  return {
    apps: Object.values(started).map(({ process }) => process),
    urls: async () => ({ oms: await urlOf(started.oms), marketplace: await urlOf(started.marketplace) }),
    logFileOf: (app) => started[app].log.path,
    lastErrorOf: (app) => started[app].lastError(),
    showWarnings: () => {
      if (!options.verbose) leastShown = 'warn';
    },
    closeLogs: () => {
      for (const { log } of Object.values(started)) log.close();
    },
  };
}
