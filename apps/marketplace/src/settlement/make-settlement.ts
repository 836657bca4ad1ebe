/** Owns making a settlement as it is declared: for fixtures, which say what was settled before the marketplace began. */
import type { Instant } from '@jetway/kernel';
import type { Author, MarketplaceHandle } from '../database/index.ts';
import { insertEntries, sumEntries } from './entries.store.ts';
import { findSettlement, insertSettlement, lockAccount, saveClosed } from './settlement.store.ts';
import type { Entry } from './settlement.ts';

/** A closed settlement with what was settled in it. */
export interface NewSettlement {
  readonly accountId: string;
  /** Digits; unique in the account. */
  readonly id: string;
  readonly worldId: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly entries: readonly Entry[];
}

/** Makes a settlement; false when the account has one of that id, which is left as it is. */
export async function makeSettlement(
  tx: MarketplaceHandle,
  { entries, ...settlement }: NewSettlement,
  author: Author,
): Promise<boolean> {
  const { accountId, id, endsAt } = settlement;
  await lockAccount(tx, accountId, 'wait');
  if ((await findSettlement(tx, accountId, id)) !== undefined) return false;
  const closed = { ...settlement, state: 'closed', closedAt: endsAt } as const;
  await insertSettlement(tx, closed, author, {});
  await insertEntries(tx, { accountId, settlementId: id }, entries, author);
  const sums = await sumEntries(tx, accountId, [id]);
  await saveClosed(tx, closed, sums.get(id) ?? {}, author);
  return true;
}
