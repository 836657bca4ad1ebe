/** Owns the shoppers' work: they order through the operator API like any program outside, cancel now and then, and return. */
import type { Clock, Ids, Instant } from '@jetway/kernel';
import { SECOND_MS } from '@jetway/kernel';
import type { Account, OperatorClient, OperatorSku } from '@jetway/marketplace-api';
import { inventPerson, pickOne, type Unit } from './people.ts';
import { createReturning, type Returning } from './returning.ts';
import { type CancelPlan, fillBasket, pauseMs, planRegret, type ShoppersState } from './shoppers.ts';

/** What one round of shopping came to. */
export interface ShoppingReport {
  readonly waiting: number;
  readonly placed: number;
  /** Why nothing was placed, if so; empty when all is well. */
  readonly note: string;
  /** More shoppers are at the door. */
  readonly hasMore: boolean;
}

export interface ShoppingDeps {
  readonly client: OperatorClient;
  /** Real time. */
  readonly clock: Clock;
  readonly ids: Ids;
}

/** One round: whoever is due orders, whoever regrets cancels. */
export type Shopping = (state: ShoppersState, signal: AbortSignal) => Promise<ShoppingReport>;

/** Orders of one round; the rest come in the next. */
const MOST_ORDERS = 20;
/** What is on sale is looked up again after this time. */
const SHELF_MS = 5 * SECOND_MS;
/** Shoppers who could not come for longer than this have gone elsewhere. */
const PATIENCE_MS = 5 * SECOND_MS;
const ACCOUNTS_PAGE = 200;

interface Memory {
  nextAt: Instant | undefined;
  readonly shelves: Map<string, { readonly skus: readonly OperatorSku[]; readonly readAt: Instant }>;
  plans: readonly CancelPlan[];
  readonly returning: Returning;
}

export function createShopping(deps: ShoppingDeps): Shopping {
  const { clock, ids } = deps;
  const memory: Memory = { nextAt: undefined, shelves: new Map(), plans: [], returning: createReturning(deps) };
  return async (state, signal) => {
    await carryOutRegrets(deps, memory, signal);
    await memory.returning.carryOut(state.returnShare, signal);
    if (state.ratePerMinute === 0 || state.paused) {
      memory.nextAt = undefined;
      return { waiting: state.waiting, placed: 0, note: state.paused ? 'Paused.' : 'Nobody shops.', hasMore: false };
    }
    const now = clock.now();
    const comesAt = nextComing(memory.nextAt, now, state.ratePerMinute, ids.unit);
    memory.nextAt = comesAt;
    if (comesAt > now) return { waiting: state.waiting, placed: 0, note: state.note, hasMore: false };
    return shop(deps, memory, state, signal);
  };
}

function nextComing(known: Instant | undefined, now: Instant, ratePerMinute: number, unit: Unit): Instant {
  const longest = now + pauseMs(ratePerMinute, () => 1 - Number.EPSILON);
  return known === undefined || known < now - PATIENCE_MS || known > longest
    ? now + pauseMs(ratePerMinute, unit)
    : known;
}

async function shop(
  deps: ShoppingDeps,
  memory: Memory,
  state: ShoppersState,
  signal: AbortSignal,
): Promise<ShoppingReport> {
  const accounts = await listAccounts(deps.client, signal);
  if (typeof accounts === 'string') return { waiting: state.waiting, placed: 0, note: accounts, hasMore: false };
  let waiting = accounts.reduce((sum, account) => sum + unfinished(account), 0);
  let placed = 0;
  let note = '';
  for (let tries = 0; tries < MOST_ORDERS && !signal.aborted; tries += 1) {
    const now = deps.clock.now();
    if (memory.nextAt === undefined || memory.nextAt > now) break;
    memory.nextAt += pauseMs(state.ratePerMinute, deps.ids.unit);
    if (waiting >= state.pauseAtWaiting) {
      note = `Shoppers wait: ${waiting} orders are not finished; they go on below ${state.pauseAtWaiting}.`;
      break;
    }
    note = await placeOne(deps, memory, { accounts, returnShare: state.returnShare }, signal);
    if (note !== '') continue;
    placed += 1;
    waiting += 1;
  }
  return { waiting, placed, note, hasMore: memory.nextAt !== undefined && memory.nextAt <= deps.clock.now() };
}

