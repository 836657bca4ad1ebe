/** Owns the page that lists transfers. */
import type { TransferSummary } from '@jetway/oms-api';
import { type Column, DataTable, EmptyPanel, failureOf, Instant, PageHeader, StatusChip } from '@jetway/ui';
import { Anchor, Button, SegmentedControl, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowLeft, IconPlus, IconTruck } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { actorName } from '../../parts/actors.ts';
import { useMay } from '../session/index.ts';
import { TransferDialog } from './transfer-dialog.tsx';
import { useTransfers } from './transfers.queries.ts';
import { contentsOf, type TransferTab, transferStateNames, transferTabs } from './transfers.ts';

const rowId = ({ id }: TransferSummary): string => id;

const columns: readonly Column<TransferSummary>[] = [
  {
    id: 'way',
    header: 'From and to',
    cell: (one) => (
      <Anchor
        size="sm"
        fw={600}
        renderRoot={(props) => (
          <Link to="/inventory/transfers/$transferId" params={{ transferId: one.id }} {...props} />
        )}
      >
        {one.fromLocationName} → {one.toLocationName}
      </Anchor>
    ),
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => (
      <StatusChip tone={transferStateNames[state].tone}>{transferStateNames[state].name}</StatusChip>
    ),
  },
  { id: 'contents', header: 'Contents', cell: contentsOf },
  { id: 'sent', header: 'Sent', nowrap: true, cell: ({ sentAt }) => <Instant at={sentAt} /> },
  { id: 'made', header: 'Made', nowrap: true, cell: ({ createdAt }) => <Instant at={createdAt} /> },
  { id: 'who', header: 'Who', cell: ({ createdBy }) => actorName(createdBy) },
];

const tabData = transferTabs.map((value) => ({
  value,
  label: value === 'all' ? 'All' : transferStateNames[value].name,
}));

export function TransfersPage(): ReactNode {
  const navigate = useNavigate();
  const may = useMay();
  const [tab, setTab] = useState<TransferTab>('all');
  const [adding, add] = useDisclosure(false);
  const { rows, isOld, query, more } = useTransfers(tab === 'all' ? undefined : tab);
  const create = may('createTransfer') ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add.open}>
      New transfer
    </Button>
  ) : undefined;
  return (
    <Stack gap="sm">
      <PageHeader
        title="Transfers"
        description="Units that go from one location to another; on the way they are available nowhere."
        back={
          <Anchor size="sm" renderRoot={(props) => <Link to="/inventory" {...props} />}>
            <IconArrowLeft size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> Inventory
          </Anchor>
        }
        actions={create}
      />
      <div style={{ overflowX: 'auto' }}>
        <SegmentedControl
          aria-label="State"
          value={tab}
          onChange={(value) => setTab(transferTabs.find((one) => one === value) ?? 'all')}
          data={tabData}
        />
      </div>
      <DataTable
        label="Transfers"
        columns={columns}
        rows={rows}
        isOld={isOld}
        rowId={rowId}
        onOpen={({ id }) => void navigate({ to: '/inventory/transfers/$transferId', params: { transferId: id } })}
        failure={failureOf(query.error)}
        onRetry={() => void query.refetch()}
        empty={
          <EmptyPanel
            title={tab === 'all' ? 'No transfer yet' : 'No transfer in this state'}
            icon={<IconTruck size={26} aria-hidden />}
            action={tab === 'all' ? create : undefined}
          >
            Draft one, send it when it leaves, and receive it where it arrives.
          </EmptyPanel>
        }
        more={more}
      />
      <TransferDialog opened={adding} onClose={add.close} />
    </Stack>
  );
}
