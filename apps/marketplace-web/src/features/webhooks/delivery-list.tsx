/** Owns the list of what was told to an endpoint, one delivery in full, and telling it again. */
import { type WebhookDelivery, type WebhookDeliveryState, webhookDeliveryStates } from '@jetway/marketplace-api';
import {
  type Column,
  DataTable,
  EmptyPanel,
  FailureAlert,
  failureOf,
  Instant,
  JsonViewer,
  Loaded,
  StatusChip,
  useLast,
} from '@jetway/ui';
import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { ReplaySinceDialog } from './replay-since-dialog.tsx';
import { type EndpointName, useDeliveries, useDelivery, useReplay, useTest } from './webhooks.queries.ts';
import { deliveryState, kindName } from './webhooks.ts';

const rowId = ({ eventId }: WebhookDelivery): string => eventId;

const columns: Column<WebhookDelivery>[] = [
  {
    id: 'event',
    header: 'Event',
    cell: ({ kind, subject }) => (
      <Stack gap={2}>
        <Text size="sm" fw={600}>
          {kindName(kind)}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {subject}
        </Text>
      </Stack>
    ),
  },
  { id: 'at', header: 'World time', nowrap: true, cell: ({ occurredAt }) => <Instant at={occurredAt} /> },
  {
    id: 'state',
    header: 'State',
    cell: (delivery) => {
      const { tone, text } = deliveryState(delivery);
      return <StatusChip tone={tone}>{text}</StatusChip>;
    },
  },
  {
    id: 'answer',
    header: 'Newest answer',
    cell: ({ status, error }) => error ?? (status === null ? '–' : String(status)),
  },
  {
    id: 'duration',
    header: 'Took',
    align: 'right',
    nowrap: true,
    cell: ({ durationMs }) => (
      <span className="jw-number">{durationMs === null ? '–' : `${durationMs.toLocaleString()} ms`}</span>
    ),
  },
];

/** As JSON when it is some; it always is. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function Detail({ name, eventId }: { readonly name: EndpointName; readonly eventId: string }) {
  const found = useDelivery(name, eventId);
  const replay = useReplay(name);
  const failure = failureOf(replay.error);
  return (
    <Loaded data={found.data} failure={failureOf(found.error)} onRetry={() => void found.refetch()}>
      {({ delivery, body, attempts }) => (
        <Stack>
          <Group justify="space-between">
            <StatusChip tone={deliveryState(delivery).tone}>{deliveryState(delivery).text}</StatusChip>
            <Button size="compact-sm" loading={replay.isPending} onClick={() => replay.mutate(eventId)}>
              Tell it again
            </Button>
          </Group>
          {failure !== undefined && <FailureAlert failure={failure} />}
          {delivery.dueAt !== null && delivery.tries > 0 && (
            <Text size="sm">
              Tried again at <Instant at={delivery.dueAt} />.
            </Text>
          )}
          <JsonViewer label="Body" value={parsed(body)} maxHeight="40vh" openLevels={2} />
          <Text size="sm" fw={600}>
            Tries
          </Text>
          {attempts.length === 0 && (
            <Text size="sm" c="dimmed">
              None yet.
            </Text>
          )}
          {attempts.map(({ at, status, durationMs, error }) => (
            <Text key={at} size="sm">
              <Instant at={at} />: {error ?? `answered ${status}`}, {durationMs.toLocaleString()} ms
            </Text>
          ))}
        </Stack>
      )}
    </Loaded>
  );
}

const stateNames: Readonly<Record<WebhookDeliveryState, string>> = {
  pending: 'Waiting',
  delivered: 'Delivered',
  dead: 'Given up',
};

export interface DeliveryListProps {
  readonly name: EndpointName;
  readonly state: WebhookDeliveryState | undefined;
  readonly onState: (state: WebhookDeliveryState | undefined) => void;
}

function Tools({ name, state, onState }: DeliveryListProps) {
  const test = useTest(name);
  const failure = failureOf(test.error);
  const [asking, ask] = useState(false);
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-end">
        <NativeSelect
          label="State"
          data={[
            { value: '', label: 'All' },
            ...webhookDeliveryStates.map((value) => ({ value, label: stateNames[value] })),
          ]}
          value={state ?? ''}
          onChange={(event) => onState(webhookDeliveryStates.find((one) => one === event.currentTarget.value))}
        />
        <Group gap="xs">
          <Button variant="default" onClick={() => ask(true)}>
            Tell again since …
          </Button>
          <Button
            variant="default"
            leftSection={<IconSend size={16} aria-hidden />}
            loading={test.isPending}
            onClick={() => test.mutate(undefined)}
          >
            Send a test
          </Button>
        </Group>
      </Group>
      {failure !== undefined && <FailureAlert failure={failure} />}
      <ReplaySinceDialog name={name} opened={asking} onClose={() => ask(false)} />
    </Stack>
  );
}

export function DeliveryList(props: DeliveryListProps) {
  const { name, state } = props;
  const deliveries = useDeliveries(name, state);
  const [opened, open] = useState<string>();
  const shown = useLast(opened);
  return (
    <Stack gap="sm">
      <Tools {...props} />
      <DataTable
        label="Deliveries"
        columns={columns}
        rows={deliveries.rows}
        isOld={deliveries.isOld}
        rowId={rowId}
        onOpen={({ eventId }) => open(eventId)}
        failure={failureOf(deliveries.query.error)}
        onRetry={() => void deliveries.query.refetch()}
        more={deliveries.more}
        empty={
          <EmptyPanel title={state === undefined ? 'Nothing was told yet' : 'No delivery in this state'}>
            Send a test to see whether the address answers.
          </EmptyPanel>
        }
      />
      <Modal opened={opened !== undefined} onClose={() => open(undefined)} title="Delivery" size="lg">
        {shown !== undefined && <Detail name={name} eventId={shown} />}
      </Modal>
    </Stack>
  );
}
