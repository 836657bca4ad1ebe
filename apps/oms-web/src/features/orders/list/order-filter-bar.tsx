/** Owns the filters of the order list. */
import { SearchField } from '@jetway/ui';
import { Group, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { useConnections } from '../../connections/index.ts';
import { DEFAULT_SORT, type OrderListSearch } from '../orders.search.ts';

export interface OrderFilterBarProps {
  readonly search: OrderListSearch;
  readonly onChange: (change: {
    q?: string | undefined;
    connection?: string | undefined;
    sort?: string | undefined;
  }) => void;
  readonly trailing: ReactNode;
}

const sorts = [
  { value: '-placed', label: 'Newest first' },
  { value: 'placed', label: 'Oldest first' },
  { value: 'ship-by', label: 'Due first' },
];

export function OrderFilterBar({ search, onChange, trailing }: OrderFilterBarProps) {
  const connections = useConnections().data ?? [];
  return (
    <Group gap="xs">
      <SearchField
        value={search.q ?? ''}
        label="Search orders"
        placeholder="Order number, buyer, SKU or tracking number"
        onChange={(q) => onChange({ q: q === '' ? undefined : q })}
      />
      {(connections.length > 1 || search.connection !== undefined) && (
        <Select
          aria-label="Channel"
          placeholder="All channels"
          w={190}
          clearable
          data={connections.map(({ id, name }) => ({ value: id, label: name }))}
          value={search.connection ?? null}
          onChange={(connection) => onChange({ connection: connection ?? undefined })}
        />
      )}
      <Select
        aria-label="Sort"
        w={150}
        allowDeselect={false}
        data={sorts}
        value={search.sort ?? DEFAULT_SORT}
        onChange={(sort) => onChange({ sort: sort ?? undefined })}
      />
      {trailing}
    </Group>
  );
}
