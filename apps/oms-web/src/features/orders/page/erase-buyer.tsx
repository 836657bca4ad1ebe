/** Owns removing a buyer's personal data from a finished order. */
import type { OrderDetail } from '@jetway/oms-api';
import { ConfirmDialog, failureOf } from '@jetway/ui';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconEraser } from '@tabler/icons-react';
import { useMay } from '../../session/index.ts';
import { useEraseBuyer } from '../orders.queries.ts';

export function EraseBuyer({ detail }: { readonly detail: OrderDetail }) {
  const { order } = detail;
  const may = useMay();
  const erase = useEraseBuyer(order.id);
  const [opened, dialog] = useDisclosure(false);
  const isFinished = order.status === 'complete' || order.status === 'cancelled';
  if (!isFinished || !may('eraseBuyer')) return null;
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="xs"
        leftSection={<IconEraser size={14} aria-hidden />}
        onClick={dialog.open}
      >
        Erase the buyer’s personal data …
      </Button>
      <ConfirmDialog
        opened={opened}
        title={`Erase the buyer of ${order.referenceNumber}?`}
        confirmLabel="Erase for good"
        dangerous
        busy={erase.isPending}
        failure={failureOf(erase.error)}
        onClose={dialog.close}
        onConfirm={() =>
          erase.mutate(
            {},
            {
              onSuccess: () => {
                notifications.show({ message: 'The buyer’s data was erased.', color: 'green' });
                dialog.close();
              },
            },
          )
        }
      >
        Name, address, phone and email are removed from the order, from the raw copy and from the messages. Items and
        money stay. This cannot be undone.
      </ConfirmDialog>
    </>
  );
}
