/** Owns what follows for an order when a message about it is confirmed by reading back, or refused. */
import type { Ids, Instant } from '@jetway/kernel';
import type { ChannelOrder } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { type Evaluating, evaluate } from './answering.ts';
import { follow } from './following.ts';
import { hashOf } from './import-order.ts';
import { findOrderOfIntent } from './intents.store.ts';
import { cancelledUnits, type Intent, intentLifecycle, isAnswer, isRejection } from './intents.ts';
import { lockOrder } from './orders.store.ts';
import { isOpen, isToAnswer, openUnits } from './orders.ts';
import { saveWork } from './save-work.ts';
import { unitsWithoutStock } from './securing.ts';
import {
  beginWork,
  changeLines,
  endOrder,
  markAccepted,
  moveIntent,
  type OrderWork,
  raiseUntold,
  tell,
  withdraw,
} from './work.ts';

type SettleEvent = 'confirm' | 'fail';

/** The intent and its locked order; undefined when it is settled already. */
async function begin(
  tx: Handle,
  organizationId: string,
  intentId: string,
  event: SettleEvent,
): Promise<{ readonly work: OrderWork; readonly intent: Intent } | undefined> {
  const orderId = await findOrderOfIntent(tx, organizationId, intentId);
  const state = orderId === undefined ? undefined : await lockOrder(tx, organizationId, orderId);
  const intent = state?.intents.find((one) => one.intentId === intentId);
  if (state === undefined || intent === undefined || !intentLifecycle.allows(intent.state, event)) return undefined;
  return { work: beginWork(state), intent };
}

const copyOf = (order: ChannelOrder, readAt: Instant) => ({ order, hash: hashOf(order.raw), readAt });

/** Reading back proved it: → `confirmed`, and what the message said is so from now on. */
export async function recordIntentConfirmed(
  tx: Handle,
  organizationId: string,
  intentId: string,
  readBack: ChannelOrder,
  deps: { readonly ids: Ids },
  by: Actor,
  now: Instant,
): Promise<void> {
  const begun = await begin(tx, organizationId, intentId, 'confirm');
  if (begun === undefined) return;
  const confirmed = moveIntent(begun.work, intentId, 'confirm', { confirmedAt: now, lastError: null });
  const work = follow(effect(confirmed, begun.intent), copyOf(readBack, now));
  await saveWork(tx, work, deps, by, now);
}

function effect(work: OrderWork, { payload }: Intent): OrderWork {
  if (isRejection(payload)) return endOrder(work, 'The channel has the rejection of the order.');
  switch (payload.kind) {
    case 'acknowledge':
      return markAccepted(tell(work, 'message', 'The channel has the acceptance.'));
    case 'ship':
      return cancelled(
        tell(work, 'message', `The channel knows of the parcel with tracking number ${payload.trackingNumber}.`),
        cancelledUnits(payload),
      );
    case 'cancel':
      return cancelled(work, cancelledUnits(payload));
    case 'tag':
      return tell(
        work,
        'message',
        payload.tag === null ? 'The channel has no tag any more.' : `The channel has the tag “${payload.tag}”.`,
      );
  }
}

/**
 * Units count as cancelled only now, because the channel might have refused. What the line holds beyond its open units
 * is given back.
 */
function cancelled(
  work: OrderWork,
  units: readonly { readonly channelLineId: string; readonly quantity: number }[],
): OrderWork {
  if (units.length === 0) return work;
  const wanted = new Map<string, number>();
  for (const { channelLineId, quantity } of units)
    wanted.set(channelLineId, (wanted.get(channelLineId) ?? 0) + quantity);
  const released: { lineId: string; quantity: number }[] = [];
  const after = changeLines(work, (line) => {
    const quantity = Math.min(openUnits(line), wanted.get(line.channelLineId) ?? 0);
    if (quantity === 0) return line;
    const less = { ...line, cancelled: line.cancelled + quantity };
    const spare = Math.max(0, line.held - openUnits(less));
    if (spare > 0) released.push({ lineId: line.lineId, quantity: spare });
    return { ...less, held: line.held - spare };
  });
  const told = tell(after, 'cancelled', 'The channel has the cancellation.');
  return released.length === 0 ? told : { ...told, stock: [...told.stock, { kind: 'release', lines: released }] };
}

/**
 * The channel will not take it: → `failed`. It is moot when the order ended there: then nobody has to look at the
 * message, but a parcel that left is a matter of its own. Answers whether somebody has to.
 */
export async function recordIntentFailed(
  tx: Handle,
  organizationId: string,
  intentId: string,
  failure: { readonly text: string; readonly readBack: ChannelOrder | null },
  deps: { readonly ids: Ids },
  by: Actor,
  now: Instant,
): Promise<{ readonly needsPerson: boolean }> {
  const begun = await begin(tx, organizationId, intentId, 'fail');
  if (begun === undefined) return { needsPerson: false };
  const failed = tell(
    moveIntent(begun.work, intentId, 'fail', { lastError: failure.text }),
    'message',
    `The channel did not take the message: ${failure.text}`,
  );
  const followed = failure.readBack === null ? failed : follow(failed, copyOf(failure.readBack, now));
  const needsPerson = isOpen(followed.order);
  const work = needsPerson
    ? await takeBack(tx, begun.work, dropDependents(followed, begun.intent), { ...deps, by, now })
    : forgotten(followed, begun.intent);
  await saveWork(tx, work, deps, by, now);
  return { needsPerson };
}

/** Units whose cancellation is off must be shipped after all: they are reserved, or people are told what is missing. */
const takeBack = async (
  tx: Handle,
  before: OrderWork,
  work: OrderWork,
  how: Pick<Evaluating, 'ids' | 'by' | 'now'>,
): Promise<OrderWork> =>
  unitsWithoutStock(work) > unitsWithoutStock(before) ? evaluate(tx, work, { ...how, policy: null, asks: true }) : work;

/** An order that was not accepted has no units to cancel: what waited for the acceptance is withdrawn. */
const dropDependents = (work: OrderWork, intent: Intent): OrderWork =>
  isAnswer(intent.payload) && isToAnswer(work.order) ? withdraw(work, (other) => other.seq > intent.seq) : work;

const forgotten = (work: OrderWork, intent: Intent): OrderWork =>
  intent.kind === 'ship' ? raiseUntold(work, intent) : work;
