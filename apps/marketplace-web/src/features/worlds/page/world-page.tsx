/** Owns the page of one world: its clock, its durations, and whose world it is. */
import type { World } from '@jetway/marketplace-api';
import { failureOf, Loaded, LoadingPage, PageHeader, Section } from '@jetway/ui';
import { Anchor, Button, Grid, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowLeft, IconClockEdit, IconInfoCircle } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { KindChip } from '../../../parts/kind-chip.tsx';
import { Note } from '../../../parts/note.tsx';
import { MoveClockDialog } from '../move-clock-dialog.tsx';
import { WorldClock } from '../world-clock.tsx';
import { WorldTimeProvider } from '../world-time.tsx';
import { useWorld } from '../worlds.queries.ts';
import { clockRefusal } from '../worlds.ts';
import { PolicyForm } from './policy-form.tsx';
import { WorldAccounts } from './world-accounts.tsx';

const route = getRouteApi('/shell/worlds/$worldId');

function ClockSection({ world, onMove }: { readonly world: World; readonly onMove: () => void }) {
  const refusal = clockRefusal(world);
  return (
    <Section title="Clock">
      <Stack>
        <Group justify="space-between" align="flex-start">
          <WorldClock rate={world.rate} large />
          {refusal === undefined && (
            <Button leftSection={<IconClockEdit size={16} aria-hidden />} onClick={onMove}>
              Move the clock
            </Button>
          )}
        </Group>
        {refusal !== undefined && (
          <Note tone="neutral" icon={<IconInfoCircle size={20} />} title="This clock cannot be moved">
            {refusal}
          </Note>
        )}
      </Stack>
    </Section>
  );
}

function Content({ world, readAt }: { readonly world: World; readonly readAt: number }) {
  const [moving, move] = useDisclosure(false);
  return (
    <>
      <PageHeader
        back={
          <Anchor size="sm" renderRoot={(props) => <Link to="/worlds" {...props} />}>
            <IconArrowLeft size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> Worlds
          </Anchor>
        }
        tabTitle={`World ${world.name}`}
        title={
          <Group gap={8} component="span">
            {world.name}
            <KindChip kind={world.kind} />
          </Group>
        }
      />
      <WorldTimeProvider world={world} readAt={readAt}>
        <Grid gap="md">
          <Grid.Col span={{ base: 12, lg: 8 }}>
            <Stack>
              <ClockSection world={world} onMove={move.open} />
              <Section title="Policy">
                <PolicyForm key={world.id} world={world} />
              </Section>
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 4 }}>
            <WorldAccounts world={world} />
          </Grid.Col>
        </Grid>
        <MoveClockDialog world={world} opened={moving} onClose={move.close} />
      </WorldTimeProvider>
    </>
  );
}

export function WorldPage(): ReactNode {
  const { worldId } = route.useParams();
  const world = useWorld(worldId);
  return (
    <Loaded
      data={world.data}
      failure={failureOf(world.error)}
      onRetry={() => void world.refetch()}
      loading={<LoadingPage />}
    >
      {(data) => (
        <Stack gap="sm">
          <Content world={data} readAt={world.dataUpdatedAt} />
        </Stack>
      )}
    </Loaded>
  );
}
