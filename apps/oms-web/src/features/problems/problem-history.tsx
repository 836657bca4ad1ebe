/** Owns what happened to a problem: who had it, and how it ended. */
import type { ProblemEvent } from '@jetway/oms-api';
import { failureOf, Instant, Loaded, LoadingLines } from '@jetway/ui';
import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { actorName } from '../../parts/actors.ts';
import { useProblemHistory } from './problems.queries.ts';

function eventText({ kind, text, actor }: ProblemEvent): string {
  const by = actor === null ? '' : ` by ${actorName(actor)}`;
  switch (kind) {
    case 'raised':
      return 'Seen first';
    case 'assigned':
      return `Given to ${text ?? 'somebody'}${by}`;
    case 'unassigned':
      return `Given back${by}`;
    case 'resolved':
      return `${text ?? 'Resolved'}${by === '' ? '' : ` ·${by}`}`;
  }
}

function Events({ problemId }: { readonly problemId: string }) {
  const { data, error, refetch } = useProblemHistory(problemId);
  return (
    <Loaded
      data={data}
      failure={failureOf(error)}
      onRetry={() => void refetch()}
      loading={<LoadingLines count={2} height={12} />}
    >
      {({ items }) => (
        <Stack gap={2} component="ol" m={0} p={0} style={{ listStyle: 'none' }} aria-label="History">
          {items.map((event) => (
            <Text key={`${event.at} ${event.kind} ${event.text}`} size="xs" c="dimmed" component="li">
              <Instant at={event.at} /> · {eventText(event)}
            </Text>
          ))}
        </Stack>
      )}
    </Loaded>
  );
}

export function ProblemHistory({ problemId }: { readonly problemId: string }) {
  const [opened, { toggle }] = useDisclosure(false);
  return (
    <Stack gap={4} align="flex-start">
      <Button size="compact-xs" variant="subtle" color="gray" aria-expanded={opened} onClick={toggle}>
        {opened ? 'Hide history' : 'History'}
      </Button>
      {opened && <Events problemId={problemId} />}
    </Stack>
  );
}
