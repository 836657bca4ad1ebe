/** Owns adding a merchant, and showing the secrets of its accounts this once. */
import { failureOf, placeErrors } from '@jetway/ui';
import { Modal, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { DialogForm } from '../../parts/dialog-form.tsx';
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
    <DialogForm
      submit="Add merchant"
      busy={create.isPending}
      failure={told.rest}
      onSubmit={() => {
        setTried(true);
        if (isNamed) create.mutate({ name: name.trim() }, { onSuccess: ({ accounts }) => onMade(accounts) });
      }}
      onCancel={onClose}
    >
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
        The merchant gets a live account and a test account with a world of its own, each with an API user and a secret.
      </Text>
    </DialogForm>
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
    <Modal opened={opened} onClose={onClose} title="Add a merchant" closeOnClickOutside={false} closeOnEscape={false}>
      <MerchantSteps onClose={onClose} />
    </Modal>
  );
}
