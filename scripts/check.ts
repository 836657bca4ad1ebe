/** Owns `npm run check`: every step runs, whatever the ones before it said; the summary stands at the end. */
import { appendFileSync, existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cruisedFolders, readArrows } from './arrows.ts';
import { root, runNode } from './run-node.ts';
import { describeSizes, findTooLong, measureFile } from './sizes.ts';

interface Outcome {
  readonly ok: boolean;
  /** Shown where the step failed, and of a step that has something to tell. */
  readonly text: string;
}

interface Step {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
}

/** A cruise that read hardly anything proves nothing: its parser falls silent on a TypeScript that it does not know. */
const fewestModules = 50;

const program = (name: string, args: readonly string[]): Step => ({
  name,
  run: async () => {
    const { code, output } = await runNode(args, { show: false });
    return { ok: code === 0, text: code === 0 ? '' : output };
  },
});

const arrows: Step = {
  name: 'arrows',
  run: async () => {
    const folders = cruisedFolders.filter((folder) => existsSync(path.join(root, folder)));
    const { modules, violations } = await readArrows(root, folders);
    const enough = modules > fewestModules;
    const text = enough ? `${modules} modules` : `only ${modules} modules were read`;
    return { ok: enough && violations.length === 0, text: [text, ...violations].join('\n') };
  },
};

const generatedPaths = ['docs/*.json', 'docs/openapi/*.json', 'docs/errors/*.md', 'apps/*/src/database/tables.ts'];

const readGenerated = (): ReadonlyMap<string, string> =>
  new Map(globSync(generatedPaths, { cwd: root }).map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));

const generated: Step = {
  name: 'generated files',
  run: async () => {
    const before = readGenerated();
    const { code, output } = await runNode(['scripts/generate.ts'], { show: false });
    if (code !== 0) return { ok: false, text: output };
    const after = readGenerated();
    const stale = [...after].filter(([file, text]) => before.get(file) !== text).map(([file]) => file);
    const text = stale.map((file) => `${file} was stale; it is written anew`).join('\n');
    return { ok: stale.length === 0, text: text === '' ? `${after.size} files` : text };
  },
};

/** Tests may be as long as they like; what is generated is nobody's to shorten. */
const isMeasured = (file: string): boolean =>
  !/\.test\.tsx?$|node_modules|\/dist\/|^scripts\/runtime\/|src\/database\/tables\.ts$/.test(file);

const sizes: Step = {
  name: 'sizes',
  run: async () => {
    const patterns = ['apps/*/{src,bin}/**', 'packages/*/src/**', 'e2e/**', 'bench/**', 'scripts/**'];
    const files = globSync(
      patterns.map((pattern) => `${pattern}/*.{ts,tsx,mjs}`),
      {
        cwd: root,
        exclude: (name) => name === 'node_modules',
      },
    );
    const measured = files.filter(isMeasured).map((file) => measureFile(root, file));
    const tooLong = findTooLong(measured);
    return { ok: tooLong.length === 0, text: [describeSizes(measured), ...tooLong].join('\n') };
  },
};

const steps: readonly Step[] = [
  program('format and lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--max-diagnostics=200']),
  program('types', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']),
  // Each web tells its router's types to the library, which a program over both would mix up.
  ...['oms-web', 'marketplace-web'].map((web) =>
    program(`types of ${web}`, ['node_modules/typescript/bin/tsc', '-p', `apps/${web}/tsconfig.json`]),
  ),
  arrows,
  program('unused code and packages', ['node_modules/knip/bin/knip.js', '--no-progress']),
  generated,
  sizes,
];

const indent = (text: string): string => text.trimEnd().replace(/^(?=.)/gm, '    ');

const runStep = async ({ name, run }: Step): Promise<{ name: string; ok: boolean }> => {
  const startedMs = performance.now();
  const { ok, text } = await run().catch((error: unknown) => ({ ok: false, text: String(error) }));
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(`${ok ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (text.trim() !== '') console.log(indent(text));
  return { name, ok };
};

const main = async (names: readonly string[]): Promise<number> => {
  const chosen = steps.filter(({ name }) => names.length === 0 || names.includes(name));
  if (chosen.length === 0 || names.includes('--help')) {
    console.log(`npm run check [-- step…]\n\nSteps: ${steps.map(({ name }) => `"${name}"`).join(', ')}`);
    return names.includes('--help') ? 0 : 1;
  }
  const results: { name: string; ok: boolean }[] = [];
  for (const step of chosen) results.push(await runStep(step));
  const failed = results.filter(({ ok }) => !ok).map(({ name }) => name);
  const countsFile = process.env['TEST_COUNTS_FILE'];
  const counts = { passed: results.length - failed.length, failed: failed.length };
  if (countsFile !== undefined) appendFileSync(countsFile, `${JSON.stringify(counts)}\n`);
  console.log(failed.length === 0 ? '\nAll is well.' : `\nFailed: ${failed.join(', ')}.`);
  return failed.length === 0 ? 0 : 1;
};

process.exitCode = await main(process.argv.slice(2));
