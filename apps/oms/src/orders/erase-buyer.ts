/** Owns forgetting a buyer: the order stays, without the person. */
import { ok, type Result, refuse } from '@jetway/kernel';
import type { ChannelAddress, Channels } from '../channels/index.ts';
import type { Handle } from '../database/index.ts';
import { eraseDesk, listTags } from '../order-desk/index.ts';
import { type CommandDeps, type Commander, command, connectionOf } from './commands.ts';
import { ERASED, eraseBuyerColumns, loadRaw } from './erase-buyer.store.ts';
import { isUnsettled } from './intents.ts';
import { isOpen } from './orders.ts';
import { keepWords } from './words.store.ts';
import { plainWords } from './words.ts';
import { changeOrder, tell } from './work.ts';

/** Erases the buyer from the exchanges about an order; the exchanges feature does it. */
export type EraseExchanges = (
  tx: Handle,
  organizationId: string,
  order: { readonly connectionId: string; readonly channelOrderId: string },
  withoutBuyer: ReturnType<Channels['get']>['withoutBuyer'],
) => Promise<unknown>;

/** City and state stay: they say where orders go, not whose they are. */
const withoutPerson = ({ city, state }: ChannelAddress): ChannelAddress => ({
  name: ERASED,
  phone: null,
  address1: ERASED,
  address2: null,
  city,
  state,
  zipCode: ERASED,
});

/**
 * Removes the buyer's data from an order that is over: its columns, raw copy, words and exchanges, what people wrote
 * about it, and every address it was to go to. Again: nothing.
 */
export const eraseBuyer = (
  deps: CommandDeps & { readonly eraseExchanges: EraseExchanges },
  by: Commander,
  orderId: string,
): Promise<Result<unknown, 'not_allowed_now' | 'not_found'>> =>
  command<'not_allowed_now'>(deps, by, orderId, async (tx, work) => {
    const { order } = work;
    if (isOpen(order)) return refuse('not_allowed_now', 'The order is not over yet: its buyer is still needed.');
    if (work.intents.some(isUnsettled))
      return refuse('not_allowed_now', 'A message about this order is still on its way.');
    const { organizationId, connectionId, channelOrderId } = order;
    const channel = deps.channels.get((await connectionOf(deps, tx, order)).channel);
    const raw = channel.withoutBuyer(await loadRaw(tx, organizationId, orderId));
    await eraseBuyerColumns(tx, organizationId, orderId, raw, by.now);
    const trackingNumbers = work.intents.flatMap(({ payload }) =>
      payload.kind === 'ship' ? [payload.trackingNumber] : [],
    );
    const names = [order.referenceNumber, channelOrderId, ...work.lines.map((line) => line.merchantSku)];
    const tags = await listTags(tx, organizationId, orderId);
    await keepWords(tx, organizationId, orderId, plainWords([...names, ...trackingNumbers, ...tags]));
    await eraseDesk(tx, organizationId, orderId, ERASED);
    await deps.eraseExchanges(tx, organizationId, { connectionId, channelOrderId }, channel.withoutBuyer);
    const erased = changeOrder(work, { shipTo: withoutPerson(order.shipTo), channelShipTo: null });
    return ok(tell(erased, 'erased', 'The buyer’s personal data was removed.'));
  });
