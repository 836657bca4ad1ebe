/** Owns the buttons for what can be done about an order now. */
import type { OrderSummary } from '@jetway/oms-api';
import { Button } from '@mantine/core';
import { IconCheck, IconHandStop, IconTruckDelivery } from '@tabler/icons-react';
import { CancelButton } from '../cancel/cancel-button.tsx';
import type { OrderAsk, OrderMay } from '../order-dialogs.tsx';

export interface OrderActionsProps {
  readonly order: OrderSummary;
  readonly ask: OrderAsk;
  readonly may: OrderMay;
  readonly acknowledging: boolean;
  /** Absent where an order cannot be put on hold from. */
  readonly onHold?: (() => void) | undefined;
}

export function OrderActions({ order, ask, may, acknowledging, onHold }: OrderActionsProps) {
  return (
    <>
      {onHold !== undefined && (
        <Button variant="default" leftSection={<IconHandStop size={16} aria-hidden />} onClick={onHold}>
          Hold …
        </Button>
      )}
      {order.canCancel && may.cancel && (
        <CancelButton referenceNumber={order.referenceNumber} onClick={() => ask.cancel(order.id)} />
      )}
      {order.canAcknowledge && may.acknowledge && (
        <Button
          leftSection={<IconCheck size={16} aria-hidden />}
          loading={acknowledging}
          onClick={() => ask.acknowledge(order.id)}
        >
          Acknowledge
        </Button>
      )}
      {order.canShip && may.ship && (
        <Button leftSection={<IconTruckDelivery size={16} aria-hidden />} onClick={() => ask.ship(order.id)}>
          Ship
        </Button>
      )}
    </>
  );
}
