/** Owns `node scripts/pack.ts [folder]`: the tarballs of the published packages, in `dist/packages` unless told. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packPublished } from './published-packages.ts';
import { root } from './run-node.ts';

const tarballFolder = path.resolve(process.argv[2] ?? path.join(root, 'dist/packages'));
const buildFolder = await mkdtemp(path.join(tmpdir(), 'jetway-pack-'));
try {
  for (const tarball of await packPublished(buildFolder, tarballFolder)) console.log(tarball);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(buildFolder, { recursive: true, force: true });
}
