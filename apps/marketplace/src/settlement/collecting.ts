/** Owns settling an account: what happened is collected into the settlement of its time, which is closed at its end. */
import type { Ids, Instant } from '@jetway/kernel';
import { MINUTE_MS } from '@jetway/kernel';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import { completedOrderItems, type SoldItem } from '../orders/index.ts';
import { type AcceptedRefund, acceptedRefunds } from '../refunds/index.ts';
import { type ReturnRefundEntry, returnRefunds } from '../returns/index.ts';
import type { Patience, World } from '../worlds/index.ts';
import { findOrderNames, openDisputes } from './disputes.store.ts';
import { insertEntries, listEntriesOfItems, sumEntries, withoutKnown } from './entries.store.ts';
import { backEntry, chargeEntry, commissionEntries, orderEntry } from './entry-kinds.ts';
import {
  findOpenSettlement,
  firstHappenedAt,
  insertSettlement,
  lastEndOf,
  lockAccount,
  saveClosed,
  saveCollectedTo,
} from './settlement.store.ts';
import { COLLECT_EVERY_MS, type Entry, type Settlement, settlementLifecycle, spanAround } from './settlement.ts';

/** Rows read and written at once. */
const PAGE_SIZE = 1_000;
/**
 * What happened may be written a little after the instant that it carries: so much real time is looked at again. What
 * is settled already is passed over.
 */
const LATE_REAL_MS = 5 * MINUTE_MS;

export interface Collecting {
  readonly tx: MarketplaceHandle;
  readonly accountId: string;
  readonly world: World;
  readonly ids: Ids;
  readonly author: Author;
}

interface Span {
  readonly from: Instant;
  /** The first instant that does not belong to it. */
  readonly to: Instant;
}

/**
 * Settles what happened in an account before an instant, settlement by settlement. Undefined when somebody else is at
 * the account and one does not wait.
 */
export async function settleUpTo(collecting: Collecting, now: Instant, patience: Patience): Promise<true | undefined> {
  const { tx, accountId, world } = collecting;
  const found = await lockAccount(tx, accountId, patience);
  if (found === undefined) return undefined;
  const lateMs = COLLECT_EVERY_MS + LATE_REAL_MS * world.rate;
  let collectedTo = found;
  while (collectedTo < now) {
    const bound = await collectOnce(collecting, { from: Math.max(0, collectedTo - lateMs), to: now }, collectedTo);
    // Nothing more happened, and nothing is open that ends.
    if (bound === undefined) break;
    collectedTo = bound;
  }
  await saveCollectedTo(tx, accountId, Math.max(found, now));
  return true;
}

/** Collects into one settlement; answers up to when. Undefined when there is nothing to do before the span's end. */
async function collectOnce(
  collecting: Collecting,
  { from, to }: Span,
  collectedTo: Instant,
): Promise<Instant | undefined> {
  const { tx, accountId } = collecting;
  const open = await findOpenSettlement(tx, accountId);
  const first = open?.startsAt ?? (await firstHappenedAt(tx, accountId, collectedTo));
  if (first === undefined || first >= to) return undefined;
  const into = open ?? (await spanFor(collecting, first));
  const bound = Math.min(to, into.endsAt);
  await collectSpan({ ...collecting, into }, { from, to: bound });
  const now = await findOpenSettlement(tx, accountId);
  if (now !== undefined && now.endsAt <= to) await close(collecting, now);
  return bound;
}

type SpanOfSettlement = Pick<Settlement, 'startsAt' | 'endsAt'>;

/** Collecting into the settlement of a span, which is made when something belongs into it. */
interface CollectingInto extends Collecting {
  readonly into: SpanOfSettlement;
}

const spanFor = async ({ tx, accountId, world }: Collecting, at: Instant): Promise<SpanOfSettlement> =>
  spanAround(at, world.policy.settlementPeriodMs, await lastEndOf(tx, accountId));

/** The settlement that is open, or a new one around an instant. The account must be locked. */
export async function ensureOpen(collecting: Collecting, at: Instant): Promise<Settlement> {
  const open = await findOpenSettlement(collecting.tx, collecting.accountId);
  return open ?? openSettlement(collecting, await spanFor(collecting, at));
}

