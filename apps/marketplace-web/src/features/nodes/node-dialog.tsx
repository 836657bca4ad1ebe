/** Owns adding and changing a fulfilment node. */
import type { FulfillmentNode } from '@jetway/marketplace-api';
import { failureOf, likelyTimeZone, placeErrors, timeZones, useLast } from '@jetway/ui';
import { Modal, MultiSelect, Select, Switch, TagsInput, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { AddressFields } from '../../parts/address-fields.tsx';
import { DialogForm } from '../../parts/dialog-form.tsx';
import {
  addressErrors,
  checkNode,
  emptyNode,
  type NodeValues,
  nodeBody,
  nodeField,
  valuesOfNode,
} from './node-form.ts';
import { useSaveNode } from './nodes.queries.ts';
import { serviceLevels, usualMethods } from './shipping-names.ts';

const isField = (place: string): boolean =>
  /^(name|timeZone|shippingMethods|serviceLevels|address\.(address1|address2|city|state|zipCode))$/.test(
    nodeField(place),
  );

function useNodeForm({ accountId, node, onClose }: FormProps) {
  const saving = useSaveNode(accountId, node);
  const [values, setValues] = useState(() => (node === undefined ? emptyNode(likelyTimeZone()) : valuesOfNode(node)));
  const [tried, setTried] = useState(false);
  const wrong = checkNode(values);
  const told = placeErrors(failureOf(saving.error), isField);
  const refused = Object.fromEntries(Object.entries(told.byField).map(([place, text]) => [nodeField(place), text]));
  const errors: Readonly<Record<string, string>> = { ...refused, ...(tried ? wrong : {}) };
  const change = (part: Partial<NodeValues>) => setValues((before) => ({ ...before, ...part }));
  const submit = () => {
    setTried(true);
    if (Object.keys(wrong).length > 0) return;
    saving.mutate(nodeBody(values), {
      onSuccess: ({ name }) => {
        notifications.show({
          color: 'green',
          message: `Fulfilment node ${name} ${node === undefined ? 'added' : 'changed'}.`,
        });
        onClose();
      },
    });
  };
  return { values, change, errors, failure: told.rest, submit, busy: saving.isPending };
}

type NodeFormState = ReturnType<typeof useNodeForm>;

function NodeFields({ values, change, errors }: Pick<NodeFormState, 'values' | 'change' | 'errors'>) {
  const zones = useMemo(timeZones, []);
  return (
    <>
      <TextInput
        label="Name"
        required
        maxLength={200}
        data-autofocus
        value={values.name}
        error={errors['name']}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Select
        label="Time zone"
        required
        searchable
        allowDeselect={false}
        data={zones}
        value={values.timeZone}
        error={errors['timeZone']}
        onChange={(timeZone) => change({ timeZone: timeZone ?? '' })}
      />
      <AddressFields
        values={values.address}
        errors={addressErrors(errors)}
        onChange={(part) => change({ address: { ...values.address, ...part } })}
      />
      <MultiSelect
        label="Service levels"
        required
        searchable
        data={[...serviceLevels]}
        value={[...values.serviceLevels]}
        error={errors['serviceLevels']}
        onChange={(chosen) => change({ serviceLevels: chosen })}
      />
      <TagsInput
        label="Shipping methods"
        description="Choose, or type a documented name and press Enter"
        required
        data={[...usualMethods]}
        maxDropdownHeight={220}
        value={[...values.shippingMethods]}
        error={errors['shippingMethods']}
        onChange={(chosen) => change({ shippingMethods: chosen })}
      />
      <Switch
        label="Shipping is priced per pound"
        description="Makes the weight of a SKU required"
        checked={values.pricedPerPound}
        onChange={(event) => change({ pricedPerPound: event.currentTarget.checked })}
      />
    </>
  );
}

interface FormProps {
  readonly accountId: string;
  /** Absent for a new one. */
  readonly node: FulfillmentNode | undefined;
  readonly onClose: () => void;
}

function NodeForm(props: FormProps) {
  const client = useQueryClient();
  const { failure, submit, busy, ...fields } = useNodeForm(props);
  return (
    <DialogForm
      submit={props.node === undefined ? 'Add node' : 'Save'}
      busy={busy}
      failure={failure}
      onRetry={
        failure?.code === 'changed_meanwhile'
          ? () => void client.invalidateQueries({ queryKey: ['nodes', props.accountId] }).then(props.onClose)
          : undefined
      }
      onSubmit={submit}
      onCancel={props.onClose}
    >
      <NodeFields {...fields} />
    </DialogForm>
  );
}

export interface NodeDialogProps {
  readonly accountId: string;
  /** The node to change, "new" for another one, undefined while closed. */
  readonly target: FulfillmentNode | 'new' | undefined;
  readonly onClose: () => void;
}

export function NodeDialog({ target, ...form }: NodeDialogProps) {
  const shown = useLast(target);
  return (
    <Modal
      opened={target !== undefined}
      onClose={form.onClose}
      title={shown === 'new' ? 'Add a fulfilment node' : 'Change the fulfilment node'}
      size="lg"
    >
      <NodeForm {...form} node={shown === 'new' ? undefined : shown} />
    </Modal>
  );
}
