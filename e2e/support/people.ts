/** Owns the people of a flow: shoppers who order what can be bought, and somebody in the warehouse who ships and cancels. */
import type { OperatorClient } from '@jetway/marketplace-api';
import type { OmsClient, OrderDetail } from '@jetway/oms-api';
import { expectStatus, onceOnly } from './clients.ts';
import { until } from './wait.ts';

export type Random = () => number;

const pick = <T>(random: Random, list: readonly T[]): T => {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error('nothing to choose from');
  return found;
};

/** Places one order of one to three SKUs; what is sold out meanwhile is left for something else. */
export async function shop(
  operator: OperatorClient,
  accountId: string,
  skus: readonly string[],
  random: Random,
): Promise<string> {
  return until({ what: 'something to buy', withinMs: 60_000 }, async () => {
    const wanted = new Set(Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(random, skus)));
    const items = [...wanted].map((sku) => ({ sku, quantity: 1 + Math.floor(random() * 3) }));
    const answer = await operator.placeOrder({ params: { accountId }, body: { items } });
    return answer.status === 201 ? answer.body.id : undefined;
  });
}

/** What the warehouse did with an order; decided by its number, so that a repeated try decides the same. */
export type Deed = 'ship' | 'ship-in-two' | 'ship-and-cancel' | 'cancel';
export const deedOf = (channelOrderId: string): Deed => {
  const n = Number.parseInt(channelOrderId.slice(-4), 16) % 10;
  if (n === 0) return 'cancel';
  if (n === 1) return 'ship-and-cancel';
  return n <= 3 ? 'ship-in-two' : 'ship';
};

const parcelOf = (lines: readonly { readonly lineId: string; readonly quantity: number }[], number: string) => ({
  carrier: 'UPS',
  method: 'UPSGround',
  trackingNumber: number,
  items: [...lines],
});

const openLines = (detail: OrderDetail) =>
  detail.lines
    .filter(({ openQuantity }) => openQuantity > 0)
    .map(({ id, openQuantity }) => ({ lineId: id, quantity: openQuantity }));

/** Does what is to be done with an acknowledged order; every step may be repeated without doing it twice. */
export async function work(oms: OmsClient, orderId: string): Promise<void> {
  const detail = expectStatus(await oms.getOrder({ params: { orderId } }), 200);
  const deed = deedOf(detail.order.channelOrderId);
  const params = { orderId };
  const lines = openLines(detail);
  if (lines.length === 0) return;
  if (deed === 'cancel') {
    expectStatus(await oms.cancelOrder({ params, body: { mode: 'cancel-units' } }, onceOnly(`c-${orderId}`)), 202);
    return;
  }
  const isFirst = detail.shipments.length === 0;
  const first = lines.slice(0, 1).map(({ lineId }) => ({ lineId, quantity: 1 }));
  const inParts = deed !== 'ship' && isFirst;
  const parcel = parcelOf(inParts ? first : lines, `1Z${orderId.slice(-8)}${isFirst ? 'A' : 'B'}`);
  const key = onceOnly(`s-${orderId}-${isFirst ? 1 : 2}`);
  if (deed === 'ship-and-cancel' && !isFirst) {
    expectStatus(await oms.cancelOrder({ params, body: { mode: 'cancel-units' } }, onceOnly(`c-${orderId}`)), 202);
    return;
  }
  expectStatus(await oms.shipOrder({ params, body: { parcels: [parcel] } }, key), 202);
}

/** Goes through what waits to be shipped, once. Answers how many orders were touched. */
export async function goThrough(oms: OmsClient): Promise<number> {
  let touched = 0;
  for (const tab of ['to-ship', 'in-progress'] as const) {
    const page = expectStatus(await oms.listOrders({ query: { tab, limit: 100 } }), 200);
    for (const order of page.items) {
      if (order.waitingFor !== null || (!order.canShip && !order.canCancel)) continue;
      await work(oms, order.id);
      touched += 1;
    }
  }
  return touched;
}
