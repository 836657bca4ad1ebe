/** Owns how sales are counted and offers compared (page SKU Sales Data). */
import { type Cents, DAY_MS, type Instant } from '@jetway/kernel';

/** Units sold are told of so many days. */
export const COUNTED_DAYS = 30;
/** What a day's sales weigh in the average a day later. */
export const DAILY_DECAY = 0.9;
/** Sales that lie further back weigh less than a five-hundredth: they are not counted one by one. */
export const AVERAGED_DAYS = 60;

/** The spans of a day each, from one instant to another, that bear on the average, the newest first. */
export function daysBetween(from: Instant, to: Instant): readonly { readonly from: Instant; readonly to: Instant }[] {
  const days = Math.min(AVERAGED_DAYS, Math.max(0, Math.ceil((to - from) / DAY_MS)));
  return Array.from({ length: days }, (_, index) => ({
    from: Math.max(from, to - (index + 1) * DAY_MS),
    to: to - index * DAY_MS,
  }));
}

/** What the units of a day add to the average, so many days later. */
export const weightOf = (daysAgo: number): number => (1 - DAILY_DECAY) * DAILY_DECAY ** daysAgo;

/** What is left of an average after a time without sales. */
export const decayOver = (durationMs: number): number => DAILY_DECAY ** (durationMs / DAY_MS);

/** When sales are counted next: at the next midnight (UTC), or at the last one when several went by. */
export function nextCountAt(countedAt: Instant, now: Instant): Instant {
  const next = (Math.floor(countedAt / DAY_MS) + 1) * DAY_MS;
  return Math.max(next, Math.floor(now / DAY_MS) * DAY_MS);
}

/** What one unit costs the shopper. */
export interface UnitOffer {
  readonly priceCents: Cents;
  readonly shippingCents: Cents;
}

const totalOf = ({ priceCents, shippingCents }: UnitOffer): Cents => priceCents + shippingCents;

/** The offer that costs least, shipping included; of equal ones the lower price, then the first. */
export function bestOf<O extends UnitOffer>(offers: readonly O[]): O | undefined {
  return offers.reduce<O | undefined>((best, offer) => {
    if (best === undefined) return offer;
    const difference = totalOf(offer) - totalOf(best) || offer.priceCents - best.priceCents;
    return difference < 0 ? offer : best;
  }, undefined);
}

/** An offer, and since when it has been the best. */
export interface DatedOffer extends UnitOffer {
  readonly at: Instant;
}

export interface Comparison {
  readonly own: DatedOffer;
  readonly best: DatedOffer;
}

/** The instant moves only when the offer does. */
const dated = (offer: UnitOffer, before: DatedOffer | undefined, at: Instant): DatedOffer =>
  before !== undefined && before.priceCents === offer.priceCents && before.shippingCents === offer.shippingCents
    ? before
    : { priceCents: offer.priceCents, shippingCents: offer.shippingCents, at };

/**
 * How a SKU compares at an instant. Without an offer of its own (nothing in stock, or not available) it stays as it was.
 */
export function compareOffers(
  before: Comparison | undefined,
  now: { readonly own: readonly UnitOffer[]; readonly all: readonly UnitOffer[] },
  at: Instant,
): Comparison | undefined {
  const own = bestOf(now.own);
  if (own === undefined) return before;
  const best = bestOf([...now.all, own]) ?? own;
  return { own: dated(own, before?.own, at), best: dated(best, before?.best, at) };
}
