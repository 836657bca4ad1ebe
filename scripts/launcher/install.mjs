/** Owns installing: the runtime's Node and the workspace's packages, each only when its lockfile changed. */
import { spawn } from 'node:child_process';
import { existsSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fingerprint, markerHolds, writeMarker } from './fingerprint.mjs';
import { LaunchError } from './launch-error.mjs';

const marker = 'node_modules/.jetway-install';

/** More than npm asks at once, so that a moment's trouble is not enough. */
const manyFailures = 60;

/**
 * Whether nothing at all can be fetched. npm would try the hundreds of other packages too, which takes minutes.
 * @param {string} output what npm wrote so far at the level http
 */
export const isHopeless = (output) =>
  !output.includes('fetch GET 200') && output.split(' failed with ').length > manyFailures;

/** What npm needs to know beside the lockfile; `include` holds even where NODE_ENV=production or npm's config omits. */
const npmArguments = [
  'ci',
  '--include=dev',
  '--include=optional',
  '--no-audit',
  '--no-fund',
  '--prefer-offline',
  // The level at which npm tells what it could not fetch, even where it goes on without it.
  '--loglevel=http',
  '--fetch-retries=2',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=5000',
];

/**
 * Where npm's own program is: the npm that runs us, else the one beside Node, else the one on PATH.
 * @param {{ execPath: string, env: Record<string, string | undefined> }} host
 * @returns {string | undefined} the path of npm-cli.js
 */
export const findNpm = ({ execPath, env }) => {
  const bin = path.dirname(execPath);
  const fromPath = (env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => [path.join(folder, 'node_modules/npm/bin/npm-cli.js'), path.join(folder, 'npm')]);
  const candidates = [
    env['npm_execpath'],
    path.join(bin, '../lib/node_modules/npm/bin/npm-cli.js'),
    path.join(bin, 'node_modules/npm/bin/npm-cli.js'),
    ...fromPath,
  ];
  return candidates
    .filter((candidate) => candidate !== undefined)
    .filter((candidate) => existsSync(candidate))
    .map((candidate) => realpathSync(candidate))
    .find((candidate) => path.basename(candidate) === 'npm-cli.js');
};

/**
 * The state that an installation must be in: the lockfile, on this platform and major of Node (native packages differ).
 * @param {string} folder
 * @param {string} nodeMajor
 */
const wanted = (folder, nodeMajor) =>
  fingerprint(folder, ['package-lock.json'], `${process.platform}-${process.arch}-${nodeMajor}`);

/**
 * @param {string} folder that holds the lockfile
 * @param {string} nodeMajor of the Node that will run what is installed
 */
export const needsInstall = (folder, nodeMajor) => !markerHolds(path.join(folder, marker), wanted(folder, nodeMajor));

/**
 * Marks the folder as installed for its present lockfile.
 * @param {string} folder
 * @param {string} nodeMajor
 */
export const markInstalled = (folder, nodeMajor) => writeMarker(path.join(folder, marker), wanted(folder, nodeMajor));

const networkTrouble =
  /(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT)\b/;

/**
 * One line on why npm failed.
 * @param {string} output what npm wrote at the level http
 */
export const explainNpmFailure = (output) => {
  const lines = output.split('\n');
  const unreached = lines.find((line) => networkTrouble.test(line) && /https?:/.test(line));
  if (unreached !== undefined) {
    const registry = /https?:\/\/[^\s/]+/.exec(unreached)?.[0];
    return `The npm registry (${registry}) cannot be reached. Jetway needs it once, to install; connect and try again.`;
  }
  const errors = lines.map((line) => /^npm (?:error|ERR!) ?(.*)/.exec(line)?.[1]?.trim() ?? '');
  const telling = errors.find((line) => line !== '' && !/^(code|errno|syscall|A complete log)/.test(line));
  return `npm could not install: ${telling ?? 'it gave no reason'}`;
};

/**
 * @typedef {object} Installation
 * @property {string} folder that holds the lockfile
 * @property {string} node that runs npm
 * @property {string} nodeMajor of the Node that will run what is installed
 * @property {string | undefined} npm
 * @property {string} what for the person
 * @property {string} brings a file that must be there afterwards: npm goes on without an optional package
 * @property {NodeJS.ProcessEnv} env
 */

/**
 * Runs `npm ci` in a folder; says so in one line.
 * @param {Installation} options
 */
export const install = async ({ folder, node, nodeMajor, npm, what, brings, env }) => {
  if (npm === undefined) throw new LaunchError('npm was not found. Start with "npm start", or put npm on your PATH.');
  process.stderr.write(`Installing ${what} (once) … `);
  const startedMs = performance.now();
  rmSync(path.join(folder, marker), { force: true });
  const { code, output } = await run(node, [npm, ...npmArguments], { cwd: folder, env }, isHopeless);
  if (code !== 0 || !existsSync(path.join(folder, brings))) {
    process.stderr.write('failed\n');
    throw new LaunchError(explainNpmFailure(output));
  }
  markInstalled(folder, nodeMajor);
  process.stderr.write(`done in ${Math.round((performance.now() - startedMs) / 1000)} s\n`);
};

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @param {(output: string) => boolean} [hopeless] judges the output so far; the program is ended when it says so
 * @returns {Promise<{ code: number | null, output: string }>}
 */
export const run = (command, args, options, hopeless) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
      if (hopeless?.(output) === true) child.kill();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