async function openSettlement(
  { tx, accountId, world, ids, author }: Collecting,
  { startsAt, endsAt }: SpanOfSettlement,
): Promise<Settlement> {
  const state = settlementLifecycle.initial;
  const id = ids.digits(10);
  const settlement = { accountId, id, worldId: world.id, state, startsAt, endsAt, closedAt: null };
  await insertSettlement(tx, settlement, author);
  return settlement;
}

async function close({ tx, author }: Collecting, settlement: Settlement): Promise<void> {
  const [state = settlement.state] = settlementLifecycle.targets(settlement.state, 'close');
  const { accountId, id } = settlement;
  const sums = (await sumEntries(tx, accountId, [id])).get(id) ?? {};
  await saveClosed(tx, { ...settlement, state, closedAt: settlement.endsAt }, sums, author);
}

async function collectSpan(collecting: CollectingInto, span: Span): Promise<void> {
  const { tx, accountId } = collecting;
  const pageOf = <T>(after: T | undefined) => ({ ...span, after, limit: PAGE_SIZE });
  await eachPage<SoldItem>(
    (after) => completedOrderItems(tx, accountId, pageOf(after)),
    (items) => settle(collecting, items.map(orderEntry)),
  );
  await eachPage<ReturnRefundEntry>(
    (after) => returnRefunds(tx, accountId, pageOf(after)),
    (rows) => settleReturns(collecting, rows),
  );
  await eachPage<AcceptedRefund>(
    (after) => acceptedRefunds(tx, accountId, pageOf(after)),
    (rows) => settleRefunds(collecting, rows),
  );
}

/** Goes over a list page by page; the last of a page is where the next begins. */
async function eachPage<T>(
  read: (after: T | undefined) => Promise<readonly T[]>,
  take: (page: readonly T[]) => Promise<void>,
): Promise<void> {
  for (let after: T | undefined; ; ) {
    const page = await read(after);
    if (page.length > 0) await take(page);
    if (page.length < PAGE_SIZE) return;
    after = page.at(-1);
  }
}

async function settleReturns(collecting: CollectingInto, rows: readonly ReturnRefundEntry[]): Promise<void> {
  const { tx, accountId, author } = collecting;
  const names = await findOrderNames(
    tx,
    accountId,
    rows.map(({ orderId }) => orderId),
  );
  const entries = rows.flatMap((row): Entry[] => {
    const { returnId, position, orderItemId } = row;
    const referenceOrderId = names.get(row.orderId) ?? null;
    if (orderItemId !== null)
      return [backEntry({ ...row, orderItemId, referenceOrderId, kind: 'return', source: `${returnId}:${position}` })];
    const chargeCents = row.chargeCents ?? row.disputedChargeCents ?? 0;
    if (chargeCents === 0) return [];
    return [chargeEntry({ ...row, referenceOrderId, chargeCents, isDisputed: row.chargeCents === null })];
  });
  await settle(collecting, entries);
  const disputed = rows.filter(({ disputedChargeCents }) => (disputedChargeCents ?? 0) > 0);
  await openDisputes(
    tx,
    accountId,
    disputed.map(({ returnId }) => returnId),
    author,
  );
}

async function settleRefunds(collecting: CollectingInto, rows: readonly AcceptedRefund[]): Promise<void> {
  const names = await findOrderNames(
    collecting.tx,
    collecting.accountId,
    rows.map(({ orderId }) => orderId),
  );
  const entries = rows.map((row) =>
    backEntry({
      ...row,
      referenceOrderId: names.get(row.orderId) ?? null,
      kind: 'refund',
      source: `${row.refundId}:${row.position}`,
    }),
  );
  await settle(collecting, entries);
}

/** Writes what is not settled yet, and the commissions that are given back for it. */
async function settle(collecting: CollectingInto, found: readonly Entry[]): Promise<void> {
  const { tx, accountId } = collecting;
  const entries = await withoutKnown(tx, accountId, found);
  if (entries.length === 0) return;
  await write(collecting, entries);
  const items = new Set(entries.flatMap(({ orderItemId }) => (orderItemId === null ? [] : [orderItemId])));
  if (items.size === 0) return;
  await write(collecting, commissionEntries(await listEntriesOfItems(tx, accountId, [...items])));
}

async function write(collecting: CollectingInto, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  const { tx, accountId, author, into } = collecting;
  const settlement = (await findOpenSettlement(tx, accountId)) ?? (await openSettlement(collecting, into));
  await insertEntries(tx, { accountId, settlementId: settlement.id }, entries, author);
}
