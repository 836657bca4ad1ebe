/** Owns the facts beside an order. */
import type { OperatorOrder } from '@jetway/marketplace-api';
import { CopyText, Instant, type KeyValue, KeyValues, Money, Section } from '@jetway/ui';
import { useNodeNames } from '../../nodes/index.ts';
import { OrderTimerChip } from '../order-chips.tsx';

export function OrderFacts({ order }: { readonly order: OperatorOrder }) {
  const nodeName = useNodeNames(order.accountId);
  const items: KeyValue[] = [
    { label: 'Number', value: <CopyText text={order.referenceOrderId} label="order number" /> },
    { label: 'Order id', value: <CopyText text={order.id} label="order id" /> },
    { label: 'Buyer', value: order.buyerName },
    { label: 'Node', value: nodeName(order.nodeId) },
    { label: 'Units', value: order.units.toLocaleString() },
    { label: 'Total', value: <Money cents={order.totalCents} currency="USD" /> },
    ...(order.tag === null ? [] : [{ label: 'Tag', value: order.tag } satisfies KeyValue]),
    ...(order.returnsWaived ? [{ label: 'Returns', value: 'Given up by the shopper' } satisfies KeyValue] : []),
    ...(order.acknowledgementStatus === null
      ? []
      : [{ label: 'Answer', value: order.acknowledgementStatus } satisfies KeyValue]),
  ];
  const instants: KeyValue[] = [
    { label: 'Placed', value: <Instant at={order.placedAt} /> },
    { label: 'Released', value: <Instant at={order.readyAt} /> },
    { label: 'Acknowledged', value: <Instant at={order.acknowledgedAt} /> },
    { label: 'Complete', value: <Instant at={order.completedAt} /> },
    ...(order.dueAt === null ? [] : [{ label: 'Next', value: <OrderTimerChip order={order} /> } satisfies KeyValue]),
  ];
  return (
    <>
      <Section title="Order">
        <KeyValues labelWidth={110} items={items} />
      </Section>
      <Section title="In world time">
        <KeyValues labelWidth={110} items={instants} />
      </Section>
    </>
  );
}
