/** Owns the dialog in which the operator opens a return as the shopper. */
import { failureOf } from '@jetway/ui';
import { Modal, NumberInput, Select, Switch, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { DialogForm } from '../../../parts/dialog-form.tsx';
import { UnitsLine } from '../../../parts/units-line.tsx';
import { useOpenReturn } from '../returns.queries.ts';
import { firstValues, type OpeningValues, openingBody, type ReturnableItem, reasons, shippedUnits } from './opening.ts';

interface FormProps {
  readonly accountId: string;
  readonly orderId: string;
  readonly items: readonly ReturnableItem[];
  readonly onClose: () => void;
}

const numberOf = (value: number | string): number | '' => (typeof value === 'number' ? value : '');

function useOpening({ accountId, orderId, items, onClose }: FormProps) {
  const open = useOpenReturn({ accountId, orderId });
  const [values, setValues] = useState(() => firstValues(items));
  const body = openingBody(items, values);
  const change = (part: Partial<OpeningValues>) => {
    open.reset();
    setValues((before) => ({ ...before, ...part }));
  };
  const submit = () => {
    if (body === undefined) return;
    open.mutate(body, {
      onSuccess: ({ referenceId }) => {
        notifications.show({ color: 'green', message: `Return ${referenceId} opened.` });
        onClose();
      },
    });
  };
  return { values, change, submit, isReady: body !== undefined, busy: open.isPending, failure: failureOf(open.error) };
}

function OpenReturnForm(props: FormProps) {
  const { values, change, submit, isReady, busy, failure } = useOpening(props);
  const { quantities, reason, charge, keepsGoods } = values;
  return (
    <DialogForm
      submit="Open the return"
      cancel="Not now"
      busy={busy}
      disabled={!isReady}
      failure={failure}
      onSubmit={submit}
      onCancel={props.onClose}
    >
      <Text size="sm" fw={600}>
        Units to return
      </Text>
      {props.items.map((item) => (
        <UnitsLine
          key={item.id}
          title={item.title}
          about={`${item.sku} · ${shippedUnits(item)} shipped`}
          label={`Units of ${item.sku} to return`}
          most={shippedUnits(item)}
          quantity={quantities[item.id] ?? 0}
          onChange={(quantity) => change({ quantities: { ...quantities, [item.id]: quantity } })}
        />
      ))}
      <Select
        label="Reason"
        data={[...reasons]}
        allowDeselect={false}
        value={reason}
        onChange={(value) => change({ reason: value ?? reason })}
      />
      <Switch
        label="The shopper keeps the goods"
        description="Refunded without a parcel: no label, no address."
        checked={keepsGoods}
        onChange={(event) => change({ keepsGoods: event.currentTarget.checked })}
      />
      <NumberInput
        label="Return charge"
        description="What the merchant is asked to pay; left empty, what the label costs."
        prefix="$"
        min={0}
        decimalScale={2}
        allowNegative={false}
        value={charge}
        onChange={(value) => change({ charge: numberOf(value) })}
      />
      <Text size="sm" c="dimmed">
        The shopper asks for what was paid for the units. The merchant finds the return among those that are created,
        and reports what came back.
      </Text>
    </DialogForm>
  );
}

export function OpenReturnDialog({ opened, ...form }: FormProps & { readonly opened: boolean }) {
  const small = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  return (
    <Modal opened={opened} onClose={form.onClose} title="Open a return as the shopper" fullScreen={small ?? false}>
      <OpenReturnForm {...form} />
    </Modal>
  );
}
