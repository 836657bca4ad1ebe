/** Owns the facts beside an order: whom it goes to, what was asked for, money, numbers. */
import type { OrderDetail } from '@jetway/oms-api';
import { CopyText, Instant, type KeyValue, KeyValues, Money, Section } from '@jetway/ui';
import { Divider, Stack } from '@mantine/core';
import { AddressCard } from '../desk/address-card.tsx';
import { AddressText } from '../desk/address-text.tsx';

export const ShipToText = ({ detail }: { readonly detail: OrderDetail }) => <AddressText address={detail.shipTo} />;

function Buyer({ detail }: { readonly detail: OrderDetail }) {
  const { buyer } = detail;
  const asked = [detail.requestedServiceLevel, detail.requestedCarrier, detail.requestedMethod];
  const items: KeyValue[] = [
    { label: 'Buyer', value: buyer.name },
    ...(buyer.phone === null ? [] : [{ label: 'Phone', value: buyer.phone }]),
    ...(buyer.email === null ? [] : [{ label: 'Email', value: buyer.email }]),
    {
      label: 'Asked for',
      value: asked.filter((part) => part !== null && part !== '').join(' · ') || 'Nothing in particular',
    },
  ];
  return (
    <Section title="Buyer">
      <KeyValues labelWidth={100} items={items} />
    </Section>
  );
}

function Line({
  label,
  cents,
  currency,
  strong = false,
}: {
  readonly label: string;
  readonly cents: number;
  readonly currency: string;
  readonly strong?: boolean;
}) {
  return (
    <div style={{ display: 'flex', justifyContent: 'space-between', fontWeight: strong ? 650 : 400, fontSize: 14 }}>
      <span>{label}</span>
      <Money cents={cents} currency={currency} />
    </div>
  );
}

function MoneyFacts({ detail }: { readonly detail: OrderDetail }) {
  const { totals, order } = detail;
  const { currency } = order;
  return (
    <Section title="Money">
      <Stack gap={6}>
        <Line label="Items" cents={totals.itemsCents} currency={currency} />
        <Line label="Tax" cents={totals.taxCents} currency={currency} />
        <Line label="Shipping" cents={totals.shippingCents} currency={currency} />
        <Line label="Tax on shipping" cents={totals.shippingTaxCents} currency={currency} />
        <Divider color="var(--jw-line)" />
        <Line label="Paid by the buyer" cents={totals.totalCents} currency={currency} strong />
        <Line label="Channel’s fees" cents={-totals.feesCents} currency={currency} />
        <Divider color="var(--jw-line)" />
        <Line
          label="Items and shipping less fees"
          cents={totals.itemsCents + totals.shippingCents - totals.feesCents}
          currency={currency}
          strong
        />
      </Stack>
    </Section>
  );
}

function Numbers({ detail }: { readonly detail: OrderDetail }) {
  const { order } = detail;
  const items: KeyValue[] = [
    { label: 'Number', value: <CopyText text={order.referenceNumber} label="order number" /> },
    { label: 'Channel’s id', value: <CopyText text={order.channelOrderId} label="channel’s order id" /> },
    { label: 'Channel', value: order.connectionName },
    { label: 'There', value: order.channelStatus },
    ...(detail.exceptionState === null ? [] : [{ label: 'Exception', value: detail.exceptionState }]),
    { label: 'Placed', value: <Instant at={order.placedAt} /> },
    { label: 'Read', value: <Instant at={order.importedAt} /> },
    { label: 'Acknowledge by', value: <Instant at={order.acknowledgeBy} /> },
    { label: 'Ship by', value: <Instant at={order.shipBy} /> },
    { label: 'Deliver by', value: <Instant at={order.deliverBy} /> },
  ];
  return (
    <Section title="At the channel">
      <KeyValues labelWidth={120} items={items} />
    </Section>
  );
}

export function OrderFacts({ detail }: { readonly detail: OrderDetail }) {
  return (
    <Stack>
      <AddressCard detail={detail} />
      <Buyer detail={detail} />
      <MoneyFacts detail={detail} />
      <Numbers detail={detail} />
    </Stack>
  );
}
