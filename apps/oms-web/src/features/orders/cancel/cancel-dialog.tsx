/** Owns the dialog that takes an order back, and says before what the channel will be told. */
import type { OrderDetail } from '@jetway/oms-api';
import { FailureAlert, failureOf, Loaded, LoadingLines, useLast } from '@jetway/ui';
import { Modal, Stack, Text } from '@mantine/core';
import { useCancelOptions, useOrder } from '../orders.queries.ts';
import { CancelForm } from './cancel-form.tsx';

export interface CancelDialogProps {
  /** Undefined while the dialog is closed. */
  readonly orderId: string | undefined;
  readonly onClose: () => void;
}

function CancelContent({ detail, onClose }: { readonly detail: OrderDetail; readonly onClose: () => void }) {
  const options = useCancelOptions(detail.order.id, true);
  return (
    <Loaded data={options.data} failure={failureOf(options.error)} onRetry={() => void options.refetch()}>
      {({ options: found }) => {
        const [first] = found;
        return first === undefined ? (
          <FailureAlert
            failure={{
              title: 'This order cannot be cancelled now',
              detail: 'Everything is shipped or cancelled already, or a message about it is still on its way.',
            }}
          />
        ) : (
          <CancelForm detail={detail} options={found} first={first} onClose={onClose} />
        );
      }}
    </Loaded>
  );
}

function CancelBodyOf({ orderId, onClose }: { readonly orderId: string; readonly onClose: () => void }) {
  const order = useOrder(orderId);
  return (
    <Loaded
      data={order.data}
      failure={failureOf(order.error)}
      onRetry={() => void order.refetch()}
      loading={<LoadingLines count={5} />}
    >
      {(detail) => (
        <Stack>
          <Text size="sm">
            Order <b>{detail.order.referenceNumber}</b> of {detail.order.buyerName}
          </Text>
          <CancelContent detail={detail} onClose={onClose} />
        </Stack>
      )}
    </Loaded>
  );
}

export function CancelDialog({ orderId, onClose }: CancelDialogProps) {
  const shown = useLast(orderId);
  return (
    <Modal
      opened={orderId !== undefined}
      onClose={onClose}
      title="Cancel order"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {shown !== undefined && <CancelBodyOf orderId={shown} onClose={onClose} />}
    </Modal>
  );
}
