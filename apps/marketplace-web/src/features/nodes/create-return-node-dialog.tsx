/** Owns adding a return node. */
import { FailureAlert, failureOf, placeErrors } from '@jetway/ui';
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { addressOf, checkAddress, noAddress } from '../../parts/address.ts';
import { AddressFields } from '../../parts/address-fields.tsx';
import { addressErrors } from './node-form.ts';
import { useCreateReturnNode } from './nodes.queries.ts';

const isField = (place: string): boolean => /^(name|address\.(address1|address2|city|state|zipCode))$/.test(place);

interface FormProps {
  readonly accountId: string;
  readonly onClose: () => void;
}

function useReturnNodeForm({ accountId, onClose }: FormProps) {
  const create = useCreateReturnNode(accountId);
  const [name, setName] = useState('');
  const [address, setAddress] = useState(noAddress);
  const [tried, setTried] = useState(false);
  const wrongAddress = checkAddress(address);
  const isNamed = name.trim() !== '';
  const told = placeErrors(failureOf(create.error), isField);
  const nameError = tried && !isNamed ? 'Enter a name' : told.byField['name'];
  const errors = { ...addressErrors(told.byField), ...(tried ? wrongAddress : {}) };
  const submit = () => {
    setTried(true);
    if (!isNamed || Object.keys(wrongAddress).length > 0) return;
    create.mutate(
      { name: name.trim(), address: addressOf(address) },
      {
        onSuccess: () => {
          notifications.show({ color: 'green', message: `Return node ${name.trim()} added.` });
          onClose();
        },
      },
    );
  };
  return { name, setName, nameError, address, setAddress, errors, failure: told.rest, submit, busy: create.isPending };
}

function CreateReturnNodeForm(props: FormProps) {
  const form = useReturnNodeForm(props);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.submit();
      }}
    >
      <Stack>
        <TextInput
          label="Name"
          required
          maxLength={200}
          data-autofocus
          value={form.name}
          error={form.nameError}
          onChange={(event) => form.setName(event.currentTarget.value)}
        />
        <AddressFields
          values={form.address}
          errors={form.errors}
          onChange={(part) => form.setAddress((before) => ({ ...before, ...part }))}
        />
        {form.failure !== undefined && <FailureAlert failure={form.failure} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={form.busy}>
            Add node
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function CreateReturnNodeDialog({ opened, ...form }: FormProps & { readonly opened: boolean }) {
  return (
    <Modal
      opened={opened}
      onClose={form.onClose}
      title="Add a return node"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <CreateReturnNodeForm {...form} />
    </Modal>
  );
}
