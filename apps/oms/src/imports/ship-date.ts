/** Owns reading the day or instant on which a parcel left, as people and spreadsheets write it. */
import { DAY_MS, HOUR_MS, type Instant, ok, type Result, refuse } from '@jetway/kernel';

const ISO_DAY = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const AMERICAN_DAY = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Noon, UTC: the same day wherever in America it is read. Undefined when there is no such day. */
function noonOf(year: number, month: number, day: number): Instant | undefined {
  const midnight = Date.UTC(year, month - 1, day);
  const made = new Date(midnight);
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === day ? midnight + 12 * HOUR_MS : undefined;
}

function instantOf(text: string): Instant | undefined {
  if (ISO_INSTANT.test(text)) return Number.isNaN(Date.parse(text)) ? undefined : Date.parse(text);
  const [, year, month, day] = ISO_DAY.exec(text) ?? [];
  if (year !== undefined) return noonOf(Number(year), Number(month), Number(day));
  const [, americanMonth, americanDay, americanYear] = AMERICAN_DAY.exec(text) ?? [];
  if (americanYear !== undefined) return noonOf(Number(americanYear), Number(americanMonth), Number(americanDay));
  return undefined;
}

/** Reads 2026-11-20, 11/20/2026 or an instant with its zone. Refusals: `bad_date`, `future_date`. */
export function readShipDate(text: string, now: Instant): Result<Instant, 'bad_date' | 'future_date'> {
  const instant = instantOf(text);
  if (instant === undefined)
    return refuse('bad_date', `“${text.slice(0, 40)}” is no date: write 2026-11-20 or 11/20/2026.`);
  if (instant > now + DAY_MS) return refuse('future_date', `${text} has not come yet.`);
  return ok(instant);
}
