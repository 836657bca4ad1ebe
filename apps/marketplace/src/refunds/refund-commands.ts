/** Owns carrying out what is decided about refunds, within the caller's transaction: lock the order, decide, write. */
import { altRefundIdTaken, type RefundStatus, refundLink } from '@jetway/jet-api';
import { type Ids, type Instant, ok } from '@jetway/kernel';
import { notify } from '@jetway/service';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import { findOrder } from '../orders/index.ts';
import { COMPONENTS, loadStanding, lockOrderOfReturns } from '../returns/index.ts';
import { recordEvents, type WebhookEvent } from '../webhooks/index.ts';
import { DUE_CHANNEL, type World } from '../worlds/index.ts';
import { decideTimer, decideVerdict, processingMs, type RefundVerdict } from './deciding.ts';
import { insertRefund, readRefund, readRefundByAltId, saveRefunds } from './refunds.store.ts';
import {
  boundErrors,
  type Refund,
  type RefundChange,
  type RefundDecision,
  type RefundItem,
  type RefundItemCommand,
  refundLifecycle,
  refuseRefund,
  resolveItems,
} from './refunds.ts';

export type RefundOutcome = RefundDecision<Refund>;

export interface RefundAddress {
  readonly accountId: string;
  /** The order, by any of its ids. */
  readonly orderId: string;
  readonly altRefundId: string;
}

export interface NewRefund {
  /** Made up when absent. */
  readonly id?: string | undefined;
  readonly items: readonly RefundItemCommand[];
}

interface Around {
  readonly world: Pick<World, 'id' | 'policy'>;
  readonly now: Instant;
  readonly ids: Ids;
}

const NO_ORDER = 'There is no such order.';
const NO_REFUND = 'There is no such refund.';

/**
 * Makes a refund, once for each of the merchant's ids of it: the same message again answers the refund that is there.
 * Whether it is accepted is decided later.
 */
export async function createRefund(
  tx: MarketplaceHandle,
  at: RefundAddress,
  wish: NewRefund,
  around: Around,
  author: Author,
): Promise<RefundOutcome> {
  const { accountId, altRefundId } = at;
  const order = await findOrder(tx, accountId, at.orderId);
  if (order === undefined) return refuseRefund('not_found', NO_ORDER);
  await lockOrderOfReturns(tx, accountId, order.id);
  const standing = await loadStanding(tx, { accountId, orderId: order.id });
  const resolved = resolveItems(wish.items, standing);
  const earlier = await readRefundByAltId(tx, { ...at, orderId: order.id });
  if (earlier !== undefined)
    return resolved.ok && isSame(earlier.items, resolved.value)
      ? ok(earlier)
      : refuseRefund('invalid', altRefundIdTaken(altRefundId));
  if (!resolved.ok) return resolved;
  const errors = boundErrors(resolved.value, standing);
  if (errors.length > 0) return refuseRefund('invalid', ...errors);
  const refund: Omit<Refund, 'id'> = {
    accountId,
    worldId: around.world.id,
    orderId: order.id,
    altRefundId,
    status: refundLifecycle.initial,
    createdAt: around.now,
    dueAt: around.now + processingMs(around.world.policy),
    decidedAt: null,
    eventCount: 1,
    items: resolved.value,
  };
  const made = await insertWithFreshId(tx, refund, wish.id, around.ids, author);
  await notify(tx, DUE_CHANNEL, around.world.id);
  return ok(made);
}

/** What a merchant wrote of it may differ; what is refunded may not. */
const isSame = (earlier: readonly RefundItem[], items: readonly RefundItem[]): boolean =>
  earlier.length === items.length &&
  earlier.every((one, index) => {
    const other = items[index];
    return (
      one.orderItemId === other?.orderItemId &&
      one.returned === other.returned &&
      one.refunded === other.refunded &&
      COMPONENTS.every((component) => one.amount[component] === other.amount[component])
    );
  });

const ID_DIGITS = 16;
/** Ids that are made up may, very rarely, be taken: then others are made up. */
const MOST_TRIES = 5;

async function insertWithFreshId(
  tx: MarketplaceHandle,
  refund: Omit<Refund, 'id'>,
  chosen: string | undefined,
  ids: Ids,
  author: Author,
): Promise<Refund> {
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const made = { ...refund, id: chosen ?? ids.digits(ID_DIGITS) };
    if (await insertRefund(tx, made, author)) return made;
    if (chosen !== undefined) break;
  }
  throw new Error(`a refund's id is taken: ${chosen ?? `${MOST_TRIES} tries`}`);
}

/** Decides a refund by an operator's word. */
export async function decideRefund(
  tx: MarketplaceHandle,
  at: { readonly accountId: string; readonly refundId: string },
  verdict: RefundVerdict,
  around: Pick<Around, 'now' | 'ids'>,
  author: Author,
): Promise<RefundOutcome> {
  const found = await readRefund(tx, at.accountId, at.refundId);
  if (found === undefined) return refuseRefund('not_found', NO_REFUND);
  await lockOrderOfReturns(tx, at.accountId, found.orderId);
  // Read anew: it may have changed before the order was locked.
  const refund = await readRefund(tx, at.accountId, at.refundId);
  if (refund === undefined) return refuseRefund('not_found', NO_REFUND);
  const standing = await loadStanding(tx, refund);
  const decided = decideVerdict(refund, verdict, standing, around.now);
  if (!decided.ok) return decided;
  await writeChanges(tx, [decided.value], around.ids, author);
  return ok(decided.value.refund);
}

/** Moves a refund on as its timer will; its order must be locked. */
export async function advanceRefund(tx: MarketplaceHandle, refund: Refund, ids: Ids, author: Author): Promise<Refund> {
  const change = decideTimer(refund, await loadStanding(tx, refund), refund.dueAt ?? refund.createdAt);
  if (change === undefined) return refund;
  await writeChanges(tx, [change], ids, author);
  return change.refund;
}

/** Writes changes of refunds whose orders this transaction has locked, and tells of those that were decided. */
export async function writeChanges(
  tx: MarketplaceHandle,
  changes: readonly RefundChange[],
  ids: Ids,
  author: Author,
): Promise<void> {
  await saveRefunds(tx, changes, author);
  const decided = changes.filter(({ refund }) => isFinal(refund.status));
  await recordEvents(
    tx,
    decided.map((change) => decidedEvent(change, ids)),
  );
}

const isFinal = (status: RefundStatus): boolean => refundLifecycle.final.has(status);

const decidedEvent = ({ refund, at }: RefundChange, ids: Ids): WebhookEvent => ({
  accountId: refund.accountId,
  id: ids.uuid(),
  kind: 'refund.decided',
  subject: `refund:${refund.id}`,
  at,
  data: {
    refund_authorization_id: refund.id,
    alt_refund_id: refund.altRefundId,
    merchant_order_id: refund.orderId,
    refund_status: refund.status,
    url: refundLink(refund.id),
  },
});
