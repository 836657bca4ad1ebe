/** Owns the facts beside a return: its charge and what the merchant says of it, its parcel, its dates. */
import type { OperatorReturnDetail } from '@jetway/marketplace-api';
import { CopyText, Instant, type KeyValue, KeyValues, Money, Section, StatusChip } from '@jetway/ui';
import { Stack, Text } from '@mantine/core';
import { OrderLink } from '../../../parts/order-link.tsx';
import { chargeWords, feedbackName } from '../returns.ts';

function Charge({ detail }: { readonly detail: OperatorReturnDetail }) {
  const { return: ret, chargeFeedback } = detail;
  const { text, tone } = chargeWords(ret);
  return (
    <Section title="Return charge">
      <Stack gap="xs">
        <Text size="xl" fw={650}>
          <Money cents={ret.chargeCents} currency="USD" />
        </Text>
        <div>
          <StatusChip tone={tone}>{text}</StatusChip>
        </div>
        {chargeFeedback !== null && chargeFeedback !== '' && <Text size="sm">Why: {feedbackName(chargeFeedback)}</Text>}
        <Text size="xs" c="dimmed">
          A dispute is about this charge alone. What the shopper gets back is what the merchant reported of the items.
        </Text>
      </Stack>
    </Section>
  );
}

function Locations({ detail }: { readonly detail: OperatorReturnDetail }) {
  return (
    <>
      {detail.locations.map((place) => (
        <div key={JSON.stringify(place)}>
          {[place.address1, place.address2, `${place.city}, ${place.state} ${place.zipCode}`]
            .filter((line) => line !== '')
            .join(', ')}
        </div>
      ))}
    </>
  );
}

export function ReturnFacts({ detail }: { readonly detail: OperatorReturnDetail }) {
  const { return: ret, altReturnId, carrier, trackingNumber, locations } = detail;
  const items: KeyValue[] = [
    { label: 'Number', value: <CopyText text={ret.referenceId} label="return number" /> },
    { label: 'Return id', value: <CopyText text={ret.id} label="return id" /> },
    ...(altReturnId === null
      ? []
      : [{ label: 'Merchant’s id', value: <CopyText text={altReturnId} label="merchant’s id" /> }]),
    {
      label: 'Order',
      value: <OrderLink accountId={ret.accountId} orderId={ret.orderId} name={ret.referenceOrderId} />,
    },
    { label: 'Buyer', value: ret.buyerName },
    { label: 'Opened', value: <Instant at={ret.openedAt} /> },
    { label: 'Completed', value: <Instant at={ret.completedAt} /> },
  ];
  const parcel: KeyValue[] = [
    { label: 'Carrier', value: carrier ?? '–' },
    {
      label: 'Tracking',
      value: trackingNumber === null ? '–' : <CopyText text={trackingNumber} label="tracking number" />,
    },
    { label: 'Goes to', value: locations.length === 0 ? '–' : <Locations detail={detail} /> },
  ];
  return (
    <>
      <Charge detail={detail} />
      <Section title="Return">
        <KeyValues labelWidth={110} items={items} />
      </Section>
      <Section title="Parcel">
        <KeyValues labelWidth={110} items={parcel} />
      </Section>
    </>
  );
}
