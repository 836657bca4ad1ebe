/** Owns the columns of the SKU list, and how a SKU looks on a small screen. */
import type { OperatorSku } from '@jetway/marketplace-api';
import { type Column, Instant, Money, StatusChip } from '@jetway/ui';
import { Group, Stack, Text } from '@mantine/core';
import { SkuImage } from '../../parts/sku-image.tsx';
import { type StockNumber, statusTone, sumOf } from './skus.ts';

export function SkuTitle({ sku }: { readonly sku: OperatorSku }) {
  return (
    <Group gap="sm" wrap="nowrap" style={{ minWidth: 0 }}>
      <SkuImage url={sku.imageUrl} />
      <Stack gap={0} maw={{ base: 260, sm: 260, xl: 460 }} style={{ minWidth: 0 }}>
        <Text size="sm" fw={500} truncate title={sku.title}>
          {sku.title}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {sku.sku}
        </Text>
      </Stack>
    </Group>
  );
}

export function SkuStatus({ sku }: { readonly sku: OperatorSku }) {
  return (
    <Stack gap={3} align="flex-start">
      <StatusChip tone={statusTone(sku.status)}>{sku.status}</StatusChip>
      {sku.subStatus.map((sub) => (
        <Text key={sub} size="xs" c="dimmed">
          {sub}
        </Text>
      ))}
    </Stack>
  );
}

export function Price({ cents }: { readonly cents: number | null }) {
  return cents === null ? <StatusChip tone="warning">No price</StatusChip> : <Money cents={cents} currency="USD" />;
}

const numberColumn = (id: StockNumber, header: string): Column<OperatorSku> => ({
  id,
  header,
  align: 'right',
  cell: (sku) => sumOf(sku, id).toLocaleString(),
});

export const skuColumns: Column<OperatorSku>[] = [
  { id: 'sku', header: 'SKU', cell: (sku) => <SkuTitle sku={sku} /> },
  { id: 'status', header: 'Status', cell: (sku) => <SkuStatus sku={sku} /> },
  { id: 'price', header: 'Price', align: 'right', cell: ({ priceCents }) => <Price cents={priceCents} /> },
  numberColumn('fed', 'Fed'),
  numberColumn('held', 'Held'),
  numberColumn('accepted', 'Accepted'),
  {
    id: 'purchasable',
    header: 'Purchasable',
    align: 'right',
    cell: ({ purchasable }) => (
      <Text size="sm" fw={650} component="span" c={purchasable === 0 ? 'dimmed' : 'inherit'}>
        {purchasable.toLocaleString()}
      </Text>
    ),
  },
  { id: 'updated', header: 'Updated', cell: ({ updatedAt }) => <Instant at={updatedAt} /> },
];

export function SkuCard({ sku }: { readonly sku: OperatorSku }) {
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap">
        <SkuTitle sku={sku} />
        <div style={{ flex: 'none' }}>
          <Price cents={sku.priceCents} />
        </div>
      </Group>
      <Group justify="space-between" wrap="nowrap" align="flex-end">
        <SkuStatus sku={sku} />
        <Text size="sm" fw={600} style={{ whiteSpace: 'nowrap' }}>
          {sku.purchasable.toLocaleString()} purchasable
        </Text>
      </Group>
    </Stack>
  );
}
