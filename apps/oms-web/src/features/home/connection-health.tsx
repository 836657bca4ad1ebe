/** Owns how every connection does, in a line each. */
import type { ConnectionHealth } from '@jetway/oms-api';
import { Instant, Section, StatusChip } from '@jetway/ui';
import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { modeWords, stateWords } from '../connections/index.ts';

/** The server counts no further. */
const MOST_COUNTED = 1_000;

const countText = (count: number): string =>
  count >= MOST_COUNTED ? `${MOST_COUNTED.toLocaleString()}+` : count.toLocaleString();

/** What is not sent yet, in words. */
function waitingText({ waitingIntents, waitingStock }: ConnectionHealth): string {
  const parts = [
    ...(waitingIntents > 0 ? [`${countText(waitingIntents)} ${waitingIntents === 1 ? 'message' : 'messages'}`] : []),
    ...(waitingStock > 0 ? [`stock of ${countText(waitingStock)} ${waitingStock === 1 ? 'SKU' : 'SKUs'}`] : []),
  ];
  return parts.length === 0 ? 'nothing waits' : `waiting: ${parts.join(', ')}`;
}

function Line({ connection }: { readonly connection: ConnectionHealth }) {
  const { name, mode, state, stateText, lastContactAt } = connection;
  const shown = mode === 'live' ? stateWords[state] : modeWords[mode];
  return (
    <li>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <StatusChip tone={shown.tone}>{shown.name}</StatusChip>
      </Group>
      <Text size="xs" c="dimmed" component="div">
        {stateText !== null && <div>{stateText}</div>}
        Last contact <Instant at={lastContactAt} form="relative" none="never" /> · {waitingText(connection)}
      </Text>
    </li>
  );
}

export function ConnectionHealthSection({ connections }: { readonly connections: readonly ConnectionHealth[] }) {
  return (
    <Section
      title="Sync"
      actions={
        <Anchor size="sm" renderRoot={(props) => <Link to="/sync" {...props} />}>
          Runs and messages
        </Anchor>
      }
    >
      {connections.length === 0 ? (
        <Text size="sm" c="dimmed">
          No channel is connected yet.{' '}
          <Anchor size="sm" renderRoot={(props) => <Link to="/settings/jet" {...props} />}>
            Connect Jet
          </Anchor>
        </Text>
      ) : (
        <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
          {connections.map((connection) => (
            <Line key={connection.id} connection={connection} />
          ))}
        </Stack>
      )}
    </Section>
  );
}
