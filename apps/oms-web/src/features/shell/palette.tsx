/** Owns the command palette of the OMS: pages, and orders and SKUs found by what was typed. */
import { type Command, CommandPalette, wanted } from '@jetway/ui';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowRight, IconPackages, IconShoppingBag } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type NavigateOptions, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi } from '../../api/index.ts';

const pages = [
  { to: '/', label: 'Home', group: 'Go to' },
  { to: '/orders', label: 'Orders', group: 'Go to' },
  { to: '/inventory', label: 'Inventory', group: 'Go to' },
  { to: '/inventory/imports', label: 'Imports', group: 'Go to' },
  { to: '/inventory/transfers', label: 'Transfers', group: 'Go to' },
  { to: '/inventory/counts', label: 'Stock counts', group: 'Go to' },
  { to: '/problems', label: 'Problems', group: 'Go to' },
  { to: '/sync', label: 'Sync', group: 'Go to' },
  { to: '/settings/channels', label: 'Channels', group: 'Settings' },
  { to: '/settings/locations', label: 'Locations', group: 'Settings' },
  { to: '/settings/stock-rules', label: 'Rules for stock', group: 'Settings' },
  { to: '/settings/carriers', label: 'Carriers', group: 'Settings' },
  { to: '/settings/people', label: 'People', group: 'Settings' },
  { to: '/settings/api-keys', label: 'API keys', group: 'Settings' },
] as const satisfies readonly { to: NavigateOptions['to']; label: string; group: string }[];

function useFound(query: string) {
  const api = useApi();
  const [search] = useDebouncedValue(query.trim(), 200);
  const enabled = search.length > 1;
  const orders = useQuery({
    queryKey: ['palette-orders', search],
    queryFn: ({ signal }) => wanted(api.listOrders({ query: { search, limit: 6 } }, { signal }), 200),
    enabled,
  });
  const skus = useQuery({
    queryKey: ['palette-skus', search],
    queryFn: ({ signal }) => wanted(api.listInventory({ query: { search, limit: 6 } }, { signal }), 200),
    enabled,
  });
  return {
    orders: enabled ? (orders.data?.items ?? []) : [],
    skus: enabled ? (skus.data?.items ?? []) : [],
    busy: enabled && (orders.isFetching || skus.isFetching),
  };
}

export function Palette({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const [query, setQuery] = useState('');
  const navigate = useNavigate();
  const { orders, skus, busy } = useFound(opened ? query : '');
  const icon = { size: 16, 'aria-hidden': true } as const;
  const commands: Command[] = [
    ...pages.map(({ to, label, group }) => ({
      id: to,
      label,
      group,
      icon: <IconArrowRight {...icon} />,
      run: () => void navigate({ to }),
    })),
    ...orders.map(({ id, referenceNumber, buyerName }) => ({
      id: `order-${id}`,
      label: referenceNumber,
      description: buyerName,
      group: 'Orders',
      found: true,
      icon: <IconShoppingBag {...icon} />,
      run: () => void navigate({ to: '/orders/$orderId', params: { orderId: id } }),
    })),
    ...skus.map(({ skuId, sku, title }) => ({
      id: `sku-${skuId}`,
      label: sku,
      description: title,
      group: 'SKUs',
      found: true,
      icon: <IconPackages {...icon} />,
      run: () => void navigate({ to: '/inventory/$skuId', params: { skuId } }),
    })),
  ];
  const close = () => {
    setQuery('');
    onClose();
  };
  return (
    <CommandPalette
      opened={opened}
      onClose={close}
      commands={commands}
      query={query}
      onQueryChange={setQuery}
      busy={busy}
    />
  );
}
