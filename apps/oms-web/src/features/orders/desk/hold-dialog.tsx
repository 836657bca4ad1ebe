/** Owns putting an order on hold, and changing why and until when. */
import type { OrderSummary } from '@jetway/oms-api';
import { FailureAlert, failureOf, placeErrors, useClock } from '@jetway/ui';
import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useHold } from './desk.queries.ts';
import { fromLocalField, toLocalField } from './local-time.ts';

interface Values {
  reason: string;
  /** As the field has it; empty for no end. */
  until: string;
}

const valuesOf = ({ hold }: OrderSummary): Values => ({
  reason: hold?.reason ?? '',
  until: hold?.until === null || hold?.until === undefined ? '' : toLocalField(hold.until),
});

function HoldForm({ order, onClose }: { readonly order: OrderSummary; readonly onClose: () => void }) {
  const hold = useHold(order.id);
  const clock = useClock();
  const form = useForm<Values>({
    initialValues: valuesOf(order),
    validate: {
      reason: (reason) => (reason.trim() === '' ? 'Say why' : null),
      until: (until) => {
        const at = fromLocalField(until);
        return at !== null && at <= clock() ? 'A time to come, or none' : null;
      },
    },
  });
  const told = placeErrors(failureOf(hold.error), (field) => Object.hasOwn(form.values, field));
  const submit = form.onSubmit(({ reason, until }) =>
    hold.mutate({ reason: reason.trim(), until: fromLocalField(until) }, { onSuccess: onClose }),
  );
  return (
    <form noValidate onSubmit={submit}>
      <Stack>
        <Text size="sm">
          The order is not accepted by itself, and nothing of it can be shipped, until somebody releases it. Its
          deadlines count all the same. It can still be cancelled.
        </Text>
        <Textarea
          label="Why"
          required
          autosize
          minRows={2}
          maxLength={500}
          data-autofocus
          {...form.getInputProps('reason')}
          error={form.errors['reason'] ?? told.byField['reason']}
        />
        <TextInput
          label="Until"
          type="datetime-local"
          description="It ends by itself then. Empty: until somebody releases it."
          {...form.getInputProps('until')}
          error={form.errors['until'] ?? told.byField['until']}
        />
        {told.rest !== undefined && <FailureAlert failure={told.rest} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" loading={hold.isPending}>
            {order.hold === null ? 'Put on hold' : 'Save'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export interface HoldDialogProps {
  readonly order: OrderSummary;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function HoldDialog({ order, opened, onClose }: HoldDialogProps) {
  const title = order.hold === null ? `Put order ${order.referenceNumber} on hold` : 'Change the hold';
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <HoldForm order={order} onClose={onClose} />
    </Modal>
  );
}
