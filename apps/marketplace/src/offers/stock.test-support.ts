/** Owns holding stock in tests without an order: the beginning of the statement that places one. */
import { statement } from '@jetway/service';
import type { MarketplaceHandle } from '../database/index.ts';
import { HOLD_UNITS, holdValues, type StockLine } from './index.ts';

const stockHold = statement<{ is_held: boolean }>('stockHold', `${HOLD_UNITS} select is_held from verdict`);

/** Holds units: all of them, or none, which is answered with false. */
export async function holdStock(
  tx: MarketplaceHandle,
  accountId: string,
  lines: readonly StockLine[],
): Promise<boolean> {
  const [row] = await stockHold(tx, holdValues(accountId, lines));
  return row?.is_held === true;
}
