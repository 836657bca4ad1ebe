/** Owns the list of an account's endpoints and what one does to them. */
import type { WebhookEndpoint } from '@jetway/marketplace-api';
import { type Column, DataTable, EmptyPanel, failureOf, Instant, StatusChip } from '@jetway/ui';
import { Button, Group, Stack, Switch, Text } from '@mantine/core';
import { IconWebhook } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { RemoveDialog, RotateSecretDialog } from './endpoint-dialogs.tsx';
import { useChangeEndpoint, useEndpoints } from './webhooks.queries.ts';
import { endpointState, kindsText, switched } from './webhooks.ts';

const rowId = ({ id }: WebhookEndpoint): string => id;

function State({ endpoint }: { readonly endpoint: WebhookEndpoint }) {
  const { tone, text } = endpointState(endpoint);
  const { disabledReason, failingSince, enabled } = endpoint;
  return (
    <Stack gap={2} align="flex-start">
      <StatusChip tone={tone}>{text}</StatusChip>
      {disabledReason !== null && (
        <Text size="xs" c="dimmed">
          {disabledReason}
        </Text>
      )}
      {enabled && failingSince !== null && (
        <Text size="xs" c="dimmed">
          since <Instant at={failingSince} />
        </Text>
      )}
    </Stack>
  );
}

interface Actions {
  readonly onSwitch: (endpoint: WebhookEndpoint, enabled: boolean) => void;
  readonly onChange: (endpoint: WebhookEndpoint) => void;
  readonly onRotate: (endpoint: WebhookEndpoint) => void;
  readonly onRemove: (endpoint: WebhookEndpoint) => void;
}

const columnsOf = ({ onSwitch, onChange, onRotate, onRemove }: Actions): Column<WebhookEndpoint>[] => [
  {
    id: 'on',
    header: 'On',
    width: '70px',
    cell: (endpoint) => (
      <Switch
        aria-label={`Tell ${endpoint.url}`}
        checked={endpoint.enabled}
        onChange={(event) => onSwitch(endpoint, event.currentTarget.checked)}
      />
    ),
  },
  {
    id: 'url',
    header: 'Address',
    cell: (endpoint) => (
      <Stack gap={2}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {endpoint.url}
        </Text>
        <Text size="xs" c="dimmed">
          {kindsText(endpoint)}
        </Text>
      </Stack>
    ),
  },
  { id: 'state', header: 'State', cell: (endpoint) => <State endpoint={endpoint} /> },
  {
    id: 'pending',
    header: 'Waiting',
    align: 'right',
    cell: ({ pending }) => <span className="jw-number">{pending.toLocaleString()}</span>,
  },
  {
    id: 'actions',
    header: 'Actions',
    headerHidden: true,
    align: 'right',
    cell: (endpoint) => (
      <Group gap="xs" justify="flex-end">
        <Button size="compact-xs" variant="default" onClick={() => onChange(endpoint)}>
          Change …
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => onRotate(endpoint)}>
          Rotate secret …
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => onRemove(endpoint)}>
          Remove …
        </Button>
      </Group>
    ),
  },
];

export interface EndpointListProps {
  readonly accountId: string;
  readonly addButton: ReactNode;
  readonly onChange: (endpoint: WebhookEndpoint) => void;
}

export function EndpointList({ accountId, addButton, onChange }: EndpointListProps) {
  const endpoints = useEndpoints(accountId);
  const change = useChangeEndpoint(accountId);
  const [rotating, rotate] = useState<WebhookEndpoint>();
  const [removing, remove] = useState<WebhookEndpoint>();
  const { mutate } = change;
  const columns = useMemo(
    () =>
      columnsOf({
        onSwitch: (endpoint, enabled) => mutate({ endpointId: endpoint.id, body: switched(endpoint, enabled) }),
        onChange,
        onRotate: rotate,
        onRemove: remove,
      }),
    [mutate, onChange],
  );
  return (
    <>
      <DataTable
        label="Endpoints"
        columns={columns}
        rows={endpoints.data}
        rowId={rowId}
        failure={failureOf(endpoints.error ?? change.error)}
        onRetry={() => void endpoints.refetch()}
        empty={
          <EmptyPanel title="Nobody listens" icon={<IconWebhook size={26} aria-hidden />} action={addButton}>
            Add the address of the merchant’s software to tell it of orders, returns, refunds, files and SKUs.
          </EmptyPanel>
        }
      />
      <RotateSecretDialog accountId={accountId} endpoint={rotating} onClose={() => rotate(undefined)} />
      <RemoveDialog accountId={accountId} endpoint={removing} onClose={() => remove(undefined)} />
    </>
  );
}
