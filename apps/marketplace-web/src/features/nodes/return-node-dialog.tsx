/** Owns adding and changing a return node. */
import type { ReturnNode } from '@jetway/marketplace-api';
import { failureOf, placeErrors, useLast } from '@jetway/ui';
import { Modal, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addressOf, checkAddress, noAddress } from '../../parts/address.ts';
import { AddressFields } from '../../parts/address-fields.tsx';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { addressErrors } from './node-form.ts';
import { useSaveReturnNode } from './nodes.queries.ts';

const isField = (place: string): boolean => /^(name|address\.(address1|address2|city|state|zipCode))$/.test(place);

interface FormProps {
  readonly accountId: string;
  /** Absent for a new one. */
  readonly node: ReturnNode | undefined;
  readonly onClose: () => void;
}

function useReturnNodeForm({ accountId, node, onClose }: FormProps) {
  const saving = useSaveReturnNode(accountId, node);
  const [name, setName] = useState(node?.name ?? '');
  const [address, setAddress] = useState({ ...noAddress, ...node?.address });
  const [tried, setTried] = useState(false);
  const wrongAddress = checkAddress(address);
  const isNamed = name.trim() !== '';
  const told = placeErrors(failureOf(saving.error), isField);
  const nameError = tried && !isNamed ? 'Enter a name' : told.byField['name'];
  const errors = { ...addressErrors(told.byField), ...(tried ? wrongAddress : {}) };
  const submit = () => {
    setTried(true);
    if (!isNamed || Object.keys(wrongAddress).length > 0) return;
    saving.mutate(
      { name: name.trim(), address: addressOf(address) },
      {
        onSuccess: () => {
          notifications.show({
            color: 'green',
            message: `Return node ${name.trim()} ${node === undefined ? 'added' : 'changed'}.`,
          });
          onClose();
        },
      },
    );
  };
  return { name, setName, nameError, address, setAddress, errors, failure: told.rest, submit, busy: saving.isPending };
}

function ReturnNodeForm(props: FormProps) {
  const client = useQueryClient();
  const form = useReturnNodeForm(props);
  return (
    <DialogForm
      submit={props.node === undefined ? 'Add node' : 'Save'}
      busy={form.busy}
      failure={form.failure}
      onRetry={
        form.failure?.code === 'changed_meanwhile'
          ? () => void client.invalidateQueries({ queryKey: ['return-nodes', props.accountId] }).then(props.onClose)
          : undefined
      }
      onSubmit={form.submit}
      onCancel={props.onClose}
    >
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
    </DialogForm>
  );
}

export interface ReturnNodeDialogProps {
  readonly accountId: string;
  /** The node to change, "new" for another one, undefined while closed. */
  readonly target: ReturnNode | 'new' | undefined;
  readonly onClose: () => void;
}

export function ReturnNodeDialog({ target, ...form }: ReturnNodeDialogProps) {
  const shown = useLast(target);
  return (
    <Modal
      opened={target !== undefined}
      onClose={form.onClose}
      title={shown === 'new' ? 'Add a return node' : 'Change the return node'}
    >
      <ReturnNodeForm {...form} node={shown === 'new' ? undefined : shown} />
    </Modal>
  );
}
