/** Owns the page of one transfer: its lines, and sending, receiving or cancelling it. */
import type { Transfer, TransferLine } from '@jetway/oms-api';
import {
  type Column,
  ConfirmDialog,
  DataTable,
  failureOf,
  Instant,
  LoadedPage,
  PageHeader,
  StatusChip,
} from '@jetway/ui';
import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowLeft } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useMemo } from 'react';
import { actorName } from '../../parts/actors.ts';
import { useMay } from '../session/index.ts';
import { ReceiveDialog } from './receive-dialog.tsx';
import { TransferDialog } from './transfer-dialog.tsx';
import { useCancelTransfer, useSendTransfer, useTransfer } from './transfers.queries.ts';
import { contentsOf, transferStateNames } from './transfers.ts';

const route = getRouteApi('/shell/inventory/transfers/$transferId');

const back = (
  <Anchor size="sm" renderRoot={(props) => <Link to="/inventory/transfers" {...props} />}>
    <IconArrowLeft size={14} aria-hidden style={{ verticalAlign: '-2px' }} /> Transfers
  </Anchor>
);

const rowId = ({ skuId }: TransferLine): string => skuId;

const amount = (id: 'quantity' | 'received' | 'writtenOff' | 'returned' | 'onTheWay', header: string) => ({
  id,
  header,
  align: 'right' as const,
  cell: (line: TransferLine) => line[id].toLocaleString(),
});

function columnsOf({ state, lines }: Transfer): Column<TransferLine>[] {
  const isDraft = state === 'draft';
  return [
    {
      id: 'sku',
      header: 'SKU',
      cell: (line) => (
        <Stack gap={0}>
          <Anchor
            size="sm"
            fw={600}
            renderRoot={(props) => <Link to="/inventory/$skuId" params={{ skuId: line.skuId }} {...props} />}
          >
            {line.sku}
          </Anchor>
          <Text size="xs" c="dimmed">
            {line.title}
          </Text>
          {line.note !== null && <Text size="xs">Written off: {line.note}</Text>}
        </Stack>
      ),
    },
    amount('quantity', isDraft ? 'To send' : 'Sent'),
    ...(isDraft
      ? [
          {
            id: 'available',
            header: 'Available there',
            align: 'right' as const,
            cell: (line: TransferLine) => (
              <Text span size="sm" {...(line.availableFrom < line.quantity ? { c: 'red', fw: 600 } : {})}>
                {line.availableFrom.toLocaleString()}
              </Text>
            ),
          },
        ]
      : [amount('onTheWay', 'On the way'), amount('received', 'Received'), amount('writtenOff', 'Written off')]),
    ...(lines.some(({ returned }) => returned > 0) ? [amount('returned', 'Returned')] : []),
  ];
}

function Send({ transfer }: { readonly transfer: Transfer }) {
  const send = useSendTransfer(transfer.id);
  const [asking, ask] = useDisclosure(false);
  return (
    <>
      <Button onClick={ask.open}>Send</Button>
      <ConfirmDialog
        opened={asking}
        title={`Send ${contentsOf(transfer)}?`}
        confirmLabel="Send"
        busy={send.isPending}
        failure={failureOf(send.error)}
        onClose={ask.close}
        onConfirm={() => send.mutate(undefined, { onSuccess: ask.close })}
      >
        They leave the shelf of {transfer.fromLocationName} and are available nowhere until {transfer.toLocationName}{' '}
        receives them. Channels hear of it.
      </ConfirmDialog>
    </>
  );
}

function Cancel({ transfer }: { readonly transfer: Transfer }) {
  const cancel = useCancelTransfer(transfer.id);
  const [asking, ask] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={ask.open}>
        Cancel transfer
      </Button>
      <ConfirmDialog
        opened={asking}
        dangerous
        title="Cancel this transfer?"
        confirmLabel="Cancel transfer"
        busy={cancel.isPending}
        failure={failureOf(cancel.error)}
        onClose={ask.close}
        onConfirm={() => cancel.mutate(undefined, { onSuccess: ask.close })}
      >
        {transfer.onTheWay === 0
          ? 'Nothing has left a shelf.'
          : `${transfer.onTheWay.toLocaleString()} on the way are put back at ${transfer.fromLocationName}.`}
      </ConfirmDialog>
    </>
  );
}

function Actions({ transfer }: { readonly transfer: Transfer }) {
  const may = useMay();
  const [editing, edit] = useDisclosure(false);
  const [receiving, receive] = useDisclosure(false);
  const isDraft = transfer.state === 'draft';
  const isSent = transfer.state === 'sent';
  return (
    <>
      {(isDraft || isSent) && may('cancelTransfer') && <Cancel transfer={transfer} />}
      {isDraft && may('changeTransfer') && (
        <Button variant="default" onClick={edit.open}>
          Change
        </Button>
      )}
      {isDraft && may('sendTransfer') && <Send transfer={transfer} />}
      {isSent && may('receiveTransfer') && <Button onClick={receive.open}>Receive</Button>}
      <TransferDialog opened={editing} transfer={transfer} onClose={edit.close} />
      <ReceiveDialog opened={receiving} transfer={transfer} onClose={receive.close} />
    </>
  );
}

function TransferContent({ transfer }: { readonly transfer: Transfer }) {
  const columns = useMemo(() => columnsOf(transfer), [transfer]);
  const way = `${transfer.fromLocationName} → ${transfer.toLocationName}`;
  const { name, tone } = transferStateNames[transfer.state];
  return (
    <Stack gap="sm">
      <PageHeader
        back={back}
        tabTitle={way}
        title={
          <>
            {way} <StatusChip tone={tone}>{name}</StatusChip>
          </>
        }
        description={
          <>
            {contentsOf(transfer)} · drafted by {actorName(transfer.createdBy)}, <Instant at={transfer.createdAt} />
            {transfer.sentAt !== null && (
              <>
                {' '}
                · sent <Instant at={transfer.sentAt} />
              </>
            )}
            {transfer.endedAt !== null && (
              <>
                {' '}
                · ended <Instant at={transfer.endedAt} />, {actorName(transfer.updatedBy)}
              </>
            )}
          </>
        }
        actions={<Actions transfer={transfer} />}
      />
      {transfer.note !== null && <Text size="sm">{transfer.note}</Text>}
      <DataTable label="Lines" columns={columns} rows={transfer.lines} rowId={rowId} empty="No lines" />
    </Stack>
  );
}

export function TransferPage(): ReactNode {
  const { transferId } = route.useParams();
  return (
    <LoadedPage asked={useTransfer(transferId)} title="Transfer" back={back}>
      {(transfer) => <TransferContent transfer={transfer} />}
    </LoadedPage>
  );
}
