/** Owns the panel of one run: its result and every request it made. */
import type { SyncRun } from '@jetway/oms-api';
import {
  CopyText,
  duration,
  FailureAlert,
  FailurePanel,
  failureOf,
  Instant,
  KeyValues,
  Loaded,
  LoadingLines,
  SidePanel,
  StatusChip,
} from '@jetway/ui';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { actorName } from '../../parts/actors.ts';
import { ExchangeList } from '../exchanges/index.ts';
import { useMay } from '../session/index.ts';
import { useRetryRun, useRun, useRunExchanges } from './sync.queries.ts';
import { kindNames, resultText, stateWords, triggerNames } from './sync.ts';

function Facts({ run }: { readonly run: SyncRun }) {
  const state = stateWords[run.state];
  return (
    <KeyValues
      labelWidth={110}
      items={[
        { label: 'State', value: <StatusChip tone={state.tone}>{state.name}</StatusChip> },
        { label: 'Connection', value: run.connectionName },
        { label: 'Started', value: <Instant at={run.startedAt} /> },
        { label: 'By', value: `${actorName(run.actor)}, ${triggerNames[run.trigger]}` },
        { label: 'Took', value: run.durationMs === null ? '–' : duration(run.durationMs) },
        { label: 'Result', value: resultText(run) || '–' },
        ...(run.error === null
          ? []
          : [
              {
                label: 'Error',
                value: (
                  <Text span size="sm" c="red">
                    {run.error}
                  </Text>
                ),
              },
            ]),
        ...(run.requestId === null
          ? []
          : [{ label: 'Request', value: <CopyText text={run.requestId} label="request id" /> }]),
      ]}
    />
  );
}

function Retry({ run }: { readonly run: SyncRun }) {
  const may = useMay();
  const retry = useRetryRun();
  const hasFailed = run.state === 'failed' || (run.state === 'done' && run.failed > 0);
  if (!hasFailed || !may('retryRun')) return null;
  const failure = failureOf(retry.error);
  const start = () =>
    retry.mutate(run.id, { onSuccess: () => notifications.show({ message: 'Tried again.', color: 'blue' }) });
  return (
    <Stack gap="xs">
      <Button size="xs" style={{ alignSelf: 'flex-start' }} loading={retry.isPending} onClick={start}>
        Try again what failed
      </Button>
      {failure !== undefined && <FailureAlert failure={failure} onClose={() => retry.reset()} />}
    </Stack>
  );
}

function Exchanges({ runId }: { readonly runId: string }) {
  const { rows, query, more } = useRunExchanges(runId);
  if (rows === undefined) {
    const failure = failureOf(query.error);
    return failure === undefined ? (
      <LoadingLines count={3} />
    ) : (
      <FailurePanel failure={failure} onRetry={() => void query.refetch()} />
    );
  }
  return rows.length === 0 ? (
    <Text size="sm" c="dimmed">
      This run made no request, or its requests are too old to be kept.
    </Text>
  ) : (
    <ExchangeList exchanges={rows} more={more} />
  );
}

export function RunPanel({ runId, onClose }: { readonly runId: string; readonly onClose: () => void }) {
  const run = useRun(runId);
  return (
    <SidePanel
      label="Run"
      contentKey={runId}
      onClose={onClose}
      header={
        <Group gap="xs">
          <Title order={2} size="h4">
            {run.data === undefined ? 'Run' : kindNames[run.data.kind]}
          </Title>
        </Group>
      }
    >
      <Loaded data={run.data} failure={failureOf(run.error)} onRetry={() => void run.refetch()}>
        {(found) => (
          <Stack>
            <Facts run={found} />
            <Retry run={found} />
            <Title order={3} size="h6">
              Requests
            </Title>
            <Exchanges runId={runId} />
          </Stack>
        )}
      </Loaded>
    </SidePanel>
  );
}
