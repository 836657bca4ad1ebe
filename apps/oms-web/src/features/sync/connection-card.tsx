/** Owns one connection on the sync page: its switch, schedule, health, and what it can be told to do now. */
import type { Connection } from '@jetway/oms-api';
import {
  exactInstant,
  FailureAlert,
  failureOf,
  Instant,
  KeyValues,
  Loaded,
  Section,
  StatusChip,
  shortSpan,
  useNow,
} from '@jetway/ui';
import { Anchor, Button, Collapse, Group, SegmentedControl, Stack, Switch, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import {
  laneWords,
  type Mode,
  modeWords,
  SwitchDialog,
  stateWords,
  useSwitchConnection,
  waitingWords,
} from '../connections/index.ts';
import { useMay } from '../session/index.ts';
import { PolicyPreview } from './policy-preview.tsx';
import { RoundsTable } from './rounds-table.tsx';
import { StepFigures } from './step-figures.tsx';
import { StockFilesList } from './stock-files-list.tsx';
import { useSyncState } from './sync.queries.ts';
import { SyncSettingsForm } from './sync-settings-form.tsx';
import { WaitingList } from './waiting-list.tsx';

interface CardProps {
  readonly connection: Connection;
}

const modes: readonly Mode[] = ['live', 'watch', 'stopped'];

function ModeSwitch({ connection }: CardProps) {
  const may = useMay();
  const [asked, setAsked] = useState<Mode>();
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={`Mode of ${connection.name}`}
        value={connection.mode}
        disabled={!may('switchConnection')}
        onChange={(mode) => {
          if (mode !== connection.mode) setAsked(mode);
        }}
        data={modes.map((value) => ({ value, label: modeWords[value].name }))}
      />
      <SwitchDialog connection={connection} mode={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}

function LaneSwitches({ connection }: CardProps) {
  const may = useMay();
  const change = useSwitchConnection();
  const failure = failureOf(change.error);
  const isOn = (lane: Connection['stoppedLanes'][number]) => !connection.stoppedLanes.includes(lane);
  const toggle = (lane: Connection['stoppedLanes'][number]) =>
    change.mutate({
      connectionId: connection.id,
      mode: connection.mode,
      stoppedLanes: isOn(lane)
        ? [...connection.stoppedLanes, lane]
        : connection.stoppedLanes.filter((other) => other !== lane),
    });
  return (
    <Stack gap={6}>
      <Text size="sm" fw={600}>
        What may be sent
      </Text>
      {(['urgent', 'normal', 'bulk'] as const).map((lane) => (
        <Switch
          key={lane}
          size="sm"
          label={laneWords[lane].name}
          description={laneWords[lane].carries}
          checked={isOn(lane)}
          disabled={!may('switchConnection') || change.isPending}
          onChange={() => toggle(lane)}
        />
      ))}
      {failure !== undefined && <FailureAlert failure={failure} onClose={() => change.reset()} />}
    </Stack>
  );
}

function Schedule({ connection }: CardProps) {
  const now = useNow();
  const { mode, nextPullAt, pullsOrders } = connection;
  const reads = mode !== 'stopped' && pullsOrders;
  const offset = connection.clockOffsetMs;
  return (
    <KeyValues
      labelWidth={130}
      items={[
        { label: 'Reads orders', value: reads ? `every ${connection.pullEverySeconds} s` : 'not at present' },
        { label: 'Last read', value: <Instant at={connection.lastPullAt} form="relative" none="never" /> },
        {
          label: 'Next',
          value:
            !reads || nextPullAt === null ? (
              '–'
            ) : nextPullAt <= now ? (
              'now'
            ) : (
              <Instant at={nextPullAt} form="relative" />
            ),
        },
        { label: 'Last contact', value: <Instant at={connection.lastContactAt} form="relative" none="never" /> },
        { label: 'Waits to be sent', value: waitingWords(connection) ?? 'nothing' },
        ...(Math.abs(offset) > 5_000
          ? [
              {
                label: 'Channel’s clock',
                value: (
                  <span title={exactInstant(now + offset)}>
                    {shortSpan(offset)} {offset > 0 ? 'ahead of' : 'behind'} ours
                  </span>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function InStep({ connection }: CardProps) {
  const state = useSyncState(connection.id);
  const may = useMay();
  const [previews, preview] = useDisclosure(false);
  return (
    <Loaded data={state.data} failure={failureOf(state.error)} onRetry={() => void state.refetch()}>
      {(found) => (
        <Stack gap="md">
          <Group align="flex-start" gap="xl" grow preventGrowOverflow={false}>
            <StepFigures state={found} />
            <Stack gap="sm">
              <SyncSettingsForm key={found.settings.version} connectionId={connection.id} settings={found.settings} />
              {may('previewPolicy') && (
                <Button size="xs" variant="default" style={{ alignSelf: 'flex-start' }} onClick={preview.open}>
                  Try an acknowledge policy
                </Button>
              )}
            </Stack>
          </Group>
          <RoundsTable connection={connection} state={found} />
          <PolicyPreview connection={connection} opened={previews} onClose={preview.close} />
        </Stack>
      )}
    </Loaded>
  );
}

interface FoldedProps {
  readonly label: string;
  readonly opensBy?: boolean;
  readonly children: ReactNode;
}

/** What is looked at now and then only. */
function Folded({ label, opensBy = false, children }: FoldedProps) {
  const [opened, { toggle }] = useDisclosure(opensBy);
  return (
    <Stack gap="xs">
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-expanded={opened}
        style={{ alignSelf: 'flex-start' }}
        leftSection={opened ? <IconChevronDown size={15} aria-hidden /> : <IconChevronRight size={15} aria-hidden />}
        onClick={toggle}
      >
        {label}
      </Button>
      <Collapse expanded={opened}>{opened && children}</Collapse>
    </Stack>
  );
}

function WouldBeSent({ connection }: CardProps) {
  const count = connection.waitingIntents + connection.waitingStock;
  const what = connection.mode === 'live' ? 'What is sent next' : 'What would be sent';
  return (
    <Folded label={`${what} (${count})`} opensBy={connection.mode === 'watch'}>
      <WaitingList connection={connection} />
    </Folded>
  );
}

export function ConnectionCard({ connection }: CardProps) {
  const state = stateWords[connection.state];
  const mode = modeWords[connection.mode];
  return (
    <Section
      title={
        <Group gap="xs" component="span">
          <Anchor
            inherit
            c="inherit"
            renderRoot={(props) => (
              <Link to="/settings/channels/$connectionId" params={{ connectionId: connection.id }} {...props} />
            )}
          >
            {connection.name}
          </Anchor>
          <StatusChip tone={state.tone}>{state.name}</StatusChip>
          <StatusChip tone={mode.tone} hint={mode.means}>
            {mode.name}
          </StatusChip>
        </Group>
      }
      actions={<ModeSwitch connection={connection} />}
    >
      <Stack gap="md">
        {connection.stateText !== null && connection.state !== 'healthy' && (
          <Text size="sm" c="red">
            {connection.stateText}
          </Text>
        )}
        <Group align="flex-start" gap="xl" grow preventGrowOverflow={false}>
          <Schedule connection={connection} />
          <LaneSwitches connection={connection} />
        </Group>
        <InStep connection={connection} />
        <WouldBeSent connection={connection} />
        <Folded label="Bulk files of stock">
          <StockFilesList connectionId={connection.id} />
        </Folded>
      </Stack>
    </Section>
  );
}
