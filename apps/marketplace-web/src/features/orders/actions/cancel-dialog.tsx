/** Owns the dialog in which the operator cancels as the shopper, whole or in part. */
import type { OperatorOrderDetail } from '@jetway/marketplace-api';
import { failureOf } from '@jetway/ui';
import { Button, Group, Modal, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { DialogForm } from '../../../parts/dialog-form.tsx';
import { Note } from '../../../parts/note.tsx';
import { UnitsLine } from '../../../parts/units-line.tsx';
import { useCancelAsShopper } from '../orders.queries.ts';
import { cancellableUnits, type OrderItem, openUnits } from '../orders.ts';
import { type CancelQuantities, planCancel, wholeOrder } from './cancelling.ts';

const aboutItem = (item: OrderItem): string => {
  const asked = item.cancelRequested > 0 ? `, ${item.cancelRequested} asked for already` : '';
  return `${item.sku} · ${openUnits(item)} open${asked}`;
};

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
    <DialogForm
      submit={plan.ok && plan.kind === 'now' ? 'Cancel the order' : 'Ask to cancel'}
      cancel="Not now"
      busy={busy}
      disabled={!plan.ok}
      dangerous
      failure={failure}
      onSubmit={send}
      onCancel={props.onClose}
    >
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
        <UnitsLine
          key={item.id}
          title={item.title}
          about={aboutItem(item)}
          label={`Units of ${item.sku} to cancel`}
          most={cancellableUnits(item)}
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
    </DialogForm>
  );
}

export interface CancelDialogProps extends FormProps {
  readonly opened: boolean;
}

export function CancelDialog({ detail, opened, onClose }: CancelDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Cancel as the shopper">
      <CancelForm detail={detail} onClose={onClose} />
    </Modal>
  );
}
