/** Owns putting many problems aside at once, with a reason that is kept. */
import { ConfirmDialog, failureOf } from '@jetway/ui';
import { Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { type DismissInput, useDismiss } from './problems.queries.ts';

export interface DismissDialogProps {
  readonly opened: boolean;
  /** What is put aside, in words. */
  readonly what: string;
  readonly chosen: Omit<DismissInput, 'note'>;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const resultText = ({ dismissed, kept }: { readonly dismissed: number; readonly kept: number }): string =>
  `${dismissed.toLocaleString()} dismissed.${kept === 0 ? '' : ` ${kept.toLocaleString()} stay: they go away with their cause.`}`;

export function DismissDialog({ opened, what, chosen, onClose, onDone }: DismissDialogProps) {
  const dismiss = useDismiss();
  const [note, setNote] = useState('');
  const [isMissing, setMissing] = useState(false);
  const close = () => {
    dismiss.reset();
    setMissing(false);
    onClose();
  };
  const send = () => {
    if (note.trim() === '') {
      setMissing(true);
      return;
    }
    dismiss.mutate(
      { ...chosen, note: note.trim() },
      {
        onSuccess: (result) => {
          notifications.show({ message: resultText(result), color: 'green' });
          setNote('');
          close();
          onDone();
        },
      },
    );
  };
  return (
    <ConfirmDialog
      opened={opened}
      title={`Dismiss ${what}?`}
      confirmLabel="Dismiss"
      busy={dismiss.isPending}
      failure={failureOf(dismiss.error)}
      onClose={close}
      onConfirm={send}
    >
      <Stack gap="sm">
        <Text size="sm">Nothing is done about them; they are put aside as decided. The reason is kept with each.</Text>
        <Textarea
          label="Reason"
          required
          autosize
          maxLength={500}
          value={note}
          error={isMissing && note.trim() === '' ? 'Say why' : undefined}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  );
}
