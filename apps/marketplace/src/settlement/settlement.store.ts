/** Owns the rows of settlements: their spans, and how far each account has been looked at. */
import type { Instant, Keyset } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import type { Patience } from '../worlds/index.ts';
import { COLLECT_EVERY_MS, type EntrySums, type Settlement } from './settlement.ts';

interface SettlementRow {
  readonly account_id: string;
  readonly id: string;
  readonly world_id: string;
  readonly state: Settlement['state'];
  readonly starts_at: number;
  readonly ends_at: number;
  readonly closed_at: number | null;
  readonly sums: EntrySums | null;
}

/** A settlement, with its sums when it is closed. */
export interface StoredSettlement {
  readonly settlement: Settlement;
  readonly sums: EntrySums | null;
}

const COLUMNS = 'account_id, id, world_id, state, starts_at, ends_at, closed_at, sums';

/** The first instant, from one on, at which something happened in an account that is to be settled. */
const firstHappened = (account: string, from: string): string => `least(
     (select min(o.completed_at) from marketplace.orders o
      where o.account_id = ${account} and o.completed_at >= ${from}),
     (select min(r.completed_at) from marketplace.returns r
      where r.account_id = ${account} and r.completed_at >= ${from}),
     (select min(f.reported_at) from marketplace.return_refunds f
      where f.account_id = ${account} and f.reported_at >= ${from}),
     (select min(m.decided_at) from marketplace.refunds m
      where m.account_id = ${account} and m.decided_at >= ${from} and m.status = 'accepted'))`;

/**
 * When an account of a world has to be looked at: at the end of its open settlement, and at the end of the hour in which
 * something happened that is not settled. `$1` is the world, `$2` the length of an hour.
 */
const DUE = `select a.id as account_id, least(s.ends_at, (happened.at / $2::bigint + 1) * $2::bigint) as due_at
   from marketplace.accounts a
   left join marketplace.settlement_accounts c on c.account_id = a.id
   left join marketplace.settlements s on s.account_id = a.id and s.state = 'open'
   cross join lateral (select ${firstHappened('a.id', 'coalesce(c.collected_to, 0)')} as at) happened
   where a.world_id = $1`;