const unfinished = ({ ordersByStatus: counts }: Account): number =>
  counts.created + counts.ready + counts.acknowledged + counts.inprogress;

/** The accounts, or why they cannot be had. */
async function listAccounts(client: OperatorClient, signal: AbortSignal): Promise<readonly Account[] | string> {
  const accounts: Account[] = [];
  for (let cursor: string | undefined; ; ) {
    const query = { limit: ACCOUNTS_PAGE, ...(cursor === undefined ? {} : { cursor }) };
    const reply = await client.listAccounts({ query }, { signal });
    if (reply.status !== 200) return `The shoppers are not let in: ${reply.body.title}.`;
    accounts.push(...reply.body.items);
    if (reply.body.next === null) return accounts;
    cursor = reply.body.next;
  }
}

/** Places one order with some account that sells something. Answers why it could not; empty when it could. */
async function placeOne(
  deps: ShoppingDeps,
  memory: Memory,
  { accounts, returnShare }: { readonly accounts: readonly Account[]; readonly returnShare: number },
  signal: AbortSignal,
): Promise<string> {
  const { client, ids, clock } = deps;
  const shelves = await Promise.all(
    accounts.filter(({ skuCount }) => skuCount > 0).map((account) => shelfOf(deps, memory, account, signal)),
  );
  const shelf = pickOne(
    ids.unit,
    shelves.filter(({ skus }) => skus.length > 0),
  );
  if (shelf === undefined) return 'Nothing is on sale: no SKU is reviewed, priced and in stock.';
  const items = [...fillBasket(shelf.skus, ids.unit)];
  const shopper = inventPerson(ids.unit);
  const reply = await client.placeOrder(
    { params: { accountId: shelf.account.id }, body: { items, shopper } },
    { headers: { 'idempotency-key': ids.uuid() }, signal },
  );
  if (reply.status !== 201) {
    memory.shelves.delete(shelf.account.id);
    return `An order was refused: ${reply.body.detail ?? reply.body.title}`;
  }
  const regret = planRegret(reply.body, clock.now(), ids.unit);
  if (regret !== undefined) {
    const holdRealMs = await realHoldMs(client, shelf.account.worldId, signal);
    if (holdRealMs !== undefined) memory.plans = [...memory.plans, regret.plan(holdRealMs)];
  } else memory.returning.plan(reply.body, returnShare);
  return '';
}

interface Shelf {
  readonly account: Account;
  readonly skus: readonly OperatorSku[];
}

async function shelfOf(deps: ShoppingDeps, memory: Memory, account: Account, signal: AbortSignal): Promise<Shelf> {
  const known = memory.shelves.get(account.id);
  const now = deps.clock.now();
  if (known !== undefined && now - known.readAt < SHELF_MS) return { account, skus: known.skus };
  const query = { purchasable: true, limit: 200 };
  const reply = await deps.client.listSkus({ params: { accountId: account.id }, query }, { signal });
  const skus = reply.status === 200 ? reply.body.items : [];
  memory.shelves.set(account.id, { skus, readAt: now });
  return { account, skus };
}

/** How long an order is held in real time; undefined when the world cannot be asked. A clock that stands holds for ever. */
async function realHoldMs(client: OperatorClient, worldId: string, signal: AbortSignal): Promise<number | undefined> {
  const reply = await client.getWorld({ params: { worldId } }, { signal });
  if (reply.status !== 200) return undefined;
  const { rate, policy } = reply.body;
  return rate === 0 ? policy.holdMs : policy.holdMs / rate;
}

async function carryOutRegrets(deps: ShoppingDeps, memory: Memory, signal: AbortSignal): Promise<void> {
  const now = deps.clock.now();
  const due = memory.plans.filter((plan) => plan.at <= now);
  if (due.length === 0) return;
  memory.plans = memory.plans.filter((plan) => plan.at > now);
  for (const plan of due) await cancel(deps.client, plan, signal);
}

/** What came too late is let go: the order is on its way. */
async function cancel(client: OperatorClient, plan: CancelPlan, signal: AbortSignal): Promise<void> {
  const params = { accountId: plan.accountId, orderId: plan.orderId };
  const found = await client.getOrder({ params }, { signal });
  if (found.status !== 200) return;
  const isHeld = found.body.order.status === 'created';
  if (isHeld === (plan.kind === 'early')) await client.cancelAsShopper({ params }, { signal });
}
