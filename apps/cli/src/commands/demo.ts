/** Owns `jetway demo`, which is what `npm start` runs. */
import type { Command } from 'commander';
import { type DemoOptions, defaultPorts, runDemo } from '../demo/index.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Finish } from './finish.ts';
import { dataFolderOf, dataOption, examples, parsePort, parseRate } from './options.ts';

interface Flags {
  readonly omsPort: number;
  readonly marketplacePort: number;
  readonly data?: string;
  readonly host: string;
  readonly reset: boolean;
  readonly shoppers?: number;
  readonly verbose: boolean;
}

const description = [
  'Starts the marketplace with a demo merchant and shoppers, and an OMS that is connected to it.',
  'Data and passwords are kept in the data folder: stopping and starting again continues.',
].join(' ');

const optionsOf = (flags: Flags, surroundings: Surroundings): DemoOptions => ({
  host: flags.host,
  omsPort: flags.omsPort,
  marketplacePort: flags.marketplacePort,
  dataFolder: dataFolderOf(surroundings, flags.data),
  reset: flags.reset,
  shoppers: flags.shoppers,
  verbose: flags.verbose,
});

export function addDemo(program: Command, surroundings: Surroundings, finish: Finish): void {
  program
    .command('demo')
    .summary('both apps with demo data: what "npm start" runs')
    .description(description)
    .option('--oms-port <port>', 'where the OMS listens', parsePort, defaultPorts.oms)
    .option('--marketplace-port <port>', 'where the marketplace listens', parsePort, defaultPorts.marketplace)
    .option('--host <address>', 'the address to listen on; 0.0.0.0 opens it to your network', '127.0.0.1')
    .addOption(dataOption())
    .option('--shoppers <rate>', 'orders a minute that shoppers place; 0 for none', parseRate)
    .option('--reset', 'begin anew: delete the demo data and passwords in the data folder', false)
    .option('--verbose', 'show all that the apps log, not warnings and errors alone', false)
    .addHelpText(
      'after',
      examples(
        'npm start',
        'npm start -- --oms-port 4100 --marketplace-port 4110',
        'npm start -- --data /tmp/try --reset --shoppers 20',
      ),
    )
    .action(async (flags: Flags) => {
      finish(await runDemo(optionsOf(flags, surroundings), surroundings));
    });
}
