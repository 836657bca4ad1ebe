/** Owns asking since when everything is told again. */
import { FailureAlert, failureOf, useClock } from '@jetway/ui';
import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { type EndpointName, useReplaySince } from './webhooks.queries.ts';

const HOUR_MS = 3_600_000;
const spans = [
  { value: String(HOUR_MS), label: 'the last hour' },
  { value: String(24 * HOUR_MS), label: 'the last day' },
  { value: String(7 * 24 * HOUR_MS), label: 'the last week' },
  { value: '', label: 'everything that is kept' },
];

export interface ReplaySinceDialogProps {
  readonly name: EndpointName;
  readonly opened: boolean;
  readonly onClose: () => void;
}

function Form({ name, onClose }: Omit<ReplaySinceDialogProps, 'opened'>) {
  const worldNow = useClock();
  const replay = useReplaySince(name);
  const [span, setSpan] = useState(String(HOUR_MS));
  const failure = failureOf(replay.error);
  if (replay.data !== undefined)
    return (
      <Stack>
        <Text size="sm">{replay.data.events.toLocaleString()} events are told again.</Text>
        <Group justify="flex-end">
          <Button onClick={onClose}>Close</Button>
        </Group>
      </Stack>
    );
  return (
    <Stack>
      <NativeSelect
        label="What happened in"
        description="In the time of the account’s world"
        data={spans}
        value={span}
        onChange={(event) => setSpan(event.currentTarget.value)}
      />
      {failure !== undefined && <FailureAlert failure={failure} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button loading={replay.isPending} onClick={() => replay.mutate(span === '' ? 0 : worldNow() - Number(span))}>
          Tell it again
        </Button>
      </Group>
    </Stack>
  );
}

export function ReplaySinceDialog({ opened, ...form }: ReplaySinceDialogProps) {
  return (
    <Modal opened={opened} onClose={form.onClose} title="Tell events again">
      <Form {...form} />
    </Modal>
  );
}
