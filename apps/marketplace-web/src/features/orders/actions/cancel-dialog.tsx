/** Owns the dialog in which the operator cancels as the shopper, whole or in part. */
import type { OperatorOrderDetail } from '@jetway/marketplace-api';
import { FailureAlert, failureOf } from '@jetway/ui';
import { Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { Note } from '../../../parts/note.tsx';
import { useCancelAsShopper } from '../orders.queries.ts';
import { cancellableUnits, type OrderItem, openUnits } from '../orders.ts';
import { type CancelQuantities, planCancel, wholeOrder } from './cancelling.ts';

interface LineProps {
  readonly item: OrderItem;
  readonly quantity: number | '';
  readonly onChange: (quantity: number | '') => void;
}

function CancelLine({ item, quantity, onChange }: LineProps) {
  const most = cancellableUnits(item);
  return (
    <Group justify="space-between" wrap="nowrap" align="flex-start">
      <div style={{ minWidth: 0 }}>
        <Text size="sm" lineClamp={2}>
          {item.title}
        </Text>
        <Text size="xs" c="dimmed">
          {item.sku} · {openUnits(item)} open
          {item.cancelRequested > 0 ? `, ${item.cancelRequested} asked for already` : ''}
        </Text>
      </div>
      <NumberInput
        aria-label={`Units of ${item.sku} to cancel`}
        w={96}
        style={{ flex: 'none' }}
        min={0}
        max={most}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        disabled={most === 0}
        value={quantity}
        onChange={(value) => onChange(typeof value === 'number' ? value : '')}
      />
    </Group>
  );
}

interface FormProps {
  readonly detail: OperatorOrderDetail;
  readonly onClose: () => void;
}

function useCancelForm({ detail, onClose }: FormProps) {
  const { order, items } = detail;
  const cancel = useCancelAsShopper({ accountId: order.accountId, orderId: order.id });
  const [wanted, setWanted] = useState<CancelQuantities>(() => wholeOrder(items));
  const plan = planCancel(order.status, items, wanted);
  const send = () => {
    if (!plan.ok) return;
    cancel.mutate(plan.units, {
      onSuccess: ({ cancelledByCustomer }) => {
        const message = cancelledByCustomer
          ? 'Cancelled at once: the order is complete.'
          : 'The merchant has been asked to cancel the units.';
        notifications.show({ color: 'green', message });
        onClose();
      },
    });
  };
  return { items, wanted, setWanted, plan, send, busy: cancel.isPending, failure: failureOf(cancel.error) };
}

function CancelForm(props: FormProps) {
  const { items, wanted, setWanted, plan, send, busy, failure } = useCancelForm(props);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack>
        <Group justify="space-between">
          <Text size="sm" fw={600}>
            Units to cancel
          </Text>
          <Group gap={6}>
            <Button size="compact-xs" variant="default" onClick={() => setWanted(wholeOrder(items))}>
              All
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => setWanted({})}>
              None
            </Button>
          </Group>
        </Group>
        {items.map((item) => (
          <CancelLine
            key={item.id}
            item={item}
            quantity={wanted[item.id] ?? 0}
            onChange={(quantity) => setWanted((before) => ({ ...before, [item.id]: quantity }))}
          />
        ))}
        <Note
          tone={plan.ok && plan.kind === 'now' ? 'danger' : 'neutral'}
          icon={<IconInfoCircle size={20} />}
          live
          title={plan.ok ? (plan.kind === 'now' ? 'Cancelled at once' : 'The merchant is asked') : 'Nothing to send'}
        >
          {plan.text}
        </Note>
        {failure !== undefined && <FailureAlert failure={failure} />}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={props.onClose}>
            Not now
          </Button>
          <Button type="submit" color="red" disabled={!plan.ok} loading={busy}>
            {plan.ok && plan.kind === 'now' ? 'Cancel the order' : 'Ask to cancel'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export interface CancelDialogProps extends FormProps {
  readonly opened: boolean;
}

export function CancelDialog({ detail, opened, onClose }: CancelDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Cancel as the shopper" closeButtonProps={{ 'aria-label': 'Close' }}>
      <CancelForm detail={detail} onClose={onClose} />
    </Modal>
  );
}
