/** Owns drafting a transfer: from where, to where, and which units, typed or scanned. */
import type { Location, Transfer } from '@jetway/oms-api';
import { FailureAlert, failureOf, LoadingLines } from '@jetway/ui';
import { Button, Group, Modal, NativeSelect, Stack, Textarea } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useLocations } from '../locations/index.ts';
import { DraftLines } from './draft-lines.tsx';
import { type TransferBody, useChangeTransfer, useCreateTransfer } from './transfers.queries.ts';
import { type DraftLine, draftOf } from './transfers.ts';

interface FormProps {
  readonly locations: readonly Location[];
  readonly transfer: Transfer | undefined;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSend: (body: TransferBody) => void;
  readonly onClose: () => void;
}

function TransferForm({ locations, transfer, busy, error, onSend, onClose }: FormProps) {
  const [from, setFrom] = useState(transfer?.fromLocationId ?? locations[0]?.id ?? '');
  const [to, setTo] = useState(transfer?.toLocationId ?? locations[1]?.id ?? '');
  const [note, setNote] = useState(transfer?.note ?? '');
  const [lines, setLines] = useState<readonly DraftLine[]>(transfer === undefined ? [] : draftOf(transfer));
  const failure = failureOf(error);
  const data = locations.map(({ id, name }) => ({ value: id, label: name }));
  const isSame = from === to;
  return (
    <Stack>
      <NativeSelect label="From" data={data} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
      <NativeSelect
        label="To"
        data={data}
        value={to}
        error={isSame ? 'Choose two different locations' : undefined}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <DraftLines lines={lines} onChange={setLines} />
      <Textarea
        label="Note"
        autosize
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {failure !== undefined && <FailureAlert failure={failure} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          loading={busy}
          disabled={isSame || lines.length === 0}
          onClick={() =>
            onSend({
              fromLocationId: from,
              toLocationId: to,
              note: note.trim() === '' ? null : note.trim(),
              lines: [...lines],
            })
          }
        >
          {transfer === undefined ? 'Save draft' : 'Save'}
        </Button>
      </Group>
    </Stack>
  );
}

function NewTransfer({
  locations,
  onClose,
}: {
  readonly locations: readonly Location[];
  readonly onClose: () => void;
}) {
  const create = useCreateTransfer();
  const navigate = useNavigate();
  return (
    <TransferForm
      locations={locations}
      transfer={undefined}
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onSend={(body) =>
        create.mutate(body, {
          onSuccess: ({ id }) => {
            onClose();
            void navigate({ to: '/inventory/transfers/$transferId', params: { transferId: id } });
          },
        })
      }
    />
  );
}

function OldTransfer(props: {
  readonly locations: readonly Location[];
  readonly transfer: Transfer;
  readonly onClose: () => void;
}) {
  const change = useChangeTransfer(props.transfer);
  return (
    <TransferForm
      {...props}
      busy={change.isPending}
      error={change.error}
      onSend={(body) => change.mutate(body, { onSuccess: props.onClose })}
    />
  );
}

export interface TransferDialogProps {
  readonly opened: boolean;
  /** Absent: a new one. */
  readonly transfer?: Transfer;
  readonly onClose: () => void;
}

export function TransferDialog({ opened, transfer, onClose }: TransferDialogProps) {
  const locations = useLocations();
  const failure = failureOf(locations.error);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={transfer === undefined ? 'New transfer' : 'Change transfer'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {failure !== undefined && <FailureAlert failure={failure} onRetry={() => void locations.refetch()} />}
      {locations.data === undefined && failure === undefined && <LoadingLines />}
      {locations.data !== undefined &&
        (transfer === undefined ? (
          <NewTransfer locations={locations.data} onClose={onClose} />
        ) : (
          <OldTransfer locations={locations.data} transfer={transfer} onClose={onClose} />
        ))}
    </Modal>
  );
}
