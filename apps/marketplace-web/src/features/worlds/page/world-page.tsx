/** Owns the page of one world: its clock, its durations, and whose world it is. */
import type { World } from '@jetway/marketplace-api';
import { Section } from '@jetway/ui';
import { Button, Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconClockEdit, IconInfoCircle } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { MainAndFacts } from '../../../parts/main-and-facts.tsx';
import { Note } from '../../../parts/note.tsx';
import { MoveClockDialog } from '../move-clock-dialog.tsx';
import { WorldClock } from '../world-clock.tsx';
import { WithWorld, WorldHeader } from '../world-header.tsx';
import { WorldTimeProvider } from '../world-time.tsx';
import { clockRefusal } from '../worlds.ts';
import { PolicyForm } from './policy-form.tsx';
import { WorldAccounts } from './world-accounts.tsx';
import { WorldTaxonomy } from './world-taxonomy.tsx';

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
      <WorldHeader world={world} tabTitle={`World ${world.name}`} />
      <WorldTimeProvider world={world} readAt={readAt}>
        <MainAndFacts
          main={
            <>
              <ClockSection world={world} onMove={move.open} />
              <Section title="Policy">
                <PolicyForm key={world.id} world={world} />
              </Section>
            </>
          }
          facts={
            <>
              <WorldTaxonomy worldId={world.id} />
              <WorldAccounts world={world} />
            </>
          }
        />
        <MoveClockDialog world={world} opened={moving} onClose={move.close} />
      </WorldTimeProvider>
    </>
  );
}

export function WorldPage(): ReactNode {
  const { worldId } = route.useParams();
  return <WithWorld worldId={worldId}>{(world, readAt) => <Content world={world} readAt={readAt} />}</WithWorld>;
}
