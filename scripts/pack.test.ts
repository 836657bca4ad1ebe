/** Owns the proof that the published packages work away from the workspace, as others install them. */
import { globSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FarSide, startFarSide } from './pack-far-side.fixture.ts';
import { type Manifest, publishedPackages, runNpm } from './published-packages.ts';
import { root, runNode } from './run-node.ts';

/** For compilers and npm on a machine that has other things to do. */
const patienceMs = 180_000;

/** Whatever the terminal is: outputs are compared as they come. */
const plain = { FORCE_COLOR: '0' };

let folder = '';
let farSide: FarSide;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jetway-consumer-'));
  const packed = await runNode(['scripts/pack.ts', path.join(folder, 'tarballs')], { show: false });
  if (packed.code !== 0) throw new Error(packed.output);
  // The one package that is not ours comes from the workspace; a fresh cache proves that nothing else is needed.
  const typebox = path.join(root, 'node_modules/typebox');
  await runNpm(['pack', typebox, '--pack-destination', path.join(folder, 'tarballs')], folder);
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  const tarballs = globSync('tarballs/*.tgz', { cwd: folder }).map((file) => `./${file}`);
  await runNpm(['install', ...tarballs, '--prefix', folder, '--cache', path.join(folder, 'cache')], folder);
  farSide = await startFarSide();
}, patienceMs);

afterAll(async () => {
  farSide?.close();
  await rm(folder, { recursive: true, force: true });
});

const readManifest = async (file: string): Promise<Manifest> => JSON.parse(await readFile(file, 'utf8')) as Manifest;

const installed = (name: string, file: string): string => path.join(folder, 'node_modules/@jetway', name, file);

/** A readme holds one fenced block of `js` and, with what that prints, one of `text`. */
const blockOf = async (name: string, language: string): Promise<string> => {
  const readme = await readFile(installed(name, 'README.md'), 'utf8');
  return new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(readme)?.[1] ?? `${name} has no ${language} block`;
};

describe('a published package', () => {
  test.each(publishedPackages)('%s holds its compiled sources, readme and license, and nothing else', async (name) => {
    const found = await readdir(installed(name, ''), { recursive: true, withFileTypes: true });
    const files = found
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(installed(name, ''), path.join(entry.parentPath, entry.name)));
    const sources = globSync('**/*.ts', { cwd: path.join(root, 'packages', name, 'src') })
      .filter((file) => !/\.(test|test-support|fixture)\.ts$/.test(file))
      .map((file) => path.join('dist', file.replace(/\.ts$/, '')));
    const wanted = sources.flatMap((file) => [`${file}.js`, `${file}.d.ts`]);
    expect(files.toSorted()).toEqual(['LICENSE', 'README.md', 'package.json', ...wanted].toSorted());
  });

  test('is entered by its compiled door and asks for compatible versions of what it uses', async () => {
    const source = await readManifest(path.join(root, 'packages/jet-api/package.json'));
    expect(await readManifest(installed('jet-api', 'package.json'))).toEqual({
      name: '@jetway/jet-api',
      version: source.version,
      description: source['description'],
      license: 'MIT',
      type: 'module',
      exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' } },
      files: ['dist'],
      sideEffects: false,
      engines: { node: '>=20' },
      dependencies: {
        '@jetway/http-contract': `^${source.dependencies?.['@jetway/http-contract']}`,
        '@jetway/kernel': `^${source.dependencies?.['@jetway/kernel']}`,
        typebox: `^${source.dependencies?.['typebox']}`,
      },
    });
  });

  test.each(publishedPackages)('%s does in plain JavaScript what its readme prints', async (name) => {
    const program = path.join(folder, `${name}.js`);
    await writeFile(program, await blockOf(name, 'js'));
    const env = { ...plain, JET_URL: farSide.url, JET_USER: 'the-user', JET_SECRET: 'the-secret' };
    const finished = await runNode([program], { show: false, cwd: folder, env });
    expect(finished).toEqual({ code: 0, output: await blockOf(name, 'text') });
  });

  test(
    'is understood by strict TypeScript: readmes and a program of right and wrong uses',
    async () => {
      const typed = path.join(folder, 'typed');
      await mkdir(typed);
      await copyFile(path.join(root, 'scripts/pack-consumer.fixture.ts'), path.join(typed, 'consumer.ts'));
      for (const name of publishedPackages) await writeFile(path.join(typed, `${name}.ts`), await blockOf(name, 'js'));
      const compilerOptions = {
        target: 'es2024',
        module: 'nodenext',
        moduleResolution: 'nodenext',
        strict: true,
        exactOptionalPropertyTypes: true,
        noPropertyAccessFromIndexSignature: true,
        noUncheckedIndexedAccess: true,
        skipLibCheck: false,
        noEmit: true,
        typeRoots: [path.join(root, 'node_modules/@types')],
        types: ['node'],
      };
      await writeFile(path.join(typed, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
      const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
      expect(await runNode([compiler, '-p', typed], { show: false, env: plain })).toEqual({ code: 0, output: '' });
    },
    patienceMs,
  );
});
