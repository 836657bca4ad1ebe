/** Owns the chips of an order: status, exception, cancelling, and what the world will do by itself. */
import type { OperatorOrder } from '@jetway/marketplace-api';
import { exactInstant, StatusChip, useNow } from '@jetway/ui';
import { IconAlertTriangle, IconClockHour4, IconUserX } from '@tabler/icons-react';
import { useAccountInWorld } from '../accounts/index.ts';
import { exceptionText, hasOpenException, orderTimer, wordsOf } from './orders.ts';

export function OrderStatusChip({ status }: Pick<OperatorOrder, 'status'>) {
  const { name, tone, means } = wordsOf(status);
  return (
    <StatusChip tone={tone} {...(means === '' ? {} : { hint: means })}>
      {name}
    </StatusChip>
  );
}

/** What is out of the ordinary about an order. */
export function OrderSigns({ order }: { readonly order: OperatorOrder }) {
  return (
    <>
      {order.exceptionState !== null && (
        <StatusChip
          tone={hasOpenException(order) ? 'danger' : 'neutral'}
          icon={<IconAlertTriangle aria-hidden />}
          hint={order.exceptionState}
        >
          {exceptionText(order.exceptionState)}
        </StatusChip>
      )}
      {order.cancelledByCustomer && (
        <StatusChip tone="neutral" icon={<IconUserX aria-hidden />}>
          Shopper cancelled
        </StatusChip>
      )}
      {order.cancelRequested && (
        <StatusChip
          tone="warning"
          icon={<IconUserX aria-hidden />}
          hint="The shopper asked the merchant to cancel units"
        >
          Cancel requested
        </StatusChip>
      )}
    </>
  );
}

export function OrderTimerChip({ order }: { readonly order: OperatorOrder }) {
  const { world } = useAccountInWorld();
  const timer = orderTimer(order, useNow(), world.rate);
  if (timer === undefined || order.dueAt === null) return null;
  return (
    <StatusChip
      tone={timer.tone}
      outlined
      icon={<IconClockHour4 aria-hidden />}
      hint={`${timer.hint} ${exactInstant(order.dueAt)}`}
    >
      <span className="jw-number">{timer.text}</span>
    </StatusChip>
  );
}
