/** Owns receiving a transfer: what arrived of each line, and what is given up. */
import type { Transfer, TransferLine } from '@jetway/oms-api';
import { FailureAlert, failureOf } from '@jetway/ui';
import { Button, Group, Modal, NumberInput, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useReceiveTransfer } from './transfers.queries.ts';
import { type Arriving, arrivingAtFirst, arrivingFault } from './transfers.ts';

interface LineFieldsProps {
  readonly line: TransferLine;
  readonly arriving: Arriving;
  readonly onChange: (part: Partial<Arriving>) => void;
}

function LineFields({ line, arriving, onChange }: LineFieldsProps) {
  const fault = arrivingFault(arriving, line);
  return (
    <Paper withBorder p="sm" style={{ borderColor: 'var(--jw-line)' }}>
      <Stack gap={6}>
        <Text size="sm">
          <b>{line.sku}</b> {line.title} · {line.onTheWay.toLocaleString()} on the way
        </Text>
        <Group gap="xs" grow>
          <NumberInput
            label="Arrived"
            aria-label={`Arrived of ${line.sku}`}
            min={0}
            max={1_000_000}
            allowDecimal={false}
            value={arriving.received}
            onChange={(value) => onChange({ received: Number(value) || 0 })}
          />
          <NumberInput
            label="Written off"
            aria-label={`Written off of ${line.sku}`}
            min={0}
            max={1_000_000}
            allowDecimal={false}
            value={arriving.writtenOff}
            onChange={(value) => onChange({ writtenOff: Number(value) || 0 })}
          />
        </Group>
        {arriving.writtenOff > 0 && (
          <TextInput
            label="Why"
            required
            maxLength={500}
            value={arriving.note}
            onChange={(event) => onChange({ note: event.currentTarget.value })}
          />
        )}
        {fault !== undefined && (
          <Text size="sm" c="red" role="alert">
            {fault}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}

function ReceiveForm({ transfer, onClose }: { readonly transfer: Transfer; readonly onClose: () => void }) {
  const receive = useReceiveTransfer(transfer.id);
  const lines = transfer.lines.filter(({ onTheWay }) => onTheWay > 0);
  const [changed, setChanged] = useState<Readonly<Record<string, Arriving>>>({});
  const arrivingOf = (line: TransferLine): Arriving => changed[line.skuId] ?? arrivingAtFirst(line);
  const isRight = lines.every((line) => arrivingFault(arrivingOf(line), line) === undefined);
  const send = () => {
    const arrived = lines.map((line) => {
      const { received, writtenOff, note } = arrivingOf(line);
      return { skuId: line.skuId, received, writtenOff, ...(note.trim() === '' ? {} : { note: note.trim() }) };
    });
    receive.mutate(
      arrived.filter(({ received, writtenOff }) => received + writtenOff > 0),
      { onSuccess: onClose },
    );
  };
  const failure = failureOf(receive.error);
  const total = lines.reduce((sum, line) => sum + arrivingOf(line).received + arrivingOf(line).writtenOff, 0);
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        What is neither arrived nor written off stays on the way.
      </Text>
      {lines.map((line) => (
        <LineFields
          key={line.skuId}
          line={line}
          arriving={arrivingOf(line)}
          onChange={(part) => setChanged((before) => ({ ...before, [line.skuId]: { ...arrivingOf(line), ...part } }))}
        />
      ))}
      {failure !== undefined && <FailureAlert failure={failure} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
        <Button loading={receive.isPending} disabled={!isRight || total === 0} onClick={send}>
          Receive
        </Button>
      </Group>
    </Stack>
  );
}

export interface ReceiveDialogProps {
  readonly transfer: Transfer;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function ReceiveDialog({ transfer, opened, onClose }: ReceiveDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Receive at ${transfer.toLocationName}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <ReceiveForm transfer={transfer} onClose={onClose} />
    </Modal>
  );
}
