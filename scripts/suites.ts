/** Owns which end-to-end suites there are: the folders of `e2e/` that hold a test. */
import { globSync } from 'node:fs';
import path from 'node:path';

/** The suites in the order in which they run; the simulation runs only by name, as it takes as long as one lets it. */
const order = ['conformance', 'flows', 'web', 'azurite', 'simulation'];
const onlyByName = new Set(['simulation']);

export interface Chosen {
  readonly suites: readonly string[];
  /** Those that exist and run only by name. */
  readonly leftOut: readonly string[];
  /** Handed on to the test runner. */
  readonly rest: readonly string[];
}

/** The suites that exist. */
export const listSuites = (root: string): readonly string[] =>
  order.filter((suite) => globSync(`e2e/${suite}/**/*.test.ts`, { cwd: root }).length > 0);

/** Every folder with a test that no suite covers: it would be skipped silently. */
export const findForgotten = (root: string): readonly string[] => {
  const folders = globSync(['e2e/*.test.ts', 'e2e/*/**/*.test.ts'], {
    cwd: root,
    exclude: (name) => name === 'node_modules',
  });
  return [...new Set(folders.map((file) => file.split(path.sep)[1] ?? ''))].filter((name) => !order.includes(name));
};

/** The suites named at the beginning of the arguments, or all that run without being named. */
export const chooseSuites = (existing: readonly string[], args: readonly string[]): Chosen | { unknown: string } => {
  const firstOther = args.findIndex((arg) => !order.includes(arg));
  const named = firstOther === -1 ? args : args.slice(0, firstOther);
  const rest = args.slice(named.length);
  const [next] = rest;
  if (named.length === 0 && next !== undefined && !next.startsWith('-')) return { unknown: next };
  const missing = named.find((name) => !existing.includes(name));
  if (missing !== undefined) return { unknown: missing };
  if (named.length > 0) return { suites: named, leftOut: [], rest };
  const suites = existing.filter((suite) => !onlyByName.has(suite));
  return { suites, leftOut: existing.filter((suite) => onlyByName.has(suite)), rest };
};
