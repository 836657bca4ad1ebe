/** Owns `jetway restore`. */
import path from 'node:path';
import type { Command } from 'commander';
import { runApp } from '../apps/index.ts';
import type { AppName, Surroundings } from '../surroundings.ts';
import type { Finish } from './finish.ts';
import { appOption, dataFolderOf, dataOption, examples } from './options.ts';

const description = [
  'Fills an app\'s empty database from a file that "jetway backup" wrote, on either engine. The secret key that was in',
  'use then is needed again (the secret.key of its data folder, or JETWAY_SECRET_KEY).',
].join(' ');

export function addRestore(program: Command, surroundings: Surroundings, finish: Finish): void {
  program
    .command('restore')
    .summary("fill an app's database from a backup")
    .description(description)
    .argument('<file>', 'the file to read')
    .addOption(appOption())
    .addOption(dataOption())
    .addHelpText(
      'after',
      examples(
        'jetway restore oms.backup --app oms',
        'DATABASE_URL=postgres://localhost/jetway jetway restore oms.backup --app oms',
      ),
    )
    .action(async (file: string, { app, data }: { app: AppName; data?: string }) => {
      const from = path.resolve(surroundings.cwd, file);
      finish(
        await runApp(surroundings, app, ['restore', '--from', from, ...['--data', dataFolderOf(surroundings, data)]]),
      );
    });
}
