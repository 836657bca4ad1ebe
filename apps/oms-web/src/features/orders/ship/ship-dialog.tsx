/** Owns the dialog in which an order is shipped. */
import type { OrderDetail } from '@jetway/oms-api';
import { FailureAlert, failureOf, KeyValues, Loaded, LoadingLines, useLast } from '@jetway/ui';
import { Modal, Stack } from '@mantine/core';
import { useDefaultCarrier } from '../../carriers/index.ts';
import { useShippingOptions } from '../../connections/index.ts';
import { useOrder } from '../orders.queries.ts';
import type { Requested } from './parcels.ts';
import { ShipForm } from './ship-form.tsx';

export interface ShipDialogProps {
  /** Undefined while the dialog is closed. */
  readonly orderId: string | undefined;
  readonly onClose: () => void;
}

function Wish({ detail }: { readonly detail: OrderDetail }) {
  const { shipTo } = detail;
  const asked = [detail.requestedServiceLevel, detail.requestedCarrier, detail.requestedMethod].filter(
    (part) => part !== null && part !== '',
  );
  return (
    <KeyValues
      labelWidth={110}
      items={[
        { label: 'Order', value: detail.order.referenceNumber },
        {
          label: 'To',
          value: [shipTo.name, shipTo.address1, shipTo.address2, `${shipTo.city}, ${shipTo.state} ${shipTo.zipCode}`]
            .filter((part) => part !== null && part !== '')
            .join(', '),
        },
        { label: 'Asked for', value: asked.length === 0 ? 'Nothing in particular' : asked.join(' · ') },
      ]}
    />
  );
}

/** The carrier that the buyer asked for, else the default of the service level. */
const requestedOf = (detail: OrderDetail, preset: Requested | null | undefined): Requested =>
  detail.requestedCarrier === null && preset != null
    ? preset
    : { carrier: detail.requestedCarrier, method: detail.requestedMethod };

function ShipContent({ detail, onClose }: { readonly detail: OrderDetail; readonly onClose: () => void }) {
  const options = useShippingOptions(detail.order.connectionId);
  const preset = useDefaultCarrier(detail.requestedServiceLevel);
  if (!detail.order.canShip)
    return (
      <FailureAlert
        failure={{
          title: 'This order cannot be shipped now',
          detail: 'It has no open units, is not acknowledged yet, or a message about it is still on its way.',
        }}
      />
    );
  return (
    <Loaded data={options.data} failure={failureOf(options.error)} onRetry={() => void options.refetch()}>
      {(found) =>
        preset.isLoading ? (
          <LoadingLines count={6} />
        ) : (
          <ShipForm detail={detail} options={found} requested={requestedOf(detail, preset.data)} onClose={onClose} />
        )
      }
    </Loaded>
  );
}

function ShipBody({ orderId, onClose }: { readonly orderId: string; readonly onClose: () => void }) {
  const order = useOrder(orderId);
  return (
    <Loaded
      data={order.data}
      failure={failureOf(order.error)}
      onRetry={() => void order.refetch()}
      loading={<LoadingLines count={8} />}
    >
      {(detail) => (
        <Stack>
          <Wish detail={detail} />
          <ShipContent detail={detail} onClose={onClose} />
        </Stack>
      )}
    </Loaded>
  );
}

export function ShipDialog({ orderId, onClose }: ShipDialogProps) {
  const shown = useLast(orderId);
  return (
    <Modal
      opened={orderId !== undefined}
      onClose={onClose}
      title="Ship order"
      size={720}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {shown !== undefined && <ShipBody orderId={shown} onClose={onClose} />}
    </Modal>
  );
}
