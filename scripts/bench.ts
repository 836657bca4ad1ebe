/** Owns `npm run bench`: the measurements, each a folder of `bench/` with a `main.ts`. */
import { globSync } from 'node:fs';
import path from 'node:path';
import { root, runNode } from './run-node.ts';

const benches = globSync('bench/*/main.ts', { cwd: root }).map((file) => path.basename(path.dirname(file)));

const help = `npm run bench [name] [-- its options]

Measures: ${benches.join(', ') || 'nothing yet'}. Figures are ratios within one run; see each folder's README.
`;

const main = async ([name, ...rest]: readonly string[]): Promise<number> => {
  if (name === '--help') {
    console.log(help);
    return 0;
  }
  if (name !== undefined && !benches.includes(name)) {
    console.error(`There is no bench ${name}. There are: ${benches.join(', ') || 'none yet'}.`);
    return 1;
  }
  let worst = 0;
  for (const bench of name === undefined ? benches : [name]) {
    console.log(`\n— ${bench}`);
    const { code } = await runNode([path.join('bench', bench, 'main.ts'), ...rest], { show: true });
    worst = Math.max(worst, code);
  }
  return worst;
};

process.exitCode = await main(process.argv.slice(2));
