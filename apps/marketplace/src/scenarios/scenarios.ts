/** Owns playing scenarios: one at a time on a test account, with a clock that stands still and ids that follow from the seed. */
import type { Client } from '@jetway/http-contract';
import type { jetRoutes } from '@jetway/jet-api';
import { type Clock, createIds, type Ids, MINUTE_MS, ok, type Result, refuse, seededRandom } from '@jetway/kernel';
import type { OperatorClient, ScenarioInfo, ScenarioTranscript } from '@jetway/marketplace-api';
import type { MarketplaceDatabase } from '../database/index.ts';
import { type Account, findAccount, NO_ACCOUNT } from '../merchants/index.ts';
import { happyPath } from './happy-path.ts';
import { burstOfOrders, outOfStockRace } from './many-at-once.ts';
import { expiredAcknowledgement, partialShipAndCancel } from './merchant-falls-short.ts';
import { refundRejected, returnDisputed } from './money-back.ts';
import { got, type Scenario } from './scenario.ts';
import { type BegunScenario, beginScenario, endScenario } from './scenarios.store.ts';
import { directedCancel, shopperCancelsInHold } from './shopper-cancels.ts';
import { openStage } from './stage.ts';
import { stopText } from './stops.ts';
import { marketplaceOutage, slowFile } from './trouble.ts';

const all: readonly Scenario[] = [
  happyPath,
  shopperCancelsInHold,
  directedCancel,
  partialShipAndCancel,
  expiredAcknowledgement,
  returnDisputed,
  refundRejected,
  outOfStockRace,
  burstOfOrders,
  marketplaceOutage,
  slowFile,
];

/** A story that a crash cut off keeps the account for so long. */
const LONGEST_MS = 5 * MINUTE_MS;

/** Both APIs as one process plays with them: everything made through them gets its ids from those given. */
export interface PlayedApis {
  readonly operator: OperatorClient;
  readonly merchant: Client<typeof jetRoutes>;
  readonly close: () => Promise<void>;
}

export interface ScenariosDeps {
  readonly database: MarketplaceDatabase;
  /** Real time. */
  readonly clock: Clock;
  readonly openApis: (account: Account, ids: Ids) => Promise<PlayedApis>;
}

export interface ScenarioWish {
  readonly name: string;
  readonly seed: number;
  readonly makesSkus: boolean;
}

export interface Scenarios {
  readonly list: () => readonly ScenarioInfo[];
  readonly run: (
    accountId: string,
    wish: ScenarioWish,
  ) => Promise<Result<ScenarioTranscript, 'not_found' | 'live_account' | 'scenario_running'>>;
}

export function createScenarios(deps: ScenariosDeps): Scenarios {
  const { database, clock } = deps;
  return {
    list: () => all.map(({ name, description, needs }) => ({ name, description, needs })),
    run: async (accountId, wish) => {
      const scenario = all.find(({ name }) => name === wish.name);
      if (scenario === undefined) return refuse('not_found', 'There is no such scenario.');
      const account = await findAccount(database.db, accountId);
      if (account === undefined) return refuse(NO_ACCOUNT.code, NO_ACCOUNT.text);
      if (account.kind === 'live') return refuse('live_account', 'Scenarios are played on test accounts only.');
      const now = clock.now();
      const begun = await beginScenario(database.db, accountId, { now, until: now + LONGEST_MS });
      if (begun === undefined) return refuse('scenario_running', 'Another scenario is being played on the account.');
      try {
        return ok(await play(deps, account, scenario, { ...wish, ...begun }));
      } finally {
        await endScenario(database.db, accountId);
      }
    },
  };
}

/** Odd, so that the numbers of an account's runs lead to different seeds. */
const SPREAD = 0x9e3779b1;

async function play(
  { clock, openApis }: ScenariosDeps,
  account: Account,
  scenario: Scenario,
  wish: ScenarioWish & BegunScenario,
): Promise<ScenarioTranscript> {
  const { seed, number, rate, makesSkus } = wish;
  const seedOf = (part: number) => seededRandom((seed + Math.imul(number * 2 + part, SPREAD)) >>> 0);
  const { operator, merchant, close } = await openApis(account, createIds(clock, seedOf(0)));
  const params = { worldId: account.worldId };
  try {
    const world = got('stopping the clock', await operator.moveClock({ params, body: { rate: 0 } }), 200).body;
    // What the story draws does not depend on how many ids were taken meanwhile.
    const ids = createIds(clock, seedOf(1));
    const { stage, steps } = openStage({ accountId: account.id, operator, merchant, ids, clock, world, makesSkus });
    const finished = await scenario.play(stage).then(
      () => true,
      (error: unknown) => {
        const why = stopText(error);
        if (why === undefined) throw error;
        stage.tell('marketplace', why);
        return false;
      },
    );
    return { scenario: scenario.name, seed, finished, steps };
  } finally {
    await operator.moveClock({ params, body: { rate } });
    await close();
  }
}
