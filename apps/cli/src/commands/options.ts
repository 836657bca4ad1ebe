/** Owns how the command line's words become values: shared by the commands. */
import path from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { defaultDataFolder } from '../demo/index.ts';
import { appNames, type Surroundings } from '../surroundings.ts';

const highestPort = 65_535;

/** A port that a program can be told to listen on. */
export const parsePort = (text: string): number => {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= highestPort) return port;
  throw new InvalidArgumentError(`a port is a whole number from 1 to ${highestPort}`);
};

/** Orders a minute. */
export const parseRate = (text: string): number => {
  const rate = Number(text);
  if (/^\d+(\.\d+)?$/.test(text)) return rate;
  throw new InvalidArgumentError('a rate is a number of orders a minute, 0 for none');
};

export const appOption = (): Option => new Option('--app <app>', 'which app').choices(appNames).makeOptionMandatory();

export const dataOption = (): Option =>
  new Option('--data <folder>', `where both apps keep their data (default: JETWAY_DATA or "${defaultDataFolder}")`);

/** The data folder that is meant: absolute. */
export const dataFolderOf = ({ cwd, env }: Pick<Surroundings, 'cwd' | 'env'>, data: string | undefined): string =>
  path.resolve(cwd, data ?? env['JETWAY_DATA'] ?? defaultDataFolder);

/** Help text at a command's end. */
export const examples = (...lines: readonly string[]): string =>
  ['', 'Examples:', ...lines.map((line) => `  ${line}`)].join('\n');
