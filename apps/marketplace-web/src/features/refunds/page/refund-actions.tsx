/** Owns deciding a refund before the world does, each way behind a question that says what will happen. */
import type { OperatorRefundDetail } from '@jetway/marketplace-api';
import { ConfirmDialog, failureOf, Money } from '@jetway/ui';
import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import { type RefundDecision, useDecideRefund } from '../refunds.queries.ts';
import { isDecided } from '../refunds.ts';

interface Words {
  readonly label: string;
  readonly title: string;
  readonly done: string;
  readonly dangerous: boolean;
}

const words: Readonly<Record<RefundDecision, Words>> = {
  accept: { label: 'Accept', title: 'Accept the refund?', done: 'The refund is accepted.', dangerous: false },
  reject_card: {
    label: 'Reject: card',
    title: 'Reject: the card is not valid?',
    done: 'The refund is rejected.',
    dangerous: true,
  },
  reject_policy: {
    label: 'Reject: policy',
    title: 'Reject: it conflicts with returns policy?',
    done: 'The refund is rejected.',
    dangerous: true,
  },
};
const decisions = ['accept', 'reject_card', 'reject_policy'] as const satisfies readonly RefundDecision[];

function whatHappens(decision: RefundDecision, detail: OperatorRefundDetail): ReactNode {
  const amount = <Money cents={detail.refund.amountCents} currency="USD" />;
  return decision === 'accept' ? (
    <>The shopper gets {amount} back at once, and the merchant pays it. This cannot be undone.</>
  ) : (
    <>
      The shopper does not get the {amount}. The merchant sees the rejection and its reason; it may ask again under
      another id. This cannot be undone.
    </>
  );
}

interface DialogProps {
  readonly detail: OperatorRefundDetail;
  readonly decision: RefundDecision;
  readonly opened: boolean;
  readonly onClose: () => void;
}

function DecisionDialog({ detail, decision, opened, onClose }: DialogProps) {
  const { accountId, id } = detail.refund;
  const decide = useDecideRefund({ accountId, refundId: id });
  const { title, label, done, dangerous } = words[decision];
  const close = () => {
    decide.reset();
    onClose();
  };
  const confirmed = () => {
    notifications.show({ color: 'green', message: done });
    close();
  };
  return (
    <ConfirmDialog
      opened={opened}
      title={title}
      confirmLabel={label}
      dangerous={dangerous}
      busy={decide.isPending}
      failure={failureOf(decide.error)}
      onClose={close}
      onConfirm={() => decide.mutate(decision, { onSuccess: confirmed })}
    >
      {whatHappens(decision, detail)}
    </ConfirmDialog>
  );
}

export function RefundActions({ detail }: { readonly detail: OperatorRefundDetail }) {
  const [asked, setAsked] = useState<RefundDecision>();
  return (
    <>
      {!isDecided(detail.refund) && (
        <Group gap="xs">
          {decisions.map((decision) => (
            <Button
              key={decision}
              variant={decision === 'accept' ? 'filled' : 'default'}
              onClick={() => setAsked(decision)}
            >
              {words[decision].label} …
            </Button>
          ))}
        </Group>
      )}
      {decisions.map((decision) => (
        <DecisionDialog
          key={decision}
          detail={detail}
          decision={decision}
          opened={asked === decision}
          onClose={() => setAsked(undefined)}
        />
      ))}
    </>
  );
}
