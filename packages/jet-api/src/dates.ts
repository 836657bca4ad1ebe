/** Owns dates on the wire: the three forms in which they are sent, and what is read. */
import type { Instant } from '@jetway/kernel';

/**
 * A form of a date that the API sends. Which field has which (pages Retrieve Token, Price Retrieval, Check Order Details
 * and recorded answers):
 * - `wholeSecondsZ`: `expires_on`, `shipment_message_date`, `completed_date`
 * - `sevenDigitsOffset`: price, inventory, SKU, sales data and report dates
 * - `sevenDigitsZ`: order placed, transmission, ready and acknowledge dates, `return_date`, file dates
 */
export type WireDateForm = 'wholeSecondsZ' | 'sevenDigitsOffset' | 'sevenDigitsZ';

const FIRST_WRITABLE: Instant = Date.parse('0000-01-01T00:00:00Z');
const LAST_WRITABLE: Instant = Date.parse('9999-12-31T23:59:59.999Z');

/** Writes an instant, in UTC. Whole seconds cut the milliseconds off. Years 0000 to 9999 only; another is a bug. */
export function formatWireDate(form: WireDateForm, instant: Instant): string {
  if (!(instant >= FIRST_WRITABLE && instant <= LAST_WRITABLE)) throw new RangeError(`no wire date: ${instant}`);
  const text = new Date(instant).toISOString();
  if (form === 'wholeSecondsZ') return `${text.slice(0, 19)}Z`;
  return `${text.slice(0, 23)}0000${form === 'sevenDigitsZ' ? 'Z' : '+00:00'}`;
}

const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,7}))?(?:Z|([+-])(\d{2}):(\d{2}))$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads a date and time of ISO 8601 with 0 to 7 digits of a second and `Z` or an offset. The part below a millisecond is
 * cut off. Undefined when it is no such date, or no day of the calendar.
 */
export function parseWireDate(text: string): Instant | undefined {
  const match = DATE_TIME.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as Six;
  const offset = readOffset(match[8], match[9], match[10]);
  if (offset === undefined || hour > 23 || minute > 59 || second > 59 || !isDay(year, month, day)) return undefined;
  // Date.UTC takes the years 0 to 99 for 1900 to 1999; setting the year by itself does not.
  const local = new Date(0).setUTCFullYear(year, month - 1, day);
  const ms = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3));
  return local + ((hour * 60 + minute - offset) * 60 + second) * 1000 + ms;
}

/** True for a date and time that `parseWireDate` reads, and for a bare day such as `2016-02-29`. */
export const isWireDateOrDay = (text: string): boolean =>
  parseWireDate(DATE.test(text) ? `${text}T00:00:00Z` : text) !== undefined;

type Six = [number, number, number, number, number, number];

/** Minutes east of Greenwich; 0 for `Z`. */
function readOffset(sign: string | undefined, hours = '0', minutes = '0'): number | undefined {
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day <= days;
}
