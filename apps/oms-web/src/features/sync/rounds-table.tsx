/** Owns the kinds of run of one connection: the last, the next, run now, and pause. */
import type { Connection, SyncState } from '@jetway/oms-api';
import { FailureAlert, failureOf, Instant, StatusChip, useNow } from '@jetway/ui';
import { Button, Group, Stack, Switch, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useRunConnection } from '../connections/index.ts';
import { useMay } from '../session/index.ts';
import { useChangeSyncSettings } from './sync.queries.ts';
import { kindNames, resultText, stateWords } from './sync.ts';

type Round = SyncState['runs'][number];

interface RoundsProps {
  readonly connection: Connection;
  readonly state: SyncState;
}

function Last({ run }: { readonly run: Round['last'] }) {
  if (run === null)
    return (
      <Text size="sm" c="dimmed">
        never
      </Text>
    );
  const { tone, name } = stateWords[run.state];
  return (
    <Group gap={6}>
      <StatusChip tone={run.state === 'done' && run.failed > 0 ? 'warning' : tone}>{name}</StatusChip>
      <Text size="xs" c="dimmed" component="span">
        <Instant at={run.startedAt} form="relative" /> · {resultText(run)}
      </Text>
    </Group>
  );
}

function Next({ round }: { readonly round: Round }) {
  const now = useNow();
  if (round.isPaused) return <StatusChip tone="warning">Paused</StatusChip>;
  if (round.nextAt === null)
    return (
      <Text size="sm" c="dimmed">
        as needed
      </Text>
    );
  return round.nextAt <= now ? <Text size="sm">now</Text> : <Instant at={round.nextAt} form="relative" />;
}

const Head = () => (
  <Table.Thead>
    <Table.Tr>
      <Table.Th>What</Table.Th>
      <Table.Th>Last</Table.Th>
      <Table.Th>Next</Table.Th>
      <Table.Th>Goes on</Table.Th>
      <Table.Th />
    </Table.Tr>
  </Table.Thead>
);

export function RoundsTable({ connection, state }: RoundsProps) {
  const may = useMay();
  const run = useRunConnection();
  const change = useChangeSyncSettings(connection.id);
  const { settings } = state;
  const failure = failureOf(run.error) ?? failureOf(change.error);
  const toggle = ({ kind, isPaused }: Round) => {
    const others = settings.pausedRuns.filter((other) => other !== kind);
    change.mutate({ pausedRuns: isPaused ? others : [...others, kind], version: settings.version });
  };
  const start = ({ kind }: Round) =>
    run.mutate(
      { connectionId: connection.id, kind },
      { onSuccess: () => notifications.show({ message: `${kindNames[kind]}: started.`, color: 'blue' }) },
    );
  const reads = (kind: Round['kind']): boolean => kind === 'pull-orders' || kind === 'reconcile-orders';
  const cannot = (round: Round): boolean =>
    round.isPaused || connection.mode === 'stopped' || (connection.mode === 'watch' && !reads(round.kind));
  return (
    <Stack gap="xs">
      <Table.ScrollContainer minWidth={520} type="native">
        <Table verticalSpacing={6} aria-label={`Runs of ${connection.name}`}>
          <Head />
          <Table.Tbody>
            {state.runs.map((round) => (
              <Table.Tr key={round.kind}>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>{kindNames[round.kind]}</Table.Td>
                <Table.Td>
                  <Last run={round.last} />
                </Table.Td>
                <Table.Td>
                  <Next round={round} />
                </Table.Td>
                <Table.Td>
                  <Switch
                    size="sm"
                    aria-label={`${kindNames[round.kind]} goes on by itself`}
                    checked={!round.isPaused}
                    disabled={!may('changeSyncSettings') || change.isPending}
                    onChange={() => toggle(round)}
                  />
                </Table.Td>
                <Table.Td align="right">
                  {may('runConnection') && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`Run now: ${kindNames[round.kind]}`}
                      disabled={cannot(round) || run.isPending}
                      loading={run.isPending && run.variables?.kind === round.kind}
                      onClick={() => start(round)}
                    >
                      Run now
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {failure !== undefined && (
        <FailureAlert
          failure={failure}
          onClose={() => {
            run.reset();
            change.reset();
          }}
        />
      )}
    </Stack>
  );
}
