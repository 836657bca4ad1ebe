/** Owns orders as paper shows them: what is released, what is still to be picked, what is not wanted any more. */
import type { Handle } from '../database/index.ts';
import { listUnsettledIntents } from './intents.store.ts';
import { freeUnits, orderLifecycle } from './orders.ts';
import { listPaperLines, listPaperOrders, type PaperLineRow, type PaperOrderRow } from './paper.store.ts';

export interface PaperLine extends Pick<PaperLineRow, 'merchantSku' | 'title' | 'locationName' | 'shipped'> {
  /** Ordered, and not cancelled. */
  readonly wanted: number;
  /** To be picked: neither shipped nor cancelled, and no cancellation on its way. */
  readonly open: number;
}

export interface PaperOrder extends PaperOrderRow {
  /** The channel has our acceptance. Before that the buyer may still cancel, and nothing is picked or packed. */
  readonly isReleased: boolean;
  /** Lines of which units are still wanted. */
  readonly lines: readonly PaperLine[];
}

/** Orders for paper, in the order of the ids; undefined when the organization has not all of them. */
export async function readPaperOrders(
  handle: Handle,
  organizationId: string,
  orderIds: readonly string[],
): Promise<readonly PaperOrder[] | undefined> {
  const orders = new Map((await listPaperOrders(handle, organizationId, orderIds)).map((row) => [row.orderId, row]));
  if (orderIds.some((orderId) => !orders.has(orderId))) return undefined;
  const [lines, intents] = await Promise.all([
    listPaperLines(handle, organizationId, orderIds),
    listUnsettledIntents(handle, organizationId, orderIds),
  ]);
  const linesOf = Map.groupBy(lines, ({ orderId }) => orderId);
  const intentsOf = Map.groupBy(intents, ({ orderId }) => orderId);
  return orderIds.flatMap((orderId): PaperOrder[] => {
    const order = orders.get(orderId);
    if (order === undefined) return [];
    const waiting = intentsOf.get(orderId) ?? [];
    const isReleased = !orderLifecycle.allows(order.status, 'accept');
    const wanted = (linesOf.get(orderId) ?? []).map((line) => ({
      merchantSku: line.merchantSku,
      title: line.title,
      locationName: line.locationName,
      shipped: line.shipped,
      wanted: line.ordered - line.cancelled,
      open: freeUnits(line, waiting),
    }));
    return [{ ...order, isReleased, lines: wanted.filter((line) => line.wanted > 0) }];
  });
}
