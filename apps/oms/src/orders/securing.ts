/** Owns finding an order's SKUs and stock: lines matched, units reserved at the location that serves them. */
import type { Instant } from '@jetway/kernel';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { findSkus } from '../inventory/index.ts';
import { isBeforeCutOff, type LineWant, type Placed, reserveLines } from '../routing/index.ts';
import { freeUnits, isToAnswer, type OrderLine } from './orders.ts';
import { changeLines, type OrderWork, tell } from './work.ts';

/** Whether there are units for all that is open, and why not. */
export type StockOutcome =
  | { readonly kind: 'covered' }
  | { readonly kind: 'unknown-sku'; readonly merchantSkus: readonly string[] }
  | { readonly kind: 'not-covered'; readonly why: string };

export interface Secured {
  readonly work: OrderWork;
  readonly outcome: StockOutcome;
}

/**
 * Reserves what is free and not held yet, all of it or nothing. An order that waits for an answer is reserved only when
 * every line is matched; of one that is accepted, the matched lines.
 */
export async function secureStock(tx: Handle, given: OrderWork, by: Actor, now: Instant): Promise<Secured> {
  const work = await matchLines(tx, given);
  const unknown = unmatchedSkus(work);
  const outcome: StockOutcome =
    unknown.length > 0 ? { kind: 'unknown-sku', merchantSkus: unknown } : { kind: 'covered' };
  if (unknown.length > 0 && isToAnswer(work.order)) return { work, outcome };
  const wants = missingUnits(work);
  if (wants.length === 0) return { work, outcome };
  const reserved = await reserveLines(tx, work.order, wants, by, now);
  if (reserved.ok) return { work: hold(work, reserved.value, now), outcome };
  return unknown.length > 0
    ? { work, outcome }
    : { work, outcome: { kind: 'not-covered', why: reserved.refusal.text } };
}

/** Texts of open lines that mean no SKU of ours. */
export const unmatchedSkus = ({ lines, intents }: OrderWork): readonly string[] => [
  ...new Set(
    lines.filter((line) => line.skuId === null && freeUnits(line, intents) > 0).map((line) => line.merchantSku),
  ),
];

/** Free units that no location holds yet. */
export const missingUnits = ({ lines, intents }: OrderWork): readonly LineWant[] =>
  lines.flatMap((line) => {
    const quantity = freeUnits(line, intents) - line.held;
    return line.skuId === null || quantity <= 0 ? [] : [{ lineId: line.lineId, skuId: line.skuId, quantity }];
  });

/** Free units of every line, matched or not, that no location holds. */
export const unitsWithoutStock = ({ lines, intents }: OrderWork): number =>
  lines.reduce((sum, line) => sum + Math.max(0, freeUnits(line, intents) - line.held), 0);

async function matchLines(tx: Handle, work: OrderWork): Promise<OrderWork> {
  const texts = work.lines.filter((line) => line.skuId === null).map((line) => line.merchantSku);
  if (texts.length === 0) return work;
  const found = await findSkus(tx, work.order.organizationId, texts);
  if (found.size === 0) return work;
  return changeLines(work, (line): OrderLine => {
    const skuId = line.skuId ?? found.get(line.merchantSku)?.skuId;
    return skuId === undefined || skuId === line.skuId ? line : { ...line, skuId };
  });
}

/** The units are reserved already; the lines say so, and where most of their units lie. */
export function hold(work: OrderWork, placed: readonly Placed[], now: Instant): OrderWork {
  const held = changeLines(work, (line) => {
    const own = placed.filter(({ lineId }) => lineId === line.lineId);
    const [most] = own.toSorted((a, b) => b.quantity - a.quantity);
    if (most === undefined) return line;
    const quantity = own.reduce((sum, one) => sum + one.quantity, 0);
    return { ...line, locationId: most.locationId, held: line.held + quantity };
  });
  return tell(held, 'decided', wordsOf(placed, work.order.readyAt ?? now));
}

function wordsOf(placed: readonly Placed[], releasedAt: Instant): string {
  const places = [...new Map(placed.map(({ location }) => [location.locationId, location])).values()];
  const [first] = places;
  if (first === undefined) return 'Nothing had to be reserved.';
  if (places.length > 1) {
    const parts = places.map(({ locationId, name }) => {
      const here = placed.filter((one) => one.locationId === locationId);
      return `${here.reduce((sum, one) => sum + one.quantity, 0)} at ${name}`;
    });
    return `Reserved ${parts.join(', ')}, as no single location has all of it.`;
  }
  const day = isBeforeCutOff(first, releasedAt) ? 'the same day' : 'the next day';
  const other = first.isAsked ? '' : ', as the location asked for does not have all of it';
  return `Reserved at ${first.name}${other}. By its cut-off at ${first.cutOff} it should leave ${day}.`;
}
