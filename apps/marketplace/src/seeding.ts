/** Owns what a start puts into the database before the first request: declared fixtures, and the demo. */
import { ok, type Result, refuse } from '@jetway/kernel';
import type { MarketplaceSettings } from './config.ts';
import { seedDemo } from './demo/index.ts';
import type { DemoFile } from './demo-file.ts';
import { applyFixtures, type Fixtures, readFixtures } from './fixtures/index.ts';
import type { MarketplaceServices } from './services.ts';

export type SeedSettings = Pick<MarketplaceSettings, 'fixtures' | 'fixturesReset' | 'demo' | 'demoFile' | 'shoppers'>;

/** Reads the fixtures file of the settings, if there is one, and looks whether the settings go together. */
export async function readSeed(
  settings: SeedSettings,
): Promise<Result<Fixtures | undefined, 'settings_wrong' | 'fixtures_wrong'>> {
  if (settings.fixturesReset && settings.fixtures === undefined)
    return refuse('settings_wrong', '--fixtures-reset goes with --fixtures FILE');
  if (settings.demo && settings.demoFile === undefined)
    return refuse('settings_wrong', '--demo needs JETWAY_DEMO_FILE, the file that jetway demo writes');
  return settings.fixtures === undefined ? ok(undefined) : readFixtures(settings.fixtures);
}

/** Applies what was read; everything of the fixtures, or nothing. */
export async function seed(
  services: MarketplaceServices,
  given: {
    readonly settings: SeedSettings;
    readonly publicUrl: string;
    readonly fixtures: Fixtures | undefined;
    readonly demo: DemoFile | undefined;
  },
): Promise<Result<undefined, 'fixtures_wrong'>> {
  const { settings, publicUrl, fixtures, demo } = given;
  const { log, worlds } = services;
  const deps = { ...services, changed: services.contexts.forget };
  if (fixtures !== undefined) {
    const options = { isReset: settings.fixturesReset };
    const applied = await applyFixtures({ ...deps, runDue: worlds.runDue }, fixtures, options);
    if (!applied.ok) return applied;
    log.info('the fixtures are applied', { file: fixtures.name, ...applied.value });
  }
  if (settings.demo && settings.demoFile !== undefined && demo !== undefined) {
    const { demoFile, shoppers: shoppersRate } = settings;
    const seeded = await seedDemo(deps, { choices: demo, demoFile, publicUrl, shoppersRate });
    if (!seeded.ok) return seeded;
    if (seeded.value) log.info('the demo is seeded');
  }
  return ok(undefined);
}
