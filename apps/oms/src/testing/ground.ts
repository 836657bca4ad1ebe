/** Owns the ground of tests that need the database but no server. */
import { type ManualClock, testClock, testDatabase, testIds } from '@jetway/testkit';
import { migrationsDirectory, type OmsTables, schema } from '../database/index.ts';
import type { Ground } from './builders.ts';

/** The worker's database with a clock and ids of the test's own. Keep apart by a fresh organization. */
export async function ground(): Promise<Ground & { readonly clock: ManualClock }> {
  const clock = testClock();
  return {
    database: await testDatabase<OmsTables>(schema, migrationsDirectory),
    clock,
    ids: testIds(undefined, clock),
  };
}
