/** Owns the dialog in which a disputed return charge is decided. */
import type { SettlementDispute } from '@jetway/marketplace-api';
import { failureOf, moneyText } from '@jetway/ui';
import { Modal, Radio, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { type DecisionBody, useDecideDispute } from './settlements.queries.ts';

interface FormProps {
  readonly accountId: string;
  readonly dispute: SettlementDispute;
  readonly onClose: () => void;
}

type Decision = DecisionBody['decision'];

function DecideForm({ accountId, dispute, onClose }: FormProps) {
  const decide = useDecideDispute(accountId, dispute.returnId);
  const [decision, setDecision] = useState<Decision>('for merchant');
  const [note, setNote] = useState('');
  const amount = moneyText(dispute.chargeCents, 'USD');
  const submit = () =>
    decide.mutate(
      { decision, ...(note.trim() === '' ? {} : { note: note.trim() }) },
      {
        onSuccess: () => {
          const message = decision === 'for merchant' ? `${amount} is given back.` : 'The charge stays.';
          notifications.show({ color: 'green', message });
          onClose();
        },
      },
    );
  return (
    <DialogForm
      submit="Decide"
      cancel="Not now"
      busy={decide.isPending}
      failure={failureOf(decide.error)}
      onSubmit={submit}
      onCancel={onClose}
    >
      <Text size="sm">
        {amount} was taken for the return of order {dispute.referenceOrderId}. The merchant does not agree
        {dispute.feedback === null ? '.' : `: “${dispute.feedback}”.`}
      </Text>
      <Radio.Group
        label="Decision"
        value={decision}
        onChange={(value) => setDecision(value === 'for merchant' ? 'for merchant' : 'for marketplace')}
      >
        <Stack gap="xs" mt={6}>
          <Radio
            value="for merchant"
            data-autofocus
            label="For the merchant"
            description={`${amount} is given back in the settlement that is open.`}
          />
          <Radio value="for marketplace" label="For the marketplace" description="The charge stays as it was taken." />
        </Stack>
      </Radio.Group>
      <Textarea
        label="Note"
        autosize
        minRows={2}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </DialogForm>
  );
}

export function DecideDialog({
  dispute,
  ...form
}: Omit<FormProps, 'dispute'> & { readonly dispute: SettlementDispute | undefined }) {
  return (
    <Modal opened={dispute !== undefined} onClose={form.onClose} title="Decide about a return charge">
      {dispute !== undefined && <DecideForm key={dispute.returnId} dispute={dispute} {...form} />}
    </Modal>
  );
}
