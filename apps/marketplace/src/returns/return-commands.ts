/** Owns carrying out what is decided about returns, within the caller's transaction. */
import { type Ids, type Instant, ok } from '@jetway/kernel';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import { readOrder } from '../orders/index.ts';
import { decideCompleteReturn } from './complete-return.ts';
import { decideOpenReturn, type OpenReturnCommand, type OpenReturnDecision } from './open-return.ts';
import { insertReturn, listReturnsOfOrder, lockOrderOfReturns, readReturn, saveReturn } from './returns.store.ts';
import { type CompleteReturnCommand, type Return, type ReturnDecision, refuseReturn } from './returns.ts';

export type ReturnOutcome = ReturnDecision<Return>;

/** Opens a return of an order; returns of one order are made one after the other. */
export async function openReturn(
  tx: MarketplaceHandle,
  at: { readonly accountId: string; readonly orderId: string },
  command: OpenReturnCommand,
  around: { readonly now: Instant; readonly ids: Ids },
  author: Author,
): Promise<OpenReturnDecision> {
  const order = await lockedOrder(tx, at.accountId, at.orderId);
  if (order === undefined)
    return {
      ok: false,
      refusal: { code: 'not_found', issues: [{ path: '/order', text: 'there is no such order' }] },
    };
  const earlier = await listReturnsOfOrder(tx, at.accountId, order.id);
  const decided = decideOpenReturn(order, earlier, command, around);
  if (decided.ok) await insertReturn(tx, decided.value, author);
  return decided;
}

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
  if (order === undefined) return refuseReturn('not_found', 'There is no such return.');
  // Read anew: it may have changed before the order was locked.
  const returns = await listReturnsOfOrder(tx, at.accountId, order.id);
  const ret = returns.find(({ id }) => id === at.returnId);
  if (ret === undefined) return refuseReturn('not_found', 'There is no such return.');
  const decided = decideCompleteReturn(ret, command, { order, returns, now });
  if (!decided.ok) return decided;
  await saveReturn(tx, decided.value, author);
  return ok({ ...decided.value.return, eventCount: ret.eventCount + 1 });
}

async function lockedOrder(tx: MarketplaceHandle, accountId: string, orderId: string) {
  await lockOrderOfReturns(tx, accountId, orderId);
  return readOrder(tx, accountId, orderId);
}
