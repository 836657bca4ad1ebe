/** Owns what proves that Jet has a message: only an order that was read back does. */
import { matchOrderAcknowledgementStatus } from '@jetway/jet-api';
import { type ChannelOrder, type IntentPayload, isOver, type Proof, provesParcel } from '../index.ts';
import { isRejection } from './jet-orders.ts';

/**
 * - acknowledge, and cancelling the whole order: its status. An order that was answered otherwise, or has ended, takes no
 *   answer any more.
 * - ship, and cancelling units: a shipment with our id and the same quantities. Our id with other quantities never becomes
 *   ours, and an order that is complete takes none.
 * - tag: none; an order does not tell its tag.
 */
export function provesIntent(intent: IntentPayload, order: ChannelOrder): Proof {
  switch (intent.kind) {
    case 'acknowledge':
      return provesAnswer(intent.decision, order);
    case 'ship':
      return provesParcel(intent, order);
    case 'cancel':
      return intent.mode === 'reject' ? provesAnswer('reject', order) : provesParcel(intent, order);
    case 'tag':
      return 'not-shown';
  }
}

function provesAnswer(decision: 'accept' | 'reject', order: ChannelOrder): Proof {
  const given = order.acknowledgementStatus;
  if (given !== null) {
    const isAsWanted =
      decision === 'reject' ? isRejection(given) : matchOrderAcknowledgementStatus(given) === 'accepted';
    return isAsWanted ? 'done' : 'refused';
  }
  return isOver(order) ? 'refused' : 'not-done';
}
