/** Owns the history of a thing: what happened, when in world time, by whom. */
import { CopyButton, Instant, Section } from '@jetway/ui';
import { Group, Text, Timeline } from '@mantine/core';
import { actorText } from './actors.ts';

export interface HistoryEvent {
  readonly at: number;
  readonly kind: string;
  readonly text: string;
  readonly actor: string;
  readonly requestId: string | null;
}

/** The server tells the oldest first; its order decides between events of the same instant. */
const newestFirst = (events: readonly HistoryEvent[]) =>
  events.map((event, index) => ({ event, key: `${event.kind}-${index}` })).reverse();

export interface HistoryProps {
  readonly events: readonly HistoryEvent[];
  /** What a kind of event is called. */
  readonly nameOf: (kind: string) => string;
}

export function History({ events, nameOf }: HistoryProps) {
  return (
    <Section title="History">
      <Timeline bulletSize={12} lineWidth={2} color="gray">
        {newestFirst(events).map(({ event, key }) => (
          <Timeline.Item
            key={key}
            title={
              <Text size="sm" fw={600}>
                {nameOf(event.kind)}
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
