/** Owns what channels are shown of a SKU: the switch, the number with its reason, and how far it got. */
import type { ChannelStock, InventoryItem } from '@jetway/oms-api';
import { FailureAlert, failureOf, Instant, Section, StatusChip } from '@jetway/ui';
import { Button, Group, Stack, Switch, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '../../session/index.ts';
import { RuleDialog, type RuleTarget, ruleScopeName, ruleSentence, useStockRules } from '../../stock-rules/index.ts';
import { useSwitchStock } from '../inventory.queries.ts';
import { channelStates, totalOf } from '../inventory.ts';

interface ChannelProps {
  readonly item: InventoryItem;
  readonly channel: ChannelStock;
  readonly onRule: ((channel: ChannelStock) => void) | undefined;
}

function SendSwitch({ item, channel }: Omit<ChannelProps, 'onRule'>) {
  const may = useMay();
  const change = useSwitchStock(item.skuId);
  const failure = failureOf(change.error);
  return (
    <>
      <Switch
        size="sm"
        label="Send stock"
        aria-label={`Send stock to ${channel.connectionName}`}
        checked={channel.switchedOn}
        disabled={!may('switchSkuStock') || change.isPending}
        {...(channel.switchedOn ? {} : { description: 'The channel keeps the last number it was told.' })}
        onChange={(event) => change.mutate({ connectionId: channel.connectionId, on: event.currentTarget.checked })}
      />
      {failure !== undefined && <FailureAlert failure={failure} />}
    </>
  );
}

/** "10 available, 7 shown: 3 units held back, by the rule of this SKU." */
function Reason({ channel }: { readonly channel: ChannelStock }) {
  const { available, rule, desired, switchedOn } = channel;
  const numbers = `${available.toLocaleString()} available, ${(totalOf(desired) ?? 0).toLocaleString()} ${switchedOn ? 'shown' : 'would be shown'}`;
  return (
    <Text size="sm">
      {numbers}
      {rule === null ? '.' : `: ${ruleSentence(rule)}, by ${ruleScopeName(rule)}.`}
    </Text>
  );
}

function Nodes({ channel }: { readonly channel: ChannelStock }) {
  const nodes = [...new Set([...Object.keys(channel.desired), ...Object.keys(channel.sent ?? {})])];
  return (
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
  );
}

function Channel({ item, channel, onRule }: ChannelProps) {
  const { name, tone, means } = channelStates[channel.state];
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Text size="sm" fw={600}>
            {channel.connectionName}
          </Text>
          <StatusChip tone={tone} hint={means}>
            {name}
          </StatusChip>
        </Group>
        {onRule !== undefined && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`Rule for ${channel.connectionName}`}
            onClick={() => onRule(channel)}
          >
            Rule here
          </Button>
        )}
      </Group>
      <SendSwitch item={item} channel={channel} />
      {channel.lastError !== null && (
        <Text size="sm" c="red">
          {channel.lastError}
        </Text>
      )}
      <Reason channel={channel} />
      <Nodes channel={channel} />
      <Text size="xs" c="dimmed" component="div">
        Sent <Instant at={channel.sentAt} none="never" form="relative" /> · confirmed{' '}
        <Instant at={channel.confirmedAt} none="never" form="relative" />
      </Text>
    </Stack>
  );
}

export function StockAtChannels({ item }: { readonly item: InventoryItem }) {
  const may = useMay();
  const rules = useStockRules(item.skuId).data;
  const [target, setTarget] = useState<RuleTarget>();
  const open = (connectionId: string | null, name: string) => {
    const rule = rules?.find((one) => one.connectionId === connectionId);
    setTarget({ scope: { skuId: item.skuId, connectionId }, name, rule });
  };
  const mayRule = may('createStockRule') && rules !== undefined;
  return (
    <Section
      title="At the channels"
      actions={
        mayRule && (
          <Button size="compact-xs" variant="default" onClick={() => open(null, `${item.sku} on every connection`)}>
            Rule of this SKU
          </Button>
        )
      }
    >
      {item.channels.length === 0 ? (
        <Text size="sm" c="dimmed">
          No connection sends the stock of this SKU yet.
        </Text>
      ) : (
        <Stack gap="lg">
          {item.channels.map((channel) => (
            <Channel
              key={channel.connectionId}
              item={item}
              channel={channel}
              onRule={
                mayRule
                  ? ({ connectionId, connectionName }) => open(connectionId, `${item.sku} on ${connectionName}`)
                  : undefined
              }
            />
          ))}
        </Stack>
      )}
      <RuleDialog target={target} onClose={() => setTarget(undefined)} />
    </Section>
  );
}
