/** Owns tagging an order: its words, its history, and the channel that is told of its first tag. */
import { ok, type Result } from '@jetway/kernel';
import type { Handle } from '../database/index.ts';
import { changeTags, listTags, loadTagMirror, saveTags, type TagWish, tagWords } from '../order-desk/index.ts';
import { type CommandDeps, type Commander, command, signed } from './commands.ts';
import { type Intent, isWaiting } from './intents.ts';
import { tagging } from './messages.ts';
import { dropWords, insertWords, listNames } from './words.store.ts';
import { plainWords } from './words.ts';
import { addIntent, moveIntent, type OrderWork, tell } from './work.ts';

/** Puts tags on an order and takes others off, whatever its status. Answers all of its tags. */
export async function tagOrder(
  deps: CommandDeps,
  by: Commander,
  orderId: string,
  wish: TagWish,
): Promise<Result<readonly string[], 'bad_tag' | 'too_many_tags' | 'not_found'>> {
  const { organizationId, now } = by;
  let tags: readonly string[] = [];
  const done = await command<'bad_tag' | 'too_many_tags'>(deps, by, orderId, async (tx, work) => {
    const before = await listTags(tx, organizationId, orderId);
    const change = changeTags(before, wish);
    if (!change.ok) return change;
    tags = change.value.tags;
    if (change.value.added.length + change.value.removed.length === 0) return ok(work);
    await saveTags(tx, organizationId, orderId, change.value, by, now);
    await insertWords(tx, organizationId, orderId, plainWords(change.value.added));
    await forgetWords(tx, work, change.value.removed, tags);
    const told = tell(work, 'tagged', tagWords(change.value));
    return ok(tags[0] === before[0] ? told : await mirrored(deps, by, tx, told, tags[0] ?? null));
  });
  return done.ok ? ok(tags) : done;
}

/** What only the tags taken off were found by. */
async function forgetWords(
  tx: Handle,
  { order, lines, intents }: OrderWork,
  removed: readonly string[],
  left: readonly string[],
): Promise<void> {
  if (removed.length === 0) return;
  const names = await listNames(tx, order.organizationId, order.orderId);
  const trackingNumbers = intents.flatMap(({ payload }) => (payload.kind === 'ship' ? [payload.trackingNumber] : []));
  const skus = lines.map((line) => line.merchantSku);
  const kept = new Set(
    plainWords([order.referenceNumber, order.channelOrderId, ...names, ...skus, ...trackingNumbers, ...left]),
  );
  const words = plainWords(removed).filter((word) => !kept.has(word));
  await dropWords(tx, order.organizationId, order.orderId, words);
}

/** Whatever waits with an older tag is not sent: the newest counts. */
async function mirrored(
  deps: CommandDeps,
  by: Commander,
  tx: Handle,
  work: OrderWork,
  tag: string | null,
): Promise<OrderWork> {
  const mirror = await loadTagMirror(tx, by.organizationId, work.order.connectionId);
  const isTag = ({ payload }: Intent): boolean => payload.kind === 'tag';
  const current = work.intents
    .filter((intent) => isTag(intent) && isWaiting(intent))
    .reduce((done, { intentId }) => moveIntent(done, intentId, 'withdraw'), work);
  if (mirror?.mirrored !== true) return current;
  return addIntent(current, tagging(work.order, tag), signed(deps, by));
}
