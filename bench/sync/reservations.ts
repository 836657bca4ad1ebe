/** Owns measuring reservations: the OMS's own statement beside a bare guarded update, spread over SKUs and on a single one. */
import { readFileSync } from 'node:fs';
import pg from 'pg';
import type { Captured } from '../http/captured.ts';
import type { Company } from './company.ts';
import { median } from './figures.ts';

const CONNECTIONS = 8;
const EACH = 3_000;
const ROUNDS = 5;

/** The yardstick: one unit, if it is there; no ledger, no reservation, no verdict over several lines. */
const BARE = {
  name: 'bare',
  text: `update oms.stock set reserved = reserved + 1
         where organization_id = $1 and sku_id = $2 and location_id = $3 and on_hand - reserved >= 1 returning reserved`,
};

export async function measureReservations(
  databaseUrl: string,
  captureFile: string,
  { skuIds, locationId }: Company,
): Promise<string> {
  const hold = capturedHold(captureFile);
  const organizationId = String(hold.values[0]);
  const orderId = String(hold.values[1]);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS });
  // Never a question of stock here; the limit of the row is the row itself.
  await pool.query('update oms.stock set on_hand = 1000000000 where organization_id = $1', [organizationId]);
  const ids = [...skuIds.values()];
  let line = 0;
  const ours = async (skuId: string): Promise<boolean> => {
    line += 1;
    const lines = [[`line-${line}`], [skuId], [locationId], [1]];
    const values = [organizationId, orderId, ...lines, ...hold.values.slice(6)];
    const { rows } = await pool.query({ name: hold.name, text: hold.text, values });
    return (rows[0] as { covered: boolean }).covered;
  };
  const bare = async (skuId: string): Promise<boolean> =>
    (await pool.query({ ...BARE, values: [organizationId, skuId, locationId] })).rows.length === 1;
  const results: string[] = [];
  for (const [title, skuOf, least] of [
    ['spread over all SKUs', (n: number) => ids[(n * 31) % ids.length] ?? '', 2_000],
    ['on one SKU', () => ids[0] ?? '', 500],
  ] as const) {
    const rounds: { ours: number; bare: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      rounds.push({ bare: await perSecond(bare, skuOf), ours: await perSecond(ours, skuOf) });
    const ratio = median(rounds.map((one) => one.ours / one.bare));
    results.push(
      `reservations ${title}: ${median(rounds.map((one) => one.ours)).toFixed(0)} a second (at least ${least}), bare guarded update ${median(rounds.map((one) => one.bare)).toFixed(0)}, ratio ${ratio.toFixed(2)} (median of ${ROUNDS})`,
    );
  }
  await pool.end();
  return results.join('\n');
}

function capturedHold(file: string): Captured {
  const captured = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text) as Captured);
  const hold = captured.findLast(({ name }) => name === 'reservationHold');
  if (hold === undefined) throw new Error('the OMS reserved nothing');
  return hold;
}

async function perSecond(reserve: (skuId: string) => Promise<boolean>, skuOf: (n: number) => string): Promise<number> {
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < EACH) {
      next += 1;
      if (!(await reserve(skuOf(next)))) throw new Error('a unit that is there was refused');
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, one));
  return EACH / ((performance.now() - begun) / 1_000);
}
