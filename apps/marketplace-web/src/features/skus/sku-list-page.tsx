/** Owns the page that lists an account's SKUs. */
import type { OperatorSku } from '@jetway/marketplace-api';
import { DataTable, EmptyPanel, failureOf, PageHeader, SearchField } from '@jetway/ui';
import { Group, SegmentedControl, Stack } from '@mantine/core';
import { IconPackages } from '@tabler/icons-react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { useAccountInWorld } from '../accounts/index.ts';
import { useNodeNames } from '../nodes/index.ts';
import { SkuCard, skuColumns } from './sku-columns.tsx';
import { SkuPanel } from './sku-panel.tsx';
import { useSkus } from './skus.queries.ts';
import { parseSkuSearch, type SkuSearch, type SkuView, skuFilters, skuViews } from './skus.ts';

const route = getRouteApi('/shell/accounts/$accountId/skus');
const rowId = ({ sku }: OperatorSku): string => sku;

const viewNames: Readonly<Record<SkuView, string>> = {
  all: 'All',
  purchasable: 'Purchasable',
  'not-purchasable': 'Not purchasable',
};

function Empty({ isFiltered }: { readonly isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyPanel title="No SKU fits">
      A search looks at the start of SKUs, in capitals and small letters as they are.
    </EmptyPanel>
  ) : (
    <EmptyPanel title="No SKU yet" icon={<IconPackages size={26} aria-hidden />}>
      The merchant uploads SKUs, prices and inventory through the merchant API; they appear here by themselves.
    </EmptyPanel>
  );
}

function useSkuSearch(accountId: string) {
  const search = route.useSearch();
  const navigate = useNavigate();
  const change = (part: Partial<Record<keyof SkuSearch, string | undefined>>, replace = false) =>
    void navigate({
      to: '/accounts/$accountId/skus',
      params: { accountId },
      search: parseSkuSearch({ ...search, ...part }),
      replace,
      resetScroll: false,
    });
  return { search, change };
}

export function SkuListPage(): ReactNode {
  const { account } = useAccountInWorld();
  const { search, change } = useSkuSearch(account.id);
  const filters = useMemo(() => skuFilters(search), [search]);
  const skus = useSkus(account.id, filters);
  const nodeName = useNodeNames(account.id);
  const isFiltered = Object.keys(filters).length > 0;
  const open = skus.rows?.find(({ sku }) => sku === search.open);
  return (
    <Stack gap="sm">
      <PageHeader
        title="SKUs"
        tabTitle={`SKUs of ${account.merchantName}`}
        description="What the merchant lists, and how much of it shoppers can order now."
      />
      <Group>
        <SearchField
          label="Search by SKU"
          placeholder="Start of a SKU"
          value={search.search ?? ''}
          onChange={(typed) => change({ search: typed, open: undefined }, true)}
        />
        <SegmentedControl
          aria-label="Which SKUs"
          value={search.show ?? 'all'}
          data={skuViews.map((value) => ({ value, label: viewNames[value] }))}
          onChange={(show) => change({ show, open: undefined })}
        />
      </Group>
      <DataTable
        label="SKUs"
        columns={skuColumns}
        rows={skus.rows}
        isOld={skus.isOld}
        rowId={rowId}
        openId={search.open}
        onOpen={({ sku }) => change({ open: sku })}
        card={(sku) => <SkuCard sku={sku} />}
        failure={failureOf(skus.query.error)}
        onRetry={() => void skus.query.refetch()}
        empty={<Empty isFiltered={isFiltered} />}
        more={{ ...skus.more, total: isFiltered ? undefined : account.skuCount }}
      />
      {open !== undefined && <SkuPanel sku={open} nodeName={nodeName} onClose={() => change({ open: undefined })} />}
    </Stack>
  );
}
