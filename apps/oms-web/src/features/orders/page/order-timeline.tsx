/** Owns the history of an order, with what people wrote about it. */
import type { OrderDetail, TimelineEntry } from '@jetway/oms-api';
import { FailureAlert, failureOf, Instant, Section } from '@jetway/ui';
import { ActionIcon, Group, Text, Timeline } from '@mantine/core';
import { IconMessage, IconTrash } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { actorName } from '../../../parts/actors.ts';
import { useMay, useSession } from '../../session/index.ts';
import { useDeleteNote } from '../desk/desk.queries.ts';
import { NoteForm } from '../desk/note-form.tsx';

function Note({ orderId, note }: { readonly orderId: string; readonly note: TimelineEntry }) {
  const { user } = useSession();
  const takeBack = useDeleteNote(orderId);
  const failure = failureOf(takeBack.error);
  const isMine = note.actor === `user:${user.email}`;
  return (
    <>
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <Text size="sm" fw={500} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {note.text}
        </Text>
        {isMine && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label="Take the note back"
            title="Take the note back"
            loading={takeBack.isPending}
            onClick={() => takeBack.mutate(note.id)}
          >
            <IconTrash size={14} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      {failure !== undefined && <FailureAlert failure={failure} onClose={() => takeBack.reset()} />}
    </>
  );
}

export interface OrderTimelineProps {
  readonly detail: OrderDetail;
  readonly noteField: RefObject<HTMLTextAreaElement | null>;
}

export function OrderTimeline({ detail, noteField }: OrderTimelineProps) {
  const may = useMay();
  const orderId = detail.order.id;
  // The server tells it in the order in which things happened, which instants alone do not.
  const newestFirst = detail.timeline.toReversed();
  return (
    <Section title="History and notes">
      {may('addOrderNote') && <NoteForm orderId={orderId} field={noteField} />}
      <Timeline bulletSize={16} lineWidth={2} color="gray">
        {newestFirst.map((entry) => (
          <Timeline.Item key={entry.id} {...(entry.kind === 'note' ? { bullet: <IconMessage size={10} /> } : {})}>
            {entry.kind === 'note' ? (
              <Note orderId={orderId} note={entry} />
            ) : (
              <Text
                size="sm"
                style={{ overflowWrap: 'anywhere' }}
                {...(entry.requestId === null ? {} : { title: `Request ${entry.requestId}` })}
              >
                {entry.text}
              </Text>
            )}
            <Text size="xs" c="dimmed" component="div">
              <Instant at={entry.at} /> · {actorName(entry.actor)}
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </Section>
  );
}
