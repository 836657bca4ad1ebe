/** Owns the settings page of the places where stock lies. */
import type { Location } from '@jetway/oms-api';
import { type Column, DataTable, EmptyPanel, failureOf, PageHeader, StatusChip } from '@jetway/ui';
import { Button, Stack, Text } from '@mantine/core';
import { IconBuildingWarehouse, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useConnections } from '../connections/index.ts';
import { useMay } from '../session/index.ts';
import { LocationDialog, type LocationDialogProps } from './location-dialog.tsx';
import { useLocations } from './locations.queries.ts';
import { RoutingRulesCard } from './routing-rules-card.tsx';

const rowId = (location: Location): string => location.id;

const columns = (connectionNames: ReadonlyMap<string, string>): Column<Location>[] => [
  {
    id: 'name',
    header: 'Location',
    cell: (location) => (
      <>
        <Text size="sm" fw={600} component="span" mr={6}>
          {location.name}
        </Text>
        {!location.active && <StatusChip tone="neutral">Out of use</StatusChip>}
      </>
    ),
  },
  { id: 'zone', header: 'Time zone', cell: ({ timeZone }) => timeZone.replaceAll('_', ' ') },
  { id: 'cutOff', header: 'Cut-off', align: 'right', cell: ({ cutOff }) => cutOff },
  { id: 'zip', header: 'Zip code', align: 'right', cell: ({ zipCode }) => zipCode ?? '–' },
  { id: 'priority', header: 'Priority', align: 'right', cell: ({ priority }) => priority },
  {
    id: 'nodes',
    header: 'Fulfilment nodes',
    cell: ({ nodes }) =>
      nodes.length === 0 ? (
        <StatusChip tone="warning" hint="Its stock is offered nowhere: give it a node of a connection.">
          No node
        </StatusChip>
      ) : (
        <Stack gap={2}>
          {nodes.map(({ connectionId, nodeId }) => (
            <Text key={connectionId} size="xs" style={{ overflowWrap: 'anywhere' }}>
              {connectionNames.get(connectionId) ?? connectionId}:{' '}
              <span style={{ fontFamily: 'monospace' }}>{nodeId}</span>
            </Text>
          ))}
        </Stack>
      ),
  },
];

export function LocationsPage(): ReactNode {
  const locations = useLocations();
  const connections = useConnections().data;
  const may = useMay();
  const [target, setTarget] = useState<LocationDialogProps['target']>();
  const names = useMemo(() => new Map((connections ?? []).map(({ id, name }) => [id, name])), [connections]);
  const shownColumns = useMemo(() => columns(names), [names]);
  const add = may('createLocation') ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setTarget('new')}>
      Add location
    </Button>
  ) : undefined;
  return (
    <Stack gap="sm">
      <PageHeader title="Locations" description="Where stock lies and parcels start." actions={add} />
      <DataTable
        label="Locations"
        columns={shownColumns}
        rows={locations.data}
        rowId={rowId}
        {...(may('changeLocation') ? { onOpen: (location: Location) => setTarget(location) } : {})}
        failure={failureOf(locations.error)}
        onRetry={() => void locations.refetch()}
        empty={
          <EmptyPanel title="No location yet" icon={<IconBuildingWarehouse size={26} aria-hidden />} action={add}>
            Stock lies somewhere: add the first place, and tell which fulfilment node it is at the channel.
          </EmptyPanel>
        }
      />
      <RoutingRulesCard />
      <LocationDialog target={target} onClose={() => setTarget(undefined)} />
    </Stack>
  );
}
