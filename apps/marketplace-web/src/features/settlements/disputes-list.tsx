/** Owns the list of disputed return charges. */
import type { SettlementDispute } from '@jetway/marketplace-api';
import { type Column, DataTable, EmptyPanel, failureOf, Instant, Money } from '@jetway/ui';
import { Button, Group, Stack, Text } from '@mantine/core';
import { IconScale } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { OrderLink } from '../../parts/order-link.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import { DisputeChip } from './settlement-parts.tsx';
import { useDisputes } from './settlements.queries.ts';

const rowId = ({ returnId }: SettlementDispute): string => returnId;

type Decide = (dispute: SettlementDispute) => void;

function DecideButton({ dispute, onDecide }: { readonly dispute: SettlementDispute; readonly onDecide: Decide }) {
  if (dispute.state !== 'open') return dispute.note === null ? null : <Text size="sm">{dispute.note}</Text>;
  return (
    <Button size="compact-sm" variant="default" onClick={() => onDecide(dispute)}>
      Decide
    </Button>
  );
}

const columnsOf = (accountId: string, onDecide: Decide): readonly Column<SettlementDispute>[] => [
  { id: 'at', header: 'Return completed', cell: ({ openedAt }) => <Instant at={openedAt} /> },
  {
    id: 'order',
    header: 'Order',
    cell: ({ orderId, referenceOrderId }) => (
      <OrderLink accountId={accountId} orderId={orderId} name={referenceOrderId} />
    ),
  },
  { id: 'feedback', header: 'The merchant says', cell: ({ feedback }) => feedback ?? '–' },
  {
    id: 'charge',
    header: 'Charge',
    align: 'right',
    cell: ({ chargeCents }) => <Money cents={chargeCents} currency="USD" />,
  },
  { id: 'state', header: 'Decision', cell: (dispute) => <DisputeChip dispute={dispute} /> },
  { id: 'decide', header: 'Note', cell: (dispute) => <DecideButton dispute={dispute} onDecide={onDecide} /> },
];

interface CardProps {
  readonly dispute: SettlementDispute;
  readonly accountId: string;
  readonly onDecide: Decide;
}

function DisputeCard({ dispute, accountId, onDecide }: CardProps) {
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap">
        <OrderLink accountId={accountId} orderId={dispute.orderId} name={dispute.referenceOrderId} />
        <Text size="sm" fw={600}>
          <Money cents={dispute.chargeCents} currency="USD" />
        </Text>
      </Group>
      <Text size="sm">{dispute.feedback ?? '–'}</Text>
      <Group justify="space-between">
        <DisputeChip dispute={dispute} />
        <DecideButton dispute={dispute} onDecide={onDecide} />
      </Group>
    </Stack>
  );
}

export function DisputesList({ accountId }: { readonly accountId: string }): ReactNode {
  const disputes = useDisputes(accountId);
  const [deciding, decide] = useState<SettlementDispute>();
  const columns = useMemo(() => columnsOf(accountId, decide), [accountId]);
  return (
    <>
      <DataTable
        label="Disputed return charges"
        columns={columns}
        rows={disputes.rows}
        rowId={rowId}
        card={(dispute) => <DisputeCard dispute={dispute} accountId={accountId} onDecide={decide} />}
        failure={failureOf(disputes.query.error)}
        onRetry={() => void disputes.query.refetch()}
        empty={
          <EmptyPanel title="No charge is disputed" icon={<IconScale size={26} aria-hidden />}>
            When a merchant completes a return without agreeing to its charge, the charge appears here to be decided.
          </EmptyPanel>
        }
        more={disputes.more}
      />
      <DecideDialog accountId={accountId} dispute={deciding} onClose={() => decide(undefined)} />
    </>
  );
}
