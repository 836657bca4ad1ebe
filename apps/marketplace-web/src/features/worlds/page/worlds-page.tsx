/** Owns the page that lists worlds. */
import type { World } from '@jetway/marketplace-api';
import { type Column, DataTable, EmptyPanel, failureOf, PageHeader } from '@jetway/ui';
import { Anchor, Group, Stack, Text } from '@mantine/core';
import { IconClockHour4 } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { durationText } from '../../../parts/durations.ts';
import { KindChip } from '../../../parts/kind-chip.tsx';
import { WorldClock } from '../world-clock.tsx';
import { WorldTimeProvider } from '../world-time.tsx';
import { useWorlds } from '../worlds.queries.ts';
import { policyNames } from './policy.ts';

const rowId = (world: World): string => world.id;

function WorldLink({ world }: { readonly world: World }) {
  return (
    <Anchor
      size="sm"
      fw={600}
      renderRoot={(props) => <Link to="/worlds/$worldId" params={{ worldId: world.id }} {...props} />}
    >
      {world.name}
    </Anchor>
  );
}

const shownFields = ['holdMs', 'ackDeadlineMs', 'reviewMs'] as const;

const columns = (readAt: number): Column<World>[] => [
  {
    id: 'name',
    header: 'World',
    cell: (world) => (
      <Stack gap={3} align="flex-start">
        <WorldLink world={world} />
        <KindChip kind={world.kind} />
      </Stack>
    ),
  },
  {
    id: 'clock',
    header: 'Clock',
    cell: (world) => (
      <WorldTimeProvider world={world} readAt={readAt}>
        <WorldClock rate={world.rate} />
      </WorldTimeProvider>
    ),
  },
  ...shownFields.map((field) => ({
    id: field,
    header: policyNames[field].short,
    cell: ({ policy }: World) => (
      <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
        {durationText(policy[field])}
      </Text>
    ),
  })),
  {
    id: 'accounts',
    header: 'Accounts',
    align: 'right',
    cell: ({ accountIds }) => accountIds.length.toLocaleString(),
  },
];

function WorldCard({ world, readAt }: { readonly world: World; readonly readAt: number }) {
  const { policy, accountIds } = world;
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap">
        <WorldLink world={world} />
        <KindChip kind={world.kind} />
      </Group>
      <WorldTimeProvider world={world} readAt={readAt}>
        <WorldClock rate={world.rate} />
      </WorldTimeProvider>
      <Text size="xs" c="dimmed">
        Hold {durationText(policy.holdMs)}, acknowledge within {durationText(policy.ackDeadlineMs)}, review{' '}
        {durationText(policy.reviewMs)} · {accountIds.length === 1 ? '1 account' : `${accountIds.length} accounts`}
      </Text>
    </Stack>
  );
}

export function WorldsPage(): ReactNode {
  const worlds = useWorlds();
  const navigate = useNavigate();
  const { dataUpdatedAt } = worlds;
  const shown = useMemo(() => columns(dataUpdatedAt), [dataUpdatedAt]);
  return (
    <Stack gap="sm">
      <PageHeader
        title="Worlds"
        description="A world has a clock and durations of its own: one for all live accounts, and one for each test account."
      />
      <DataTable
        label="Worlds"
        columns={shown}
        rows={worlds.data}
        rowId={rowId}
        onOpen={(world) => void navigate({ to: '/worlds/$worldId', params: { worldId: world.id } })}
        card={(world) => <WorldCard world={world} readAt={dataUpdatedAt} />}
        failure={failureOf(worlds.error)}
        onRetry={() => void worlds.refetch()}
        empty={
          <EmptyPanel title="No world yet" icon={<IconClockHour4 size={26} aria-hidden />}>
            The live world is made when the marketplace starts, a test world with each merchant.
          </EmptyPanel>
        }
      />
    </Stack>
  );
}
