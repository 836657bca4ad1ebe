/** Owns how tests run: the unit project behind `npm test`, and one project per e2e suite behind `npm run e2e`. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { createCountsReporter } from './scripts/counts-reporter.ts';

const root = fileURLToPath(new URL('.', import.meta.url));

/** PGlite takes about 0.4 GB a worker and one core: more workers than this make a run slower. */
const maxWorkers = Math.max(1, Math.min(2, availableParallelism()));

/** A suite of whole processes: files one after another, each in a worker of its own. */
const endToEnd = (name: string, testTimeoutMs: number) => ({
  extends: true as const,
  test: {
    name,
    include: [`e2e/${name}/**/*.test.ts`],
    isolate: true,
    fileParallelism: false,
    testTimeout: testTimeoutMs,
    hookTimeout: testTimeoutMs,
  },
});

export default defineConfig({
  root,
  test: {
    reporters: [
      process.env['CI'] === undefined ? 'default' : 'dot',
      createCountsReporter(process.env['TEST_COUNTS_FILE']),
    ],
    pool: 'forks',
    maxWorkers,
    env: { NODE_ENV: 'test', TZ: 'UTC' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'packages/*/src/**/*.test.{ts,tsx}',
            'apps/*/src/**/*.test.{ts,tsx}',
            '{scripts,bench}/**/*.test.ts',
          ],
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          globalSetup: ['packages/testkit/src/global-setup.ts'],
        },
      },
      endToEnd('conformance', 60_000),
      endToEnd('flows', 600_000),
      endToEnd('web', 120_000),
      endToEnd('azurite', 300_000),
      endToEnd('simulation', 600_000),
    ],
  },
});
