/** Owns what tests of settlements stand on: a merchant that sells, ships, takes back and refunds through its APIs. */
import { HOUR_MS, MINUTE_MS } from '@jetway/kernel';
import type { SettlementDispute, SettlementEntry, Settlement as WireSettlement } from '@jetway/marketplace-api';
import { type AccountWithNodes, anAccount, anOffer, type Harness, type Reply } from '../testing/index.ts';

export interface Sold {
  readonly orderId: string;
  readonly itemId: string;
  readonly sku: string;
  /** Of one unit. */
  readonly unitCents: {
    readonly principal: number;
    readonly tax: number;
    readonly shipping: number;
    readonly shippingTax: number;
  };
  /** For all that was ordered. */
  readonly feesCents: number;
  readonly ordered: number;
  readonly shipped: number;
}

const cents = (dollars: number): number => Math.round(dollars * 100);

/** The reply, when it has the status wanted. */
function wanted<T>(reply: Reply, status: number): T {
  if (reply.status !== status) throw new Error(`${reply.status} ${reply.text}`);
  return reply.json() as T;
}

interface WireItem {
  readonly order_item_id: string;
  readonly item_price: Readonly<Record<'base_price' | 'item_tax' | 'item_shipping_cost' | 'item_shipping_tax', number>>;
  readonly item_fees: number;
}

/** A merchant with one SKU at `priceCents`, in a world of its own that begins at a midnight. */
export async function aSeller(harness: Harness, chosen: { readonly priceCents?: number } = {}) {
  const account = await anAccount(harness);
  const offer = { quantity: 1_000, priceCents: chosen.priceCents ?? 2_000, upload: { product_title: 'Enamel mug' } };
  const sku = await anOffer(harness, account, offer);
  const pass = async (advanceMs: number): Promise<void> => {
    wanted(await harness.operator('POST', `/worlds/${account.worldId}/clock`, { advanceMs }), 200);
  };
  const selling = { harness, account, sku, pass };
  return { ...goodsOf(selling), ...refundsOf(selling), ...booksOf(selling), account, sku };
}

export type Seller = Awaited<ReturnType<typeof aSeller>>;

interface Selling {
  readonly harness: Harness;
  readonly account: AccountWithNodes;
  readonly sku: string;
  readonly pass: (advanceMs: number) => Promise<void>;
}

const baseOf = ({ account }: Selling): string => `/accounts/${account.accountId}`;

function goodsOf(selling: Selling) {
  const { harness, account, sku, pass } = selling;
  const base = baseOf(selling);
  return {
    pass,
    /** Units ordered, of which some are shipped and the others cancelled: the order is complete. */
    sell: async (ordered: number, shipped: number = ordered): Promise<Sold> => {
      const order = wanted<{ id: string }>(
        await harness.operator('POST', `${base}/orders`, { items: [{ sku, quantity: ordered }] }),
        201,
      );
      await pass(30 * MINUTE_MS);
      const path = `/orders/withoutShipmentDetail/${order.id}`;
      const detail = wanted<{ order_items: WireItem[] }>(await account.call('GET', path), 200);
      const [item] = detail.order_items;
      if (item === undefined) throw new Error('the order has no item');
      const { item_price: price } = item;
      wanted(
        await account.call('PUT', `/orders/${order.id}/acknowledge`, {
          acknowledgement_status: 'accepted',
          order_items: [{ order_item_id: item.order_item_id, order_item_acknowledgement_status: 'fulfillable' }],
        }),
        204,
      );
      const parcel = { carrier: 'UPS', shipment_tracking_number: '1Z1', response_shipment_method: 'UPS Ground' };
      const line = {
        merchant_sku: sku,
        response_shipment_sku_quantity: shipped,
        response_shipment_cancel_qty: ordered - shipped,
      };
      const shipment = { alt_shipment_id: 'p1', ...(shipped > 0 ? parcel : {}), shipment_items: [line] };
      wanted(await account.call('PUT', `/orders/${order.id}/shipped`, { shipments: [shipment] }), 204);
      return {
        orderId: order.id,
        itemId: item.order_item_id,
        sku,
        unitCents: {
          principal: cents(price.base_price),
          tax: cents(price.item_tax),
          shipping: cents(price.item_shipping_cost),
          shippingTax: cents(price.item_shipping_tax),
        },
        feesCents: cents(item.item_fees),
        ordered,
        shipped,
      };
    },
  };
}

function refundsOf(selling: Selling) {
  const { harness, account, sku } = selling;
  const base = baseOf(selling);
  return {
    /** A return of so many units that the merchant refunds so much principal for; answers the return's id. */
    takeBack: async (
      { orderId, itemId }: Sold,
      units: number,
      message: { readonly principalCents: number; readonly chargeCents?: number; readonly agrees?: boolean },
    ): Promise<string> => {
      const opened = wanted<{ id: string }>(
        await harness.operator('POST', `${base}/orders/${orderId}/returns`, {
          items: [{ sku, quantity: units, reason: 'No longer want this item' }],
          chargeCents: message.chargeCents ?? 0,
        }),
        201,
      );
      const agrees = message.agrees ?? true;
      wanted(
        await account.call('PUT', `/returns/${opened.id}/complete`, {
          merchant_order_id: orderId,
          items: [
            {
              order_item_id: itemId,
              total_quantity_returned: units,
              order_return_refund_qty: units,
              return_refund_feedback: 'item damaged',
              refund_amount: { principal: message.principalCents / 100, tax: 0, shipping_cost: 0, shipping_tax: 0 },
            },
          ],
          agree_to_return_charge: agrees,
          ...(agrees ? {} : { return_charge_feedback: 'fraud' }),
        }),
        204,
      );
      return opened.id;
    },
    /** A refund without a return. */
    refund: async ({ orderId, itemId }: Sold, principalCents: number): Promise<void> => {
      wanted(
        await account.call('POST', `/refunds/${orderId}/${harness.ids.hex32()}`, {
          items: [
            {
              order_item_id: itemId,
              total_quantity_returned: 1,
              order_return_refund_qty: 1,
              refund_reason: 'better price available',
              refund_feedback: 'item damaged',
              notes: 'As agreed',
              refund_amount: { principal: principalCents / 100, tax: 0, shipping_cost: 0, shipping_tax: 0 },
            },
          ],
        }),
        201,
      );
    },
  };
}

function booksOf(selling: Selling) {
  const { harness, pass } = selling;
  const base = baseOf(selling);
  return {
    /** An hour: what happened is settled. */
    settle: () => pass(HOUR_MS),
    settlements: async (): Promise<readonly WireSettlement[]> =>
      wanted<{ items: WireSettlement[] }>(await harness.operator('GET', `${base}/settlements`), 200).items,
    entries: async (settlementId: string): Promise<readonly SettlementEntry[]> =>
      wanted<{ items: SettlementEntry[] }>(
        await harness.operator('GET', `${base}/settlements/${settlementId}/entries?limit=200`),
        200,
      ).items,
    disputes: async (): Promise<readonly SettlementDispute[]> =>
      wanted<{ items: SettlementDispute[] }>(await harness.operator('GET', `${base}/settlement-disputes`), 200).items,
    decide: (returnId: string, decision: string): Promise<Reply> =>
      harness.operator('POST', `${base}/settlement-disputes/${returnId}/decision`, { decision }),
    adjust: (amountCents: number, reason = 'Goodwill'): Promise<Reply> =>
      harness.operator('POST', `${base}/settlement-adjustments`, { amountCents, reason }),
  };
}
