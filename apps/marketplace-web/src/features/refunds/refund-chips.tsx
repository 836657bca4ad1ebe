/** Owns the chips of a refund, and the link to it. */
import type { OperatorRefund } from '@jetway/marketplace-api';
import { exactInstant, StatusChip, useNow } from '@jetway/ui';
import { Anchor } from '@mantine/core';
import { IconClockHour4 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { timerText, wordsOf } from './refunds.ts';

export function RefundStatusChip({ status }: Pick<OperatorRefund, 'status'>) {
  const { name, tone, means } = wordsOf(status);
  return (
    <StatusChip tone={tone} {...(means === '' ? {} : { hint: means })}>
      {name}
    </StatusChip>
  );
}

export function RefundTimerChip({ refund }: { readonly refund: OperatorRefund }) {
  const text = timerText(refund, useNow());
  if (text === undefined || refund.dueAt === null) return null;
  return (
    <StatusChip
      tone="neutral"
      outlined
      icon={<IconClockHour4 aria-hidden />}
      hint={`By itself, in world time: ${exactInstant(refund.dueAt)}`}
    >
      <span className="jw-number">{text}</span>
    </StatusChip>
  );
}

export function RefundLink({ refund }: { readonly refund: Pick<OperatorRefund, 'accountId' | 'id'> }) {
  return (
    <Anchor
      size="sm"
      fw={600}
      className="jw-number"
      renderRoot={(props) => (
        <Link
          to="/accounts/$accountId/refunds/$refundId"
          params={{ accountId: refund.accountId, refundId: refund.id }}
          {...props}
        />
      )}
    >
      {refund.id}
    </Anchor>
  );
}
