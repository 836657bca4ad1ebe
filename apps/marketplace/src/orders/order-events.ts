/** Owns what merchants' software is told of orders as it happens: that one is ready, that units are cancelled. */
import { orderLink } from '@jetway/jet-api';
import type { Ids } from '@jetway/kernel';
import type { WebhookEvent } from '../webhooks/index.ts';
import type { OrderChange, UnitsOfSku } from './changes.ts';
import type { OrderEventKind } from './orders.ts';

/** Who or what cancelled. With `directed cancel` the merchant is asked to; with the others it has happened. */
type CancelledBy = 'customer' | 'directed cancel' | 'expired' | 'marketplace' | 'merchant';

const CANCELLING: Readonly<Partial<Record<OrderEventKind, CancelledBy>>> = {
  customerCancel: 'customer',
  requestCancel: 'directed cancel',
  expire: 'expired',
  completeByHand: 'marketplace',
  reject: 'merchant',
  ship: 'merchant',
};

/** What is told of changes; most changes are the merchant's own doing and need no telling. */
export const eventsOf = (changes: readonly OrderChange[], ids: Ids): WebhookEvent[] =>
  changes.flatMap((change) => {
    const told = toldOf(change);
    if (told === undefined) return [];
    const { order, at } = change;
    return [{ ...told, accountId: order.accountId, id: ids.uuid(), subject: `order:${order.id}`, at }];
  });

function toldOf(change: OrderChange): Pick<WebhookEvent, 'kind' | 'data'> | undefined {
  const { order } = change;
  const about = {
    merchant_order_id: order.id,
    reference_order_id: order.referenceOrderId,
    status: order.status,
    order_url: orderLink(order.id),
  };
  if (change.kind === 'release') return { kind: 'order.ready', data: about };
  const by = CANCELLING[change.kind];
  const units = by === undefined ? [] : unitsCancelled(change);
  if (by === undefined || units.length === 0) return undefined;
  return {
    kind: 'order.cancelled',
    data: {
      ...about,
      ...(order.exceptionState === null ? {} : { exception_state: order.exceptionState }),
      cancelled_by: by,
      order_items: units.map(({ sku, quantity }) => ({ merchant_sku: sku, cancelled_quantity: quantity })),
    },
  };
}

/** Units that the change cancels are those it takes back from the merchant; a request names what it asks for. */
function unitsCancelled({ kind, order, stock }: OrderChange): UnitsOfSku[] {
  const units =
    kind === 'requestCancel'
      ? order.items.map(({ sku, cancelRequested }) => ({ sku, quantity: cancelRequested }))
      : [...stock.release, ...stock.giveBack].map(({ sku, quantity }) => ({ sku, quantity }));
  return units.filter(({ quantity }) => quantity > 0);
}
