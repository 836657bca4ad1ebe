/** Owns the page that lists stock. */
import type { InventoryItem } from '@jetway/oms-api';
import {
  ColumnMenu,
  DataTable,
  EmptyPanel,
  failureOf,
  PageHeader,
  type RowShortcut,
  SearchField,
  useColumnChoice,
} from '@jetway/ui';
import { Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPackages, IconPlus } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { ExportLink } from '../../../parts/export-link.tsx';
import { useMay } from '../../session/index.ts';
import { AdjustDialog, type AdjustTarget } from '../adjust-dialog.tsx';
import { useInventory } from '../inventory.queries.ts';
import { filterNames, type InventorySearch, parseInventorySearch, stockFilters } from '../inventory.ts';
import { AddSkuDialog } from './add-sku-dialog.tsx';
import { InventoryCard, inventoryColumns, isAdjustable } from './inventory-columns.tsx';
import { StockWorkMenu } from './stock-work-menu.tsx';

const route = getRouteApi('/shell/inventory');
const rowId = (item: InventoryItem): string => item.skuId;

interface FilterBarProps {
  readonly search: InventorySearch;
  readonly onChange: (change: Record<string, string | undefined>) => void;
  readonly trailing: ReactNode;
}

function FilterBar({ search, onChange, trailing }: FilterBarProps) {
  return (
    <Group gap="xs">
      <SearchField
        value={search.q ?? ''}
        label="Search stock"
        placeholder="SKU or title"
        onChange={(q) => onChange({ q })}
      />
      <SegmentedControl
        aria-label="Filter"
        size="sm"
        value={search.filter ?? 'all'}
        onChange={(filter) => onChange({ filter })}
        data={stockFilters.map((value) => ({ value, label: filterNames[value] }))}
      />
      {trailing}
    </Group>
  );
}

function Nothing({ search, onAdd }: { readonly search: InventorySearch; readonly onAdd: (() => void) | undefined }) {
  if (search.q !== undefined || search.filter !== undefined)
    return <EmptyPanel title="No SKU fits">Try fewer letters, or another filter.</EmptyPanel>;
  return (
    <EmptyPanel
      title="No SKU yet"
      icon={<IconPackages size={26} aria-hidden />}
      action={onAdd === undefined ? undefined : <Button onClick={onAdd}>Add the first SKU</Button>}
    >
      Stock is kept per SKU and location. What is available is sent to every connected channel within seconds.
    </EmptyPanel>
  );
}

function useInventoryTable(canAdjust: boolean) {
  const [target, setTarget] = useState<AdjustTarget>();
  const onAdjust = useMemo(
    () => (canAdjust ? (item: InventoryItem) => setTarget(isAdjustable(item) ? { item } : undefined) : undefined),
    [canAdjust],
  );
  const columns = useMemo(() => inventoryColumns(onAdjust), [onAdjust]);
  const choice = useColumnChoice('inventory', columns);
  const rowShortcuts = useMemo<RowShortcut<InventoryItem>[]>(
    () => (onAdjust === undefined ? [] : [{ keys: 'a', description: 'Adjust stock', run: onAdjust }]),
    [onAdjust],
  );
  return { target, setTarget, onAdjust, columns, choice, rowShortcuts };
}

export function InventoryPage(): ReactNode {
  const search = route.useSearch();
  const navigate = useNavigate();
  const may = useMay();
  const [adding, add] = useDisclosure(false);
  const table = useInventoryTable(may('adjustStock'));
  const filters = useMemo(
    () => ({ filter: search.filter ?? 'all', ...(search.q === undefined ? {} : { search: search.q.trim() }) }) as const,
    [search],
  );
  const { rows, isOld, query, more } = useInventory(filters);
  const canAdd = may('createSku');
  return (
    <Stack gap="sm">
      <PageHeader
        title="Inventory"
        actions={
          <>
            <ExportLink file="exportInventory" filters={filters} />
            <StockWorkMenu />
            {canAdd && (
              <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add.open}>
                Add SKU
              </Button>
            )}
          </>
        }
      />
      <FilterBar
        search={search}
        onChange={(change) =>
          void navigate({ to: '/inventory', search: parseInventorySearch({ ...search, ...change }), replace: true })
        }
        trailing={<ColumnMenu columns={table.columns} choice={table.choice} />}
      />
      <DataTable
        label="Stock"
        columns={table.columns}
        columnChoice={table.choice}
        rows={rows}
        isOld={isOld}
        rowId={rowId}
        rowShortcuts={table.rowShortcuts}
        onOpen={({ skuId }) => void navigate({ to: '/inventory/$skuId', params: { skuId } })}
        card={(item) => <InventoryCard item={item} onAdjust={table.onAdjust} />}
        failure={failureOf(query.error)}
        onRetry={() => void query.refetch()}
        empty={<Nothing search={search} onAdd={canAdd ? add.open : undefined} />}
        more={more}
      />
      <AdjustDialog target={table.target} onClose={() => table.setTarget(undefined)} />
      <AddSkuDialog opened={adding} onClose={add.close} />
    </Stack>
  );
}
