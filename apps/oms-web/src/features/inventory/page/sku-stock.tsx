/** Owns the stock of a SKU by location, and how far it got on each channel. */
import type { ChannelStock, InventoryItem } from '@jetway/oms-api';
import { Instant, Section, StatusChip } from '@jetway/ui';
import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { channelStates } from '../inventory.ts';

export interface StockByLocationProps {
  readonly item: InventoryItem;
  readonly onAdjust: ((locationId: string) => void) | undefined;
}

export function StockByLocation({ item, onAdjust }: StockByLocationProps) {
  return (
    <Section title="Stock">
      <Table.ScrollContainer minWidth={300} type="native">
        <Table aria-label="Stock by location" horizontalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Location</Table.Th>
              <Table.Th ta="right">On hand</Table.Th>
              <Table.Th ta="right">Reserved</Table.Th>
              <Table.Th ta="right">Available</Table.Th>
              {onAdjust !== undefined && <Table.Th aria-label="Actions" />}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {item.locations.map((place) => (
              <Table.Tr key={place.locationId}>
                <Table.Td>{place.locationName}</Table.Td>
                <Table.Td ta="right">{place.onHand}</Table.Td>
                <Table.Td ta="right">{place.reserved}</Table.Td>
                <Table.Td ta="right" fw={650}>
                  {place.available}
                </Table.Td>
                {onAdjust !== undefined && (
                  <Table.Td ta="right">
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`Adjust at ${place.locationName}`}
                      onClick={() => onAdjust(place.locationId)}
                    >
                      Adjust
                    </Button>
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th>All</Table.Th>
              <Table.Th ta="right">{item.onHand}</Table.Th>
              <Table.Th ta="right">{item.reserved}</Table.Th>
              <Table.Th ta="right">{item.available}</Table.Th>
              {onAdjust !== undefined && <Table.Th aria-label="Actions" />}
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

function Channel({ channel }: { readonly channel: ChannelStock }) {
  const { name, tone, means } = channelStates[channel.state];
  const nodes = [...new Set([...Object.keys(channel.desired), ...Object.keys(channel.sent ?? {})])];
  return (
    <Stack gap={6}>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {channel.connectionName}
        </Text>
        <StatusChip tone={tone} hint={means}>
          {name}
        </StatusChip>
      </Group>
      {channel.lastError !== null && (
        <Text size="sm" c="red">
          {channel.lastError}
        </Text>
      )}
      <Table aria-label={`Stock at ${channel.connectionName}`} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Fulfilment node</Table.Th>
            <Table.Th ta="right">Should be</Table.Th>
            <Table.Th ta="right">Sent</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {nodes.map((node) => (
            <Table.Tr key={node}>
              <Table.Td
                style={{ overflowWrap: 'anywhere', fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 }}
              >
                {node}
              </Table.Td>
              <Table.Td ta="right">{channel.desired[node] ?? '–'}</Table.Td>
              <Table.Td ta="right">{channel.sent?.[node] ?? '–'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="xs" c="dimmed" component="div">
        Sent <Instant at={channel.sentAt} none="never" form="relative" /> · confirmed{' '}
        <Instant at={channel.confirmedAt} none="never" form="relative" />
      </Text>
    </Stack>
  );
}

export function StockAtChannels({ item }: { readonly item: InventoryItem }) {
  return (
    <Section title="At the channels">
      {item.channels.length === 0 ? (
        <Text size="sm" c="dimmed">
          No connection sends the stock of this SKU yet.
        </Text>
      ) : (
        <Stack gap="lg">
          {item.channels.map((channel) => (
            <Channel key={channel.connectionId} channel={channel} />
          ))}
        </Stack>
      )}
    </Section>
  );
}
