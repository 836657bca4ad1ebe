/** Owns the panel of one bulk run: how far it is, what was refused and why, and what can be done about it. */
import type { BulkRun, BulkRunOrder } from '@jetway/oms-api';
import { FailureAlert, failureOf, Instant, KeyValues, Loaded, LoadingLines, SidePanel, StatusChip } from '@jetway/ui';
import { Anchor, Button, Group, Progress, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { actorName } from '../../parts/actors.ts';
import { useMay } from '../session/index.ts';
import { useBulkRun, useBulkRunOrders, useCancelBulk, useRetryBulk } from './bulk.queries.ts';
import { orderStateWords, resultText, runStateWords, runTitle } from './bulk.ts';

export interface BulkRunPanelProps {
  readonly runId: string;
  readonly onClose: () => void;
  /** Another run is to be shown: the one that tries again. */
  readonly onShow: (runId: string) => void;
}

function Bar({ run }: { readonly run: BulkRun }) {
  const share = (part: number) => (run.orders === 0 ? 0 : (part / run.orders) * 100);
  return (
    <Stack gap={4}>
      <Progress.Root size="lg" aria-label="Progress">
        <Progress.Section value={share(run.done)} color="green" aria-label="Done" />
        <Progress.Section value={share(run.refused)} color="red" aria-label="Refused" />
      </Progress.Root>
      <Text size="sm" role="status" className="jw-number">
        {resultText(run)}
      </Text>
    </Stack>
  );
}

function OrderRow({ order }: { readonly order: BulkRunOrder }) {
  const { name, tone } = orderStateWords[order.state];
  return (
    <Stack gap={2}>
      <Group justify="space-between" wrap="nowrap">
        {order.referenceNumber === null ? (
          <Text size="sm" truncate>
            {order.orderId}
          </Text>
        ) : (
          <Anchor
            size="sm"
            fw={600}
            renderRoot={(props) => <Link to="/orders/$orderId" params={{ orderId: order.orderId }} {...props} />}
          >
            {order.referenceNumber}
          </Anchor>
        )}
        <StatusChip tone={tone}>{name}</StatusChip>
      </Group>
      {order.text !== null && (
        <Text size="xs" c="dimmed">
          {order.text}
        </Text>
      )}
    </Stack>
  );
}

function Orders({ run }: { readonly run: BulkRun }) {
  const [shown, setShown] = useState<'all' | 'refused'>('all');
  const { rows, more, query } = useBulkRunOrders(run.id, shown === 'refused' ? 'refused' : undefined);
  return (
    <Stack gap="sm">
      <SegmentedControl
        size="xs"
        aria-label="Which orders"
        value={shown}
        onChange={(value) => setShown(value === 'refused' ? 'refused' : 'all')}
        data={[
          { value: 'all', label: `All ${run.orders.toLocaleString()}` },
          { value: 'refused', label: `Refused ${run.refused.toLocaleString()}` },
        ]}
      />
      <Loaded data={rows} failure={failureOf(query.error)} onRetry={() => void query.refetch()}>
        {(orders) =>
          orders.length === 0 ? (
            <Text size="sm" c="dimmed">
              {shown === 'refused' ? 'No order was refused.' : 'There was no order to deal with.'}
            </Text>
          ) : (
            <>
              {orders.map((order) => (
                <OrderRow key={order.orderId} order={order} />
              ))}
              {more.hasMore && (
                <Button variant="default" size="xs" loading={more.busy} onClick={more.onMore}>
                  Show more
                </Button>
              )}
            </>
          )
        }
      </Loaded>
    </Stack>
  );
}

function Actions({ run, onShow }: { readonly run: BulkRun; readonly onShow: (runId: string) => void }) {
  const may = useMay();
  const cancel = useCancelBulk();
  const retry = useRetryBulk();
  const failure = failureOf(cancel.error ?? retry.error);
  if (!may('cancelBulkRun')) return null;
  return (
    <Stack gap="xs">
      {failure !== undefined && <FailureAlert failure={failure} />}
      <Group justify="flex-end">
        {run.state === 'running' && (
          <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(run.id)}>
            Stop here
          </Button>
        )}
        {run.state !== 'running' && run.refused > 0 && (
          <Button loading={retry.isPending} onClick={() => retry.mutate(run.id, { onSuccess: ({ id }) => onShow(id) })}>
            Try the {run.refused.toLocaleString()} refused again
          </Button>
        )}
      </Group>
    </Stack>
  );
}

const offersSomething = ({ state, refused }: BulkRun): boolean => state === 'running' || refused > 0;

export function BulkRunPanel({ runId, onClose, onShow }: BulkRunPanelProps) {
  const query = useBulkRun(runId);
  const run = query.data;
  return (
    <SidePanel
      label="Bulk run"
      contentKey={runId}
      onClose={onClose}
      header={
        <>
          <Title order={2} size="h4">
            {run === undefined ? 'Bulk run' : runTitle(run)}
          </Title>
          <Text size="sm" c="dimmed">
            It goes on when you leave; the page Bulk runs shows it again.
          </Text>
        </>
      }
      footer={run !== undefined && offersSomething(run) ? <Actions run={run} onShow={onShow} /> : undefined}
    >
      <Loaded
        data={run}
        failure={failureOf(query.error)}
        onRetry={() => void query.refetch()}
        loading={<LoadingLines count={6} />}
      >
        {(found) => (
          <Stack gap="md">
            <Bar run={found} />
            <KeyValues
              labelWidth={100}
              items={[
                {
                  label: 'State',
                  value: (
                    <StatusChip tone={runStateWords[found.state].tone}>{runStateWords[found.state].name}</StatusChip>
                  ),
                },
                { label: 'Asked for', value: <Instant at={found.createdAt} /> },
                { label: 'By', value: actorName(found.actor) },
                ...(found.endedAt === null ? [] : [{ label: 'Ended', value: <Instant at={found.endedAt} /> }]),
              ]}
            />
            <Orders run={found} />
          </Stack>
        )}
      </Loaded>
    </SidePanel>
  );
}
