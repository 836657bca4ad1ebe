/** Owns `npm run generate`: everything that is generated and checked in, written anew. */
import { globSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { contractDocuments } from './contract-documents.ts';
import { root, runNode } from './run-node.ts';

/** What an app generates from its own code has a `generate.ts` in its capability; row types are the first of them. */
const runGenerators = async (): Promise<void> => {
  const generators = globSync('apps/*/src/*/generate.ts', { cwd: root }).toSorted();
  const apps = new Set(globSync('apps/*/src/migrations/*.sql', { cwd: root }).map(appOf));
  const lacking = [...apps].filter((app) => !generators.includes(path.join('apps', app, 'src/database/generate.ts')));
  if (lacking.length > 0) throw new Error(`no src/database/generate.ts, in spite of migrations: ${lacking.join(', ')}`);
  for (const generator of generators) {
    const { code, output } = await runNode([generator], { show: false });
    if (code !== 0) throw new Error(`${generator} failed:\n${output}`);
    console.log(generator);
  }
};

const appOf = (file: string): string => file.split(path.sep)[1] ?? '';

const writeDocuments = async (): Promise<void> => {
  for (const document of contractDocuments()) {
    const file = path.join(root, document.path);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, document.text);
    console.log(document.path);
  }
};

try {
  await runGenerators();
  await writeDocuments();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
