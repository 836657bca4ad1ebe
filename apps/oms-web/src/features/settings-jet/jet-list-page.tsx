/** Owns the settings page that lists the connections to Jet. */
import type { Connection } from '@jetway/oms-api';
import { type Column, DataTable, EmptyPanel, failureOf, Instant, PageHeader, StatusChip } from '@jetway/ui';
import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { modeWords, stateWords, useConnections, waitingWords } from '../connections/index.ts';
import { useMay } from '../session/index.ts';
import { AddConnectionDialog } from './add-connection-dialog.tsx';

const columns: readonly Column<Connection>[] = [
  {
    id: 'name',
    header: 'Connection',
    cell: (connection) => (
      <Anchor
        size="sm"
        fw={600}
        renderRoot={(props) => (
          <Link to="/settings/jet/$connectionId" params={{ connectionId: connection.id }} {...props} />
        )}
      >
        {connection.name}
      </Anchor>
    ),
  },
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
  {
    id: 'user',
    header: 'jet_api_user',
    cell: ({ settings: { jet_api_user: user } }) => (
      <Text size="sm" ff="monospace" fz={12} maw={180} truncate title={user}>
        {user || '–'}
      </Text>
    ),
  },
  { id: 'address', header: 'Base address', cell: ({ baseUrl }) => baseUrl },
  { id: 'waiting', header: 'Waits', cell: (connection) => waitingWords(connection) ?? 'nothing' },
  {
    id: 'contact',
    header: 'Last contact',
    cell: ({ lastContactAt }) => <Instant at={lastContactAt} form="relative" none="never" />,
  },
];

const rowId = (connection: Connection): string => connection.id;

export function JetListPage(): ReactNode {
  const connections = useConnections();
  const navigate = useNavigate();
  const may = useMay();
  const [adding, add] = useDisclosure(false);
  const addButton = may('createConnection') ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add.open}>
      Connect Jet
    </Button>
  ) : undefined;
  return (
    <Stack gap="sm">
      <PageHeader
        title="Jet"
        description="Your accounts at the marketplace."
        actions={connections.data?.length === 0 ? undefined : addButton}
      />
      <DataTable
        label="Connections to Jet"
        columns={columns}
        rows={connections.data}
        rowId={rowId}
        onOpen={({ id }) => void navigate({ to: '/settings/jet/$connectionId', params: { connectionId: id } })}
        failure={failureOf(connections.error)}
        onRetry={() => void connections.refetch()}
        empty={
          <EmptyPanel
            title="Jet is not connected"
            icon={<IconPlugConnected size={26} aria-hidden />}
            action={addButton}
          >
            You need the API user, the secret and the id of a fulfilment node; the partner portal shows all three.
          </EmptyPanel>
        }
      />
      <AddConnectionDialog opened={adding} onClose={add.close} />
    </Stack>
  );
}
