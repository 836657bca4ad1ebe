/** Owns what can be asked for about an order from a list, a panel or its page: acknowledge, ship, cancel. */
import { failureOf } from '@jetway/ui';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useMemo, useState } from 'react';
import { useMay } from '../session/index.ts';
import { CancelDialog } from './cancel/cancel-dialog.tsx';
import { useAcknowledge } from './orders.queries.ts';
import { ShipDialog } from './ship/ship-dialog.tsx';

export interface OrderAsk {
  readonly acknowledge: (orderId: string) => void;
  readonly ship: (orderId: string) => void;
  readonly cancel: (orderId: string) => void;
}

export interface OrderMay {
  readonly acknowledge: boolean;
  readonly ship: boolean;
  readonly cancel: boolean;
}

export interface OrderDialogs {
  readonly ask: OrderAsk;
  readonly may: OrderMay;
  /** To be rendered once by the page. */
  readonly dialogs: ReactNode;
  readonly acknowledging: boolean;
}

export function useOrderDialogs(): OrderDialogs {
  const may = useMay();
  const { mutate, isPending } = useAcknowledge();
  const [shipping, setShipping] = useState<string>();
  const [cancelling, setCancelling] = useState<string>();
  const ask = useMemo<OrderAsk>(
    () => ({
      ship: setShipping,
      cancel: setCancelling,
      acknowledge: (orderId) =>
        mutate(orderId, {
          onSuccess: ({ summary }) =>
            notifications.show({ title: 'Acknowledgement on its way', message: summary, color: 'green' }),
          onError: (error) => {
            const failure = failureOf(error);
            notifications.show({ title: failure?.title, message: failure?.detail, color: 'red', autoClose: 12_000 });
          },
        }),
    }),
    [mutate],
  );
  return {
    ask,
    may: { acknowledge: may('acknowledgeOrder'), ship: may('shipOrder'), cancel: may('cancelOrder') },
    acknowledging: isPending,
    dialogs: (
      <>
        <ShipDialog orderId={shipping} onClose={() => setShipping(undefined)} />
        <CancelDialog orderId={cancelling} onClose={() => setCancelling(undefined)} />
      </>
    ),
  };
}
