/** Owns the history of an order: what happened, when in world time, by whom. */
import type { OperatorOrderDetail } from '@jetway/marketplace-api';
import { CopyButton, Instant, Section } from '@jetway/ui';
import { Group, Text, Timeline } from '@mantine/core';
import { actorText, eventName } from '../orders.ts';

type OrderEvent = OperatorOrderDetail['events'][number];

/** The server tells the oldest first; its order decides between events of the same instant. */
const newestFirst = (events: readonly OrderEvent[]) =>
  events.map((event, index) => ({ event, key: `${event.kind}-${index}` })).reverse();

export function OrderHistory({ events }: Pick<OperatorOrderDetail, 'events'>) {
  return (
    <Section title="History">
      <Timeline bulletSize={12} lineWidth={2} color="gray">
        {newestFirst(events).map(({ event, key }) => (
          <Timeline.Item
            key={key}
            title={
              <Text size="sm" fw={600}>
                {eventName(event.kind)}
              </Text>
            }
          >
            <Text size="sm">{event.text}</Text>
            <Group gap={4}>
              <Text size="xs" c="dimmed" component="div" style={{ overflowWrap: 'anywhere' }}>
                <Instant at={event.at} /> · <span title={event.actor}>{actorText(event.actor)}</span>
              </Text>
              {event.requestId !== null && <CopyButton text={event.requestId} label="request id" />}
            </Group>
          </Timeline.Item>
        ))}
      </Timeline>
    </Section>
  );
}
