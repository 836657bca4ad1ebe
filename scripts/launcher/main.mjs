/** Owns launching: settle on a Node, install, build what is stale, then hand over to the command. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandNames, findCommand } from './commands.mjs';
import { findNpm, install, needsInstall } from './install.mjs';
import { LaunchError } from './launch-error.mjs';
import { chooseNode, neededMajor } from './node-choice.mjs';
import { buildWebs } from './webs.mjs';

/** Early releases of Node 24 warn of features that have settled since. */
const quiet = '--disable-warning=ExperimentalWarning';

/** Who started us; installing takes a while, in which it may go. */
const parent = process.ppid;
const parentCheckMs = 500;

const root = fileURLToPath(new URL('../..', import.meta.url));
const hostMajor = process.versions.node.split('.')[0] ?? '';

/**
 * The path of a Node that is new enough; the runtime's package is fetched once where the host's is not.
 * @param {string | undefined} npm
 */
const settleNode = async (npm) => {
  const host = { version: process.versions.node, platform: process.platform, arch: process.arch };
  const choice = chooseNode(host);
  if (choice.kind === 'none') throw new LaunchError(choice.message);
  if (choice.kind === 'host') return { node: process.execPath, major: hostMajor };
  const folder = path.join(root, 'scripts/runtime');
  const node = path.join(folder, choice.binary);
  if (needsInstall(folder, hostMajor) || !existsSync(node)) {
    const what = `Node ${neededMajor} for Jetway alone, as this is ${process.version}`;
    const brings = choice.binary;
    await install({ folder, node: process.execPath, nodeMajor: hostMajor, npm, what, brings, env: process.env });
  }
  return { node, major: String(neededMajor) };
};

/**
 * npm runs us through a shell, which does not hand on the signal that ends npm: we notice that our parent is gone.
 * @param {() => void} act
 */
const onOrphaned = (act) => {
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, parentCheckMs);
  timer.unref();
};

/**
 * Runs the command in our place: same terminal, our signals, its exit code.
 * @param {string} node
 * @param {readonly string[]} argv
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
const handOver = (node, argv, env) =>
  new Promise((resolve, reject) => {
    const child = spawn(node, [quiet, ...argv], { cwd: root, env, stdio: 'inherit' });
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => child.kill(signal));
    }
    if (env['npm_lifecycle_event'] !== undefined) onOrphaned(() => child.kill('SIGTERM'));
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(signal === null ? (code ?? 1) : 128 + constants.signals[signal]));
  });

/** @param {readonly string[]} args */
const launch = async ([name, ...args]) => {
  const command = findCommand(name, args);
  if (command === undefined) throw new LaunchError(`Use one of: ${commandNames.join(', ')}.`);
  const npm = findNpm({ execPath: process.execPath, env: process.env });
  const { node, major } = await settleNode(npm);
  const env = {
    ...process.env,
    PATH: [path.dirname(node), process.env['PATH'] ?? ''].join(path.delimiter),
  };
  if (needsInstall(root, major)) {
    const brings = 'node_modules/vitest/package.json';
    await install({ folder: root, node, nodeMajor: major, npm, what: 'packages', brings, env });
  }
  if (command.webs) await buildWebs({ root, node, env });
  const code = await handOver(node, command.argv, env);
  process.exitCode = code;
};

/**
 * Runs one of the root scripts and leaves its exit code behind.
 * @param {readonly string[]} args the script's name, then its own arguments
 */
export const main = async (args) => {
  try {
    await launch(args);
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
};
