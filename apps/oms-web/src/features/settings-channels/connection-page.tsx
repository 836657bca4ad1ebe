/** Owns the settings page of one connection: what its channel can do, and its form. */
import { failureOf, Loaded, LoadingPage, PageHeader, StatusChip } from '@jetway/ui';
import { Anchor, Button, Group, Stack } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type Mode, modeWords, SwitchDialog, stateWords } from '../connections/index.ts';
import { useMay } from '../session/index.ts';
import { Abilities } from './abilities.tsx';
import { useChannels, useConnection } from './channels.queries.ts';
import { ConnectionForm } from './connection-form.tsx';
import { TagMirror } from './tag-mirror.tsx';

const route = getRouteApi('/shell/settings/channels/$connectionId');

const offered: Readonly<Record<Mode, { readonly mode: Mode; readonly label: string }[]>> = {
  watch: [
    { mode: 'live', label: 'Switch on …' },
    { mode: 'stopped', label: 'Stop …' },
  ],
  live: [
    { mode: 'watch', label: 'Only watch …' },
    { mode: 'stopped', label: 'Stop …' },
  ],
  stopped: [
    { mode: 'live', label: 'Switch on …' },
    { mode: 'watch', label: 'Only watch …' },
  ],
};

export function ConnectionPage(): ReactNode {
  const { connectionId } = route.useParams();
  const connection = useConnection(connectionId);
  const channels = useChannels();
  const may = useMay();
  const [asked, setAsked] = useState<Mode>();
  return (
    <Loaded
      data={connection.data}
      failure={failureOf(connection.error)}
      onRetry={() => void connection.refetch()}
      loading={<LoadingPage />}
    >
      {(found) => (
        <>
          <PageHeader
            back={
              <Anchor size="sm" renderRoot={(props) => <Link to="/settings/channels" {...props} />}>
                <IconArrowLeft size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> Channels
              </Anchor>
            }
            title={found.name}
            description={
              <Group gap={6} mt={4}>
                <StatusChip tone={modeWords[found.mode].tone} hint={modeWords[found.mode].means}>
                  {modeWords[found.mode].name}
                </StatusChip>
                <StatusChip tone={stateWords[found.state].tone}>{stateWords[found.state].name}</StatusChip>
                {found.state !== 'healthy' && found.stateText}
              </Group>
            }
            actions={
              may('switchConnection') &&
              offered[found.mode].map(({ mode, label }) => (
                <Button key={mode} variant={mode === 'live' ? 'filled' : 'default'} onClick={() => setAsked(mode)}>
                  {label}
                </Button>
              ))
            }
          />
          <Loaded
            data={channels.data?.find(({ kind }) => kind === found.channel)}
            failure={failureOf(channels.error)}
            onRetry={() => void channels.refetch()}
            loading={<LoadingPage />}
          >
            {(channel) => (
              <Stack>
                <ConnectionForm key={found.id} connection={found} channel={channel} />
                {channel.abilities.some(({ ability, can }) => can && ability === 'tag') && (
                  <TagMirror connectionId={found.id} />
                )}
                <Abilities channel={channel} />
              </Stack>
            )}
          </Loaded>
          <SwitchDialog connection={found} mode={asked} onClose={() => setAsked(undefined)} />
        </>
      )}
    </Loaded>
  );
}
