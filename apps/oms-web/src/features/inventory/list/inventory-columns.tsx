/** Owns the columns of the stock list: a SKU, its numbers all in all, and by location. */
import type { InventoryItem } from '@jetway/oms-api';
import { type Column, StatusChip } from '@jetway/ui';
import { Anchor, Button, Group, Image, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ChannelChips } from '../channel-chips.tsx';
import classes from './inventory-columns.module.css';

export function SkuTitle({ item }: { readonly item: InventoryItem }) {
  return (
    <Group gap="sm" wrap="nowrap">
      {item.imageUrl === null ? (
        <span className={classes['noImage']} aria-hidden />
      ) : (
        <Image src={item.imageUrl} alt="" w={36} h={36} radius="sm" fit="contain" className={classes['image'] ?? ''} />
      )}
      <Stack gap={0} style={{ minWidth: 0 }} maw={360}>
        <Group gap={6} wrap="nowrap">
          <Anchor
            size="sm"
            fw={600}
            renderRoot={(props) => <Link to="/inventory/$skuId" params={{ skuId: item.skuId }} {...props} />}
          >
            {item.sku}
          </Anchor>
          {item.components.length > 0 && (
            <StatusChip tone="info" hint={`Made of ${item.components.map(({ sku }) => sku).join(', ')}`}>
              Kit
            </StatusChip>
          )}
          {!item.active && <StatusChip tone="neutral">Not sold</StatusChip>}
        </Group>
        <Text size="xs" c="dimmed" truncate title={item.title}>
          {item.title}
        </Text>
      </Stack>
    </Group>
  );
}

type NumberName = 'onHand' | 'reserved' | 'available';

/** The sum, and below it what lies where when that is more than one place. */
function ByLocation({ item, of }: { readonly item: InventoryItem; readonly of: NumberName }) {
  const isShort = of === 'available' && item.available <= 0;
  if (of !== 'available' && item.components.length > 0)
    return (
      <Text size="sm" c="dimmed">
        –
      </Text>
    );
  return (
    <Stack gap={0} align="flex-end">
      <Text size="sm" fw={of === 'available' ? 650 : 400} {...(isShort ? { c: 'red' } : {})} className="jw-number">
        {item[of].toLocaleString()}
      </Text>
      {item.locations.length > 1 &&
        item.locations.map((place) => (
          <Text key={place.locationId} size="xs" c="dimmed" className="jw-number">
            {of === 'onHand' ? `${place.locationName} ` : ''}
            {place[of].toLocaleString()}
          </Text>
        ))}
    </Stack>
  );
}

/** A kit has no stock of its own to adjust. */
export const isAdjustable = (item: InventoryItem): boolean => item.locations.length > 0 && item.components.length === 0;

/** @param onAdjust absent when the role may not */
export const inventoryColumns = (onAdjust: ((item: InventoryItem) => void) | undefined): Column<InventoryItem>[] => [
  { id: 'sku', header: 'SKU', cell: (item) => <SkuTitle item={item} /> },
  { id: 'onHand', header: 'On hand', align: 'right', cell: (item) => <ByLocation item={item} of="onHand" /> },
  {
    id: 'reserved',
    header: 'Reserved',
    align: 'right',
    optional: true,
    cell: (item) => <ByLocation item={item} of="reserved" />,
  },
  { id: 'available', header: 'Available', align: 'right', cell: (item) => <ByLocation item={item} of="available" /> },
  {
    id: 'channels',
    header: 'At the channel',
    optional: true,
    cell: (item) => <ChannelChips channels={item.channels} />,
  },
  ...(onAdjust === undefined
    ? []
    : [
        {
          id: 'actions',
          header: 'Actions',
          headerHidden: true,
          align: 'right' as const,
          cell: (item: InventoryItem) => (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Adjust stock of ${item.sku}`}
              disabled={!isAdjustable(item)}
              onClick={() => onAdjust(item)}
            >
              Adjust
            </Button>
          ),
        },
      ]),
];

export function InventoryCard({
  item,
  onAdjust,
}: {
  readonly item: InventoryItem;
  readonly onAdjust: ((item: InventoryItem) => void) | undefined;
}) {
  return (
    <Stack gap={6}>
      <SkuTitle item={item} />
      <Group justify="space-between">
        <Text size="sm" className="jw-number">
          <b>{item.available}</b> available
          {item.components.length === 0 && ` · ${item.onHand} on hand · ${item.reserved} reserved`}
        </Text>
      </Group>
      <Group justify="space-between">
        <ChannelChips channels={item.channels} />
        {onAdjust !== undefined && isAdjustable(item) && (
          <Button size="compact-sm" variant="default" onClick={() => onAdjust(item)}>
            Adjust
          </Button>
        )}
      </Group>
    </Stack>
  );
}
