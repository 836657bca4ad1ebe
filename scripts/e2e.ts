/** Owns `npm run e2e`: the end-to-end suites, one after another, each a Vitest project of its own. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { countsLine, sumCounts } from './counts.mjs';
import { findNpm, install, needsInstall } from './launcher/install.mjs';
import { root, runNode } from './run-node.ts';
import { chooseSuites, findForgotten, listSuites } from './suites.ts';

const help = `npm run e2e [suite…] [-- Vitest's options]

Runs end-to-end suites against processes that they start themselves: ${listSuites(root).join(', ') || 'none yet'}.
Without a name: all but the simulation. With TEST_DATABASE_URL those that can run on PostgreSQL do.

Examples:
  npm run e2e
  npm run e2e flows
  npm run e2e web -- -t "signs in"
`;

/** What a suite needs beyond the workspace lies in its own folder, with a lockfile of its own. */
const installSuite = async (suite: string): Promise<void> => {
  const folder = path.join(root, 'e2e', suite);
  const nodeMajor = process.versions.node.split('.')[0] ?? '';
  if (!existsSync(path.join(folder, 'package-lock.json')) || !needsInstall(folder, nodeMajor)) return;
  const { execPath, env } = process;
  const npm = findNpm({ execPath, env });
  await install({ folder, node: execPath, nodeMajor, npm, what: `the suite ${suite}`, brings: 'node_modules', env });
};

const runSuite = async (suite: string, rest: readonly string[], countsFile: string): Promise<number> => {
  console.log(`\n— ${suite}`);
  await installSuite(suite);
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', suite, ...rest];
  const { code } = await runNode(vitest, { show: true, env: { TEST_COUNTS_FILE: countsFile } });
  return code;
};

const main = async (args: readonly string[]): Promise<number> => {
  if (args.includes('--help')) {
    console.log(help);
    return 0;
  }
  const chosen = chooseSuites(listSuites(root), args);
  if ('unknown' in chosen) {
    console.error(`There is no suite ${chosen.unknown}. There are: ${listSuites(root).join(', ') || 'none yet'}.`);
    return 1;
  }
  const forgotten = findForgotten(root);
  if (forgotten.length > 0) {
    console.error(`Tests that no suite covers: e2e/${forgotten.join(', e2e/')}. Name them in scripts/suites.ts.`);
    return 1;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'jetway-e2e-'));
  const countsFile = process.env['TEST_COUNTS_FILE'] ?? path.join(folder, 'counts');
  if (chosen.leftOut.length > 0) console.log(`Runs only by name: ${chosen.leftOut.join(', ')}.`);
  let worst = 0;
  for (const suite of chosen.suites) worst = Math.max(worst, await runSuite(suite, chosen.rest, countsFile));
  if (process.env['TEST_COUNTS_FILE'] === undefined) console.log(`\n${countsLine(sumCounts(countsFile))}`);
  rmSync(folder, { recursive: true });
  return worst;
};

process.exitCode = await main(process.argv.slice(2));
