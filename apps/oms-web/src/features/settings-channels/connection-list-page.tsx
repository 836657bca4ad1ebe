/** Owns the settings page that lists the connections to channels. */
import type { Connection } from '@jetway/oms-api';
import { type Column, DataTable, EmptyPanel, failureOf, Instant, PageHeader, StatusChip } from '@jetway/ui';
import { Anchor, Button, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { modeWords, stateWords, useConnections, waitingWords } from '../connections/index.ts';
import { useMay } from '../session/index.ts';
import { AddConnectionDialog } from './add-connection-dialog.tsx';
import { useChannels } from './channels.queries.ts';

const columnsFor = (nameOf: (kind: string) => string): readonly Column<Connection>[] => [
  {
    id: 'name',
    header: 'Connection',
    cell: (connection) => (
      <Anchor
        size="sm"
        fw={600}
        renderRoot={(props) => (
          <Link to="/settings/channels/$connectionId" params={{ connectionId: connection.id }} {...props} />
        )}
      >
        {connection.name}
      </Anchor>
    ),
  },
  { id: 'channel', header: 'Channel', cell: ({ channel }) => nameOf(channel) },
  {
    id: 'mode',
    header: 'Mode',
    cell: ({ mode }) => (
      <StatusChip tone={modeWords[mode].tone} hint={modeWords[mode].means}>
        {modeWords[mode].name}
      </StatusChip>
    ),
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <StatusChip tone={stateWords[state].tone}>{stateWords[state].name}</StatusChip>,
  },
  { id: 'address', header: 'Address', cell: ({ baseUrl }) => baseUrl || '–' },
  { id: 'waiting', header: 'Waits', cell: (connection) => waitingWords(connection) ?? 'nothing' },
  {
    id: 'contact',
    header: 'Last contact',
    cell: ({ lastContactAt }) => <Instant at={lastContactAt} form="relative" none="never" />,
  },
];

const rowId = (connection: Connection): string => connection.id;

export function ConnectionListPage(): ReactNode {
  const connections = useConnections();
  const channels = useChannels().data;
  const navigate = useNavigate();
  const may = useMay();
  const [adding, add] = useDisclosure(false);
  const columns = useMemo(
    () => columnsFor((kind) => channels?.find((channel) => channel.kind === kind)?.name ?? kind),
    [channels],
  );
  const addButton = may('createConnection') ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add.open}>
      Connect a channel
    </Button>
  ) : undefined;
  return (
    <Stack gap="sm">
      <PageHeader
        title="Channels"
        description="Your accounts at marketplaces, and shops that speak in files."
        actions={connections.data?.length === 0 ? undefined : addButton}
      />
      <DataTable
        label="Connections to channels"
        columns={columns}
        rows={connections.data}
        rowId={rowId}
        onOpen={({ id }) => void navigate({ to: '/settings/channels/$connectionId', params: { connectionId: id } })}
        failure={failureOf(connections.error)}
        onRetry={() => void connections.refetch()}
        empty={
          <EmptyPanel
            title="Nothing is connected"
            icon={<IconPlugConnected size={26} aria-hidden />}
            action={addButton}
          >
            Choose a channel and enter what it asks for. Jet, for one, wants the API user, the secret and the id of a
            fulfilment node; its partner portal shows all three.
          </EmptyPanel>
        }
      />
      <AddConnectionDialog opened={adding} onClose={add.close} />
    </Stack>
  );
}
