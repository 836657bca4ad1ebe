/** Owns reading settlements with their balances: those of closed ones as kept, of the open one as they are now. */
import type { Keyset } from '@jetway/kernel';
import type { MarketplaceHandle } from '../database/index.ts';
import { sumEntries } from './entries.store.ts';
import { findSettlement, listSettlementPage, type StoredSettlement } from './settlement.store.ts';
import { type Balances, balancesOf, type Settlement } from './settlement.ts';

export interface SettlementWithBalances {
  readonly settlement: Settlement;
  readonly balances: Balances;
}

async function withBalances(
  handle: MarketplaceHandle,
  accountId: string,
  stored: readonly StoredSettlement[],
): Promise<readonly SettlementWithBalances[]> {
  const open = stored.filter(({ sums }) => sums === null).map(({ settlement }) => settlement.id);
  const counted = await sumEntries(handle, accountId, open);
  return stored.map(({ settlement, sums }) => ({
    settlement,
    balances: balancesOf(sums ?? counted.get(settlement.id) ?? {}),
  }));
}

/** One settlement of an account. */
export async function readSettlement(
  handle: MarketplaceHandle,
  accountId: string,
  settlementId: string,
): Promise<SettlementWithBalances | undefined> {
  const stored = await findSettlement(handle, accountId, settlementId);
  if (stored === undefined) return undefined;
  const [found] = await withBalances(handle, accountId, [stored]);
  return found;
}

/** Settlements of an account, the newest first, after the place `after`. */
export async function readSettlementPage(
  handle: MarketplaceHandle,
  accountId: string,
  after: Keyset | undefined,
  limit: number,
): Promise<readonly SettlementWithBalances[]> {
  return withBalances(handle, accountId, await listSettlementPage(handle, accountId, after, limit));
}
