/** Owns the table of runs with its filters. */
import type { Connection, SyncRun } from '@jetway/oms-api';
import { type Column, DataTable, duration, EmptyPanel, failureOf, Instant, StatusChip } from '@jetway/ui';
import { Group, NativeSelect, Stack, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import { actorName } from '../../parts/actors.ts';
import { NewRowsBar } from '../../parts/live-list/index.ts';
import { useRuns } from './sync.queries.ts';
import { kindNames, resultText, type SyncSearch, stateWords, triggerNames } from './sync.ts';

const columns: readonly Column<SyncRun>[] = [
  { id: 'started', header: 'Started', nowrap: true, cell: (run) => <Instant at={run.startedAt} /> },
  { id: 'connection', header: 'Connection', nowrap: true, cell: (run) => run.connectionName },
  { id: 'kind', header: 'What', nowrap: true, cell: (run) => kindNames[run.kind] },
  {
    id: 'state',
    header: 'State',
    cell: (run) => <StatusChip tone={stateWords[run.state].tone}>{stateWords[run.state].name}</StatusChip>,
  },
  {
    id: 'result',
    header: 'Result',
    cell: (run) => (
      <>
        <Text size="sm">{resultText(run)}</Text>
        {run.error !== null && (
          <Text size="xs" c="red" lineClamp={1}>
            {run.error}
          </Text>
        )}
      </>
    ),
  },
  {
    id: 'why',
    header: 'Why',
    nowrap: true,
    cell: (run) => (run.trigger === 'person' ? `by ${actorName(run.actor)}` : triggerNames[run.trigger]),
  },
  {
    id: 'took',
    header: 'Took',
    nowrap: true,
    align: 'right',
    cell: (run) => (run.durationMs === null ? '–' : duration(run.durationMs)),
  },
];

function RunCard({ run }: { readonly run: SyncRun }) {
  return (
    <Stack gap={4}>
      <Group justify="space-between">
        <Text size="sm" fw={600}>
          {kindNames[run.kind]}
        </Text>
        <StatusChip tone={stateWords[run.state].tone}>{stateWords[run.state].name}</StatusChip>
      </Group>
      <Text size="xs" c="dimmed" component="div">
        <Instant at={run.startedAt} /> · {resultText(run)} · {run.connectionName}
      </Text>
    </Stack>
  );
}

const rowId = (run: SyncRun): string => run.id;

const options = (names: Readonly<Record<string, string>>, all: string) => [
  { value: '', label: all },
  ...Object.entries(names).map(([value, label]) => ({ value, label })),
];

const stateNames = Object.fromEntries(Object.entries(stateWords).map(([state, { name }]) => [state, name]));

export interface RunsTableProps {
  readonly search: SyncSearch;
  readonly connections: readonly Connection[];
  readonly onChange: (change: Partial<Record<keyof SyncSearch, string | undefined>>) => void;
}

export function RunsTable({ search, connections, onChange }: RunsTableProps) {
  const { connection, kind, state } = search;
  const filters = useMemo(
    () => ({
      ...(connection === undefined ? {} : { connectionId: connection }),
      ...(kind === undefined ? {} : { kind }),
      ...(state === undefined ? {} : { state }),
    }),
    [connection, kind, state],
  );
  const { rows, query, more, isOld, live, showNew } = useRuns(filters);
  const names = Object.fromEntries(connections.map(({ id, name }) => [id, name]));
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Title order={2} size="h4">
          Runs
        </Title>
        <Group gap="xs">
          {connections.length > 1 && (
            <NativeSelect
              size="xs"
              aria-label="Connection"
              value={connection ?? ''}
              data={options(names, 'All connections')}
              onChange={(event) => onChange({ connection: event.currentTarget.value })}
            />
          )}
          <NativeSelect
            size="xs"
            aria-label="What"
            value={kind ?? ''}
            data={options(kindNames, 'All kinds')}
            onChange={(event) => onChange({ kind: event.currentTarget.value })}
          />
          <NativeSelect
            size="xs"
            aria-label="State"
            value={state ?? ''}
            data={options(stateNames, 'All states')}
            onChange={(event) => onChange({ state: event.currentTarget.value })}
          />
        </Group>
      </Group>
      <NewRowsBar live={live} noun="run" onShow={showNew} />
      <DataTable
        label="Runs"
        columns={columns}
        rows={rows}
        isOld={isOld}
        rowId={rowId}
        openId={search.run}
        onOpen={({ id }) => onChange({ run: id })}
        card={(run) => <RunCard run={run} />}
        failure={failureOf(query.error)}
        onRetry={() => void query.refetch()}
        empty={<EmptyPanel title="No run yet">Each time a connection reads or sends, it is recorded here.</EmptyPanel>}
        more={more}
      />
    </Stack>
  );
}
