/** Owns the chips that tell how far a SKU's stock got on each channel. */
import type { ChannelStock } from '@jetway/oms-api';
import { StatusChip } from '@jetway/ui';
import { Group } from '@mantine/core';
import { channelStates, totalOf } from './inventory.ts';

const hintFor = (channel: ChannelStock): string => {
  const sent = totalOf(channel.sent);
  const numbers = `Should show ${totalOf(channel.desired) ?? 0}, last sent ${sent ?? 'nothing'}.`;
  return `${channel.connectionName}: ${channelStates[channel.state].means} ${numbers}${channel.lastError === null ? '' : ` ${channel.lastError}`}`;
};

export function ChannelChips({ channels }: { readonly channels: readonly ChannelStock[] }) {
  return (
    <Group gap={4}>
      {channels.map((channel) => {
        const { name, tone } = channelStates[channel.state];
        const sent = totalOf(channel.sent);
        return (
          <StatusChip key={channel.connectionId} tone={tone} hint={hintFor(channel)}>
            {channels.length > 1 ? `${channel.connectionName}: ` : ''}
            {name}
            {sent === undefined ? '' : ` ${sent.toLocaleString()}`}
          </StatusChip>
        );
      })}
    </Group>
  );
}
