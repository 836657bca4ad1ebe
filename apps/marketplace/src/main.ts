/** Owns the marketplace as a program: settings, database, first operator, fixtures, until it is told to stop. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ok, type Result } from '@jetway/kernel';
import { createAzureBlobs, createDiskBlobs, type ProgramContext, runProgram } from '@jetway/service';
import { type MarketplaceSettings, marketplaceSettings } from './config.ts';
import { MARKETPLACE_SCHEMA, type MarketplaceTables, marketplaceMigrations } from './database/index.ts';
import { serveDemoImages } from './demo/index.ts';
import { readDemoFile } from './demo-file.ts';
import { createMarketplace, type MarketplaceBlobs } from './marketplace.ts';
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

/** Where one program serves one machine, what listens on that machine may hear of events. */
const toPrivate = ({ webhookTargets, databaseUrl, demo }: MarketplaceSettings): boolean =>
  webhookTargets === undefined ? databaseUrl === undefined || demo : webhookTargets === 'any';

/** Where files lie: in a storage account when there is one, otherwise in a directory, which one machine has. */
async function openBlobs(
  context: ProgramContext<MarketplaceSettings, MarketplaceTables>,
): Promise<Result<MarketplaceBlobs>> {
  const { azureBlobs: connectionString, azureContainer: container } = context.settings;
  if (connectionString !== undefined) return createAzureBlobs({ connectionString, container });
  return ok(await createDiskBlobs({ ...context, directory: join(context.dataDir, 'blobs') }));
}

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
      const blobs = await openBlobs(context);
      if (!blobs.ok) return blobs;
      const marketplace = createMarketplace({
        ...context,
        blobs: blobs.value,
        fileDays: settings.fileDays,
        role: settings.role,
        strictReplies: settings.strictReplies || settings.demo,
        trustProxy: settings.trustProxy,
        requestLogDays: settings.requestLogDays,
        webhooksToPrivate: toPrivate(settings),
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
