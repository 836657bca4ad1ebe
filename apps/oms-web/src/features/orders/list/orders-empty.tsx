/** Owns what an empty view of the orders says. */
import type { OrderTab } from '@jetway/oms-api';
import { EmptyPanel } from '@jetway/ui';
import { Button } from '@mantine/core';
import { IconChecks, IconShoppingBag } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';

const words: Readonly<Record<OrderTab, { readonly title: string; readonly text: string }>> = {
  all: {
    title: 'No orders yet',
    text: 'As soon as the channel releases an order it is read and appears here by itself. Sync shows when the channel is asked next.',
  },
  'to-acknowledge': {
    title: 'Nothing to acknowledge',
    text: 'Every order that the channel released has been answered.',
  },
  'due-today': { title: 'Nothing more is due today', text: 'Orders that must ship before midnight appear here.' },
  late: { title: 'Nothing is late', text: 'Orders that should have shipped by now appear here.' },
  failed: {
    title: 'No message failed',
    text: 'When the channel refuses a message about an open order, the order appears here.',
  },
  'to-ship': { title: 'Nothing to ship', text: 'Every acknowledged order has been shipped or cancelled.' },
  'in-progress': {
    title: 'Nothing half done',
    text: 'Orders of which some units are shipped and others open appear here.',
  },
  complete: {
    title: 'Nothing complete yet',
    text: 'Orders appear here when all their units are shipped or cancelled.',
  },
  cancelled: { title: 'Nothing cancelled', text: 'Orders that you or the buyer cancelled appear here.' },
  problems: { title: 'No order has a problem', text: 'When something needs your decision, its order appears here.' },
};

export function OrdersEmpty({ tab }: { readonly tab: OrderTab }) {
  const { title, text } = words[tab];
  const isWork = tab !== 'all';
  return (
    <EmptyPanel
      title={title}
      icon={isWork ? <IconChecks size={26} aria-hidden /> : <IconShoppingBag size={26} aria-hidden />}
      action={
        tab === 'all' ? (
          <Button variant="default" renderRoot={(props) => <Link to="/sync" {...props} />}>
            Open Sync
          </Button>
        ) : undefined
      }
    >
      {text}
    </EmptyPanel>
  );
}
