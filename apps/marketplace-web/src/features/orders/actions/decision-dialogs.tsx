/** Owns the questions before the marketplace itself decides about an order: completing by hand, resolving an exception. */
import type { OperatorOrder, OperatorOrderDetail } from '@jetway/marketplace-api';
import { ConfirmDialog, failureOf } from '@jetway/ui';
import { notifications } from '@mantine/notifications';
import { useCompleteByHand, useResolveException } from '../orders.queries.ts';
import { exceptionText, openUnits } from '../orders.ts';

interface DialogProps {
  readonly detail: OperatorOrderDetail;
  readonly opened: boolean;
  readonly onClose: () => void;
}

const addressOf = ({ accountId, id }: OperatorOrder) => ({ accountId, orderId: id });

/** What becomes of the units that are neither shipped nor cancelled. */
function unitsText({ order, items }: OperatorOrderDetail): string {
  const open = items.reduce((sum, item) => sum + openUnits(item), 0);
  if (open === 0) return 'It has no open units.';
  const [units, goes] =
    open === 1 ? ['Its open unit is', 'goes'] : [`Its ${open.toLocaleString()} open units are`, 'go'];
  const isHeld = order.status === 'created' || order.status === 'ready';
  return `${units} cancelled and ${goes} back on sale${isHeld ? '' : ', unless the merchant has fed the stock anew'}.`;
}

export function CompleteDialog({ detail, opened, onClose }: DialogProps) {
  const complete = useCompleteByHand(addressOf(detail.order));
  const close = () => {
    complete.reset();
    onClose();
  };
  const confirmed = () => {
    notifications.show({ color: 'green', message: 'The order is complete.' });
    close();
  };
  return (
    <ConfirmDialog
      opened={opened}
      title="Complete the order by hand?"
      confirmLabel="Complete by hand"
      dangerous
      busy={complete.isPending}
      failure={failureOf(complete.error)}
      onClose={close}
      onConfirm={() => complete.mutate(undefined, { onSuccess: confirmed })}
    >
      The order becomes complete whatever the merchant does. {unitsText(detail)} The merchant sees the exception “Jet
      manual canceled to complete state”. This cannot be undone.
    </ConfirmDialog>
  );
}

export function ResolveDialog({ detail, opened, onClose }: DialogProps) {
  const { order } = detail;
  const resolve = useResolveException(addressOf(order));
  const close = () => {
    resolve.reset();
    onClose();
  };
  const confirmed = () => {
    notifications.show({ color: 'green', message: 'The exception is resolved.' });
    close();
  };
  return (
    <ConfirmDialog
      opened={opened}
      title="Resolve the exception?"
      confirmLabel="Resolve"
      busy={resolve.isPending}
      failure={failureOf(resolve.error)}
      onClose={close}
      onConfirm={() => resolve.mutate(undefined, { onSuccess: confirmed })}
    >
      “{exceptionText(order.exceptionState ?? '')}” is marked as settled: the merchant sees the exception state
      “resolved”. Units and status stay as they are.
    </ConfirmDialog>
  );
}
