/** Owns the shipments of an order. */
import type { OrderDetail, Shipment } from '@jetway/oms-api';
import { CopyText, Instant, KeyValues, Section, StatusChip } from '@jetway/ui';
import { Divider, Group, Stack, Text } from '@mantine/core';
import { intentStateWords } from '../orders.ts';

const unitsOf = (shipment: Shipment, detail: OrderDetail): string[] =>
  shipment.items.flatMap(({ lineId, shippedQuantity, cancelledQuantity }) => {
    const title = detail.lines.find(({ id }) => id === lineId)?.title ?? 'Unknown item';
    return [
      ...(shippedQuantity > 0 ? [`${shippedQuantity} × ${title}`] : []),
      ...(cancelledQuantity > 0 ? [`${cancelledQuantity} × ${title}, cancelled`] : []),
    ];
  });

/** "RMA R7 · 30 days · back to 1 Dock, Reno, NV 89501": each once, as most parcels say the same of every item. */
const termsOf = (shipment: Shipment): string[] => [
  ...new Set(
    shipment.items.flatMap(({ rmaNumber, daysToReturn, returnLocation: back }) => {
      const said = [
        ...(rmaNumber === null ? [] : [`RMA ${rmaNumber}`]),
        ...(daysToReturn === null ? [] : [daysToReturn === 1 ? '1 day' : `${daysToReturn} days`]),
        ...(back === null ? [] : [`back to ${back.address1}, ${back.city}, ${back.state} ${back.zipCode}`]),
      ];
      return said.length === 0 ? [] : [said.join(' · ')];
    }),
  ),
];

const isOnlyCancelled = ({ items }: Shipment): boolean => items.every(({ shippedQuantity }) => shippedQuantity === 0);

const titleOf = ({ shipments }: OrderDetail): string => {
  if (shipments.every(isOnlyCancelled)) return shipments.length === 1 ? 'Cancellation' : 'Cancellations';
  return shipments.length === 1 ? 'Shipment' : `${shipments.length} shipments`;
};

function ShipmentPart({ shipment, detail }: { readonly shipment: Shipment; readonly detail: OrderDetail }) {
  const state = intentStateWords[shipment.state];
  const isCancellation = isOnlyCancelled(shipment);
  const terms = termsOf(shipment);
  return (
    <Stack gap={6}>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {isCancellation ? 'Cancelled units' : [shipment.carrier, shipment.method].filter(Boolean).join(' · ')}
        </Text>
        <StatusChip tone={state.tone} hint={state.means}>
          {state.name}
        </StatusChip>
      </Group>
      <KeyValues
        labelWidth={110}
        items={[
          ...(shipment.trackingNumber === null
            ? []
            : [{ label: 'Tracking', value: <CopyText text={shipment.trackingNumber} label="tracking number" /> }]),
          ...(shipment.shippedAt === null ? [] : [{ label: 'Shipped', value: <Instant at={shipment.shippedAt} /> }]),
          ...(shipment.expectedDeliveryAt === null
            ? []
            : [{ label: 'Expected', value: <Instant at={shipment.expectedDeliveryAt} /> }]),
          ...(shipment.shipFromZipCode === null ? [] : [{ label: 'From', value: shipment.shipFromZipCode }]),
          {
            label: 'Units',
            value: unitsOf(shipment, detail).map((text) => <div key={text}>{text}</div>),
          },
          ...(terms.length === 0
            ? []
            : [{ label: 'Returns', value: terms.map((text) => <div key={text}>{text}</div>) }]),
          { label: 'Our id', value: <CopyText text={shipment.altShipmentId} label="shipment id" /> },
        ]}
      />
    </Stack>
  );
}

export function OrderShipments({ detail }: { readonly detail: OrderDetail }) {
  if (detail.shipments.length === 0) return null;
  return (
    <Section title={titleOf(detail)}>
      <Stack gap="md">
        {detail.shipments.map((shipment, index) => (
          <Stack key={shipment.id} gap="md">
            {index > 0 && <Divider color="var(--jw-line)" />}
            <ShipmentPart shipment={shipment} detail={detail} />
          </Stack>
        ))}
      </Stack>
    </Section>
  );
}
