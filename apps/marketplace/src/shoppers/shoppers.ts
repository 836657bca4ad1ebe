/** Owns what shoppers want: how often they order, what they put in the basket, and when they change their mind. */
import type { Instant } from '@jetway/kernel';
import type { OperatorSku, Shoppers } from '@jetway/marketplace-api';
import { pickOne, type Unit } from './people.ts';

/** What the shoppers were told to do, and what they say of it. */
export type ShoppersState = Shoppers;

/** Nobody shops until somebody says so. */
export const NO_SHOPPERS: ShoppersState = {
  ratePerMinute: 0,
  paused: false,
  pauseAtWaiting: 30,
  returnShare: 0,
  waiting: 0,
  placed: 0,
  note: '',
};

const MINUTE_MS = 60_000;
/** The longest pause between two orders, in multiples of the average one. */
const LONGEST_PAUSE = 3;

/** Time until the next order: random around the rate's average, as customers come. */
export function pauseMs(ratePerMinute: number, unit: Unit): number {
  const average = MINUTE_MS / ratePerMinute;
  return Math.min(-Math.log(1 - unit()) * average, LONGEST_PAUSE * average);
}

export interface BasketLine {
  readonly sku: string;
  readonly quantity: number;
}

/** Mostly one line of one unit, seldom three; everything from a node that has it all. Empty when nothing is on sale. */
export function fillBasket(skus: readonly OperatorSku[], unit: Unit): readonly BasketLine[] {
  const first = pickOne(
    unit,
    skus.filter(({ purchasable }) => purchasable > 0),
  );
  if (first === undefined) return [];
  const node = pickOne(
    unit,
    first.stock.filter(({ purchasable }) => purchasable > 0),
  );
  if (node === undefined) return [];
  const atNode = (sku: OperatorSku): number => sku.stock.find(({ nodeId }) => nodeId === node.nodeId)?.purchasable ?? 0;
  const basket = new Map([[first.sku, first]]);
  const lines = howMany(unit, [0.7, 0.92]);
  while (basket.size < lines) {
    const more = pickOne(
      unit,
      skus.filter((sku) => !basket.has(sku.sku) && atNode(sku) > 0),
    );
    if (more === undefined) break;
    basket.set(more.sku, more);
  }
  return [...basket.values()].map((sku) => ({
    sku: sku.sku,
    quantity: Math.min(howMany(unit, [0.75, 0.93]), atNode(sku)),
  }));
}

/** One, two or three: the thresholds are the shares of those who take at most one, and at most two. */
function howMany(unit: Unit, [one, two]: readonly [number, number]): number {
  const chance = unit();
  return chance < one ? 1 : chance < two ? 2 : 3;
}

/** A change of mind, to be carried out at a real instant. */
export interface CancelPlan {
  readonly accountId: string;
  readonly orderId: string;
  readonly at: Instant;
  /** `early`: only while the order is held. `late`: the merchant is asked, when it has the order already. */
  readonly kind: 'early' | 'late';
}

const EARLY_SHARE = 0.06;
const LATE_SHARE = 0.02;
/** Late changes of mind come so long after the release at most, in real time. */
const LATE_WITHIN_MS = 2 * MINUTE_MS;

/** Whether and when somebody regrets an order. */
export function planRegret(
  order: { readonly accountId: string; readonly id: string },
  now: Instant,
  unit: Unit,
): { readonly kind: CancelPlan['kind']; readonly plan: (holdRealMs: number) => CancelPlan } | undefined {
  const chance = unit();
  const when = unit();
  const base = { accountId: order.accountId, orderId: order.id };
  if (chance < EARLY_SHARE)
    return { kind: 'early', plan: (holdRealMs) => ({ ...base, kind: 'early', at: now + when * 0.8 * holdRealMs }) };
  if (chance < EARLY_SHARE + LATE_SHARE)
    return {
      kind: 'late',
      plan: (holdRealMs) => ({ ...base, kind: 'late', at: now + holdRealMs + when * LATE_WITHIN_MS }),
    };
  return undefined;
}
