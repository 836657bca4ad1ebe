/** Owns the statements by which one scenario at a time is played on an account, and each gets its number. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { MarketplaceHandle } from '../database/index.ts';

const scenarioBegin = statement<{ scenarios_played: number; rate: number }>(
  'scenarioBegin',
  `with world as materialized (
     select w.id, w.rate from marketplace.worlds w join marketplace.accounts a on a.world_id = w.id where a.id = $1)
   update marketplace.accounts a
   set scenarios_played = a.scenarios_played + 1, scenario_until = $3,
     scenario_rate = case when world.rate = 0 then coalesce(a.scenario_rate, 0) else world.rate end
   from world where a.id = $1 and a.scenario_until <= $2 returning a.scenarios_played, a.scenario_rate as rate`,
);
const scenarioEnd = statement(
  'scenarioEnd',
  'update marketplace.accounts set scenario_until = 0, scenario_rate = null where id = $1',
);

export interface BegunScenario {
  /** How many were played on the account with this one. */
  readonly number: number;
  /** The pace that the world's clock goes back to; also when the one before was cut off and left it standing. */
  readonly rate: number;
}

/** Undefined when another is being played. */
export async function beginScenario(
  handle: MarketplaceHandle,
  accountId: string,
  time: { readonly now: Instant; readonly until: Instant },
): Promise<BegunScenario | undefined> {
  const [row] = await scenarioBegin(handle, [accountId, time.now, time.until]);
  return row && { number: row.scenarios_played, rate: row.rate };
}

export async function endScenario(handle: MarketplaceHandle, accountId: string): Promise<void> {
  await scenarioEnd(handle, [accountId]);
}
