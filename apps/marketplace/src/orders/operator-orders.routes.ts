/** Owns the operator's routes about orders: placing and cancelling as a shopper, and seeing every state. */
import { type Clock, type Ids, toPage } from '@jetway/kernel';
import type { OperatorOrder, OperatorOrderDetail, operatorOrderRoutes } from '@jetway/marketplace-api';
import { DEFAULT_LIMIT, type Handlers, problem, readCursor } from '@jetway/service';
import type { Author, HistoryEvent, MarketplaceDatabase } from '../database/index.ts';
import { type AccountContexts, type AccountInWorld, findAccountInWorld, NO_ACCOUNT } from '../merchants/index.ts';
import { inventPerson } from '../shoppers/index.ts';
import { worldNow } from '../worlds/index.ts';
import { toOperatorShipment } from './operator-shipments.ts';
import type { OrderCommands, OrderOutcome } from './order-commands.ts';
import { listEvents, listOrderPage, readOrder } from './orders.store.ts';
import { itemFeesCents, type Order, type OrderItem, orderTotalCents, type Recipient } from './orders.ts';
import { toJetOrder } from './orders.view.ts';
import type { PlaceOutcome } from './place-orders.ts';

type OperatorOrderRoutes = typeof operatorOrderRoutes;
type Wish = Parameters<Handlers<OperatorOrderRoutes, Author>['placeOrder']>[1]['body'];

const NO_ORDER = { code: 'not_found', text: 'There is no such order.' } as const;

export interface OperatorOrderDeps {
  readonly database: MarketplaceDatabase;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly commands: OrderCommands;
  readonly contexts: Pick<AccountContexts, 'findById'>;
}

export function operatorOrderHandlers(deps: OperatorOrderDeps): Handlers<OperatorOrderRoutes, Author> {
  const { commands } = deps;
  const { db } = deps.database;
  const nowIn = ({ world }: AccountInWorld): number => worldNow(world, deps.clock.now());
  return {
    listOrders: async (context, { params, query }) => {
      const account = await findAccountInWorld(db, params.accountId);
      if (account === undefined) return problem(404, NO_ACCOUNT, context);
      const after = readCursor(query.cursor);
      if (!after.ok) return problem(400, after.refusal, context);
      const limit = query.limit ?? DEFAULT_LIMIT;
      const listing = { status: query.status ?? null, after: after.value, limit: limit + 1 };
      const page = toPage(await listOrderPage(db, params.accountId, listing), limit, (order) => ({
        at: order.placedAt,
        id: order.id,
      }));
      return { status: 200, body: { items: page.items.map(toOperatorOrder), next: page.next } };
    },
    getOrder: async (context, { params }) => {
      const order = await readOrder(db, params.accountId, params.orderId);
      if (order === undefined) return problem(404, NO_ORDER, context);
      const events = await listEvents(db, params.accountId, params.orderId);
      return { status: 200, body: toOperatorDetail(order, events) };
    },
    placeOrder: async (context, { params, body }) => {
      const account = await deps.contexts.findById(params.accountId);
      if (account === undefined) return problem(404, NO_ACCOUNT, context);
      const at = { accountId: params.accountId, world: account.world, now: nowIn(account) };
      const { items, nodeId, serviceLevel, returnsWaived } = body;
      const recipient = recipientOf(body, deps.ids);
      const buyer = { name: recipient.name, phone: recipient.phone };
      const wish = { items, nodeId, serviceLevel, returnsWaived, buyer, recipient };
      const placed = await commands.place(at, wish, context);
      return replyToPlacing(placed, context);
    },
    cancelAsShopper: async (context, { params, body }) => {
      const account = await findAccountInWorld(db, params.accountId);
      if (account === undefined) return problem(404, NO_ACCOUNT, context);
      return replyTo(await commands.cancelAsShopper(params, body?.items, nowIn(account), context), context);
    },
    completeByHand: async (context, { params }) => {
      const account = await findAccountInWorld(db, params.accountId);
      if (account === undefined) return problem(404, NO_ACCOUNT, context);
      return replyToMove(await commands.completeByHand(params, nowIn(account), context), context);
    },
    resolveException: async (context, { params }) => {
      const account = await findAccountInWorld(db, params.accountId);
      if (account === undefined) return problem(404, NO_ACCOUNT, context);
      return replyToMove(await commands.resolve(params, nowIn(account), context), context);
    },
  };
}

function recipientOf(wish: Wish, ids: Ids): Recipient {
  if (wish.shopper === undefined) return inventPerson(ids.unit);
  const { name, phone, address } = wish.shopper;
  return { name, phone: phone ?? null, address: { ...address, address2: address.address2 ?? '' } };
}

function replyToPlacing(placed: PlaceOutcome, context: Author) {
  if (placed.ok) return { status: 201, body: toOperatorOrder(placed.value) } as const;
  return problem(isConflict(placed.refusal.code) ? 409 : 400, placed.refusal, context);
}

const isConflict = (code: string): boolean => code === 'not_purchasable' || code === 'id_taken';

function replyTo(outcome: OrderOutcome, context: Author) {
  if (!outcome.ok && (outcome.refusal.code === 'unknown_item' || outcome.refusal.code === 'too_many_units'))
    return problem(400, { code: outcome.refusal.code, text: outcome.refusal.texts.join(' '), path: '/items' }, context);
  return replyToMove(outcome, context);
}

function replyToMove(outcome: OrderOutcome, context: Author) {
  if (outcome.ok) return { status: 200, body: toOperatorOrder(outcome.value) } as const;
  const { code, texts } = outcome.refusal;
  return code === 'not_found'
    ? problem(404, NO_ORDER, context)
    : problem(409, { code: 'not_allowed_now', text: texts.join(' ') }, context);
}

const toOperatorOrder = (order: Order): OperatorOrder => ({
  id: order.id,
  referenceOrderId: order.referenceOrderId,
  accountId: order.accountId,
  status: order.status,
  exceptionState: order.exceptionState,
  acknowledgementStatus: order.acknowledgementStatus,
  cancelledByCustomer: order.cancelledByCustomer,
  cancelRequested: order.cancelRequested,
  returnsWaived: order.returnsWaived,
  tag: order.tag,
  nodeId: order.nodeId,
  buyerName: order.buyer.name,
  units: order.items.reduce((sum, item) => sum + item.ordered, 0),
  totalCents: orderTotalCents(order),
  placedAt: order.placedAt,
  readyAt: order.readyAt,
  acknowledgedAt: order.acknowledgedAt,
  completedAt: order.completedAt,
  dueAt: order.dueAt,
  firstTitle: order.items[0]?.title ?? '',
});

const toOperatorItem = (item: OrderItem): OperatorOrderDetail['items'][number] => ({
  id: item.id,
  sku: item.sku,
  title: item.title,
  imageUrl: item.imageUrl,
  quantity: item.ordered,
  shipped: item.shipped,
  cancelled: item.cancelled,
  cancelRequested: item.cancelRequested,
  acknowledgement: item.acknowledgement,
  unitPriceCents: item.priceCents,
  fees: item.feeAdjustments.map(({ name, type, valueCents }) => ({ name, type, cents: valueCents })),
  feesCents: itemFeesCents(item),
});

const toOperatorDetail = (order: Order, events: readonly HistoryEvent[]): OperatorOrderDetail => ({
  order: toOperatorOrder(order),
  items: order.items.map(toOperatorItem),
  shipments: order.shipments.map(toOperatorShipment),
  events: events.map(({ at, kind, detail, actor, requestId }) => ({ at, kind, text: detail, actor, requestId })),
  merchantView: toJetOrder(order),
});
