/** Owns the flow itself: many orders travel between two processes while one of them is killed and answers get lost. */

import { type Page, seededRandom } from '@jetway/kernel';
import type { OperatorClient, OperatorOrderDetail } from '@jetway/marketplace-api';
import type { OmsClient, OrderSummary } from '@jetway/oms-api';
import { expectStatus, omsClient, operatorClient } from '../support/clients.ts';
import type { Home } from '../support/databases.ts';
import { type LossyProxy, startLossyProxy } from '../support/lossy-proxy.ts';
import { goThrough, shop } from '../support/people.ts';
import { freePort, type Program, startProgram } from '../support/programs.ts';
import { type OmsSide, setUpCompany, setUpMerchant } from '../support/seller.ts';
import { until } from '../support/wait.ts';

export interface Travel {
  readonly homes: { readonly marketplace: Home; readonly oms: Home };
  readonly orders: number;
  readonly skus: number;
  readonly unitsPerSku: number;
  /** The OMS is killed each time this many orders were imported. */
  readonly killsAt: readonly number[];
  readonly seed: number;
}

interface StockOutcome {
  readonly before: number;
  readonly onHand: number;
  readonly reserved: number;
  readonly fed: number;
  readonly purchasable: number;
  readonly ledgerOnHand: number;
}

export interface Outcome {
  readonly lost: { readonly requests: number; readonly answers: number };
  readonly omsOrders: readonly OrderSummary[];
  readonly marketplaceOrders: readonly OperatorOrderDetail[];
  /** By SKU. */
  readonly stock: ReadonlyMap<string, StockOutcome>;
  readonly openProblems: readonly string[];
}

const EMAIL = 'admin@flow.example';
const PASSWORD = 'a password for flows';
const SETTLED_WITHIN_MS = 240_000;

const randomOf = (seed: number): (() => number) => {
  const bytes = seededRandom(seed);
  return () => {
    const [a = 0, b = 0] = bytes(2);
    return (a * 256 + b) / 65_536;
  };
};

/** Every message that changes something may lose its way, once there is something to lose. */
const startProxy = (target: string, seed: number): Promise<LossyProxy> =>
  startLossyProxy(target, {
    random: randomOf(seed),
    requests: 0.03,
    answers: 0.06,
    affects: ({ path }) => !path.toLowerCase().endsWith('/token'),
  });

export async function travel(plan: Travel): Promise<Outcome> {
  const running: Stoppable[] = [];
  try {
    return await run(plan, running);
  } finally {
    for (const one of running.toReversed()) await one.stop();
  }
}

interface Stage {
  readonly plan: Travel;
  readonly proxy: LossyProxy;
  readonly operator: OperatorClient;
  readonly accountId: string;
  readonly skus: readonly string[];
  readonly oms: OmsClient;
  readonly company: OmsSide;
  readonly killOms: () => Promise<void>;
}

async function run(plan: Travel, running: Stoppable[]): Promise<Outcome> {
  const stage = await openStage(plan, running);
  const { operator, accountId, skus } = stage;
  await until({ what: 'the stock to reach the marketplace', withinMs: 120_000 }, async () =>
    (await offersOf(stage)).every((sku) => sku.purchasable === plan.unitsPerSku) ? true : undefined,
  );
  const shopping = shopAll(plan, (random) => shop(operator, accountId, skus, random));
  await workUntilDone(stage);
  const orderIds = await shopping;
  return look(stage, orderIds);
}

interface Stoppable {
  readonly stop: () => Promise<unknown>;
}

async function openStage(plan: Travel, running: Stoppable[]): Promise<Stage> {
  const market = await startProgram({
    app: 'marketplace',
    port: await freePort(),
    args: ['--strict-replies'],
    env: plan.homes.marketplace.env,
  });
  running.push(market);
  const proxy = await startProxy(market.url, plan.seed);
  running.push({ stop: proxy.close });
  const operator = operatorClient(market.url, operatorKeyIn(market));
  const skus = Array.from({ length: plan.skus }, (_, index) => `flow-${index}`);
  const merchant = await setUpMerchant(market.url, operator, skus);

  const port = await freePort();
  const env = { ...plan.homes.oms.env, JETWAY_OMS_ADMIN_EMAIL: EMAIL, JETWAY_OMS_ADMIN_PASSWORD: PASSWORD };
  const startOms = (): Promise<Program> => startProgram({ app: 'oms', port, args: ['--strict-replies'], env });
  let office = await startOms();
  running.push({ stop: () => office.stop() });
  const oms = await omsClient(office.url, EMAIL, PASSWORD);
  const stock = new Map(skus.map((sku) => [sku, plan.unitsPerSku]));
  const company = await setUpCompany(oms, merchant, { baseUrl: `${proxy.url}/api`, stock });
  const killOms = async (): Promise<void> => {
    await office.kill();
    office = await startOms();
  };
  return { plan, proxy, operator, accountId: merchant.accountId, skus, oms, company, killOms };
}

