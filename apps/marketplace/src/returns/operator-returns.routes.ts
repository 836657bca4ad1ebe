/** Owns the operator's routes about returns: opening them as a shopper, and seeing what merchants said. */
import { type Clock, type Ids, toPage } from '@jetway/kernel';
import type { OperatorReturn, OperatorReturnDetail, operatorReturnRoutes } from '@jetway/marketplace-api';
import { DEFAULT_LIMIT, type Handlers, problem, readCursor } from '@jetway/service';
import type { Author, HistoryEvent, MarketplaceDatabase } from '../database/index.ts';
import { findAccountInWorld, NO_ACCOUNT } from '../merchants/index.ts';
import { type Order, readOrder } from '../orders/index.ts';
import { worldNow } from '../worlds/index.ts';
import type { OpenReturnIssue } from './open-return.ts';
import { openReturn } from './return-commands.ts';
import { countReturns, type ListedReturn, listReturnEvents, listReturnPage } from './return-lists.store.ts';
import { readReturn } from './returns.store.ts';
import { addAmounts, type Return, totalOf } from './returns.ts';
import { toJetReturn } from './returns.view.ts';
import { everythingLeft, usualCommand } from './usual-return.ts';

const NO_RETURN = { code: 'not_found', text: 'There is no such return.' } as const;
const NO_ORDER = { code: 'not_found', text: 'There is no such order.' } as const;
/** What the shopper says when the operator says nothing for him. */
const USUAL_REASON = 'No longer want this item';

export interface OperatorReturnDeps {
  readonly database: MarketplaceDatabase;
  /** Real time; world time follows from it. */
  readonly clock: Clock;
  readonly ids: Ids;
}

export function operatorReturnHandlers(deps: OperatorReturnDeps): Handlers<typeof operatorReturnRoutes, Author> {
  const { database, clock, ids } = deps;
  const { db } = database;
  return {
    listReturns: async (context, { params: { accountId }, query }) => {
      if ((await findAccountInWorld(db, accountId)) === undefined) return problem(404, NO_ACCOUNT, context);
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const { status = null, orderId = null, disputed = null } = query;
      const filter = { status, orderId, disputed };
      const found = await listReturnPage(db, accountId, { filter, after: after.value, limit: limit + 1 });
      const page = toPage(found, limit, ({ openedAt: at, id }) => ({ at, id }));
      return { status: 200, body: { items: page.items.map((one) => ({ accountId, ...one })), next: page.next } };
    },
    countReturns: async (context, { params: { accountId } }) => {
      if ((await findAccountInWorld(db, accountId)) === undefined) return problem(404, NO_ACCOUNT, context);
      const { byStatus, disputed } = await countReturns(db, accountId);
      const { created, inprogress, 'completed by merchant': completed } = byStatus;
      return { status: 200, body: { created, inprogress, completed, disputed } };
    },
    getReturn: async (context, { params: { accountId, returnId } }) => {
      const ret = await readReturn(db, accountId, returnId);
      const order = ret && (await readOrder(db, accountId, ret.orderId));
      if (ret === undefined || order === undefined) return problem(404, NO_RETURN, context);
      const events = await listReturnEvents(db, accountId, returnId);
      return { status: 200, body: toDetail(ret, order, events) };
    },
    openReturn: async (context, { params, body = {} }) => {
      const account = await findAccountInWorld(db, params.accountId);
      if (account === undefined) return problem(404, NO_ACCOUNT, context);
      const { items, refundWithoutReturn = false, chargeCents } = body;
      const now = worldNow(account.world, clock.now());
      const opened = await database.transaction(async (tx) => {
        const decided = await openReturn(
          tx,
          params,
          (standing) => {
            const wishes = items?.map(({ requestedRefund: requested, ...wish }) => ({ ...wish, requested }));
            const usual = { items: wishes ?? everythingLeft(standing, USUAL_REASON), refundWithoutReturn, chargeCents };
            return usualCommand(usual, ids);
          },
          { now, ids },
          context,
        );
        if (!decided.ok) return decided;
        const order = await readOrder(tx, params.accountId, decided.value.orderId);
        return { ok: true, value: decided.value, order } as const;
      });
      if (opened.ok && opened.order !== undefined)
        return { status: 201, body: toOperatorReturn(toListed(opened.value, opened.order), params.accountId) };
      if (opened.ok || opened.refusal.code === 'not_found') return problem(404, NO_ORDER, context);
      return refused(opened.refusal.issues, context);
    },
  };
}

function refused(issues: readonly OpenReturnIssue[], context: Author) {
  const errors = issues.map(({ path, text }) => ({ path, code: 'invalid', message: text }));
  const text = issues.map((issue) => `${issue.path}: ${issue.text}`).join('; ');
  return problem(400, { code: 'invalid', text: `The return cannot be opened: ${text}.` }, { ...context, errors });
}

const toOperatorReturn = (ret: ListedReturn, accountId: string): OperatorReturn => ({ accountId, ...ret });

/** A return that was read whole, as lists show it. */
function toListed(ret: Return, order: Order): ListedReturn {
  const first = order.items.find(({ id }) => id === ret.lines[0]?.orderItemId);
  return {
    id: ret.id,
    orderId: ret.orderId,
    referenceOrderId: order.referenceOrderId,
    referenceId: ret.referenceId,
    status: ret.status,
    refundWithoutReturn: ret.refundWithoutReturn,
    units: ret.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    requestedCents: ret.lines.reduce((sum, { requested }) => sum + totalOf(requested), 0),
    refundedCents: totalOf(addAmounts(ret.refunds.map(({ amount }) => amount))),
    chargeCents: ret.chargeCents,
    agreesToCharge: ret.agreesToCharge,
    buyerName: order.buyer.name,
    firstTitle: first?.title ?? '',
    openedAt: ret.openedAt,
    completedAt: ret.completedAt,
  };
}

function toDetail(ret: Return, order: Order, events: readonly HistoryEvent[]): OperatorReturnDetail {
  const itemOf = (orderItemId: string) => {
    const item = order.items.find(({ id }) => id === orderItemId);
    return { orderItemId, sku: item?.sku ?? '', title: item?.title ?? '', imageUrl: item?.imageUrl ?? null };
  };
  return {
    return: toOperatorReturn(toListed(ret, order), ret.accountId),
    altReturnId: ret.altReturnId,
    chargeFeedback: ret.chargeFeedback,
    carrier: ret.carrier,
    trackingNumber: ret.trackingNumber,
    locations: [...ret.locations],
    lines: ret.lines.map(({ orderItemId, quantity, reason, requested }) => ({
      ...itemOf(orderItemId),
      quantity,
      reason,
      requested,
    })),
    reports: ret.refunds.map(({ orderItemId, at, returned, refunded, feedback, notes, amount }) => ({
      ...itemOf(orderItemId),
      at,
      returned,
      refunded,
      feedback,
      notes,
      amount,
    })),
    events: events.map(({ detail: text, ...event }) => ({ ...event, text })),
    merchantView: toJetReturn(ret, order),
  };
}
