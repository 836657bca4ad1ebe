/** Owns the words and figures of Home. */
import type { DaySales, WorkItem, WorkKind } from '@jetway/oms-api';
import type { Tone } from '@jetway/ui';

export const workWords: Readonly<Record<WorkKind, { readonly name: string; readonly urgent: string }>> = {
  late: { name: 'Late to ship', urgent: 'late' },
  'to-acknowledge': { name: 'To acknowledge', urgent: 'within the hour' },
  'ship-today': { name: 'To ship today', urgent: 'within the hour' },
  problems: { name: 'Problems', urgent: 'within the hour' },
  'failed-messages': { name: 'Failed messages', urgent: 'within the hour' },
  'stock-not-sent': { name: 'Stock not sent', urgent: 'within the hour' },
};

/** How loud a number is. */
export function workTone({ kind, count, urgent }: WorkItem): Tone {
  if (count === 0) return 'neutral';
  if (kind === 'late' || urgent > 0) return 'danger';
  return kind === 'failed-messages' || kind === 'stock-not-sent' ? 'warning' : 'info';
}

export const measures = ['cents', 'orders', 'units'] as const;
export type Measure = (typeof measures)[number];

export const measureNames: Readonly<Record<Measure, string>> = { cents: 'Sales', orders: 'Orders', units: 'Units' };

/** The height of each day in parts of the highest; none when nothing was sold. */
export function heightsOf(days: readonly DaySales[], measure: Measure): readonly number[] {
  const most = Math.max(...days.map((day) => day[measure]), 0);
  return days.map((day) => (most <= 0 ? 0 : Math.max(0, day[measure]) / most));
}

/** "22 Nov": the seller's day, whatever the reader's zone. */
export const dayText = (day: string): string =>
  new Intl.DateTimeFormat(undefined, { timeZone: 'UTC', day: 'numeric', month: 'short' }).format(Date.parse(day));

/** Addresses within the web, as the server gives them, in parts that the router takes. */
export function addressParts(address: string): { readonly to: string; readonly search: Record<string, string> } {
  const { pathname, searchParams } = new URL(address, 'http://web');
  return { to: pathname, search: Object.fromEntries(searchParams) };
}
