/** Owns reading dependency-cruiser's report: what it cruised and which arrows are wrong. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What is looked at; a folder that does not exist is left out. */
export const cruisedFolders = ['apps', 'packages', 'e2e', 'bench', 'scripts'];

export interface ArrowReport {
  readonly modules: number;
  /** `rule: from → to`, one a line. */
  readonly violations: readonly string[];
}

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
  readonly cycle?: readonly { readonly name: string }[];
}

const show = ({ from, to, rule, cycle }: Violation): string => {
  const way = cycle === undefined ? [to] : cycle.map(({ name }) => name);
  return `${rule.name}: ${[from, ...way].join(' → ')}`;
};

const cruise = (folder: string, targets: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const program = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
    const args = [program, '--config', path.join(root, '.dependency-cruiser.mjs'), '--output-type', 'json', ...targets];
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (stdout.startsWith('{')) resolve(stdout);
      else reject(error ?? new Error(stderr));
    });
  });

/** Applies `.dependency-cruiser.mjs` to a tree. */
export async function readArrows(folder: string, targets: readonly string[]): Promise<ArrowReport> {
  const { summary } = JSON.parse(await cruise(folder, targets)) as {
    summary: { totalCruised: number; violations: Violation[] };
  };
  return { modules: summary.totalCruised, violations: summary.violations.map(show) };
}
