/** Owns the last line of a test run, `N passed, N failed`, and the file in which CI adds several runs up. */
import { appendFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';
import { countsLine } from './counts.mjs';

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** The part of a finished test file that counting needs. */
export interface CountedModule {
  readonly results: readonly ('passed' | 'failed' | 'skipped' | 'pending')[];
  readonly ok: boolean;
}

/**
 * Counts tests. A file that failed without a failed test (it did not load, a hook threw) and every error outside of a
 * test count as one failure each: a broken run never reads as green.
 */
export const countResults = (modules: readonly CountedModule[], errorsOutsideTests: number): Counts => {
  let passed = 0;
  let failed = errorsOutsideTests;
  for (const module of modules) {
    const failedHere = module.results.filter((result) => result === 'failed').length;
    passed += module.results.filter((result) => result === 'passed').length;
    failed += failedHere > 0 || module.ok ? failedHere : 1;
  }
  return { passed, failed };
};

const countModule = (module: TestModule): CountedModule => ({
  results: [...module.children.allTests()].map((test) => test.result().state),
  ok: module.ok(),
});

/** Vitest reporter: prints the line as the process ends, after everything else; appends it to `countsFile` if given. */
export const createCountsReporter = (countsFile: string | undefined): Reporter => {
  let counts: Counts | undefined;
  const printAtExit = (): void => {
    if (counts === undefined) return;
    process.stdout.write(`\n${countsLine(counts)}\n`);
    if (countsFile !== undefined) appendFileSync(countsFile, `${JSON.stringify(counts)}\n`);
  };
  return {
    onInit: (vitest): void => {
      if (!vitest.config.watch) process.once('exit', printAtExit);
    },
    onTestRunEnd: (modules: readonly TestModule[], errors: readonly SerializedError[]): void => {
      counts = countResults(modules.map(countModule), errors.length);
    },
  };
};
