/** Owns the operator's routes about settlements. */
import { type Clock, type Ids, toPage } from '@jetway/kernel';
import type {
  settlementRoutes,
  SettlementDispute as WireDispute,
  SettlementEntry as WireEntry,
  Settlement as WireSettlement,
} from '@jetway/marketplace-api';
import { DEFAULT_LIMIT, type Handlers, problem, readCursor } from '@jetway/service';
import type { Author, MarketplaceDatabase } from '../database/index.ts';
import { findAccountInWorld, NO_ACCOUNT } from '../merchants/index.ts';
import { worldNow } from '../worlds/index.ts';
import { listDisputePage } from './disputes.store.ts';
import { listEntryPage } from './entries.store.ts';
import { findSettlement } from './settlement.store.ts';
import { addAmounts, commissionOf, type Dispute, type Entry, paidOf, settlementValue, totalOf } from './settlement.ts';
import { addAdjustment, type CommandPlace, resolveDispute } from './settlement-commands.ts';
import { readSettlement, readSettlementPage, type SettlementWithBalances } from './settlements-read.ts';

const NO_SETTLEMENT = { code: 'not_found', text: 'There is no such settlement.' } as const;

export function operatorSettlementHandlers(deps: {
  readonly database: MarketplaceDatabase;
  readonly clock: Clock;
  readonly ids: Ids;
}): Handlers<typeof settlementRoutes, Author> {
  const { db } = deps.database;
  const placeOf = async (accountId: string, author: Author): Promise<CommandPlace | undefined> => {
    const found = await findAccountInWorld(db, accountId);
    return found && { accountId, world: found.world, now: worldNow(found.world, deps.clock.now()), author };
  };
  return {
    listSettlements: async (context, { params, query }) => {
      if ((await findAccountInWorld(db, params.accountId)) === undefined) return problem(404, NO_ACCOUNT, context);
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const found = await readSettlementPage(db, params.accountId, after.value, limit + 1);
      const page = toPage(found, limit, ({ settlement }) => ({ at: settlement.endsAt, id: settlement.id }));
      return { status: 200, body: { items: page.items.map(toWireSettlement), next: page.next } };
    },
    getSettlement: async (context, { params }) => {
      const found = await readSettlement(db, params.accountId, params.settlementId);
      if (found === undefined) return problem(404, NO_SETTLEMENT, context);
      return { status: 200, body: toWireSettlement(found) };
    },
    listSettlementEntries: async (context, { params, query }) => {
      const found = await findSettlement(db, params.accountId, params.settlementId);
      if (found === undefined) return problem(404, NO_SETTLEMENT, context);
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const page = toPage(await listEntryPage(db, params, after.value, limit + 1), limit, ({ at, id }) => ({ at, id }));
      return { status: 200, body: { items: page.items.map(toWireEntry), next: page.next } };
    },
    addAdjustment: async (context, { params, body }) => {
      const place = await placeOf(params.accountId, context);
      if (place === undefined) return problem(404, NO_ACCOUNT, context);
      const added = await addAdjustment(deps, place, body);
      return added.ok ? { status: 201, body: toWireEntry(added.value) } : problem(400, added.refusal, context);
    },
    listDisputes: async (context, { params, query }) => {
      if ((await findAccountInWorld(db, params.accountId)) === undefined) return problem(404, NO_ACCOUNT, context);
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const listing = { state: query.state, after: after.value, limit: limit + 1 };
      const found = await listDisputePage(db, params.accountId, listing);
      const page = toPage(found, limit, ({ openedAt, returnId }) => ({ at: openedAt, id: returnId }));
      return { status: 200, body: { items: page.items.map(toWireDispute), next: page.next } };
    },
    decideDispute: async (context, { params, body }) => {
      const place = await placeOf(params.accountId, context);
      if (place === undefined) return problem(404, NO_ACCOUNT, context);
      const decision = { returnId: params.returnId, decision: body.decision, note: body.note ?? null };
      const decided = await resolveDispute(deps, place, decision);
      if (decided.ok) return { status: 200, body: toWireDispute(decided.value) };
      const { refusal } = decided;
      return refusal.code === 'not_found' ? problem(404, refusal, context) : problem(409, refusal, context);
    },
  };
}

const toWireSettlement = ({ settlement, balances }: SettlementWithBalances): WireSettlement => ({
  id: settlement.id,
  state: settlement.state,
  startsAt: settlement.startsAt,
  endsAt: settlement.endsAt,
  closedAt: settlement.closedAt,
  balances: {
    orderCents: totalOf(balances.orders),
    returnCents: totalOf(balances.returns),
    commissionCents: commissionOf(addAmounts(balances.orders, balances.returns)),
    adjustmentCents: balances.adjustmentCents,
    totalCents: settlementValue(balances),
  },
});

const toWireEntry = (entry: Entry): WireEntry => ({
  id: entry.id,
  kind: entry.kind,
  at: entry.at,
  orderId: entry.orderId,
  referenceOrderId: entry.referenceOrderId,
  sku: entry.sku,
  title: entry.title,
  units: entry.units,
  paidCents: paidOf(entry),
  commissionCents: commissionOf(entry),
  otherCents: entry.returnChargeCents + entry.adjustmentCents,
  totalCents: totalOf(entry),
  note: entry.note,
});

const toWireDispute = ({ accountId: _accountId, ...dispute }: Dispute): WireDispute => dispute;
