/** Owns the views of the order list by status, with their counts. */
import { type Account, operatorOrderStatuses } from '@jetway/marketplace-api';
import { CountedTabs } from '@jetway/ui';
import type { OrderTab } from '../orders.search.ts';
import { statusName } from '../orders.ts';

const order: readonly OrderTab[] = ['all', ...operatorOrderStatuses];

export const countOf = (counts: Account['ordersByStatus'], tab: OrderTab): number =>
  tab === 'all' ? Object.values(counts).reduce((sum, count) => sum + count, 0) : counts[tab];

export interface OrderTabsProps {
  readonly tab: OrderTab;
  readonly counts: Account['ordersByStatus'];
  readonly onChange: (tab: OrderTab) => void;
}

export function OrderTabs({ tab, counts, onChange }: OrderTabsProps) {
  const tabs = order.map((id) => ({ id, name: id === 'all' ? 'All' : statusName(id), count: countOf(counts, id) }));
  return <CountedTabs label="Orders by status" tabs={tabs} current={tab} onChange={onChange} />;
}
