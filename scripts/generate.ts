/** Owns `npm run generate`: everything that is generated and checked in, written anew. */
import { existsSync, globSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { contractDocuments } from './contract-documents.ts';
import { root, runNode } from './run-node.ts';

/** An app with migrations has a `src/database/generate.ts` that writes its row types from the migrated database. */
const writeRowTypes = async (app: string): Promise<void> => {
  const generator = path.join('apps', app, 'src/database/generate.ts');
  if (!existsSync(path.join(root, generator))) throw new Error(`apps/${app} has migrations but no ${generator}`);
  const { code, output } = await runNode([generator], { show: false });
  if (code !== 0) throw new Error(`${generator} failed:\n${output}`);
  console.log(`row types of ${app}`);
};

const writeDocuments = async (): Promise<void> => {
  for (const document of contractDocuments()) {
    const file = path.join(root, document.path);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, document.text);
    console.log(document.path);
  }
};

const apps = new Set(
  globSync('apps/*/src/migrations/*.sql', { cwd: root }).map((file) => file.split(path.sep)[1] ?? ''),
);

try {
  for (const app of [...apps].toSorted()) await writeRowTypes(app);
  await writeDocuments();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
