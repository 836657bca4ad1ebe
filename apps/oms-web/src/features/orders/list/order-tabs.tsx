/** Owns the views of the order list as tabs, the built-in ones and then people's own, with their counts. */
import { type OrderTab, type OrderView, orderTabs } from '@jetway/oms-api';
import { type CountedTab, CountedTabs } from '@jetway/ui';
import { useOrderCounts } from '../orders.queries.ts';
import { tabNames } from '../orders.ts';
import { useViewCounts } from './views.queries.ts';

const order: readonly OrderTab[] = ['all', ...orderTabs.filter((tab) => tab !== 'all')];
const alarms: ReadonlySet<OrderTab> = new Set(['late', 'problems', 'failed']);

export interface OrderTabsProps {
  readonly tab: OrderTab;
  readonly views: readonly OrderView[];
  readonly view: OrderView | undefined;
  readonly onTab: (tab: OrderTab) => void;
  readonly onView: (view: OrderView) => void;
}

export function OrderTabs({ tab, views, view, onTab, onView }: OrderTabsProps) {
  const counts = useOrderCounts().data;
  const viewCounts = useViewCounts(views.length > 0).data;
  const builtIn = order.map(
    (id): CountedTab<string> => ({
      id,
      name: tabNames[id],
      count: counts?.[id],
      isAlarm: alarms.has(id) && counts !== undefined && counts[id] > 0,
    }),
  );
  const own = views.map(({ id, name }): CountedTab<string> => {
    const count = viewCounts?.[id];
    return { id: `view ${id}`, name, count: count?.orders, isCapped: count?.isCapped ?? false };
  });
  const choose = (id: string) => {
    const chosen = views.find((one) => `view ${one.id}` === id);
    const builtInTab = order.find((known) => known === id);
    if (chosen !== undefined) onView(chosen);
    else if (builtInTab !== undefined) onTab(builtInTab);
  };
  return (
    <CountedTabs
      label="Views of the orders"
      tabs={[...builtIn, ...own]}
      current={view === undefined ? tab : `view ${view.id}`}
      onChange={choose}
    />
  );
}
