/** Owns the views of the order list by status, with their counts. */
import { type Account, operatorOrderStatuses } from '@jetway/marketplace-api';
import { Tabs } from '@mantine/core';
import type { OrderTab } from '../orders.search.ts';
import { statusName } from '../orders.ts';
import classes from './order-tabs.module.css';

const tabs: readonly OrderTab[] = ['all', ...operatorOrderStatuses];
const isTab = (value: string | null): value is OrderTab => tabs.some((tab) => tab === value);

export const countOf = (counts: Account['ordersByStatus'], tab: OrderTab): number =>
  tab === 'all' ? Object.values(counts).reduce((sum, count) => sum + count, 0) : counts[tab];

export interface OrderTabsProps {
  readonly tab: OrderTab;
  readonly counts: Account['ordersByStatus'];
  readonly onChange: (tab: OrderTab) => void;
}

export function OrderTabs({ tab, counts, onChange }: OrderTabsProps) {
  return (
    <div className={classes['scroll']}>
      <Tabs value={tab} onChange={(value) => isTab(value) && onChange(value)} variant="default">
        <Tabs.List className={classes['list'] ?? ''} aria-label="Orders by status">
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one} className={classes['tab'] ?? ''}>
              {one === 'all' ? 'All' : statusName(one)}
              <span className={classes['count']}>{countOf(counts, one).toLocaleString()}</span>
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
    </div>
  );
}
