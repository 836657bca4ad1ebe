/** Owns the items of an order with what became of each unit. */
import { Money, StatusChip } from '@jetway/ui';
import { Box, Group, Stack, Table, Text } from '@mantine/core';
import { SkuImage } from '../../../parts/sku-image.tsx';
import { feesText, type OrderItem, openUnits } from '../orders.ts';
import classes from './order-items.module.css';

interface ItemsProps {
  readonly items: readonly OrderItem[];
}

function ItemSigns({ item }: { readonly item: OrderItem }) {
  return (
    <>
      {item.acknowledgement !== null && (
        <StatusChip tone={item.acknowledgement.startsWith('nonfulfillable') ? 'danger' : 'neutral'}>
          {item.acknowledgement}
        </StatusChip>
      )}
      {item.cancelRequested > 0 && (
        <StatusChip tone="warning">Shopper asks to cancel {item.cancelRequested}</StatusChip>
      )}
    </>
  );
}

const numbers = [
  { label: 'Ordered', of: (item: OrderItem) => item.quantity },
  { label: 'Shipped', of: (item: OrderItem) => item.shipped },
  { label: 'Cancelled', of: (item: OrderItem) => item.cancelled },
  { label: 'Open', of: openUnits },
] as const;

function ItemsTable({ items }: ItemsProps) {
  return (
    <Table.ScrollContainer minWidth={600} type="native">
      <Table className={classes['items'] ?? ''} aria-label="Items" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Item</Table.Th>
            {numbers.map(({ label }) => (
              <Table.Th key={label} ta="right">
                {label}
              </Table.Th>
            ))}
            <Table.Th ta="right">Each</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.id}>
              <Table.Td>
                <Group gap="sm" wrap="nowrap" align="flex-start">
                  <SkuImage url={item.imageUrl} />
                  <Stack gap={3} style={{ minWidth: 0 }} align="flex-start">
                    <Text size="sm" fw={500} lineClamp={2}>
                      {item.title}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {item.sku}
                    </Text>
                    <ItemSigns item={item} />
                  </Stack>
                </Group>
              </Table.Td>
              {numbers.map(({ label, of }) => (
                <Table.Td key={label} ta="right" className="jw-number" data-none={of(item) === 0 || undefined}>
                  {of(item)}
                </Table.Td>
              ))}
              <Table.Td ta="right">
                <Money cents={item.unitPriceCents} currency="USD" />
                <Text size="xs" c="dimmed" title={feesText(item)} style={{ whiteSpace: 'nowrap' }}>
                  Fees <Money cents={item.feesCents} currency="USD" />
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** "2 open, 1 shipped"; what is nothing is left out. */
const unitsText = (item: OrderItem): string =>
  numbers
    .slice(1)
    .map(({ label, of }) => ({ word: label.toLowerCase(), count: of(item) }))
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${count} ${word}`)
    .join(', ');

function ItemsShort({ items }: ItemsProps) {
  return (
    <Stack gap="md">
      {items.map((item) => (
        <Group key={item.id} gap="sm" wrap="nowrap" align="flex-start">
          <SkuImage url={item.imageUrl} />
          <Stack gap={3} style={{ minWidth: 0, flex: 1 }} align="flex-start">
            <Text size="sm" lineClamp={2}>
              {item.title}
            </Text>
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {item.sku}
            </Text>
            <Text size="xs" c="dimmed">
              {unitsText(item)}
            </Text>
            <ItemSigns item={item} />
          </Stack>
          <Text size="sm" style={{ flex: 'none' }}>
            {item.quantity} × <Money cents={item.unitPriceCents} currency="USD" />
          </Text>
        </Group>
      ))}
    </Stack>
  );
}

export function OrderItems({ items }: ItemsProps) {
  return (
    <>
      <Box visibleFrom="sm">
        <ItemsTable items={items} />
      </Box>
      <Box hiddenFrom="sm">
        <ItemsShort items={items} />
      </Box>
    </>
  );
}
