/** Owns one connection on the sync page: its switch, schedule, health, and what it can be told to do now. */
import type { Connection } from '@jetway/oms-api';
import {
  exactInstant,
  FailureAlert,
  failureOf,
  Instant,
  KeyValues,
  Section,
  StatusChip,
  shortSpan,
  useNow,
} from '@jetway/ui';
import { Anchor, Button, Collapse, Group, SegmentedControl, Stack, Switch, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  laneWords,
  type Mode,
  modeWords,
  SwitchDialog,
  stateWords,
  useRunConnection,
  useSwitchConnection,
  waitingWords,
} from '../connections/index.ts';
import { useMay } from '../session/index.ts';
import { kindNames, type RunKind } from './sync.ts';
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

const runs: readonly RunKind[] = ['pull-orders', 'send-intents', 'send-stock'];

function RunNow({ connection }: CardProps) {
  const may = useMay();
  const run = useRunConnection();
  const failure = failureOf(run.error);
  if (!may('runConnection')) return null;
  const start = (kind: RunKind) =>
    run.mutate(
      { connectionId: connection.id, kind },
      { onSuccess: () => notifications.show({ message: `${kindNames[kind]}: started.`, color: 'blue' }) },
    );
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Text size="sm" fw={600}>
          Run now
        </Text>
        {runs.map((kind) => {
          const cannot = connection.mode === 'stopped' || (connection.mode === 'watch' && kind !== 'pull-orders');
          return (
            <Tooltip
              key={kind}
              label={`Not in ${modeWords[connection.mode].name.toLowerCase()} mode`}
              disabled={!cannot}
            >
              <Button
                size="xs"
                variant="default"
                disabled={cannot || run.isPending}
                loading={run.isPending && run.variables?.kind === kind}
                onClick={() => start(kind)}
              >
                {kindNames[kind]}
              </Button>
            </Tooltip>
          );
        })}
      </Group>
      {failure !== undefined && <FailureAlert failure={failure} onClose={() => run.reset()} />}
    </Stack>
  );
}

function WouldBeSent({ connection }: CardProps) {
  const [opened, { toggle }] = useDisclosure(connection.mode === 'watch');
  const count = connection.waitingIntents + connection.waitingStock;
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
        {connection.mode === 'live' ? 'What is sent next' : 'What would be sent'} ({count})
      </Button>
      <Collapse expanded={opened}>{opened && <WaitingList connection={connection} />}</Collapse>
    </Stack>
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
        <RunNow connection={connection} />
        <WouldBeSent connection={connection} />
      </Stack>
    </Section>
  );
}
