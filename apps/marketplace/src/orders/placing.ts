/** Owns how a shopper's wish becomes an order: the node that can fill it, its price, its promises and its ids. */
import { matchServiceLevel } from '@jetway/jet-api';
import { type Cents, type Ids, type Instant, MINUTE_MS, ok, type Result, refuse } from '@jetway/kernel';
import type { WorldPolicy } from '@jetway/marketplace-api';
import { type Commissions, type FeeAdjustment, feesOf } from '../commissions/index.ts';
import { chargeForShipping, type ReadException, shippingChoices } from '../exceptions/index.ts';
import type { Order, OrderItem, Person, Recipient } from './orders.ts';
import { priceUnit } from './pricing.ts';
import { promiseDates, type RequestedShipping, requestShipping, type ShippingNode } from './promises.ts';

/** A wanted SKU; everything but SKU and quantity is made up from the offer unless it is chosen. */
export interface WantedItem {
  readonly sku: string;
  readonly quantity: number;
  readonly id?: string | undefined;
  readonly altOrderItemId?: string | undefined;
  readonly title?: string | undefined;
  readonly imageUrl?: string | undefined;
  readonly taxCode?: string | undefined;
  /** Per unit, as the three after it. */
  readonly priceCents?: Cents | undefined;
  readonly taxCents?: Cents | undefined;
  readonly shippingCents?: Cents | undefined;
  readonly shippingTaxCents?: Cents | undefined;
  /** For the whole quantity, as the fees. */
  readonly regulatoryFeesCents?: Cents | undefined;
  readonly feeAdjustments?: readonly FeeAdjustment[] | undefined;
}

/** A shopper's wish. What is left out is made up. */
export interface PlaceCommand {
  readonly items: readonly WantedItem[];
  readonly buyer: Person;
  readonly recipient: Recipient;
  readonly nodeId?: string | undefined;
  /** The shopper gives up returning anything. */
  readonly returnsWaived?: boolean | undefined;
  readonly serviceLevel?: string | undefined;
  readonly carrier?: string | undefined;
  readonly method?: string | undefined;
  readonly id?: string | undefined;
  readonly referenceOrderId?: string | undefined;
  readonly customerReferenceOrderId?: string | undefined;
  readonly hashEmail?: string | undefined;
  /** World time; absent: now. */
  readonly placedAt?: Instant | undefined;
  readonly transmittedAt?: Instant | undefined;
  readonly shipByAt?: Instant | undefined;
  readonly deliverByAt?: Instant | undefined;
}

/** What is offered of a SKU, with its stock by node. */
export interface OfferedSku {
  readonly sku: string;
  readonly title: string;
  readonly imageUrl: string | null;
  readonly taxCode: string | null;
  readonly stock: readonly {
    readonly nodeId: string;
    /** The price at this node; null when the SKU has none. */
    readonly priceCents: Cents | null;
    readonly purchasable: number;
    /** Where the merchant lets the SKU ship otherwise than the node usually does. */
    readonly exceptions?: readonly ReadException[];
  }[];
}

export interface PlacingNode extends ShippingNode {
  readonly id: string;
}

export type PlaceRefusal = 'unknown_sku' | 'unknown_node' | 'unknown_service_level' | 'not_purchasable';

/** A node that can fill the whole order, with what the units cost there. */
export interface Candidate {
  readonly node: PlacingNode;
  readonly shipping: RequestedShipping;
  /** In the order of the items. */
  readonly pricesCents: readonly Cents[];
}

/** The same SKU wanted twice is one item of the sum. */
export function mergeItems(items: readonly WantedItem[]): readonly WantedItem[] {
  const merged = new Map<string, WantedItem>();
  for (const item of items) {
    const earlier = merged.get(item.sku);
    merged.set(item.sku, earlier === undefined ? item : { ...earlier, quantity: earlier.quantity + item.quantity });
  }
  return [...merged.values()];
}

/** The nodes that can fill the whole order, the cheapest first. */
export function findCandidates(
  command: PlaceCommand,
  offers: readonly OfferedSku[],
  nodes: readonly PlacingNode[],
): Result<readonly Candidate[], PlaceRefusal> {
  const missing = command.items.findIndex(({ sku }) => offers.every((offer) => offer.sku !== sku));
  if (missing >= 0)
    return refuse('unknown_sku', `There is no SKU "${command.items[missing]?.sku}".`, {
      path: `/items/${missing}/sku`,
    });
  const allowed = command.nodeId === undefined ? nodes : nodes.filter(({ id }) => id === command.nodeId);
  if (allowed.length === 0)
    return command.nodeId === undefined
      ? refuse('not_purchasable', 'The merchant has no fulfilment node.')
      : refuse('unknown_node', `There is no fulfilment node "${command.nodeId}".`, { path: '/nodeId' });
  const level = command.serviceLevel;
  if (level !== undefined && matchServiceLevel(level) === undefined)
    return refuse('unknown_service_level', `There is no service level "${level}".`, { path: '/serviceLevel' });
  const shipping = allowed.flatMap((node) => {
    const exceptions = command.items.flatMap(({ sku }) => exceptionsAt(node.id, sku, offers));
    const choices = shippingChoices(node, exceptions);
    const requested = choices && requestShipping(choices, level);
    return requested === undefined ? [] : [{ node, shipping: requested }];
  });
  if (shipping.length === 0 && level === undefined)
    return refuse('not_purchasable', 'No node may ship all of this together.');
  if (shipping.length === 0)
    return refuse('unknown_service_level', `No node offers the service level "${level}".`, { path: '/serviceLevel' });
  const candidates = shipping.flatMap(({ node, shipping: requested }) => {
    const pricesCents = pricesAt(node.id, command.items, offers);
    return pricesCents === undefined ? [] : [{ node, shipping: requested, pricesCents }];
  });
  if (candidates.length === 0) return refuse('not_purchasable', 'No node has all of this on sale.');
  const total = (candidate: Candidate): Cents =>
    candidate.pricesCents.reduce((sum, cents, index) => sum + cents * (command.items[index]?.quantity ?? 0), 0);
  return ok(candidates.toSorted((a, b) => total(a) - total(b)));
}

