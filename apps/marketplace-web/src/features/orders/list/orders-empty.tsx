/** Owns what an empty view of the orders says. */
import { EmptyPanel } from '@jetway/ui';
import { IconShoppingBag } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { OrderTab } from '../orders.search.ts';

const words: Readonly<Record<OrderTab, { readonly title: string; readonly text: string }>> = {
  all: {
    title: 'No orders yet',
    text: 'Place one as a shopper, or let the shoppers of this marketplace order by themselves.',
  },
  created: { title: 'Nothing is held', text: 'New orders stand here until their hold ends.' },
  ready: {
    title: 'Nothing waits for an answer',
    text: 'Released orders stand here until the merchant acknowledges them.',
  },
  acknowledged: { title: 'Nothing waits to be shipped', text: 'Accepted orders stand here until units are shipped.' },
  inprogress: { title: 'Nothing half done', text: 'Orders stand here while some units are shipped and others open.' },
  complete: { title: 'Nothing complete yet', text: 'Orders end here when all their units are shipped or cancelled.' },
};

export function OrdersEmpty({ tab, action }: { readonly tab: OrderTab; readonly action: ReactNode }) {
  const { title, text } = words[tab];
  return (
    <EmptyPanel
      title={title}
      icon={<IconShoppingBag size={26} aria-hidden />}
      action={tab === 'all' ? action : undefined}
    >
      {text}
    </EmptyPanel>
  );
}
