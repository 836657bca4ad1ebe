/** Owns marking orders at the channel as seen, so that a list that is full goes on with what is behind them. */
import type { CallOptions, OrderLists } from '../channels/index.ts';
import { inParallel } from './running.ts';
import type { Work } from './work.ts';

const MARK_AT_ONCE = 8;

/** Marks them, as far as marking is allowed now. Answers how many are. */
export async function markSeen(
  work: Work,
  lists: OrderLists,
  channelOrderIds: readonly string[],
  options: CallOptions,
): Promise<number> {
  let marked = 0;
  await inParallel(channelOrderIds, MARK_AT_ONCE, async (id) => {
    if (!work.may().mark || options.signal?.aborted === true) return;
    const answer = await work.call('normal', () => lists.mark(id, options));
    if (answer.kind === 'ok') marked += 1;
  });
  return marked;
}
