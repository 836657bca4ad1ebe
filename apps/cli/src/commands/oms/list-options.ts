/** Owns the options that lists share. */
import { InvalidArgumentError, Option } from 'commander';

const parseLimit = (text: string): number => {
  const limit = Number(text);
  if (/^\d{1,6}$/.test(text) && limit >= 1) return limit;
  throw new InvalidArgumentError('a whole number from 1 to 999999');
};

export const limitOption = (): Option =>
  new Option('--limit <n>', 'how many at most').argParser(parseLimit).default(50);

export const allOption = (): Option => new Option('--all', 'everything, page by page');

/** An option that may be given more than once. */
export const collect = (value: string, all: readonly string[] = []): readonly string[] => [...all, value];
