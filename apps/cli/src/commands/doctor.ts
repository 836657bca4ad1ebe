/** Owns `jetway doctor`. */
import { styleText } from 'node:util';
import type { Command } from 'commander';
import { defaultPorts } from '../demo/index.ts';
import { type Check, examine } from '../doctor/index.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Finish } from './finish.ts';
import { dataFolderOf, dataOption, examples, parsePort } from './options.ts';

interface Flags {
  readonly omsPort: number;
  readonly marketplacePort: number;
  readonly host: string;
  readonly data?: string;
  readonly json: boolean;
}

const showCheck = ({ name, ok, text }: Check, colors: boolean): string => {
  const mark = ok ? '✓' : '✗';
  const shown = colors ? styleText(ok ? 'green' : 'red', mark, { validateStream: false }) : mark;
  return `${shown} ${name.padEnd(17)} ${text}`;
};

export function addDoctor(program: Command, surroundings: Surroundings, finish: Finish): void {
  program
    .command('doctor')
    .summary('say what is wrong with this machine or installation')
    .description(
      'Looks at Node, npm, packages, pages, ports, data folder, locks and database; exit code 1 if one is wrong.',
    )
    .option('--oms-port <port>', 'where the OMS is to listen', parsePort, defaultPorts.oms)
    .option('--marketplace-port <port>', 'where the marketplace is to listen', parsePort, defaultPorts.marketplace)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .addOption(dataOption())
    .option('--json', 'print the findings as JSON', false)
    .addHelpText('after', examples('jetway doctor', 'jetway doctor --data /srv/jetway --json'))
    .action(async ({ data, json, ...ports }: Flags) => {
      const checks = await examine({ ...ports, dataFolder: dataFolderOf(surroundings, data) }, surroundings);
      const ok = checks.every((check) => check.ok);
      const lines = checks.map((check) => showCheck(check, surroundings.colors)).join('\n');
      surroundings.out(`${json ? JSON.stringify({ ok, checks }, null, 2) : lines}\n`);
      finish(ok ? 0 : 1);
    });
}