const exceptionsAt = (nodeId: string, sku: string, offers: readonly OfferedSku[]): readonly ReadException[] =>
  offers.find((offer) => offer.sku === sku)?.stock.find((place) => place.nodeId === nodeId)?.exceptions ?? [];

/** The unit prices of the items at a node; undefined when one of them is not on sale there in that quantity. */
function pricesAt(
  nodeId: string,
  items: readonly WantedItem[],
  offers: readonly OfferedSku[],
): readonly Cents[] | undefined {
  const prices = items.flatMap((item) => {
    const offer = offers.find(({ sku }) => sku === item.sku)?.stock.find((place) => place.nodeId === nodeId);
    const priceCents = item.priceCents ?? offer?.priceCents ?? null;
    return offer === undefined || offer.purchasable < item.quantity || priceCents === null ? [] : [priceCents];
  });
  return prices.length === items.length ? prices : undefined;
}

/** The order as it is when it has just been placed at a node. */
export function draftOrder(
  command: PlaceCommand,
  candidate: Candidate,
  offers: readonly OfferedSku[],
  around: {
    readonly accountId: string;
    readonly worldId: string;
    readonly policy: WorldPolicy;
    readonly now: Instant;
    readonly ids: Ids;
    readonly commissions: Commissions;
  },
): Order {
  const { ids, policy, commissions } = around;
  const returnsWaived = command.returnsWaived === true;
  const { serviceLevel } = candidate.shipping;
  const method = command.method ?? candidate.shipping.method;
  const placedAt = command.placedAt ?? around.now;
  const dueAt = placedAt + policy.holdMs;
  const promised = promiseDates(dueAt, serviceLevel);
  return {
    accountId: around.accountId,
    id: command.id ?? ids.hex32(),
    worldId: around.worldId,
    referenceOrderId: command.referenceOrderId ?? ids.digits(12),
    customerReferenceOrderId: command.customerReferenceOrderId ?? ids.digits(12),
    altOrderId: null,
    status: 'created',
    exceptionState: null,
    acknowledgementStatus: null,
    cancelledByCustomer: false,
    cancelRequested: false,
    returnsWaived,
    tag: null,
    nodeId: candidate.node.id,
    hashEmail: command.hashEmail ?? `${ids.digits(12)}@customer.jet.com`,
    buyer: command.buyer,
    recipient: command.recipient,
    serviceLevel,
    carrier: command.carrier ?? candidate.shipping.carrier,
    method,
    shipByAt: command.shipByAt ?? promised.shipByAt,
    deliverByAt: command.deliverByAt ?? promised.deliverByAt,
    placedAt,
    // One minute after placing, and never after the release (recorded).
    transmittedAt: Math.min(command.transmittedAt ?? placedAt + MINUTE_MS, dueAt),
    readyAt: null,
    acknowledgedAt: null,
    completedAt: null,
    dueAt,
    eventCount: 1,
    items: command.items.map((item, index) =>
      draftItem(item, candidate.pricesCents[index] ?? 0, offers, {
        ids,
        serviceLevel,
        shippingCharge: (usualCents) =>
          chargeForShipping(exceptionsAt(candidate.node.id, item.sku, offers), { serviceLevel, method }, usualCents),
        state: command.recipient.address.state,
        commissions,
        returnsWaived,
      }),
    ),
    shipments: [],
  };
}

function draftItem(
  item: WantedItem,
  offeredCents: Cents,
  offers: readonly OfferedSku[],
  around: {
    readonly ids: Ids;
    readonly serviceLevel: string;
    readonly shippingCharge: (usualCents: Cents) => Cents;
    readonly state: string;
    readonly commissions: Commissions;
    readonly returnsWaived: boolean;
  },
): OrderItem {
  const offer = offers.find(({ sku }) => sku === item.sku);
  const taxCode = item.taxCode ?? offer?.taxCode ?? null;
  const unit = priceUnit({
    priceCents: item.priceCents ?? offeredCents,
    serviceLevel: around.serviceLevel,
    shippingCharge: around.shippingCharge,
    state: around.state,
    taxCode,
  });
  const { priceCents } = unit;
  const sale = { sku: item.sku, priceCents, quantity: item.quantity, returnsWaived: around.returnsWaived };
  return {
    id: item.id ?? around.ids.hex32(),
    altOrderItemId: item.altOrderItemId ?? null,
    sku: item.sku,
    title: item.title ?? offer?.title ?? item.sku,
    imageUrl: item.imageUrl ?? offer?.imageUrl ?? null,
    taxCode,
    ordered: item.quantity,
    shipped: 0,
    cancelled: 0,
    charged: 0,
    cancelRequested: 0,
    acknowledgement: null,
    priceCents,
    taxCents: item.taxCents ?? unit.taxCents,
    shippingCents: item.shippingCents ?? unit.shippingCents,
    shippingTaxCents: item.shippingTaxCents ?? unit.shippingTaxCents,
    regulatoryFeesCents: item.regulatoryFeesCents ?? 0,
    feeAdjustments: item.feeAdjustments ?? feesOf(sale, around.commissions),
    acceptedSeq: null,
  };
}
