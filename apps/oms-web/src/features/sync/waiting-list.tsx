/** Owns what a connection would send next: every message, readable before it goes. */
import type { Connection, WaitingMessage } from '@jetway/oms-api';
import { FailurePanel, failureOf, Instant, JsonViewer, LoadingLines, MoreRows, StatusChip } from '@jetway/ui';
import { Accordion, Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { laneWords } from '../connections/index.ts';
import { useWaiting } from './sync.queries.ts';
import classes from './waiting-list.module.css';

function Waiting({ message }: { readonly message: WaitingMessage }) {
  const { orderId, skuId } = message;
  return (
    <Accordion.Item value={message.id}>
      <Accordion.Control>
        <Group gap="xs" wrap="nowrap">
          <StatusChip tone={message.lane === 'urgent' ? 'warning' : 'neutral'}>
            {laneWords[message.lane].name}
          </StatusChip>
          <Text size="sm" truncate style={{ flex: 1 }}>
            {message.title}
          </Text>
          <Text size="xs" c="dimmed" component="span" style={{ flex: 'none' }}>
            <Instant at={message.createdAt} form="relative" />
          </Text>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="xs">
          <Group gap="md">
            {orderId !== null && (
              <Anchor size="sm" renderRoot={(props) => <Link to="/orders/$orderId" params={{ orderId }} {...props} />}>
                Open the order
              </Anchor>
            )}
            {skuId !== null && (
              <Anchor size="sm" renderRoot={(props) => <Link to="/inventory/$skuId" params={{ skuId }} {...props} />}>
                Open the SKU
              </Anchor>
            )}
          </Group>
          <JsonViewer label={`Message (${message.kind})`} value={message.body} />
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}

export function WaitingList({ connection }: { readonly connection: Connection }) {
  const { rows, query, more } = useWaiting(connection.id, true);
  if (rows === undefined) {
    const failure = failureOf(query.error);
    return failure === undefined ? (
      <LoadingLines count={3} />
    ) : (
      <FailurePanel failure={failure} onRetry={() => void query.refetch()} />
    );
  }
  if (rows.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {connection.mode === 'live'
          ? 'Nothing waits: everything decided so far has been sent.'
          : 'Nothing waits at present.'}
      </Text>
    );
  return (
    <div className={classes['frame']}>
      <Accordion multiple chevronPosition="left" variant="default" className={classes['list'] ?? ''}>
        {rows.map((message) => (
          <Waiting key={message.id} message={message} />
        ))}
      </Accordion>
      {more.hasMore && <MoreRows {...more} />}
    </div>
  );
}
