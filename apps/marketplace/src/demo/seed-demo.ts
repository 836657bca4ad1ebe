/** Owns the demo's first start: merchant, catalogue and shoppers, once; later starts continue. */
import { ok, type Result } from '@jetway/kernel';
import { applyFixtures, type FixturesDeps } from '../fixtures/index.ts';
import { findMerchant } from '../merchants/index.ts';
import type { ShoppersFeature } from '../shoppers/index.ts';
import type { Worlds } from '../worlds/index.ts';
import { writeDemoCatalogue } from './demo-catalogue.ts';
import { DEMO_MERCHANT_ID, type DemoChoices, demoFixtures } from './demo-fixtures.ts';

/** Somebody orders every few seconds, waits while so many orders are not finished, and seldom sends something back. */
const SHOPPERS = { ratePerMinute: 12, pauseAtWaiting: 30, returnShare: 0.05 } as const;

export interface DemoDeps extends FixturesDeps {
  readonly worlds: Pick<Worlds, 'runDue'>;
  readonly shoppers: Pick<ShoppersFeature, 'tell'>;
}

export interface DemoSeed {
  readonly choices: DemoChoices;
  /** The catalogue is written beside it. */
  readonly demoFile: string;
  readonly publicUrl: string;
  /** Orders a minute; a usual rate when absent. */
  readonly shoppersRate: number | undefined;
}

/** Seeds the demo; false when it is there already, and then nothing is changed. */
export async function seedDemo(deps: DemoDeps, seed: DemoSeed): Promise<Result<boolean, 'fixtures_wrong'>> {
  const { database, worlds, ids } = deps;
  if ((await findMerchant(database.db, { id: DEMO_MERCHANT_ID })) !== undefined) return ok(false);
  // The merchant comes last: a first start that is cut off before is made again.
  await writeDemoCatalogue(seed.demoFile, seed.publicUrl);
  const ratePerMinute = seed.shoppersRate ?? SHOPPERS.ratePerMinute;
  await deps.shoppers.tell({ ...SHOPPERS, ratePerMinute }, { actor: 'demo', requestId: ids.uuid() });
  const file = demoFixtures(seed.choices, seed.publicUrl);
  const applied = await applyFixtures({ ...deps, runDue: worlds.runDue }, { name: 'demo', file });
  return applied.ok ? ok(true) : applied;
}
