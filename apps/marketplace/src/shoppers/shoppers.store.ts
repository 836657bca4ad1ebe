/** Owns the one row about shoppers: it lets any process tell them what to do, and any process see what they did. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import { NO_SHOPPERS, type ShoppersState } from './shoppers.ts';

interface ShoppersRow {
  readonly rate_per_minute: number;
  readonly paused: boolean;
  readonly pause_at_waiting: number;
  readonly return_share: number;
  readonly waiting: number;
  readonly placed: number;
  readonly note: string;
}

const COLUMNS = 'rate_per_minute, paused, pause_at_waiting, return_share, waiting, placed, note';

const shoppersRead = statement<ShoppersRow>('shoppersRead', `select ${COLUMNS} from marketplace.shoppers`);
const shoppersTell = statement<ShoppersRow>(
  'shoppersTell',
  `insert into marketplace.shoppers as s
     (id, rate_per_minute, paused, pause_at_waiting, return_share, waiting, placed, note, leased_until, updated_by,
      request_id)
   values ('shoppers', coalesce($1, $6::double precision), coalesce($2, false), coalesce($3, $7::integer),
     coalesce($8, $9::double precision), 0, 0, '', 0, $4, $5)
   on conflict (id) do update set
     rate_per_minute = coalesce($1, s.rate_per_minute), paused = coalesce($2, s.paused),
     pause_at_waiting = coalesce($3, s.pause_at_waiting), return_share = coalesce($8, s.return_share), updated_by = $4, request_id = $5
   returning ${COLUMNS}`,
);
const shoppersLease = statement<{ id: string }>(
  'shoppersLease',
  `update marketplace.shoppers set leased_by = $1, leased_until = $3
   where leased_by = $1 or leased_until <= $2 returning id`,
);
const shoppersReport = statement(
  'shoppersReport',
  `update marketplace.shoppers set waiting = $1, placed = placed + $2, note = $3
   where waiting <> $1 or $2 <> 0 or note <> $3`,
);

const stateFromRow = (row: ShoppersRow): ShoppersState => ({
  ratePerMinute: row.rate_per_minute,
  paused: row.paused,
  pauseAtWaiting: row.pause_at_waiting,
  returnShare: row.return_share,
  waiting: row.waiting,
  placed: row.placed,
  note: row.note,
});

export async function readShoppers(handle: MarketplaceHandle): Promise<ShoppersState> {
  const [row] = await shoppersRead(handle, []);
  return row === undefined ? NO_SHOPPERS : stateFromRow(row);
}

export interface ShoppersOrder {
  readonly ratePerMinute?: number | undefined;
  readonly paused?: boolean | undefined;
  readonly pauseAtWaiting?: number | undefined;
  readonly returnShare?: number | undefined;
}

/** Tells the shoppers what to do from now on; what is left out stays as it is. */
export async function tellShoppers(
  handle: MarketplaceHandle,
  order: ShoppersOrder,
  author: Author,
): Promise<ShoppersState> {
  const { ratePerMinute, paused, pauseAtWaiting, returnShare } = order;
  const values = [ratePerMinute, paused, pauseAtWaiting, author.actor, author.requestId];
  const usual = [NO_SHOPPERS.ratePerMinute, NO_SHOPPERS.pauseAtWaiting];
  const [row] = await shoppersTell(handle, [...values, ...usual, returnShare, NO_SHOPPERS.returnShare]);
  return row === undefined ? NO_SHOPPERS : stateFromRow(row);
}

/** Lets one worker at a time let the shoppers in, until a real instant. False when another one does. */
export async function leaseShoppers(
  handle: MarketplaceHandle,
  lease: { readonly worker: string; readonly now: Instant; readonly until: Instant },
): Promise<boolean> {
  return (await shoppersLease(handle, [lease.worker, lease.now, lease.until])).length === 1;
}

/** What the shoppers say of their work; `placed` is what they placed since they last said it. */
export async function reportShopping(
  handle: MarketplaceHandle,
  report: { readonly waiting: number; readonly placed: number; readonly note: string },
): Promise<void> {
  await shoppersReport(handle, [report.waiting, report.placed, report.note]);
}
