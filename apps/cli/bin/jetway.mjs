#!/usr/bin/env node
/** Owns the door of the `jetway` command: on a Node that cannot run it, the launcher finds one that can. */
const neededMajor = 24;

if (Number(process.versions.node.split('.')[0]) >= neededMajor) {
  const { main } = await import('../src/main.ts');
  await main();
} else {
  process.argv.splice(2, 0, 'jetway');
  await import('../../../scripts/launch.mjs');
}
