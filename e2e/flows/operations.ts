/** Owns what the flows of operations share: the `jetway` command as a process, and a shop of two programs whose data moves. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OperatorClient } from '@jetway/marketplace-api';
import type { OmsClient } from '@jetway/oms-api';
import { expectStatus, omsClient, operatorClient } from '../support/clients.ts';
import type { Home } from '../support/databases.ts';
import { goThrough } from '../support/people.ts';
import { freePort, type Program, type ProgramOptions, startProgram } from '../support/programs.ts';
import { type MarketplaceSide, type OmsSide, setUpCompany, setUpMerchant } from '../support/seller.ts';
import { until } from '../support/wait.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const door = path.join(root, 'apps', 'cli', 'bin', 'jetway.mjs');

export type App = 'marketplace' | 'oms';
export const apps: readonly App[] = ['marketplace', 'oms'];
export const person = { email: 'admin@operations.example', password: 'a password that stays' };

/** Only what is given: a variable of the surroundings must not change what a command does. */
const bareEnvironment = (env: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  NODE_ENV: 'production',
  ...env,
});

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs the `jetway` command to its end. */
export async function jetway(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [door, ...words], {
    cwd: root,
    env: bareEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const [code] = await once(child, 'close');
  return { code: typeof code === 'number' ? code : null, output, errors };
}

/** `jetway APP` in a process group of its own, as a terminal has it; what it prints is kept. */
export function jetwayInGroup(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): { readonly child: ChildProcess; readonly output: () => string } {
  const child = spawn(process.execPath, [door, ...words], {
    cwd: root,
    env: bareEnvironment(env),
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return { child, output: () => output };
}

/** Everything a test started and made; `end` leaves nothing behind, whatever happened. */
export interface Crew {
  readonly home: (make: () => Promise<Home>) => Promise<Home>;
  readonly start: (options: ProgramOptions) => Promise<Program>;
  readonly end: () => Promise<void>;
}

export function createCrew(): Crew {
  const homes: Home[] = [];
  const programs: Program[] = [];
  return {
    home: async (make) => {
      const home = await make();
      homes.push(home);
      return home;
    },
    start: async (options) => {
      const program = await startProgram(options);
      programs.push(program);
      return program;
    },
    end: async () => {
      for (const program of programs) await program.kill();
      for (const home of homes) await home.drop();
    },
  };
}

export const pidOf = (program: Program): string => /"pid":(\d+)/.exec(program.output())?.[1] ?? 'no pid was logged';

export function operatorKeyIn(market: Program): string {
  const key = /key\s+(jmo_\S+)/.exec(market.output())?.[1];
  if (key === undefined) throw new Error(`no operator key was printed:\n${market.output()}`);
  return key;
}

export type Homes = Readonly<Record<App, Home>>;
export type Ports = Readonly<Record<App, number>>;

/** A seller with stock on a marketplace, by the APIs of both programs. */
export interface Shop {
  readonly operator: OperatorClient;
  readonly oms: OmsClient;
  readonly merchant: MarketplaceSide;
  readonly company: OmsSide;
  readonly skus: readonly string[];
  readonly orderIds: string[];
}

export const UNITS = 40;

export const freePorts = async (): Promise<Ports> => ({ marketplace: await freePort(), oms: await freePort() });

/** The variables of a first start: who the first admin is. */
export const omsEnvironment = (home: Home): Record<string, string> => ({
  ...home.env,
  JETWAY_OMS_ADMIN_EMAIL: person.email,
  JETWAY_OMS_ADMIN_PASSWORD: person.password,
});

/** Sets a seller up in two programs that were just started for the first time. */
export async function openShop(market: Program, office: Program): Promise<Shop> {
  const operator = operatorClient(market.url, operatorKeyIn(market));
  const skus = ['flow-a', 'flow-b', 'flow-c'];
  const merchant = await setUpMerchant(market.url, operator, skus);
  const oms = await omsClient(office.url, person.email, person.password);
  const stock = new Map(skus.map((sku) => [sku, UNITS]));
  const company = await setUpCompany(oms, merchant, { baseUrl: `${market.url}/api`, stock });
  const { accountId } = merchant;
  await until({ what: 'the stock to reach the marketplace', withinMs: 60_000 }, async () => {
    const { items } = expectStatus(await operator.listSkus({ params: { accountId }, query: { limit: 200 } }), 200);
    return items.every(({ purchasable }) => purchasable === UNITS) ? true : undefined;
  });
  return { operator, oms, merchant, company, skus, orderIds: [] };
}

/** Shoppers order this many times, the warehouse does its work; answers once both sides agree that all is done. */
export async function finishOrders(shop: Shop, count: number): Promise<void> {
  const { operator, oms, skus, orderIds } = shop;
  const { accountId } = shop.merchant;
  for (let n = 0; n < count; n += 1) {
    const items = [{ sku: skus[n % skus.length] ?? '', quantity: 1 + (n % 2) }];
    orderIds.push(expectStatus(await operator.placeOrder({ params: { accountId }, body: { items } }), 201).id);
  }
  const { connectionId } = shop.company;
  await until({ what: `${orderIds.length} orders to be finished`, withinMs: 90_000 }, async () => {
    await goThrough(oms);
    for (const orderId of orderIds) {
      const { order } = expectStatus(await operator.getOrder({ params: { accountId, orderId } }), 200);
      if (order.status !== 'complete') return undefined;
    }
    const counts = expectStatus(await oms.countOrders(), 200);
    const open = (counts['to-acknowledge'] ?? 0) + (counts['to-ship'] ?? 0) + (counts['in-progress'] ?? 0);
    const state = expectStatus(await oms.getConnection({ params: { connectionId } }), 200);
    const isQuiet = open === 0 && state.waitingIntents === 0 && state.waitingStock === 0;
    return counts.all === orderIds.length && isQuiet ? true : undefined;
  });
}

/** What both programs hold of orders and stock, to be compared with what they hold elsewhere. */
export async function readBooks({ operator, oms, merchant, company, orderIds }: Shop): Promise<object> {
  const { accountId } = merchant;
  const summaries = expectStatus(await oms.listOrders({ query: { tab: 'all', limit: 100 } }), 200).items;
  const inOms = [];
  for (const { id } of summaries) inOms.push(expectStatus(await oms.getOrder({ params: { orderId: id } }), 200));
  const onMarket = [];
  for (const orderId of orderIds)
    onMarket.push(expectStatus(await operator.getOrder({ params: { accountId, orderId } }), 200));
  const stock = [];
  for (const skuId of company.skuIds.values()) {
    const { sku, onHand, reserved } = expectStatus(await oms.getSku({ params: { skuId } }), 200);
    const ledger = expectStatus(await oms.listLedger({ params: { skuId }, query: { limit: 200 } }), 200).items;
    stock.push({ sku, onHand, reserved, ledger });
  }
  const offers = expectStatus(await operator.listSkus({ params: { accountId }, query: { limit: 200 } }), 200).items;
  return { inOms, onMarket, stock, offers };
}

/** Gives a new home the secret key of an old one: the secrets in the data are encrypted with it. */
export async function withKeyOf(old: Home, next: Home): Promise<Home> {
  const key = old.env['JETWAY_SECRET_KEY'] ?? (await readFile(path.join(folderOf(old), 'secret.key'), 'utf8')).trim();
  if (next.env['DATABASE_URL'] !== undefined) return { ...next, env: { ...next.env, JETWAY_SECRET_KEY: key } };
  await writeFile(path.join(folderOf(next), 'secret.key'), `${key}\n`, { mode: 0o600 });
  return next;
}

export const folderOf = (home: Home): string => home.env['JETWAY_DATA'] ?? '';