const offersOf = async ({ operator, accountId }: Stage) =>
  expectStatus(await operator.listSkus({ params: { accountId }, query: { limit: 200 } }), 200).items;

/** Ships and cancels what comes in, and kills the OMS where the plan says so, until nothing is open or on its way. */
async function workUntilDone({ plan, oms, company, killOms }: Stage): Promise<void> {
  const kills = [...plan.killsAt];
  await until({ what: 'all orders to be finished', withinMs: SETTLED_WITHIN_MS, everyMs: 300 }, async () => {
    const counts = expectStatus(await oms.countOrders(), 200);
    const killAt = kills[0];
    if (killAt !== undefined && (counts.all ?? 0) >= killAt) {
      kills.shift();
      await killOms();
    }
    await goThrough(oms);
    const open = (counts['to-acknowledge'] ?? 0) + (counts['to-ship'] ?? 0) + (counts['in-progress'] ?? 0);
    return counts.all === plan.orders && open === 0 && kills.length === 0 ? true : undefined;
  });
  await until({ what: 'every message and stock number to arrive', withinMs: SETTLED_WITHIN_MS }, async () => {
    const { connectionId } = company;
    const state = expectStatus(await oms.getConnection({ params: { connectionId } }), 200);
    return state.waitingIntents === 0 && state.waitingStock === 0 ? true : undefined;
  });
}

/** Every page of a list. */
async function all<T>(page: (cursor: { cursor?: string }) => Promise<Page<T>>): Promise<T[]> {
  const found: T[] = [];
  for (let next: string | null | undefined; next !== null; ) {
    const answer: Page<T> = await page(next === undefined ? {} : { cursor: next });
    found.push(...answer.items);
    next = answer.next;
  }
  return found;
}

async function look(stage: Stage, orderIds: readonly string[]): Promise<Outcome> {
  const { oms, operator, accountId, proxy } = stage;
  const omsOrders = await all(async (from) =>
    expectStatus(await oms.listOrders({ query: { tab: 'all', limit: 100, ...from } }), 200),
  );
  const marketplaceOrders: OperatorOrderDetail[] = [];
  for (const orderId of orderIds)
    marketplaceOrders.push(expectStatus(await operator.getOrder({ params: { accountId, orderId } }), 200));
  const problems = expectStatus(await oms.listProblems({ query: { state: 'open', limit: 100 } }), 200).items;
  return {
    lost: proxy.lost(),
    omsOrders,
    marketplaceOrders,
    stock: await countStock(stage),
    openProblems: problems.map(({ kind, title }) => `${kind}: ${title}`),
  };
}

async function countStock(stage: Stage): Promise<Outcome['stock']> {
  const { oms, company, plan } = stage;
  const there = new Map((await offersOf(stage)).map((sku) => [sku.sku, sku]));
  const stock = new Map<string, StockOutcome>();
  for (const [sku, skuId] of company.skuIds) {
    const item = expectStatus(await oms.getSku({ params: { skuId } }), 200);
    const ledger = await all(async (from) =>
      expectStatus(await oms.listLedger({ params: { skuId }, query: { limit: 200, ...from } }), 200),
    );
    stock.set(sku, {
      before: plan.unitsPerSku,
      onHand: item.onHand,
      reserved: item.reserved,
      fed: there.get(sku)?.stock[0]?.fed ?? -1,
      purchasable: there.get(sku)?.purchasable ?? -1,
      ledgerOnHand: ledger.reduce((sum, entry) => sum + entry.onHandChange, 0),
    });
  }
  return stock;
}

/** Four shoppers at once, each with a seed of his own. */
async function shopAll(plan: Travel, place: (random: () => number) => Promise<string>): Promise<string[]> {
  const shoppers = Array.from({ length: 4 }, async (_, n) => {
    const random = randomOf(plan.seed * 10 + n);
    const placed: string[] = [];
    for (let order = n; order < plan.orders; order += 4) placed.push(await place(random));
    return placed;
  });
  return (await Promise.all(shoppers)).flat();
}

function operatorKeyIn(market: Program): string {
  const key = /key\s+(jmo_\S+)/.exec(market.output())?.[1];
  if (key === undefined) throw new Error(`no operator key was printed:\n${market.output()}`);
  return key;
}
