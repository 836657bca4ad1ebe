/** Owns giving an account a new secret: first what it means, then the secret, this once. */
import type { Account } from '@jetway/marketplace-api';
import { FailureAlert, failureOf, useLast } from '@jetway/ui';
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useRotateSecret } from './accounts.queries.ts';
import { type Credentials, SecretsShown } from './secrets-shown.tsx';

interface StepProps {
  readonly account: Account;
  readonly onClose: () => void;
}

function Question({ account, onClose, onMade }: StepProps & { readonly onMade: (made: Credentials) => void }) {
  const rotate = useRotateSecret();
  const failure = failureOf(rotate.error);
  const send = () =>
    rotate.mutate(account.id, { onSuccess: (credentials) => onMade({ kind: account.kind, ...credentials }) });
  return (
    <Stack>
      <Text size="sm">
        The {account.kind} account of <strong>{account.merchantName}</strong> gets a new secret. With the old one no new
        token can be had; tokens that are out keep working until they run out, ten hours after they were given. Programs
        of the merchant must be told.
      </Text>
      {failure !== undefined && <FailureAlert failure={failure} />}
      <Group justify="flex-end">
        <Button variant="default" data-autofocus onClick={onClose}>
          Not now
        </Button>
        <Button color="red" loading={rotate.isPending} onClick={send}>
          Give a new secret
        </Button>
      </Group>
    </Stack>
  );
}

function Steps({ account, onClose }: StepProps) {
  const [made, setMade] = useState<Credentials>();
  return made === undefined ? (
    <Question account={account} onClose={onClose} onMade={setMade} />
  ) : (
    <SecretsShown credentials={[made]} onClose={onClose} />
  );
}

export interface RotateSecretDialogProps {
  /** Undefined while closed. */
  readonly account: Account | undefined;
  readonly onClose: () => void;
}

export function RotateSecretDialog({ account, onClose }: RotateSecretDialogProps) {
  const shown = useLast(account);
  return (
    <Modal
      opened={account !== undefined}
      onClose={onClose}
      title="Rotate the secret"
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      {shown !== undefined && <Steps key={shown.id} account={shown} onClose={onClose} />}
    </Modal>
  );
}
