/** Owns the dialog in which an operator gives the merchant an amount, or takes one. */
import { failureOf, moneyText, placeErrors } from '@jetway/ui';
import { Modal, Text, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { useAddAdjustment } from './settlements.queries.ts';
import { amountError, readAmount } from './settlements.ts';

interface FormProps {
  readonly accountId: string;
  readonly onClose: () => void;
}

const isField = (place: string): boolean => place === 'amountCents' || place === 'reason';

function useAdjustment({ accountId, onClose }: FormProps) {
  const add = useAddAdjustment(accountId);
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const told = placeErrors(failureOf(add.error), isField);
  const wrongAmount = amountError(amount);
  const wrongReason = reason.trim() === '' ? 'Say why: the merchant reads it' : undefined;
  const amountCents = readAmount(amount);
  const submit = () => {
    setTried(true);
    if (wrongAmount !== undefined || wrongReason !== undefined || amountCents === undefined) return;
    add.mutate(
      { amountCents, reason: reason.trim() },
      {
        onSuccess: () => {
          notifications.show({ color: 'green', message: `${moneyText(amountCents, 'USD')} came into the settlement.` });
          onClose();
        },
      },
    );
  };
  return {
    amount,
    setAmount,
    reason,
    setReason,
    amountCents,
    amountError: (tried ? wrongAmount : undefined) ?? told.byField['amountCents'],
    reasonError: (tried ? wrongReason : undefined) ?? told.byField['reason'],
    failure: told.rest,
    busy: add.isPending,
    submit,
  };
}

function effectText(cents: number | undefined): string {
  if (cents === undefined || cents === 0) return 'Below zero, it is taken from the merchant.';
  const amount = moneyText(Math.abs(cents), 'USD');
  return cents > 0 ? `The merchant gets ${amount} more.` : `The merchant gets ${amount} less.`;
}

function AdjustForm(props: FormProps) {
  const form = useAdjustment(props);
  return (
    <DialogForm
      submit="Add adjustment"
      busy={form.busy}
      failure={form.failure}
      onSubmit={form.submit}
      onCancel={props.onClose}
    >
      <TextInput
        label="Amount in US dollars"
        description={effectText(form.amountCents)}
        placeholder="-12.50"
        inputMode="decimal"
        required
        data-autofocus
        maxLength={20}
        value={form.amount}
        error={form.amountError}
        onChange={(event) => form.setAmount(event.currentTarget.value)}
      />
      <Textarea
        label="Reason"
        required
        autosize
        minRows={2}
        maxLength={500}
        value={form.reason}
        error={form.reasonError}
        onChange={(event) => form.setReason(event.currentTarget.value)}
      />
      <Text size="sm" c="dimmed">
        It comes into the settlement that is open now, or into a new one. It cannot be taken out again: make up for a
        mistake by another adjustment.
      </Text>
    </DialogForm>
  );
}

export function AdjustDialog({ opened, ...form }: FormProps & { readonly opened: boolean }) {
  return (
    <Modal opened={opened} onClose={form.onClose} title="Add an adjustment">
      <AdjustForm {...form} />
    </Modal>
  );
}
