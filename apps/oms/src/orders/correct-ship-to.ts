/** Owns what people decide about where an order goes: correct it, undo that, answer the channel's change. */
import { ok, type Result, refuse } from '@jetway/kernel';
import type { ChannelAddress } from '../channels/index.ts';
import { emptyField, trimShipTo } from '../order-desk/index.ts';
import { type CommandDeps, type Commander, command } from './commands.ts';
import { isOpen } from './orders.ts';
import { correct, keepOurs, mayCorrect, takeChannels } from './ship-to.ts';
import type { OrderWork } from './work.ts';

type Code = 'not_allowed_now' | 'changed_meanwhile';

/** From now on it goes there, whatever the channel says. */
export const correctShipTo = (
  deps: CommandDeps,
  by: Commander,
  target: { readonly orderId: string; readonly version: number },
  given: ChannelAddress,
): Promise<Result<OrderWork, Code | 'empty_field' | 'not_found'>> =>
  command<Code | 'empty_field'>(deps, by, target.orderId, async (_tx, work) => {
    const allowed = mayCorrect(work, target.version);
    if (!allowed.ok) return allowed;
    const wanted = trimShipTo(given);
    const empty = emptyField(wanted);
    if (empty !== undefined) return refuse('empty_field', 'An address needs this.', { path: `/${empty}` });
    return ok(correct(work, wanted));
  });

/** It goes where the channel says. */
export const undoShipTo = (
  deps: CommandDeps,
  by: Commander,
  { orderId, version }: { readonly orderId: string; readonly version: number },
): Promise<Result<OrderWork, Code | 'not_corrected' | 'not_found'>> =>
  command<Code | 'not_corrected'>(deps, by, orderId, async (_tx, work) => {
    const allowed = mayCorrect(work, version);
    if (!allowed.ok) return allowed;
    if (work.order.channelShipTo === null)
      return refuse('not_corrected', 'The order goes where the channel says already.');
    return ok(takeChannels(work));
  });

/** Answers the channel's change of an address that was corrected here. */
export const decideShipTo = (
  deps: CommandDeps,
  by: Commander,
  orderId: string,
  whose: 'ours' | 'theirs',
): Promise<Result<OrderWork, 'not_allowed_now' | 'not_found'>> =>
  command<'not_allowed_now'>(deps, by, orderId, async (_tx, work) => {
    if (!isOpen(work.order)) return refuse('not_allowed_now', 'The order is over.');
    return ok(whose === 'ours' ? keepOurs(work) : takeChannels(work));
  });
