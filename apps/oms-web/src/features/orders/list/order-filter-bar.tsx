/** Owns the bar above the order list: search, filters with their chips, sort. */
import { type OrderSort, orderSorts } from '@jetway/oms-api';
import { SearchField } from '@jetway/ui';
import { Button, Group, Pill, Select, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useConnections } from '../../connections/index.ts';
import { useLocations } from '../../locations/index.ts';
import { defaultSort, type OrderListSearch } from '../orders.search.ts';
import { filterChips, noFilters } from './filter-chips.ts';
import { type FilterChange, FilterFields } from './filter-fields.tsx';

export interface OrderFilterBarProps {
  readonly search: OrderListSearch;
  readonly onChange: (change: FilterChange) => void;
  readonly trailing: ReactNode;
}

const sortNames: Readonly<Record<OrderSort, string>> = {
  '-placed': 'Newest first',
  placed: 'Oldest first',
  'ship-by': 'Ship by first',
  'acknowledge-by': 'Acknowledge by first',
  '-total': 'Greatest total',
  total: 'Smallest total',
};
const sorts = orderSorts.map((value) => ({ value, label: sortNames[value] }));

export function OrderFilterBar({ search, onChange, trailing }: OrderFilterBarProps) {
  const names = { connections: useConnections().data ?? [], locations: useLocations().data ?? [] };
  const chips = filterChips(search, names);
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <SearchField
          value={search.q ?? ''}
          label="Search orders"
          placeholder="Order number, buyer, SKU or tracking number"
          onChange={(q) => onChange({ q: q === '' ? undefined : q })}
        />
        <FilterFields search={search} names={names} count={chips.length} onChange={onChange} />
        <Select
          aria-label="Sort"
          w={190}
          allowDeselect={false}
          data={sorts}
          value={search.sort ?? defaultSort(search.tab)}
          onChange={(sort) => onChange({ sort: sort ?? undefined })}
        />
        {trailing}
      </Group>
      {chips.length > 0 && (
        <Group gap={6}>
          {chips.map(({ name, text }) => (
            <Pill
              key={name}
              withRemoveButton
              removeButtonProps={{ 'aria-label': `Remove the filter ${text}`, 'aria-hidden': false, tabIndex: 0 }}
              onRemove={() => onChange({ [name]: undefined })}
            >
              {text}
            </Pill>
          ))}
          <Button variant="subtle" size="compact-xs" onClick={() => onChange(noFilters)}>
            Clear
          </Button>
        </Group>
      )}
    </Stack>
  );
}
