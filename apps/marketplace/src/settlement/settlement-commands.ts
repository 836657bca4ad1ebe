/** Owns what operators do about settlements: amounts of their own, and decisions about disputed return charges. */
import type { Ids, Instant } from '@jetway/kernel';
import { ok, type Result, refuse } from '@jetway/kernel';
import type { Author, MarketplaceDatabase, MarketplaceHandle } from '../database/index.ts';
import type { World } from '../worlds/index.ts';
import { type Collecting, ensureOpen, settleUpTo } from './collecting.ts';
import { lockDispute, saveDispute } from './disputes.store.ts';
import { insertEntries } from './entries.store.ts';
import { adjustmentEntry, disputeEntry } from './entry-kinds.ts';
import { type Dispute, type DisputeState, disputeLifecycle, type Entry } from './settlement.ts';

export interface CommandDeps {
  readonly database: MarketplaceDatabase;
  readonly ids: Ids;
}

/** Where and when a command is carried out; `now` is world time. */
export interface CommandPlace {
  readonly accountId: string;
  readonly world: World;
  readonly now: Instant;
  readonly author: Author;
}

/** Settles what is due, so that the entry comes into the settlement of its time. */
async function addEntry(collecting: Collecting, entry: Entry): Promise<void> {
  const { tx, accountId, author } = collecting;
  await settleUpTo(collecting, entry.at, 'wait');
  const { id: settlementId } = await ensureOpen(collecting, entry.at);
  await insertEntries(tx, { accountId, settlementId }, [entry], author);
}

const collectingIn = (tx: MarketplaceHandle, { ids }: CommandDeps, place: CommandPlace): Collecting => ({
  tx,
  ids,
  accountId: place.accountId,
  world: place.world,
  author: place.author,
});

/** Gives the merchant an amount, or takes one when it is below zero. */
export async function addAdjustment(
  deps: CommandDeps,
  place: CommandPlace,
  adjustment: { readonly amountCents: number; readonly reason: string },
): Promise<Result<Entry, 'no_amount'>> {
  if (adjustment.amountCents === 0)
    return refuse('no_amount', 'An adjustment needs an amount other than zero.', { path: '/amountCents' });
  const entry = adjustmentEntry({ ...adjustment, id: deps.ids.uuid(), at: place.now });
  await deps.database.transaction((tx) => addEntry(collectingIn(tx, deps, place), entry));
  return ok(entry);
}

export interface DisputeDecision {
  readonly returnId: string;
  readonly decision: Exclude<DisputeState, 'open'>;
  readonly note: string | null;
}

/** A dispute after it was decided; refused when it was decided before, unless in the same way. */
export function decideDispute(
  dispute: Dispute,
  { decision, note }: DisputeDecision,
  now: Instant,
): Result<Dispute | 'unchanged', 'not_allowed_now'> {
  if (dispute.state === decision) return ok('unchanged');
  if (!disputeLifecycle.allows(dispute.state, 'decide', decision))
    return refuse('not_allowed_now', `The dispute was decided ${dispute.state} before.`);
  return ok({ ...dispute, state: decision, decidedAt: now, note });
}

/** Decides about a disputed return charge: for the merchant, it is given back. */
export function resolveDispute(
  deps: CommandDeps,
  place: CommandPlace,
  decision: DisputeDecision,
): Promise<Result<Dispute, 'not_found' | 'not_allowed_now'>> {
  return deps.database.transaction(async (tx) => {
    const dispute = await lockDispute(tx, place.accountId, decision.returnId);
    if (dispute === undefined) return refuse('not_found', 'There is no such dispute.');
    const decided = decideDispute(dispute, decision, place.now);
    if (!decided.ok) return decided;
    if (decided.value === 'unchanged') return ok(dispute);
    await saveDispute(tx, decided.value, place.author);
    if (decided.value.state === 'for merchant')
      await addEntry(collectingIn(tx, deps, place), disputeEntry(decided.value, place.now));
    return ok(decided.value);
  });
}
