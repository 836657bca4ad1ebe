/** Owns `jetway migrate`. */
import type { Command } from 'commander';
import { runApp } from '../apps/index.ts';
import type { AppName, Surroundings } from '../surroundings.ts';
import type { Finish } from './finish.ts';
import { appOption, dataFolderOf, dataOption, examples } from './options.ts';

export function addMigrate(program: Command, surroundings: Surroundings, finish: Finish): void {
  program
    .command('migrate')
    .summary("bring an app's database to this version")
    .description("Brings an app's database to this version's tables. A start does the same; this does it beforehand.")
    .addOption(appOption())
    .addOption(dataOption())
    .addHelpText(
      'after',
      examples('jetway migrate --app oms', 'DATABASE_URL=postgres://localhost/jetway jetway migrate --app marketplace'),
    )
    .action(async ({ app, data }: { app: AppName; data?: string }) => {
      finish(await runApp(surroundings, app, ['migrate', ...['--data', dataFolderOf(surroundings, data)]]));
    });
}
