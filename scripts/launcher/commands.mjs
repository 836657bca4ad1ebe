/** Owns what each root npm script runs, and what must stand before it runs. */

/**
 * @typedef {{ argv: readonly string[], webs: boolean }} Command
 *   `argv`: what Node is started with, relative to the root; `webs`: whether the webs must be built first
 */

const vitest = 'node_modules/vitest/vitest.mjs';
const jetway = 'apps/cli/bin/jetway.mjs';

/** @param {readonly string[]} args */
const asksForHelp = (args) => args.some((arg) => arg === '--help' || arg === '-h');

/** @type {Record<string, (args: readonly string[]) => Command>} */
const commands = {
  start: (args) => ({ argv: [jetway, 'demo', ...args], webs: !asksForHelp(args) }),
  jetway: (args) => ({ argv: [jetway, ...args], webs: false }),
  test: (args) => ({ argv: [vitest, 'run', '--project', 'unit', ...args], webs: false }),
  e2e: (args) => ({ argv: ['scripts/e2e.ts', ...args], webs: !asksForHelp(args) }),
  check: (args) => ({ argv: ['scripts/check.ts', ...args], webs: false }),
  fix: (args) => ({ argv: ['node_modules/@biomejs/biome/bin/biome', 'check', '--write', ...args], webs: false }),
  dev: (args) => ({ argv: ['scripts/dev.ts', ...args], webs: false }),
  generate: (args) => ({ argv: ['scripts/generate.ts', ...args], webs: false }),
  bench: (args) => ({ argv: ['scripts/bench.ts', ...args], webs: false }),
};

export const commandNames = Object.keys(commands);

/**
 * @param {string | undefined} name
 * @param {readonly string[]} args
 * @returns {Command | undefined} nothing when there is no such command
 */
export const findCommand = (name, args) =>
  name !== undefined && Object.hasOwn(commands, name) ? commands[name]?.(args) : undefined;
