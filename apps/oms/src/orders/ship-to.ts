/** Owns where an order goes: people's corrections, which no reading of the channel undoes, beside the channel's own address. */
import { ok, type Result, refuse } from '@jetway/kernel';
import type { ChannelAddress } from '../channels/index.ts';
import { differingFields, isSameShipTo, type ShipToChangeKind } from '../order-desk/index.ts';
import type { NewProblem } from '../problems/index.ts';
import { isOpen, type Order } from './orders.ts';
import { changeOrder, type OrderWork, raise, settle, tell } from './work.ts';

/** The order goes there from now on, as its next version; `channels` is what stands beside it. */
function setShipTo(
  work: OrderWork,
  kind: ShipToChangeKind,
  { ours, channels }: { readonly ours: ChannelAddress; readonly channels: ChannelAddress | null },
): OrderWork {
  const { shipTo: before, shipToVersion } = work.order;
  const version = shipToVersion + 1;
  return {
    ...changeOrder(work, { shipTo: ours, channelShipTo: channels, shipToVersion: version }),
    shipToChanges: [...work.shipToChanges, { kind, version, before, after: ours }],
  };
}

/** A person says where it goes. What is the channel's own address is no correction. */
export function correct(work: OrderWork, wanted: ChannelAddress): OrderWork {
  const { shipTo, channelShipTo } = work.order;
  if (isSameShipTo(shipTo, wanted)) return work;
  const channels = channelShipTo ?? shipTo;
  if (isSameShipTo(channels, wanted)) return takeChannels(work);
  return setShipTo(work, 'corrected', { ours: wanted, channels });
}

/** The order goes where the channel says. */
export function takeChannels(work: OrderWork): OrderWork {
  const { channelShipTo } = work.order;
  if (channelShipTo === null) return work;
  return settleShipTo(
    setShipTo(work, 'undone', { ours: channelShipTo, channels: null }),
    'The order goes where the channel says.',
  );
}

/** Ours stays, and the channel's newest address stands beside it. */
export const keepOurs = (work: OrderWork): OrderWork =>
  settleShipTo(tell(work, 'decided', 'The corrected ship-to is kept.'), 'The corrected ship-to is kept.');

/** Takes over the channel's address unless people corrected ours: then somebody decides. */
export function followShipTo(work: OrderWork, told: ChannelAddress): OrderWork {
  const { order } = work;
  if (order.erasedAt !== null || isSameShipTo(order.channelShipTo ?? order.shipTo, told)) return work;
  if (order.channelShipTo === null) return setShipTo(work, 'channel', { ours: told, channels: null });
  if (isSameShipTo(order.shipTo, told)) {
    const words = 'The channel has the corrected ship-to now.';
    return settleShipTo(tell(changeOrder(work, { channelShipTo: null }), 'changed', words), words);
  }
  const beside = tell(
    changeOrder(work, { channelShipTo: told }),
    'changed',
    'The channel changed the ship-to; the corrected one is kept until somebody decides.',
  );
  return raise(beside, shipToChanged(order, told));
}

const shipToSubject = (orderId: string): string => `${orderId} ship-to`;

const shipToChanged = (order: Order, told: ChannelAddress): NewProblem => ({
  kind: 'order-changed',
  subject: shipToSubject(order.orderId),
  title: `The channel changed where order ${order.referenceNumber} goes`,
  text: `It was corrected here before. Ours and the channel’s differ in: ${differingFields(order.shipTo, told)}. Keep ours, or take the channel’s.`,
  deadlineAt: order.shipByAt,
  actions: ['keep-ours', 'take-theirs'],
});

const settleShipTo = (work: OrderWork, words: string): OrderWork =>
  settle(work, { kind: 'order-changed', subject: shipToSubject(work.order.orderId) }, words);

/** Whether where it goes can still be changed, by somebody who has seen this version of it. */
export function mayCorrect(
  { order }: Pick<OrderWork, 'order'>,
  version: number,
): Result<void, 'not_allowed_now' | 'changed_meanwhile'> {
  if (!isOpen(order)) return refuse('not_allowed_now', 'The order is over: nothing of it goes anywhere any more.');
  if (order.shipToVersion !== version)
    return refuse('changed_meanwhile', 'Where the order goes was changed meanwhile: look at it again.');
  return ok(undefined);
}
