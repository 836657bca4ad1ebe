/** Owns the HTTP edge of Home. */
import { HOUR_MS, type Instant } from '@jetway/kernel';
import { type Home, homeRoutes, type WorkItem } from '@jetway/oms-api';
import type { Database, Handle } from '../database/index.ts';
import { defineFeature, type Feature } from '../edge/index.ts';
import { lastDays } from './days.ts';
import {
  countProblems,
  countToAcknowledge,
  countToShip,
  listDeadlines,
  listHealth,
  loadCurrency,
  loadTimeZone,
  sumSales,
} from './home.store.ts';
import { type Counted, nearest, salesOf, workOf } from './home.ts';

const routes = { getHome: homeRoutes.getHome };

const SALES_DAYS = 30;
const DEFAULT_ZONE = 'UTC';
const DEFAULT_CURRENCY = 'USD';

/** Home over HTTP. */
export function homeFeature({ database }: { readonly database: Database }): Feature<typeof routes> {
  return defineFeature({
    routes,
    handlers: {
      getHome: async ({ organizationId, now }) => ({
        status: 200,
        body: await loadHome(database.db, organizationId, now),
      }),
    },
  });
}

async function loadHome(handle: Handle, organizationId: string, now: Instant): Promise<Home> {
  const [zone, currency = DEFAULT_CURRENCY] = await Promise.all([
    loadTimeZone(handle, organizationId),
    loadCurrency(handle, organizationId),
  ]);
  const timeZone = zone ?? DEFAULT_ZONE;
  const { days, endsAt } = lastDays(timeZone, now, SALES_DAYS);
  const midnights = days.map(({ startsAt }) => startsAt);
  const [work, deadlines, connections, sums] = await Promise.all([
    loadWork(handle, organizationId, now, endsAt),
    listDeadlines(handle, organizationId),
    listHealth(handle, organizationId),
    sumSales(handle, organizationId, { midnights, endsAt, currency }),
  ]);
  return {
    now,
    timeZone,
    todayEndsAt: endsAt,
    work,
    nextDeadlines: nearest(deadlines),
    connections,
    sales: { currency, days: salesOf(days, sums) },
  };
}

async function loadWork(
  handle: Handle,
  organizationId: string,
  now: Instant,
  todayEndsAt: Instant,
): Promise<WorkItem[]> {
  const soon = now + HOUR_MS;
  const [toAcknowledge, late, today, problems] = await Promise.all([
    countToAcknowledge(handle, organizationId, soon),
    countToShip(handle, organizationId, { from: 0, before: now, soon }),
    countToShip(handle, organizationId, { from: now, before: todayEndsAt, soon }),
    countProblems(handle, organizationId, soon),
  ]);
  const ofKind = (kind: string): Counted => problems.get(kind) ?? together([]);
  return workOf({
    late,
    'to-acknowledge': toAcknowledge,
    'ship-today': today,
    problems: together([...problems.values()]),
    'failed-messages': ofKind('message-failed'),
    'stock-not-sent': ofKind('stock-refused'),
  });
}

function together(parts: readonly Counted[]): Counted {
  const deadlines = parts.map(({ deadlineAt }) => deadlineAt).filter((at) => at !== null);
  return {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    urgent: parts.reduce((sum, { urgent }) => sum + urgent, 0),
    deadlineAt: deadlines.length === 0 ? null : Math.min(...deadlines),
  };
}
