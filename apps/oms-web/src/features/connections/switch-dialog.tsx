/** Owns switching a connection, with what that will do said before. */
import type { Connection } from '@jetway/oms-api';
import { ConfirmDialog, failureOf } from '@jetway/ui';
import { Stack, Text } from '@mantine/core';
import { useSwitchConnection } from './connections.queries.ts';
import { type Mode, modeWords, waitingWords } from './connections.ts';

const questions: Readonly<Record<Mode, (name: string) => string>> = {
  live: (name) => `Switch ${name} on?`,
  watch: (name) => `Put ${name} into watch mode?`,
  stopped: (name) => `Stop ${name}?`,
};

const answers: Readonly<Record<Mode, string>> = {
  live: 'Switch on',
  watch: 'Only watch',
  stopped: 'Stop everything',
};

export interface SwitchDialogProps {
  readonly connection: Connection;
  /** The mode asked for; undefined while the dialog is closed. */
  readonly mode: Mode | undefined;
  readonly onClose: () => void;
}

export function SwitchDialog({ connection, mode, onClose }: SwitchDialogProps) {
  const change = useSwitchConnection();
  const shown = mode ?? connection.mode;
  const waiting = waitingWords(connection);
  const close = () => {
    change.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={mode !== undefined}
      title={questions[shown](connection.name)}
      confirmLabel={answers[shown]}
      dangerous={shown === 'stopped'}
      busy={change.isPending}
      failure={failureOf(change.error)}
      onClose={close}
      onConfirm={() => change.mutate({ connectionId: connection.id, mode: shown }, { onSuccess: close })}
    >
      <Stack gap="xs">
        <Text size="sm">{modeWords[shown].means}</Text>
        {shown === 'live' && (
          <Text size="sm">
            {waiting === undefined
              ? 'Nothing waits at this moment; what you decide from now on is sent.'
              : `Waiting now, and sent at once: ${waiting}.`}
          </Text>
        )}
        {shown === 'stopped' && (
          <Text size="sm">
            Deadlines at the channel go on. Nothing is lost: what waits is sent when the connection is switched on
            again.
          </Text>
        )}
      </Stack>
    </ConfirmDialog>
  );
}
