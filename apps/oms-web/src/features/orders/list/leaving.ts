/** Owns when an order shown in a view no longer belongs there. */
import type { OrderSummary, OrderTab } from '@jetway/oms-api';

const isOver = ({ status }: Pick<OrderSummary, 'status'>): boolean => status === 'complete' || status === 'cancelled';

/** The row stays in its place, but faded. */
export function hasLeft(
  tab: OrderTab,
  shown: Pick<OrderSummary, 'status'>,
  now: Pick<OrderSummary, 'status' | 'openProblems'>,
): boolean {
  if (tab === 'all') return false;
  if (tab === 'problems') return now.openProblems === 0;
  if (tab === 'late' || tab === 'due-today' || tab === 'failed') return isOver(now);
  return shown.status !== now.status;
}
