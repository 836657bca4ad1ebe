/** Owns adding a merchant, and showing the secrets of its accounts this once. */
import { FailureAlert, failureOf, placeErrors } from '@jetway/ui';
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCreateMerchant } from './accounts.queries.ts';
import { type Credentials, SecretsShown } from './secrets-shown.tsx';

interface FormProps {
  readonly onMade: (credentials: readonly Credentials[]) => void;
  readonly onClose: () => void;
}

function MerchantForm({ onMade, onClose }: FormProps) {
  const create = useCreateMerchant();
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const failure = failureOf(create.error);
  const isTaken = failure?.code === 'name_taken';
  const told = placeErrors(isTaken ? undefined : failure, (field) => field === 'name');
  const isNamed = name.trim() !== '';
  const error = tried && !isNamed ? 'Enter a name' : isTaken ? 'Another merchant has this name' : told.byField['name'];
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isNamed) create.mutate({ name: name.trim() }, { onSuccess: ({ accounts }) => onMade(accounts) });
      }}
    >
      <Stack>
        <TextInput
          label="Name"
          required
          maxLength={200}
          data-autofocus
          value={name}
          error={error}
          onChange={(event) => {
            create.reset();
            setName(event.currentTarget.value);
          }}
        />
        <Text size="sm" c="dimmed">
          The merchant gets a live account and a test account with a world of its own, each with an API user and a
          secret.
        </Text>
        {told.rest !== undefined && <FailureAlert failure={told.rest} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Add merchant
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function MerchantSteps({ onClose }: { readonly onClose: () => void }) {
  const [made, setMade] = useState<readonly Credentials[]>();
  return made === undefined ? (
    <MerchantForm onMade={setMade} onClose={onClose} />
  ) : (
    <SecretsShown credentials={made} onClose={onClose} />
  );
}

export function CreateMerchantDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Add a merchant"
      closeOnClickOutside={false}
      closeOnEscape={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <MerchantSteps onClose={onClose} />
    </Modal>
  );
}
