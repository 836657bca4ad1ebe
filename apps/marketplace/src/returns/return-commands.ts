/** Owns carrying out what is decided about returns, within the caller's transaction. */
import { returnLink } from '@jetway/jet-api';
import { type Ids, type Instant, ok } from '@jetway/kernel';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import { returnLocationsOf } from '../exceptions/index.ts';
import { loadReturnNodes } from '../nodes/index.ts';
import { findOrder, type Order, readOrder } from '../orders/index.ts';
import { recordEvents } from '../webhooks/index.ts';
import { decideCompleteReturn } from './complete-return.ts';
import {
  decideOpenReturn,
  type OpenReturnCommand,
  type OpenReturnDecision,
  type OpenReturnIssue,
} from './open-return.ts';
import type { ReturnPlaces } from './return-location.ts';
import { insertReturn, lockOrderOfReturns, readReturn, saveReturn } from './returns.store.ts';
import { type CompleteReturnCommand, type Return, type ReturnDecision, refuseReturn } from './returns.ts';
import { loadStanding } from './standing.store.ts';
import type { OrderStanding } from './standing.ts';

export type ReturnOutcome = ReturnDecision<Return>;

interface Around {
  readonly now: Instant;
  readonly ids: Ids;
}

/** A wish, or one that follows from what can still be sent back. */
export type OpenReturnWish = OpenReturnCommand | ((standing: OrderStanding) => OpenReturnCommand);

/** Opens a return of an order, named by any of its ids; returns and refunds of one order are made one after the other. */
export async function openReturn(
  tx: MarketplaceHandle,
  at: { readonly accountId: string; readonly orderId: string },
  wish: OpenReturnWish,
  around: Around,
  author: Author,
): Promise<OpenReturnDecision> {
  const found = await findOrder(tx, at.accountId, at.orderId);
  const order = found && (await lockedOrder(tx, at.accountId, found.id));
  if (order === undefined) return notOpened('not_found', { path: '/order', text: 'there is no such order' });
  const standing = await loadStanding(tx, { accountId: at.accountId, orderId: order.id });
  const command = typeof wish === 'function' ? wish(standing) : wish;
  if (command.items.length === 0)
    return notOpened('invalid', { path: '/items', text: 'nothing of the order can be returned' });
  const places = await loadPlaces(
    tx,
    at.accountId,
    command.items.map(({ sku }) => sku),
  );
  const decided = decideOpenReturn(order, command, { ...around, standing, places });
  if (!decided.ok) return decided;
  await insertReturn(tx, decided.value, author);
  await recordEvents(tx, [createdEvent(decided.value, around.ids)]);
  return decided;
}

const notOpened = (code: 'not_found' | 'invalid', issue: OpenReturnIssue): OpenReturnDecision => ({
  ok: false,
  refusal: { code, issues: [issue] },
});

async function loadPlaces(tx: MarketplaceHandle, accountId: string, skus: readonly string[]): Promise<ReturnPlaces> {
  const nodeIdsOfSku = await returnLocationsOf(tx, accountId, skus);
  return { nodes: await loadReturnNodes(tx, accountId), nodeIdsOfSku };
}

const createdEvent = (ret: Return, ids: Ids) =>
  ({
    accountId: ret.accountId,
    id: ids.uuid(),
    kind: 'return.created',
    subject: `return:${ret.id}`,
    at: ret.openedAt,
    data: {
      merchant_return_authorization_id: ret.id,
      merchant_order_id: ret.orderId,
      return_status: ret.status,
      url: returnLink(ret.id),
    },
  }) as const;

/** Takes the merchant's complete message. */
export async function completeReturn(
  tx: MarketplaceHandle,
  at: { readonly accountId: string; readonly returnId: string },
  command: CompleteReturnCommand,
  now: Instant,
  author: Author,
): Promise<ReturnOutcome> {
  const found = await readReturn(tx, at.accountId, at.returnId);
  const order = found && (await lockedOrder(tx, at.accountId, found.orderId));
  // Read anew: it may have changed before the order was locked.
  const ret = order && (await readReturn(tx, at.accountId, at.returnId));
  if (order === undefined || ret === undefined) return refuseReturn('not_found', 'There is no such return.');
  const standing = await loadStanding(tx, { accountId: at.accountId, orderId: order.id });
  const decided = decideCompleteReturn(ret, command, { order, standing, now });
  if (!decided.ok) return decided;
  if (decided.value === 'unchanged') return ok(ret);
  await saveReturn(tx, decided.value, author);
  return ok(decided.value.return);
}

async function lockedOrder(tx: MarketplaceHandle, accountId: string, orderId: string): Promise<Order | undefined> {
  await lockOrderOfReturns(tx, accountId, orderId);
  return readOrder(tx, accountId, orderId);
}
