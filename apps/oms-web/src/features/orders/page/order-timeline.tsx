/** Owns the history of an order. */
import type { OrderDetail } from '@jetway/oms-api';
import { Instant, Section } from '@jetway/ui';
import { Text, Timeline } from '@mantine/core';
import { actorName } from '../../../parts/actors.ts';

export function OrderTimeline({ detail }: { readonly detail: OrderDetail }) {
  // The server tells it in the order in which things happened, which instants alone do not.
  const newestFirst = detail.timeline.toReversed();
  return (
    <Section title="History">
      <Timeline bulletSize={12} lineWidth={2} color="gray">
        {newestFirst.map((entry) => (
          <Timeline.Item key={entry.id}>
            <Text size="sm" {...(entry.requestId === null ? {} : { title: `Request ${entry.requestId}` })}>
              {entry.text}
            </Text>
            <Text size="xs" c="dimmed" component="div">
              <Instant at={entry.at} /> · {actorName(entry.actor)}
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </Section>
  );
}
