/** Owns building the webs: each `apps/*-web` with Vite, only when something it is made of changed. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fingerprint, markerHolds, writeMarker } from './fingerprint.mjs';
import { run } from './install.mjs';
import { LaunchError } from './launch-error.mjs';

/** The webs that can be built: folders with a page and a Vite configuration. */
export const listWebs = (/** @type {string} */ root) =>
  readdirSync(path.join(root, 'apps'))
    .filter((name) => name.endsWith('-web'))
    .filter((name) => existsSync(path.join(root, 'apps', name, 'index.html')))
    .filter((name) => existsSync(path.join(root, 'apps', name, 'vite.config.ts')));

/**
 * What a web is made of: its own folder, the packages that webs may use, how webs are built, and the versions of the rest.
 * @param {string} root
 * @param {string} web
 */
const inputsOf = (root, web) => {
  const contracts = readdirSync(path.join(root, 'packages')).filter((name) => name.endsWith('-api'));
  const packages = ['ui', 'http-contract', 'kernel', ...contracts].flatMap((name) => [
    `packages/${name}/src`,
    `packages/${name}/package.json`,
  ]);
  return [
    `apps/${web}`,
    ...packages,
    'packages/ui/web',
    'package-lock.json',
    'tsconfig.base.json',
    'tsconfig.web.json',
  ];
};

/** @param {string} root @param {string} web */
const markerOf = (root, web) => path.join(root, 'apps', web, 'dist', '.inputs');

/**
 * @param {string} root
 * @param {string} web folder name in apps/
 */
export const needsBuild = (root, web) => !markerHolds(markerOf(root, web), fingerprint(root, inputsOf(root, web)));

/**
 * @param {{ root: string, web: string, node: string, env: NodeJS.ProcessEnv }} options
 */
const build = async ({ root, web, node, env }) => {
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  const inputs = fingerprint(root, inputsOf(root, web));
  const { code, output } = await run(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: path.join(root, 'apps', web),
    env: { ...env, NODE_ENV: 'production' },
  });
  if (code !== 0) throw new LaunchError(`${web} could not be built:\n${output.trim()}`);
  writeMarker(markerOf(root, web), inputs);
};

/**
 * Builds the webs whose inputs changed; says so in one line.
 * @param {{ root: string, node: string, env: NodeJS.ProcessEnv }} options
 */
export const buildWebs = async ({ root, node, env }) => {
  const stale = listWebs(root).filter((web) => needsBuild(root, web));
  if (stale.length === 0) return;
  process.stderr.write(`Building ${stale.join(' and ')} … `);
  const startedMs = performance.now();
  try {
    await Promise.all(stale.map((web) => build({ root, web, node, env })));
  } catch (error) {
    process.stderr.write('failed\n');
    throw error;
  }
  process.stderr.write(`done in ${Math.round((performance.now() - startedMs) / 1000)} s\n`);
};
