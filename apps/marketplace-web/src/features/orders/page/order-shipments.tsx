/** Owns the shipments that the merchant reported for an order, with where to track them. */
import type { OperatorOrderDetail } from '@jetway/marketplace-api';
import { CopyText, Instant, Section, StatusChip } from '@jetway/ui';
import { Box, Group, Stack, Table, Text } from '@mantine/core';
import { useNodeNames } from '../../nodes/index.ts';
import { carriageText, type OrderShipment, rmaNumbers, shipmentUnitsText } from '../orders.ts';
import classes from './order-items.module.css';

interface ShipmentsProps {
  readonly shipments: readonly OrderShipment[];
  readonly accountId: string;
}

function Identity({ shipment, accountId }: { readonly shipment: OrderShipment; readonly accountId: string }) {
  const nodeName = useNodeNames(accountId);
  const { altShipmentId, redirectNodeId } = shipment;
  return (
    <Stack gap={3} align="flex-start">
      <Text
        size="sm"
        fw={500}
        style={{ overflowWrap: 'anywhere' }}
        {...(altShipmentId === null ? { c: 'dimmed' } : {})}
      >
        {altShipmentId ?? 'Without an id'}
      </Text>
      {redirectNodeId !== null && <StatusChip tone="warning">From {nodeName(redirectNodeId)}</StatusChip>}
      {rmaNumbers(shipment).map((rma) => (
        <Text key={rma} size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          RMA {rma}
        </Text>
      ))}
    </Stack>
  );
}

function Tracking({ shipment }: { readonly shipment: OrderShipment }) {
  const carriage = carriageText(shipment);
  if (shipment.trackingNumber === null && carriage === '')
    return (
      <Text size="sm" c="dimmed">
        Nothing to track
      </Text>
    );
  return (
    <Stack gap={3} align="flex-start">
      {shipment.trackingNumber !== null && <CopyText text={shipment.trackingNumber} label="tracking number" />}
      <Text size="xs" c="dimmed">
        {carriage}
      </Text>
    </Stack>
  );
}

function Shipped({ shipment }: { readonly shipment: OrderShipment }) {
  return (
    <>
      <Instant at={shipment.shippedAt} />
      {shipment.expectedAt !== null && (
        <Text size="xs" c="dimmed" component="div">
          Expected <Instant at={shipment.expectedAt} />
        </Text>
      )}
    </>
  );
}

function ShipmentsTable({ shipments, accountId }: ShipmentsProps) {
  return (
    <Table.ScrollContainer minWidth={640} type="native">
      <Table className={classes['items'] ?? ''} aria-label="Shipments" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Shipment</Table.Th>
            <Table.Th>Tracking</Table.Th>
            <Table.Th>Units</Table.Th>
            <Table.Th>Shipped</Table.Th>
            <Table.Th>Reported</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shipments.map((shipment) => (
            <Table.Tr key={shipment.id} style={{ verticalAlign: 'top' }}>
              <Table.Td>
                <Identity shipment={shipment} accountId={accountId} />
              </Table.Td>
              <Table.Td style={{ minWidth: 225 }}>
                <Tracking shipment={shipment} />
              </Table.Td>
              <Table.Td>
                <Text size="sm">{shipmentUnitsText(shipment)}</Text>
              </Table.Td>
              <Table.Td>
                <Shipped shipment={shipment} />
              </Table.Td>
              <Table.Td>
                <Instant at={shipment.messageAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function ShipmentsShort({ shipments, accountId }: ShipmentsProps) {
  return (
    <Stack gap="md">
      {shipments.map((shipment) => (
        <Stack key={shipment.id} gap={4} align="flex-start">
          <Group justify="space-between" w="100%" wrap="nowrap" align="flex-start">
            <Identity shipment={shipment} accountId={accountId} />
            <Text size="xs" c="dimmed" component="div" style={{ flex: 'none' }}>
              <Instant at={shipment.messageAt} />
            </Text>
          </Group>
          <Text size="sm">{shipmentUnitsText(shipment)}</Text>
          <Tracking shipment={shipment} />
          {shipment.shippedAt !== null && (
            <Text size="xs" c="dimmed" component="div">
              Shipped <Instant at={shipment.shippedAt} />
            </Text>
          )}
        </Stack>
      ))}
    </Stack>
  );
}

export function OrderShipments({ detail }: { readonly detail: OperatorOrderDetail }) {
  const { shipments, order } = detail;
  const count = shipments.length;
  return (
    <Section title={count < 2 ? 'Shipment' : `${count} shipments`}>
      {count === 0 && (
        <Text size="sm" c="dimmed">
          The merchant has not shipped anything yet.
        </Text>
      )}
      {count > 0 && (
        <>
          <Box visibleFrom="sm">
            <ShipmentsTable shipments={shipments} accountId={order.accountId} />
          </Box>
          <Box hiddenFrom="sm">
            <ShipmentsShort shipments={shipments} accountId={order.accountId} />
          </Box>
        </>
      )}
    </Section>
  );
}
