/** Owns `jetway backup`. */
import path from 'node:path';
import type { Command } from 'commander';
import { runApp } from '../apps/index.ts';
import type { AppName, Surroundings } from '../surroundings.ts';
import type { Finish } from './finish.ts';
import { appOption, dataFolderOf, dataOption, examples } from './options.ts';

const description = [
  "Writes all of an app's data to one file that either database engine reads: the way from the embedded database to",
  'PostgreSQL and back. The embedded database must not be in use: stop the app first.',
].join(' ');

export function addBackup(program: Command, surroundings: Surroundings, finish: Finish): void {
  program
    .command('backup')
    .summary("write an app's data to a file")
    .description(description)
    .argument('<file>', 'the file to write')
    .addOption(appOption())
    .addOption(dataOption())
    .addHelpText(
      'after',
      examples(
        'jetway backup oms.backup --app oms',
        'DATABASE_URL=postgres://localhost/jetway jetway backup marketplace.backup --app marketplace',
      ),
    )
    .action(async (file: string, { app, data }: { app: AppName; data?: string }) => {
      const to = path.resolve(surroundings.cwd, file);
      finish(await runApp(surroundings, app, ['backup', '--to', to, ...['--data', dataFolderOf(surroundings, data)]]));
    });
}
