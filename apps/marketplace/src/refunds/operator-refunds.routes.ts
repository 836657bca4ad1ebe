/** Owns the operator's routes about refunds: seeing them, and deciding before the marketplace's rules do. */
import { refundStatusesOfWord } from '@jetway/jet-api';
import { type Clock, type Ids, toPage } from '@jetway/kernel';
import type { OperatorRefund, OperatorRefundDetail, operatorRefundRoutes } from '@jetway/marketplace-api';
import { DEFAULT_LIMIT, type Handlers, problem, readCursor } from '@jetway/service';
import type { Author, MarketplaceDatabase } from '../database/index.ts';
import { findAccountInWorld, NO_ACCOUNT } from '../merchants/index.ts';
import { type Order, readOrder } from '../orders/index.ts';
import { leftToRefund, loadStanding, type OrderStanding } from '../returns/index.ts';
import { worldNow } from '../worlds/index.ts';
import { refundCents } from './deciding.ts';
import { decideRefund } from './refund-commands.ts';
import { countRefunds, type ListedRefund, listRefundEvents, listRefundPage } from './refund-lists.store.ts';
import { readRefund } from './refunds.store.ts';
import { conflictsOf, type Refund, type RefundItem, refundLifecycle } from './refunds.ts';
import { sentItem, toJetRefund } from './refunds.view.ts';

const NO_REFUND = { code: 'not_found', text: 'There is no such refund.' } as const;
const NOTHING = { principalCents: 0, taxCents: 0, shippingCents: 0, shippingTaxCents: 0 };

export interface OperatorRefundDeps {
  readonly database: MarketplaceDatabase;
  /** Real time; world time follows from it. */
  readonly clock: Clock;
  readonly ids: Ids;
}

export function operatorRefundHandlers(deps: OperatorRefundDeps): Handlers<typeof operatorRefundRoutes, Author> {
  const { database, clock, ids } = deps;
  const { db } = database;
  return {
    listRefunds: async (context, { params: { accountId }, query }) => {
      if ((await findAccountInWorld(db, accountId)) === undefined) return problem(404, NO_ACCOUNT, context);
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const statuses = query.status === undefined ? null : refundStatusesOfWord[query.status];
      const filter = { statuses, orderId: query.orderId ?? null };
      const found = await listRefundPage(db, accountId, { filter, after: after.value, limit: limit + 1 });
      const page = toPage(found, limit, ({ createdAt: at, id }) => ({ at, id }));
      return { status: 200, body: { items: page.items.map((one) => ({ accountId, ...one })), next: page.next } };
    },
    countRefunds: async (context, { params: { accountId } }) => {
      if ((await findAccountInWorld(db, accountId)) === undefined) return problem(404, NO_ACCOUNT, context);
      const counts = await countRefunds(db, accountId);
      const of = (word: keyof typeof refundStatusesOfWord): number =>
        refundStatusesOfWord[word].reduce((sum, status) => sum + (counts.get(status) ?? 0), 0);
      const [created, processing] = [of('created'), of('processing')];
      return { status: 200, body: { created, processing, accepted: of('accepted'), rejected: of('rejected') } };
    },
    getRefund: async (context, { params: { accountId, refundId } }) => {
      const refund = await readRefund(db, accountId, refundId);
      const order = refund && (await readOrder(db, accountId, refund.orderId));
      if (refund === undefined || order === undefined) return problem(404, NO_REFUND, context);
      const standing = await loadStanding(db, refund);
      const events = await listRefundEvents(db, accountId, refundId);
      const detail = toDetail(refund, order, standing);
      return {
        status: 200,
        body: { ...detail, events: events.map(({ detail: text, ...event }) => ({ ...event, text })) },
      };
    },
    decideRefund: async (context, { params, body }) => {
      const account = await findAccountInWorld(db, params.accountId);
      if (account === undefined) return problem(404, NO_ACCOUNT, context);
      const around = { now: worldNow(account.world, clock.now()), ids };
      const decided = await database.transaction((tx) => decideRefund(tx, params, body.decision, around, context));
      if (!decided.ok) {
        const { code, texts } = decided.refusal;
        return code === 'not_found'
          ? problem(404, NO_REFUND, context)
          : problem(409, { code, text: texts.join(' ') }, context);
      }
      const order = await readOrder(db, params.accountId, decided.value.orderId);
      if (order === undefined) return problem(404, NO_REFUND, context);
      return { status: 200, body: toOperatorRefund(decided.value, order) };
    },
  };
}

/** A refund that was read whole, as lists show it. */
function toOperatorRefund(refund: Refund, order: Order): OperatorRefund {
  const first = order.items.find(({ id }) => id === refund.items[0]?.orderItemId);
  const listed: ListedRefund = {
    id: refund.id,
    orderId: refund.orderId,
    referenceOrderId: order.referenceOrderId,
    altRefundId: refund.altRefundId,
    status: refund.status,
    units: refund.items.reduce((sum, { refunded }) => sum + refunded, 0),
    amountCents: refundCents(refund),
    buyerName: order.buyer.name,
    firstTitle: first?.title ?? '',
    createdAt: refund.createdAt,
    dueAt: refund.dueAt,
    decidedAt: refund.decidedAt,
  };
  return { accountId: refund.accountId, ...listed };
}

function toDetail(refund: Refund, order: Order, standing: OrderStanding): Omit<OperatorRefundDetail, 'events'> {
  const isDecided = refundLifecycle.final.has(refund.status);
  return {
    refund: toOperatorRefund(refund, order),
    items: refund.items.map((item) => toItem(item, order, standing)),
    conflicts: isDecided ? [] : conflictsOf(refund.items, standing).map(({ text }) => text),
    merchantView: toJetRefund(refund, order),
  };
}

function toItem(item: RefundItem, order: Order, standing: OrderStanding): OperatorRefundDetail['items'][number] {
  const ordered = order.items.find(({ id }) => id === item.orderItemId);
  const sent = sentItem(item.sent);
  const stands = standing.get(item.orderItemId);
  return {
    orderItemId: item.orderItemId,
    sku: ordered?.sku ?? '',
    title: ordered?.title ?? '',
    imageUrl: ordered?.imageUrl ?? null,
    returned: item.returned,
    refunded: item.refunded,
    reason: sent.refund_reason ?? null,
    feedback: sent.refund_feedback ?? null,
    notes: sent.notes ?? null,
    amount: item.amount,
    left: stands === undefined ? NOTHING : leftToRefund(stands),
  };
}
