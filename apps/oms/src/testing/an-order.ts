/** Owns orders to test with, imported as sync imports them. */
import type { ChannelOrder, ImportConnection } from '../channels/index.ts';
import { systemActor } from '../edge/index.ts';
import { createOrderSink } from '../orders/index.ts';
import type { Ground } from './builders.ts';

export interface OrderWish {
  readonly connectionId: string;
  /** Merchant SKU and units of each line. */
  readonly lines?: Readonly<Record<string, number>>;
  readonly policy?: ImportConnection['acknowledgePolicy'];
  /** What else the channel tells of it. */
  readonly more?: Partial<ChannelOrder>;
}

/** An order as a channel tells it, ready to be answered, unlike any other. */
export function aChannelOrder({ ids, clock }: Ground, wish: OrderWish): ChannelOrder {
  const now = clock.now();
  return {
    channelOrderId: ids.hex32(),
    referenceNumber: ids.digits(12),
    altOrderId: null,
    status: 'ready',
    standing: 'to-answer',
    exceptionState: null,
    acknowledgementStatus: null,
    isCancelRequested: false,
    nodeId: 'node',
    placedAt: now,
    readyAt: now,
    acknowledgedAt: null,
    currency: 'USD',
    buyer: { name: 'Ada Castellane', phone: '5550100', email: null },
    shipTo: {
      name: 'Ada Castellane',
      phone: '5550100',
      address1: '1 Wharf Road',
      address2: null,
      city: 'Portland',
      state: 'ME',
      zipCode: '04101',
    },
    requested: { carrier: 'UPS', method: null, serviceLevel: 'Standard', shipByAt: null, deliverByAt: null },
    lines: Object.entries(wish.lines ?? { [`unknown-${ids.digits(6)}`]: 1 }).map(([merchantSku, quantity]) => ({
      channelLineId: ids.hex32(),
      merchantSku,
      title: 'Enamel camping mug',
      imageUrl: null,
      quantity,
      cancelRequestedQuantity: 0,
      acknowledgementStatus: null,
      unitPriceCents: 1_999,
      unitTaxCents: 145,
      unitShippingCents: 499,
      unitShippingTaxCents: 36,
      feesCents: 300,
    })),
    shipments: [],
    unknownValues: [],
    raw: { from: 'a test' },
    ...wish.more,
  };
}

/** Imports an order as the channel tells it, anew or once more, and answers its id in the OMS. */
export async function importChannelOrder(
  at: Ground,
  organizationId: string,
  wish: OrderWish,
  order: ChannelOrder,
): Promise<string> {
  const connection: ImportConnection = {
    organizationId,
    connectionId: wish.connectionId,
    channel: 'jet',
    acknowledgePolicy: wish.policy ?? 'hold',
    acknowledgeWithinHours: 24,
    clockOffsetMs: 0,
  };
  const sink = createOrderSink(at);
  await at.database.transaction((tx) => sink.importOrder(tx, connection, order, systemActor, at.clock.now()));
  const row = await at.database.db
    .selectFrom('orders')
    .select('order_id')
    .where('organization_id', '=', organizationId)
    .where('channel_order_id', '=', order.channelOrderId)
    .executeTakeFirstOrThrow();
  return row.order_id;
}

/** Imports a new order and answers its id. The policy is to hold it, unless another is wished for. */
export const anOrder = (at: Ground, organizationId: string, wish: OrderWish): Promise<string> =>
  importChannelOrder(at, organizationId, wish, aChannelOrder(at, wish));
