/** Owns the marketplace as a program: settings, database, first operator, fixtures, until it is told to stop. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ok } from '@jetway/kernel';
import { createDiskBlobs, runProgram } from '@jetway/service';
import { marketplaceSettings } from './config.ts';
import { MARKETPLACE_SCHEMA, type MarketplaceTables, marketplaceMigrations } from './database/index.ts';
import { serveDemoImages } from './demo/index.ts';
import { readDemoFile } from './demo-file.ts';
import { createMarketplace } from './marketplace.ts';
import type { FirstOperator } from './operators/index.ts';
import { readSeed, seed } from './seeding.ts';

const web = fileURLToPath(new URL('../../marketplace-web/dist', import.meta.url));

/** Shown once, to whoever looks at the terminal: the log never holds secrets. */
const firstOperatorText = ({ email, password, key }: FirstOperator, publicUrl: string): string =>
  [
    `The first operator was made. This is shown only once:`,
    `  page      ${publicUrl}`,
    `  email     ${email}`,
    `  password  ${password}`,
    `  key       ${key}`,
    '',
  ].join('\n');

process.exitCode = await runProgram<typeof marketplaceSettings.table, MarketplaceTables>(
  {
    name: MARKETPLACE_SCHEMA,
    settings: marketplaceSettings,
    migrations: marketplaceMigrations,
    start: async (context) => {
      const { settings, publicUrl } = context;
      const demo = settings.demoFile === undefined ? ok(undefined) : await readDemoFile(settings.demoFile);
      if (!demo.ok) return demo;
      const fixtures = await readSeed(settings);
      if (!fixtures.ok) return fixtures;
      const directory = join(context.dataDir, 'blobs');
      const blobs = await createDiskBlobs({ ...context, directory });
      const marketplace = createMarketplace({
        ...context,
        blobs,
        role: settings.role,
        strictReplies: settings.strictReplies || settings.demo,
        trustProxy: settings.trustProxy,
        ...(existsSync(`${web}/index.html`) ? { webDirectory: web } : {}),
      });
      if (settings.demo) serveDemoImages(marketplace.server);
      const content = { settings, publicUrl, fixtures: fixtures.value, demo: demo.value };
      const seeded = await seed(marketplace.services, content);
      if (!seeded.ok) return seeded;
      const first = await marketplace.prepare(demo.value?.operator ?? {});
      if (first !== undefined && demo.value === undefined) process.stdout.write(firstOperatorText(first, publicUrl));
      if (settings.shoppers !== undefined) {
        const author = { actor: 'start', requestId: context.ids.uuid() };
        await marketplace.services.shoppers.tell({ ratePerMinute: settings.shoppers }, author);
      }
      return ok({
        server: marketplace.server,
        startWork: marketplace.startWork,
        stopWork: marketplace.stopWork,
      });
    },
  },
  { argv: process.argv.slice(2), env: process.env },
);
