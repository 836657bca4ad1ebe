/** Owns the built-in views of the order list, with their counts. */
import { type OrderTab, orderTabs } from '@jetway/oms-api';
import { Tabs } from '@mantine/core';
import { useOrderCounts } from '../orders.queries.ts';
import { tabNames } from '../orders.ts';
import classes from './order-tabs.module.css';

const order: readonly OrderTab[] = ['all', ...orderTabs.filter((tab) => tab !== 'all')];
const isTab = (value: string | null): value is OrderTab => orderTabs.some((tab) => tab === value);

export interface OrderTabsProps {
  readonly tab: OrderTab;
  readonly onChange: (tab: OrderTab) => void;
}

export function OrderTabs({ tab, onChange }: OrderTabsProps) {
  const counts = useOrderCounts();
  return (
    <div className={classes['scroll']}>
      <Tabs value={tab} onChange={(value) => isTab(value) && onChange(value)} variant="default">
        <Tabs.List className={classes['list'] ?? ''} aria-label="Views of the orders">
          {order.map((one) => (
            <Tabs.Tab key={one} value={one} className={classes['tab'] ?? ''}>
              {tabNames[one]}
              {counts.data !== undefined && (
                <span
                  className={classes['count']}
                  data-alarm={(one === 'problems' && counts.data[one] > 0) || undefined}
                >
                  {counts.data[one].toLocaleString()}
                </span>
              )}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
    </div>
  );
}
