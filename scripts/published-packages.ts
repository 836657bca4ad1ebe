/** Owns the packages that others may install: plain JavaScript with declarations, made from the sources by tsc. */
import { copyFile, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findNpm } from './launcher/install.mjs';
import { root, runNode } from './run-node.ts';

/** Each stands behind those that it uses. */
export const publishedPackages = ['kernel', 'http-contract', 'jet-api', 'jet-client'] as const;

/** A package.json: we touch a few fields, the others pass through. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/**
 * What stands in the tarball. The workspace pins exact versions so that every run is the same; who installs a package
 * takes compatible ones, so that several of ours share one copy of what they have in common.
 */
export function publishedManifest(source: Manifest): Manifest {
  const { private: _ours, devDependencies: _tests, dependencies = {}, ...kept } = source;
  const ranges = Object.entries(dependencies).map(([name, version]) => [name, `^${version}`]);
  return {
    ...kept,
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
    files: ['dist'],
    sideEffects: false,
    // The age of what they use, held by the library they are compiled against; a browser of that age does as well.
    engines: { node: '>=20' },
    ...(ranges.length === 0 ? {} : { dependencies: Object.fromEntries(ranges) as Record<string, string> }),
  };
}

/** Runs a program of Node's; its output is the reason when it fails. */
async function run(what: string, args: readonly string[], cwd: string): Promise<void> {
  const { code, output } = await runNode(args, { show: false, cwd });
  if (code !== 0) throw new Error(`${what} failed:\n${output}`);
}

/**
 * Compiles what the door of a package reaches, hence no tests. Packages of ours are read from the declarations built
 * before, as whoever installs them reads them.
 */
async function compile(name: string, buildFolder: string): Promise<void> {
  const source = path.join(root, 'packages', name, 'src');
  const config = path.join(buildFolder, `${name}.tsconfig.json`);
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    target: 'es2022',
    // What Node 20 knows: anything newer does not compile.
    lib: ['es2023'],
    rootDir: source,
    outDir: path.join(buildFolder, name, 'dist'),
    typeRoots: [path.join(root, 'node_modules/@types')],
    paths: { '@jetway/*': [path.join(buildFolder, '*/dist/index.d.ts')] },
  };
  const files = [path.join(source, 'index.ts')];
  await writeFile(
    config,
    JSON.stringify({ extends: path.join(root, 'tsconfig.base.json'), compilerOptions, files }, null, 2),
  );
  await run(`compiling ${name}`, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', config], buildFolder);
}

/** Builds one package into a folder of its name, and returns what npm calls its tarball. */
async function build(name: string, buildFolder: string): Promise<string> {
  const source = path.join(root, 'packages', name);
  const target = path.join(buildFolder, name);
  await mkdir(target);
  await compile(name, buildFolder);
  const manifest = JSON.parse(await readFile(path.join(source, 'package.json'), 'utf8')) as Manifest;
  const published = publishedManifest(manifest);
  await writeFile(path.join(target, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
  await copyFile(path.join(source, 'README.md'), path.join(target, 'README.md'));
  await copyFile(path.join(root, 'LICENSE'), path.join(target, 'LICENSE'));
  return `${published.name.slice(1).replace('/', '-')}-${published.version}.tgz`;
}

/** Runs npm, which must be on this machine; nothing is fetched. */
export async function runNpm(args: readonly string[], cwd: string): Promise<void> {
  const npm = findNpm(process);
  if (npm === undefined) throw new Error('There is no npm beside Node or on PATH.');
  await run(`npm ${args[0]}`, [npm, ...args, '--offline', '--ignore-scripts', '--no-audit', '--no-fund'], cwd);
}

/**
 * Builds and packs all published packages.
 * @param buildFolder an empty folder to build in
 * @param tarballFolder where the tarballs are written; made when missing
 * @returns the paths of the tarballs
 */
export async function packPublished(buildFolder: string, tarballFolder: string): Promise<readonly string[]> {
  await mkdir(tarballFolder, { recursive: true });
  // Declarations are read beside what they use, as where they are installed.
  await symlink(path.join(root, 'node_modules'), path.join(buildFolder, 'node_modules'), 'junction');
  const tarballs: string[] = [];
  for (const name of publishedPackages) tarballs.push(path.join(tarballFolder, await build(name, buildFolder)));
  const folders = publishedPackages.map((name) => `./${name}`);
  await runNpm(['pack', ...folders, '--pack-destination', tarballFolder], buildFolder);
  return tarballs;
}
