/** Owns what `jetway marketplace` and `jetway oms` share: their flags are the app's own and are handed on as typed. */
import type { Command } from 'commander';
import { runApp } from '../apps/index.ts';
import type { AppName, Surroundings } from '../surroundings.ts';
import type { Finish } from './finish.ts';
import { examples } from './options.ts';

export interface ServeCommand {
  readonly app: AppName;
  readonly summary: string;
  readonly description: string;
  /** The app's own flags beside the common ones, for the help alone. */
  readonly flags: readonly (readonly [flag: string, text: string])[];
  readonly examples: readonly string[];
}

const commonFlags = [
  ['--port <port>', 'where it listens'],
  ['--host <address>', 'the address to listen on; 127.0.0.1 when not given'],
  ['--data <folder>', 'where both apps keep their data, each in a folder of its own; .jetway when not given'],
  ['--public-url <url>', 'the address under which others reach it'],
  ['--role <role>', 'http, worker or all; split roles need DATABASE_URL'],
  ['--log-level <level>', 'debug, info, warn, error or silent'],
] as const;

const environment = `
Environment:
  DATABASE_URL       use this PostgreSQL (15 or newer) in place of the embedded database
  JETWAY_SECRET_KEY  the key that secrets are encrypted with; needed with DATABASE_URL`;

/** Adds the command of one app; its other words become commands of that. */
export function addServe(program: Command, surroundings: Surroundings, finish: Finish, serve: ServeCommand): Command {
  const flags = [...commonFlags, ...serve.flags];
  const width = Math.max(...flags.map(([flag]) => flag.length)) + 2;
  const listed = flags.map(([flag, text]) => `  ${flag.padEnd(width)}${text}`);
  return program
    .command(serve.app)
    .summary(serve.summary)
    .description(serve.description)
    .argument('[flags...]')
    .usage('[flags]')
    .allowUnknownOption()
    .passThroughOptions()
    .addHelpText('after', ['', 'Flags:', ...listed].join('\n'))
    .addHelpText('after', `${environment}\n${examples(...serve.examples)}`)
    .action(async (given: readonly string[]) => {
      finish(await runApp(surroundings, serve.app, ['serve', ...given]));
    });
}
