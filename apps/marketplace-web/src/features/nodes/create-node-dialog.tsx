/** Owns adding a fulfilment node. */
import { FailureAlert, failureOf, likelyTimeZone, placeErrors, timeZones } from '@jetway/ui';
import { Button, Modal, MultiSelect, Select, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMemo, useState } from 'react';
import { AddressFields } from '../../parts/address-fields.tsx';
import { DialogFooter } from '../../parts/dialog-footer.tsx';
import { addressErrors, checkNode, emptyNode, type NodeValues, nodeBody, nodeField } from './node-form.ts';
import { useCreateNode } from './nodes.queries.ts';
import { serviceLevels, usualMethods } from './shipping-names.ts';

const isField = (place: string): boolean =>
  /^(name|timeZone|shippingMethods|serviceLevels|address\.(address1|address2|city|state|zipCode))$/.test(
    nodeField(place),
  );

function useNodeForm(accountId: string, onClose: () => void) {
  const create = useCreateNode(accountId);
  const [values, setValues] = useState(() => emptyNode(likelyTimeZone()));
  const [tried, setTried] = useState(false);
  const wrong = checkNode(values);
  const told = placeErrors(failureOf(create.error), isField);
  const refused = Object.fromEntries(Object.entries(told.byField).map(([place, text]) => [nodeField(place), text]));
  const errors: Readonly<Record<string, string>> = { ...refused, ...(tried ? wrong : {}) };
  const change = (part: Partial<NodeValues>) => setValues((before) => ({ ...before, ...part }));
  const submit = () => {
    setTried(true);
    if (Object.keys(wrong).length > 0) return;
    create.mutate(nodeBody(values), {
      onSuccess: ({ name }) => {
        notifications.show({ color: 'green', message: `Fulfilment node ${name} added.` });
        onClose();
      },
    });
  };
  return { values, change, errors, failure: told.rest, submit, busy: create.isPending };
}

type NodeForm = ReturnType<typeof useNodeForm>;

function NodeFields({ values, change, errors }: Pick<NodeForm, 'values' | 'change' | 'errors'>) {
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
  readonly onClose: () => void;
}

function CreateNodeForm({ accountId, onClose }: FormProps) {
  const { failure, submit, busy, ...fields } = useNodeForm(accountId, onClose);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack>
        <NodeFields {...fields} />
        {failure !== undefined && <FailureAlert failure={failure} />}
        <DialogFooter>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Add node
          </Button>
        </DialogFooter>
      </Stack>
    </form>
  );
}

export function CreateNodeDialog({ opened, ...form }: FormProps & { readonly opened: boolean }) {
  return (
    <Modal
      opened={opened}
      onClose={form.onClose}
      title="Add a fulfilment node"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <CreateNodeForm {...form} />
    </Modal>
  );
}