const settlementNextDue = statement<{ due_at: number | null }>(
  'settlementNextDue',
  `select min(due_at) as due_at from (${DUE}) d`,
);
const settlementListDue = statement<{ account_id: string }>(
  'settlementListDue',
  `select account_id from (${DUE}) d where due_at <= $3::bigint order by due_at, account_id limit $4`,
);
const settlementFirstHappened = statement<{ at: number | null }>(
  'settlementFirstHappened',
  `select ${firstHappened('$1', '$2::bigint')} as at`,
);
const settlementAccountAdd = statement(
  'settlementAccountAdd',
  'insert into marketplace.settlement_accounts (account_id, collected_to) values ($1, 0) on conflict do nothing',
);
const LOCK = 'select collected_to from marketplace.settlement_accounts where account_id = $1 for update';
const settlementAccountLock = statement<{ collected_to: number }>('settlementAccountLock', LOCK);
const settlementAccountTryLock = statement<{ collected_to: number }>('settlementAccountTryLock', `${LOCK} skip locked`);
const settlementAccountSave = statement(
  'settlementAccountSave',
  'update marketplace.settlement_accounts set collected_to = $2 where account_id = $1',
);
const settlementFindOpen = statement<SettlementRow>(
  'settlementFindOpen',
  `select ${COLUMNS} from marketplace.settlements where account_id = $1 and state = 'open'`,
);
const settlementLastEnd = statement<{ ends_at: number | null }>(
  'settlementLastEnd',
  'select max(ends_at) as ends_at from marketplace.settlements where account_id = $1',
);
const settlementInsert = statement(
  'settlementInsert',
  `insert into marketplace.settlements
     (account_id, id, world_id, state, starts_at, ends_at, closed_at, sums, updated_by, request_id)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);
const settlementClose = statement(
  'settlementClose',
  `update marketplace.settlements set state = $3, closed_at = $4, sums = $5, updated_by = $6, request_id = $7
   where account_id = $1 and id = $2`,
);
const settlementFind = statement<SettlementRow>(
  'settlementFind',
  `select ${COLUMNS} from marketplace.settlements where account_id = $1 and id = $2`,
);
const settlementListPage = statement<SettlementRow>(
  'settlementListPage',
  `select ${COLUMNS} from marketplace.settlements
   where account_id = $1 and (ends_at, id) < ($2::bigint, $3::text) order by ends_at desc, id desc limit $4`,
);
const settlementListSince = statement<{ id: string }>(
  'settlementListSince',
  `select id from marketplace.settlements where account_id = $1 and ends_at >= $2
   order by ends_at desc, id desc limit $3`,
);

const fromRow = ({ sums, ...row }: SettlementRow): StoredSettlement => ({
  settlement: {
    accountId: row.account_id,
    id: row.id,
    worldId: row.world_id,
    state: row.state,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    closedAt: row.closed_at,
  },
  sums,
});

/** The earliest instant at which an account of a world has to be looked at. */
export async function nextDueAt(handle: MarketplaceHandle, worldId: string): Promise<Instant | undefined> {
  const [row] = await settlementNextDue(handle, [worldId, COLLECT_EVERY_MS]);
  return row?.due_at ?? undefined;
}

/** The accounts of a world that have to be looked at, the first due first. */
export async function listDueAccounts(
  handle: MarketplaceHandle,
  worldId: string,
  now: Instant,
  limit: number,
): Promise<readonly string[]> {
  const rows = await settlementListDue(handle, [worldId, COLLECT_EVERY_MS, now, limit]);
  return rows.map((row) => row.account_id);
}

/** The first instant, from one on, at which something happened that is to be settled. */
export async function firstHappenedAt(
  tx: MarketplaceHandle,
  accountId: string,
  from: Instant,
): Promise<Instant | undefined> {
  const [row] = await settlementFirstHappened(tx, [accountId, from]);
  return row?.at ?? undefined;
}

/**
 * Keeps others from settling an account until the transaction ends; answers up to when it has been looked at. Undefined
 * when somebody else is at it and one does not wait.
 */
export async function lockAccount(
  tx: MarketplaceHandle,
  accountId: string,
  patience: Patience,
): Promise<Instant | undefined> {
  await settlementAccountAdd(tx, [accountId]);
  const [row] = await (patience === 'wait' ? settlementAccountLock : settlementAccountTryLock)(tx, [accountId]);
  return row?.collected_to;
}

/** Notes up to when an account, locked, has been looked at. */
export async function saveCollectedTo(tx: MarketplaceHandle, accountId: string, collectedTo: Instant): Promise<void> {
  await settlementAccountSave(tx, [accountId, collectedTo]);
}

export async function findOpenSettlement(
  handle: MarketplaceHandle,
  accountId: string,
): Promise<Settlement | undefined> {
  const [row] = await settlementFindOpen(handle, [accountId]);
  return row && fromRow(row).settlement;
}

/** When the last settlement of an account ended, or will; 0 when there was none. */
export async function lastEndOf(handle: MarketplaceHandle, accountId: string): Promise<Instant> {
  const [row] = await settlementLastEnd(handle, [accountId]);
  return row?.ends_at ?? 0;
}

/** @throws unique violation of `settlements_pkey`, or of `settlements_open` when another is open */
export async function insertSettlement(
  tx: MarketplaceHandle,
  settlement: Settlement,
  author: Author,
  sums: EntrySums | null = null,
): Promise<void> {
  const { accountId, id, worldId, state, startsAt, endsAt, closedAt } = settlement;
  const values = [accountId, id, worldId, state, startsAt, endsAt, closedAt, sums, author.actor, author.requestId];
  await settlementInsert(tx, values);
}

/** Writes a settlement that was closed, with the sums of its entries. */
export async function saveClosed(
  tx: MarketplaceHandle,
  { accountId, id, state, closedAt }: Settlement,
  sums: EntrySums,
  author: Author,
): Promise<void> {
  await settlementClose(tx, [accountId, id, state, closedAt, sums, author.actor, author.requestId]);
}

export async function findSettlement(
  handle: MarketplaceHandle,
  accountId: string,
  settlementId: string,
): Promise<StoredSettlement | undefined> {
  const [row] = await settlementFind(handle, [accountId, settlementId]);
  return row && fromRow(row);
}

/** Settlements of an account, the newest first, after the place `after`. */
export async function listSettlementPage(
  handle: MarketplaceHandle,
  accountId: string,
  after: Keyset | undefined,
  limit: number,
): Promise<readonly StoredSettlement[]> {
  const values = [accountId, after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit];
  return (await settlementListPage(handle, values)).map(fromRow);
}

/** Ids of the settlements that end at an instant or later, the newest first. */
export async function listSettlementIds(
  handle: MarketplaceHandle,
  accountId: string,
  since: Instant,
  limit: number,
): Promise<readonly string[]> {
  return (await settlementListSince(handle, [accountId, since, limit])).map(({ id }) => id);
}
