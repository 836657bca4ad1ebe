/** Owns putting the shoppers together: their loop, and the operator's routes that steer them. */
import { type Clock, type Ids, type Instant, SECOND_MS } from '@jetway/kernel';
import type { OperatorClient, worldRoutes } from '@jetway/marketplace-api';
import { createLoop, type Handlers, type Log, type Loop, type LoopObserver, notify, type Timer } from '@jetway/service';
import type { Author, MarketplaceDatabase } from '../database/index.ts';
import { leaseShoppers, readShoppers, reportShopping, type ShoppersOrder, tellShoppers } from './shoppers.store.ts';
import { createShopping, type ShoppingReport } from './shopping.ts';

/** Wakes the shoppers' loop when they are told something else. */
export const SHOPPERS_CHANNEL = 'marketplace_shoppers';

/** Longest rest of the loop: also how late an order may come. */
const TICK_MS = 250;
/** A worker that is gone is followed by another after this time; asked for again in the last part of it. */
const LEASE_MS = 15 * SECOND_MS;
const LEASE_RENEWED_MS = 5 * SECOND_MS;

export interface ShoppersFeatureDeps {
  readonly database: MarketplaceDatabase;
  /** Real time. */
  readonly clock: Clock;
  /** Seeded for runs that are to be repeated: all of the shoppers' randomness comes from here. */
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics?: LoopObserver;
  readonly timer?: Timer;
  /** A client of the operator API with an operator's key: shoppers have no other way in. */
  readonly client: OperatorClient;
}

export interface ShoppersFeature {
  readonly operatorHandlers: Handlers<Pick<typeof worldRoutes, 'getShoppers' | 'setShoppers'>, Author>;
  /** May run in several workers, one of which lets the shoppers in; wake it by `SHOPPERS_CHANNEL`. */
  readonly loop: Loop;
  /** Tells the shoppers what to do, as `--shoppers RATE` does at the start. */
  readonly tell: (order: ShoppersOrder, author: Author) => Promise<void>;
}

export function shoppersFeature(deps: ShoppersFeatureDeps): ShoppersFeature {
  const { database, log } = deps;
  const shopping = createShopping(deps);
  const worker = deps.ids.uuid();
  let leasedUntil: Instant = 0;
  const isOurTurn = async (): Promise<boolean> => {
    const now = deps.clock.now();
    if (leasedUntil - now > LEASE_RENEWED_MS) return true;
    const until = now + LEASE_MS;
    leasedUntil = (await leaseShoppers(database.db, { worker, now, until })) ? until : 0;
    return leasedUntil > 0;
  };
  const run = async (signal: AbortSignal): Promise<boolean> => {
    const state = await readShoppers(database.db);
    if (!(await isOurTurn())) return false;
    let report: ShoppingReport;
    try {
      report = await shopping(state, signal);
    } catch (error) {
      await reportShopping(database.db, { waiting: state.waiting, placed: 0, note: 'The shop did not answer.' });
      throw error;
    }
    if (report.placed > 0) log.debug('shoppers ordered', { placed: report.placed, waiting: report.waiting });
    await reportShopping(database.db, report);
    return report.hasMore;
  };
  const tell = async (order: ShoppersOrder, author: Author) => {
    const state = await tellShoppers(database.db, order, author);
    await notify(database.db, SHOPPERS_CHANNEL);
    return state;
  };
  return {
    operatorHandlers: {
      getShoppers: async () => ({ status: 200, body: await readShoppers(database.db) }),
      setShoppers: async (context, { body }) => ({ status: 200, body: await tell(body, context) }),
    },
    loop: createLoop({
      name: 'shoppers',
      tickMs: TICK_MS,
      run,
      log,
      ...(deps.metrics === undefined ? {} : { metrics: deps.metrics }),
      ...(deps.timer === undefined ? {} : { timer: deps.timer }),
    }),
    tell: async (order, author) => {
      await tell(order, author);
    },
  };
}
