/** Owns the command line as a whole: which commands there are. */
import { Command } from 'commander';
import {
  addBackup,
  addDemo,
  addDoctor,
  addMarketplace,
  addMigrate,
  addOms,
  addRestore,
  addScenario,
  type Finish,
} from './commands/index.ts';
import type { Surroundings } from './surroundings.ts';

/** The `jetway` command; every command tells `finish` its exit code. */
export function createProgram(surroundings: Surroundings, finish: Finish): Command {
  const program = new Command('jetway')
    .description('Order management for marketplace sellers, and the marketplace to go with it.')
    .configureOutput({ writeOut: surroundings.out, writeErr: surroundings.err })
    .configureHelp({ sortSubcommands: false })
    .enablePositionalOptions()
    .showHelpAfterError('(jetway --help, or jetway COMMAND --help, explains)');
  for (const add of [addDemo, addMarketplace, addOms, addScenario, addMigrate, addBackup, addRestore, addDoctor]) {
    add(program, surroundings, finish);
  }
  return program;
}
