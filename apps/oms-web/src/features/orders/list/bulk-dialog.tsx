/** Owns the question before something is done to many orders: how many, and what they are told. */
import type { BulkOptions } from '@jetway/oms-api';
import { FailureAlert, failureOf } from '@jetway/ui';
import { Button, Group, Modal, NativeSelect, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type BulkStart, useStartBulk } from '../../bulk/index.ts';
import { useChannels } from '../../settings-channels/index.ts';

type Cancel = NonNullable<BulkOptions['cancel']>;

export interface BulkDialogProps {
  readonly action: BulkStart['action'];
  readonly orders: BulkStart['orders'];
  /** How many that are; shown before anything is done. */
  readonly count: number;
  /** How cancelling is likely meant: orders that were answered cannot be rejected any more. */
  readonly cancelMode: Cancel['mode'];
  readonly onStarted: (runId: string) => void;
  readonly onClose: () => void;
}

/** The reasons of all channels; an order whose channel does not know the chosen one is refused, and says so. */
function useReasons() {
  const channels = useChannels().data ?? [];
  const known = new Map(
    channels.flatMap(({ rejectReasons }) => rejectReasons.map(({ value, label }) => [value, label])),
  );
  return [
    { value: '', label: 'No special reason' },
    ...[...known].map(([value, label]) => ({ value, label: label === value ? value : `${label} (${value})` })),
  ];
}

function CancelFields({ cancel, onChange }: { readonly cancel: Cancel; readonly onChange: (cancel: Cancel) => void }) {
  const { mode, reason = '', note = '' } = cancel;
  const reasons = useReasons();
  return (
    <Stack gap="sm">
      <Radio.Group
        label="How"
        value={mode}
        onChange={(value) => onChange({ ...cancel, mode: value === 'reject' ? 'reject' : 'cancel-units' })}
      >
        <Stack gap={6} mt={4}>
          <Radio value="reject" label="Reject whole orders that wait for an answer" />
          <Radio value="cancel-units" label="Cancel all units that are still open" />
        </Stack>
      </Radio.Group>
      {mode === 'reject' && (
        <NativeSelect
          label="Reason told to the channel"
          data={reasons}
          value={reason}
          onChange={(event) => onChange({ ...cancel, reason: event.currentTarget.value })}
        />
      )}
      <Textarea
        label="Note"
        description="Kept in the history of each order; the channel does not see it."
        autosize
        maxLength={500}
        value={note}
        onChange={(event) => onChange({ ...cancel, note: event.currentTarget.value })}
      />
    </Stack>
  );
}

function told(cancel: Cancel): Cancel {
  const { mode, reason = '', note = '' } = cancel;
  return {
    mode,
    ...(mode === 'reject' && reason !== '' ? { reason } : {}),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  };
}

export function BulkDialog({ action, orders, count, cancelMode, onStarted, onClose }: BulkDialogProps) {
  const start = useStartBulk();
  const [cancel, setCancel] = useState<Cancel>({ mode: cancelMode });
  const failure = failureOf(start.error);
  const many = `${count.toLocaleString()} ${count === 1 ? 'order' : 'orders'}`;
  const isCancel = action === 'cancel';
  const begin = () =>
    start.mutate(
      { action, orders, ...(isCancel ? { options: { cancel: told(cancel) } } : {}) },
      { onSuccess: ({ id }) => onStarted(id) },
    );
  return (
    <Modal
      opened
      onClose={onClose}
      title={isCancel ? `Cancel ${many}?` : `Acknowledge ${many}?`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        <Text size="sm">
          {isCancel
            ? 'The channel is told of each order. Orders that cannot be cancelled in this way stay as they are, and are listed with the reason.'
            : 'Each order is accepted if its units can be reserved. Orders that cannot be accepted now stay as they are, and are listed with the reason.'}
        </Text>
        {isCancel && <CancelFields cancel={cancel} onChange={setCancel} />}
        {failure !== undefined && <FailureAlert failure={failure} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Not now
          </Button>
          <Button
            loading={start.isPending}
            onClick={begin}
            {...(isCancel ? { color: 'orange', c: '#3b1402', bg: 'orange.4' } : {})}
          >
            {isCancel ? `Cancel ${many}` : `Acknowledge ${many}`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
