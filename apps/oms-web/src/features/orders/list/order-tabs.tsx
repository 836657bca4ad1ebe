/** Owns the built-in views of the order list, with their counts. */
import { type OrderTab, orderTabs } from '@jetway/oms-api';
import { CountedTabs } from '@jetway/ui';
import { useOrderCounts } from '../orders.queries.ts';
import { tabNames } from '../orders.ts';

const order: readonly OrderTab[] = ['all', ...orderTabs.filter((tab) => tab !== 'all')];

export interface OrderTabsProps {
  readonly tab: OrderTab;
  readonly onChange: (tab: OrderTab) => void;
}

export function OrderTabs({ tab, onChange }: OrderTabsProps) {
  const counts = useOrderCounts().data;
  const tabs = order.map((id) => ({
    id,
    name: tabNames[id],
    count: counts?.[id],
    isAlarm: id === 'problems' && counts !== undefined && counts[id] > 0,
  }));
  return <CountedTabs label="Views of the orders" tabs={tabs} current={tab} onChange={onChange} />;
}
