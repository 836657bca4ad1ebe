/** Owns the OMS as a program: settings, the first start, the wiring, its end. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ok, type Result } from '@jetway/kernel';
import { createHttpTransport, type Loop, type ProgramContext, runProgram, type StartedProgram } from '@jetway/service';
import { diskFolders } from './channels/csv/index.ts';
import { type OmsSettings, omsSettings } from './config.ts';
import { knownConnections } from './connections/index.ts';
import { migrationsDirectory, type OmsTables, schema } from './database/index.ts';
import { cataloguePath, createDemoSeeding, type DemoFile, demoConnection, readDemoFile } from './demo/index.ts';
import { systemActor } from './edge/index.ts';
import { endFirstRun } from './first-run/index.ts';
import { createOms } from './oms.ts';
import { ensureFirstAdmin, type FirstAdmin, listOrganizations } from './organizations/index.ts';
import { keepApiKey } from './users/index.ts';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Undefined when the web was not built. */
function webDirectory(): string | undefined {
  const directory = folder('../../oms-web/dist');
  return existsSync(join(directory, 'index.html')) ? directory : undefined;
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(folder('../package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : '0';
}

async function demoOf(path: string | undefined): Promise<Result<DemoFile | undefined, 'demo_file_unusable'>> {
  return path === undefined ? ok(undefined) : readDemoFile(path);
}

type Context = ProgramContext<OmsSettings, OmsTables>;

/** The first organization with its admin, at the first start. */
async function firstStart({ settings, database, clock, ids }: Context, demo: DemoFile | undefined) {
  const first: FirstAdmin = {
    organization: demo?.oms.organization ?? settings.organization,
    email: demo?.oms.adminEmail ?? settings.adminEmail,
    password: demo?.oms.adminPassword ?? settings.adminPassword,
  };
  const made = await ensureFirstAdmin(database, first, ids, clock.now());
  return { made, isGenerated: made !== undefined && first.password === undefined };
}

/** What fills the demo's organization once, besides the key of the command line; undefined outside of the demo. */
async function demoSeeding(context: Context, demo: DemoFile | undefined): Promise<Loop | undefined> {
  const { settings, database } = context;
  const [organization] = await listOrganizations(database.db);
  if (demo === undefined || settings.demoFile === undefined || settings.marketplaceUrl === undefined) return undefined;
  if (organization === undefined) return undefined;
  const { organizationId } = organization;
  // The demo fills the organization itself: nobody is to be guided through it meanwhile.
  await endFirstRun(database.db, organizationId, 'done', systemActor, context.clock.now());
  const { apiKey } = demo.oms;
  if (apiKey !== undefined) {
    const key = { name: 'jetway command', role: 'admin', text: apiKey } as const;
    await keepApiKey(database.db, organizationId, key, context.ids, systemActor, context.clock.now());
  }
  return createDemoSeeding(
    { ...context, knownConnections, makeConnection: demoConnection(context, demo, settings.marketplaceUrl) },
    {
      organizationId,
      nodeId: demo.merchant.fulfillmentNodeId,
      catalogueFile: cataloguePath(settings.demoFile),
    },
  );
}

async function start(context: Context): Promise<Result<StartedProgram>> {
  const { settings, log } = context;
  const demo = await demoOf(settings.demoFile);
  if (!demo.ok) return demo;
  const { made, isGenerated } = await firstStart(context, demo.value);
  // In the text, not in a field: fields of this name are taken out of the log, and this is told only once.
  if (made !== undefined && isGenerated)
    log.info(`first start: sign in as ${made.email} with the password ${made.password}`);
  const seeding = await demoSeeding(context, demo.value);
  const { transport, close } = createHttpTransport({ userAgent: `jetway-oms/${version()}` });
  const oms = createOms({
    ...context,
    transport,
    fetch: globalThis.fetch,
    channelFolders: diskFolders(settings.channelFolders),
    version: version(),
    instance: settings.instance ?? null,
    role: settings.role,
    strictReplies: settings.strictReplies,
    trustProxy: settings.trustProxy,
    webDirectory: webDirectory(),
  });
  return ok({
    server: oms.server,
    startWork: async () => {
      await oms.startWork();
      seeding?.start();
    },
    stopWork: async () => {
      await seeding?.stop();
      await oms.stopWork();
      await close();
    },
    announce: made !== undefined && isGenerated ? { signIn: { email: made.email, password: made.password } } : {},
  });
}

process.exitCode = await runProgram<(typeof omsSettings)['table'], OmsTables>(
  { name: schema, settings: omsSettings, migrations: migrationsDirectory, start },
  { argv: process.argv.slice(2), env: process.env },
);
