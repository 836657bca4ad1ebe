/** Owns what the test of the contract knows of orders. */
import { expect, test } from 'vitest';
import { systemActor } from '../../edge/index.ts';
import { createOrderSink } from '../../orders/index.ts';
import { aChannelOrder, importChannelOrder } from '../an-order.ts';
import { aSku } from '../builders.ts';
import { type Foreign, nothing, pair, type Samples, type Walks } from './part.ts';
import { type At, firstLineOf } from './world.ts';

const parcels = (at: At, lineId: string) => ({
  parcels: [
    {
      carrier: 'UPS',
      method: 'UPSGround',
      trackingNumber: at().harness.ids.digits(10),
      items: [{ lineId, quantity: 1 }],
    },
  ],
});

export const ordersPart = (at: At) => {
  const own = async () => ({ params: { orderId: (await at().aHeldOrder()).orderId } });
  const theirs = async () => (await at().aHeldOrder('theirs')).orderId;
  return {
    samples: {
      listOrders: nothing,
      countOrders: nothing,
      countListedOrders: nothing,
      getOrder: own,
      listOrderMessages: own,
      acknowledgeOrder: async () => ({ ...(await own()), body: {} }),
      shipOrder: async () => {
        const { orderId, lineId } = await at().aHeldOrder();
        return { params: { orderId }, body: parcels(at, lineId) };
      },
      previewCancel: own,
      cancelOrder: async () => ({
        ...(await own()),
        body: { mode: 'reject', reason: 'rejected - other', note: 'a note' },
      }),
      retryIntent: async () => ({ params: { ...(await own()).params, intentId: 'no-such-intent' } }),
      eraseBuyer: own,
    } satisfies Samples,
    foreign: {
      getOrder: pair('orderId', theirs, nothing),
      listOrderMessages: pair('orderId', theirs, nothing),
      acknowledgeOrder: pair('orderId', theirs, () => ({ body: {} })),
      shipOrder: pair('orderId', theirs, () => ({ body: parcels(at, 'line') })),
      previewCancel: pair('orderId', theirs, nothing),
      cancelOrder: pair('orderId', theirs, () => ({ body: { mode: 'reject' as const } })),
      eraseBuyer: pair('orderId', theirs, nothing),
      retryIntent: async () => {
        const of = (orderId: string) => ({ params: { orderId, intentId: 'intent' } });
        return { foreign: of(await theirs()), missing: of('no-such-order') };
      },
    } satisfies Foreign,
  };
};

/** An order of two units in stock; its channel's copy can be told anew. */
async function aLivingOrder({ harness: at, organizationId, connectionId, locationId }: ReturnType<At>) {
  const { sku } = await aSku(at, organizationId, { stock: { [locationId]: 5 } });
  const wish = { connectionId, lines: { [sku]: 2 } };
  const told = aChannelOrder(at, wish);
  const orderId = await importChannelOrder(at, organizationId, wish, told);
  const lineId = await firstLineOf(at, orderId);
  const sink = createOrderSink(at);
  /** What the channel makes of the order's next message. */
  const answerNext = async (answer: 'takes' | 'refuses') => {
    const now = at.clock.now();
    const options = { now, limit: 500, withShipments: true };
    const due = await sink.takeIntents(at.database.db, organizationId, connectionId, options);
    const intentId = due.find((intent) => intent.orderId === orderId)?.intentId ?? '';
    await at.database.transaction(async (tx) => {
      expect(await sink.markSending(tx, organizationId, intentId, 1, now)).toBe(true);
      const readBack = { ...told, status: 'acknowledged', standing: 'accepted' } as const;
      if (answer === 'takes')
        await sink.recordIntentConfirmed(tx, organizationId, intentId, readBack, systemActor, now);
      else
        await sink.recordIntentFailed(tx, organizationId, intentId, { text: 'no', readBack: null }, systemActor, now);
    });
    return intentId;
  };
  const cancelled = { ...told, status: 'complete', standing: 'cancelled' } as const;
  const end = () => importChannelOrder(at, organizationId, wish, cancelled);
  return { orderId, lineId, answerNext, end };
}

export const ordersWalks: Walks = (at) => {
  test('an order is accepted, its refused message sent again, its units shipped, and its buyer forgotten', async () => {
    const order = await aLivingOrder(at());
    const post = (what: string, payload: unknown = {}) =>
      at().send('POST', `/orders/${order.orderId}/${what}`, payload);
    expect((await post('acknowledge')).statusCode).toBe(202);
    const intentId = await order.answerNext('refuses');
    expect((await post(`intents/${intentId}/retry`, undefined)).statusCode).toBe(202);
    expect((await post(`intents/${intentId}/retry`, undefined)).json()).toMatchObject({ code: 'not_allowed_now' });
    await order.answerNext('takes');
    expect((await post('cancel', { mode: 'reject' })).json()).toMatchObject({ code: 'not_allowed_now' });
    expect((await post('erase-buyer', undefined)).json()).toMatchObject({ code: 'not_allowed_now' });
    expect((await post('ship', parcels(at, order.lineId))).statusCode).toBe(202);
    await order.answerNext('takes');
    await order.end();
    expect((await post('erase-buyer', undefined)).statusCode).toBe(204);
    const { body } = await at().callers.admin.client.getOrder({ params: { orderId: order.orderId } });
    expect(body).toMatchObject({ buyer: { phone: null }, order: { status: 'complete' } });
    expect(JSON.stringify(body)).not.toContain('Castellane');
  });
};
