/** Owns the page that lists stock counts. */
import type { StockCount } from '@jetway/oms-api';
import { type Column, DataTable, EmptyPanel, failureOf, Instant, PageHeader, StatusChip } from '@jetway/ui';
import { Anchor, Button, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowLeft, IconClipboardCheck, IconPlus } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { actorName } from '../../parts/actors.ts';
import { useMay } from '../session/index.ts';
import { BeginDialog } from './begin-dialog.tsx';
import { useStockCounts } from './stock-counts.queries.ts';
import { countStateNames, standingOf } from './stock-counts.ts';

const rowId = ({ id }: StockCount): string => id;

const columns: readonly Column<StockCount>[] = [
  {
    id: 'name',
    header: 'Count',
    cell: (one) => (
      <Anchor
        size="sm"
        fw={600}
        renderRoot={(props) => <Link to="/inventory/counts/$countId" params={{ countId: one.id }} {...props} />}
      >
        {one.name}
      </Anchor>
    ),
  },
  { id: 'place', header: 'Location', cell: ({ locationName }) => locationName },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <StatusChip tone={countStateNames[state].tone}>{countStateNames[state].name}</StatusChip>,
  },
  { id: 'standing', header: 'Standing', cell: standingOf },
  { id: 'begun', header: 'Begun', nowrap: true, cell: ({ createdAt }) => <Instant at={createdAt} /> },
  { id: 'who', header: 'Who', cell: ({ createdBy }) => actorName(createdBy) },
];

export function StockCountsPage(): ReactNode {
  const navigate = useNavigate();
  const may = useMay();
  const [beginning, begin] = useDisclosure(false);
  const { rows, isOld, query, more } = useStockCounts();
  const create = may('createStockCount') ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={begin.open}>
      New count
    </Button>
  ) : undefined;
  return (
    <Stack gap="sm">
      <PageHeader
        title="Stock counts"
        description="What lies on the shelves of a location, and how it differs from what should."
        back={
          <Anchor size="sm" renderRoot={(props) => <Link to="/inventory" {...props} />}>
            <IconArrowLeft size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> Inventory
          </Anchor>
        }
        actions={create}
      />
      <DataTable
        label="Stock counts"
        columns={columns}
        rows={rows}
        isOld={isOld}
        rowId={rowId}
        onOpen={({ id }) => void navigate({ to: '/inventory/counts/$countId', params: { countId: id } })}
        failure={failureOf(query.error)}
        onRetry={() => void query.refetch()}
        empty={
          <EmptyPanel title="No count yet" icon={<IconClipboardCheck size={26} aria-hidden />} action={create}>
            Several people can count at once, with a scanner or by hand. Orders may go on meanwhile.
          </EmptyPanel>
        }
        more={more}
      />
      <BeginDialog opened={beginning} onClose={begin.close} />
    </Stack>
  );
}
