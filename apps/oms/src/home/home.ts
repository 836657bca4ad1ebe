/** Owns what Home makes of what was counted: work by urgency with the list that shows it, and sales by day. */
import type { Instant } from '@jetway/kernel';
import { type DaySales, type NextDeadline, type WorkItem, type WorkKind, workKinds } from '@jetway/oms-api';
import type { Day } from './days.ts';

/** What was counted of one kind of work. */
export interface Counted {
  readonly count: number;
  readonly urgent: number;
  readonly deadlineAt: Instant | null;
}

/** The list that each number opens, within the web. */
const addresses: Readonly<Record<WorkKind, string>> = {
  late: '/orders?tab=to-ship&sort=ship-by',
  'to-acknowledge': '/orders?tab=to-acknowledge&sort=placed',
  'ship-today': '/orders?tab=to-ship&sort=ship-by',
  problems: '/problems',
  'failed-messages': '/problems?kind=message-failed',
  'stock-not-sent': '/problems?kind=stock-refused',
};

/** Every kind of work, by its nearest deadline; what has none comes after, as the contract lists it. */
export function workOf(counted: Readonly<Record<WorkKind, Counted>>): WorkItem[] {
  const items = workKinds.map((kind) => ({ kind, ...counted[kind], address: addresses[kind] }));
  const at = ({ deadlineAt }: Counted): number => deadlineAt ?? Number.MAX_SAFE_INTEGER;
  return items.toSorted((a, b) => at(a) - at(b));
}

const MOST_DEADLINES = 10;

/** The nearest of all deadlines. */
export const nearest = (deadlines: readonly NextDeadline[]): NextDeadline[] =>
  deadlines.toSorted((a, b) => a.at - b.at).slice(0, MOST_DEADLINES);

export interface DaySums {
  /** Position of the day, from 1. */
  readonly position: number;
  readonly orders: number;
  readonly units: number;
  readonly cents: number;
}

/** One entry for each day, days without sales too. */
export function salesOf(days: readonly Day[], sums: readonly DaySums[]): DaySales[] {
  const byPosition = new Map(sums.map((sum) => [sum.position, sum]));
  return days.map(({ day, startsAt }, index) => {
    const { orders = 0, units = 0, cents = 0 } = byPosition.get(index + 1) ?? {};
    return { day, startsAt, orders, units, cents };
  });
}
