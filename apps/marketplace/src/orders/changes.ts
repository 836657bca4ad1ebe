/** Owns what a decision about an order answers: the order as it will be, what to tell of it, and the stock to move. */
import type { Instant, Ok } from '@jetway/kernel';
import type { Order, OrderEventKind, Shipment } from './orders.ts';

/** Units of one SKU; the node is the order's. */
export interface UnitsOfSku {
  readonly sku: string;
  readonly quantity: number;
}

/** What an order's change does to the stock at its node, carried out in this order. */
export interface StockEffect {
  /** Held units that go back on sale. */
  readonly release: readonly UnitsOfSku[];
  /** Held units that the merchant took on. */
  readonly accept: readonly UnitsOfSku[];
  /** Accepted units that go back on sale, unless a feed came after they were accepted. */
  readonly giveBack: readonly (UnitsOfSku & { readonly acceptedSeq: number })[];
  /** SKUs whose number the merchant has shown to be wrong: it is set to 0. */
  readonly zero: readonly string[];
}

export const noStockEffect: StockEffect = { release: [], accept: [], giveBack: [], zero: [] };

export interface OrderChange {
  readonly kind: OrderEventKind;
  readonly at: Instant;
  /** One line for people. */
  readonly detail: string;
  /** The order as it will be; its new shipments are at the end. */
  readonly order: Order;
  readonly newShipments: readonly Shipment[];
  readonly stock: StockEffect;
}

export type OrderRefusalCode = 'not_found' | 'invalid' | 'not_allowed_now' | 'unknown_item' | 'too_many_units';

export interface OrderRefusal {
  readonly code: OrderRefusalCode;
  /** At least one; all that is wrong, in words for the caller. */
  readonly texts: readonly string[];
}

/** A change, or `unchanged` when the message was received before; or why not. */
export type OrderDecision = Ok<OrderChange | 'unchanged'> | { readonly ok: false; readonly refusal: OrderRefusal };

export const refuseOrder = (
  code: OrderRefusalCode,
  ...texts: readonly string[]
): { readonly ok: false; readonly refusal: OrderRefusal } => ({ ok: false, refusal: { code, texts } });

/** `2 × A1, 1 × B2` */
export const unitsInWords = (units: readonly UnitsOfSku[]): string =>
  units
    .filter(({ quantity }) => quantity > 0)
    .map(({ sku, quantity }) => `${quantity} × ${sku}`)
    .join(', ');
