/** Owns the SQL of what lists of orders are narrowed down by: one condition for each filter and each built-in view. */
import { DAY_MS } from '@jetway/kernel';
import type { OrderFilters, OrderTab } from '@jetway/oms-api';
import { type RawBuilder, sql } from 'kysely';
import type { ListTimes } from './list-days.ts';
import { openStatuses } from './orders.ts';
import { readSearch } from './words.ts';

/** Orders without a date come after those with one. */
export const NO_DATE = 8_000_000_000_000_000;

const open = openStatuses.map((status) => `'${status}'`).join(', ');

/** Deadlines while they bind; as the indexes have them. */
export const shipBy = sql.raw<number>(`coalesce(case when o.status in (${open}) then o.ship_by_at end, ${NO_DATE})`);
export const acknowledgeBy = sql.raw<number>(
  `coalesce(case when o.status = 'new' then o.acknowledge_by_at end, ${NO_DATE})`,
);

type Condition = RawBuilder<unknown>;

const hasProblem = sql`exists (
  select 1 from oms.problems p
  where p.organization_id = o.organization_id and p.order_id = o.order_id and p.state = 'open')`;
const hasFailed = sql`exists (
  select 1 from oms.intents i
  where i.organization_id = o.organization_id and i.order_id = o.order_id and i.state = 'failed')`;
const isOpen = sql.raw(`o.status in (${open})`);

/** What each built-in view holds. Values are written out: the plan of a view may rest on them. */
export const tabConditions: Readonly<Record<OrderTab, (organizationId: string, times: ListTimes) => Condition>> = {
  'to-acknowledge': () => sql`o.status = 'new'`,
  'due-today': (_, { now, endOfDay }) => sql`${shipBy} >= ${now}::bigint and ${shipBy} < ${endOfDay}::bigint`,
  late: (_, { now }) => sql`${shipBy} < ${now}::bigint`,
  'to-ship': () => sql`o.status = 'acknowledged'`,
  'in-progress': () => sql`o.status = 'in_progress'`,
  problems: (organizationId) => sql`o.order_id in (
    select p.order_id from oms.problems p
    where p.organization_id = ${organizationId} and p.state = 'open' and p.order_id is not null)`,
  failed: (organizationId) => sql`${isOpen} and o.order_id in (
    select i.order_id from oms.intents i where i.organization_id = ${organizationId} and i.state = 'failed')`,
  complete: () => sql`o.status = 'complete'`,
  cancelled: () => sql`o.status = 'cancelled'`,
  all: () => sql`true`,
};

/** The last character there is: what begins with a word lies between the word and the word with it. */
const LAST = '\u{10FFFF}';

const hasWord = (word: string): Condition => sql`exists (
  select 1 from oms.order_words w
  where w.organization_id = o.organization_id and w.order_id = o.order_id
    and w.word >= ${word} and w.word < ${word + LAST})`;

const hasLine = (condition: Condition): Condition => sql`exists (
  select 1 from oms.order_lines l
  where l.organization_id = o.organization_id and l.order_id = o.order_id and ${condition})`;

const isOrNot = (condition: Condition, is: boolean): Condition => (is ? condition : sql`not ${condition}`);

type Given<Name extends keyof OrderFilters> = NonNullable<OrderFilters[Name]>;

/** A filter is its line in the contract and its line here. */
const conditions: {
  readonly [Name in keyof Required<OrderFilters>]: (value: Given<Name>, times: ListTimes) => readonly Condition[];
} = {
  search: (text) => readSearch(text).map(hasWord),
  status: (statuses) => [sql`o.status = any(${statuses}::text[])`],
  connectionId: (connectionId) => [sql`o.connection_id = ${connectionId}`],
  locationId: (locationId) => [hasLine(sql`l.location_id = ${locationId}`)],
  serviceLevel: (level) => [sql`o.requested_service_level = ${level}`],
  shipBy: (window, { now, endOfDay }) => [
    {
      overdue: sql`${shipBy} < ${now}::bigint`,
      today: sql`${shipBy} >= ${now}::bigint and ${shipBy} < ${endOfDay}::bigint`,
      'next-24-hours': sql`${shipBy} >= ${now}::bigint and ${shipBy} < ${now + DAY_MS}::bigint`,
    }[window],
  ],
  placedFrom: (from) => [sql`o.placed_at >= ${from}::bigint`],
  placedTo: (to) => [sql`o.placed_at < ${to}::bigint`],
  hasProblems: (has) => [isOrNot(hasProblem, has)],
  hasFailedMessage: (has) => [isOrNot(hasFailed, has)],
  sku: (sku) => [hasLine(sql`l.merchant_sku = ${sku}`)],
  state: (state) => [sql`o.ship_to ->> 'state' = ${state}`],
};

const conditionOf = <Name extends keyof OrderFilters>(
  name: Name,
  filters: OrderFilters,
  times: ListTimes,
): readonly Condition[] => {
  const value = filters[name];
  return value === undefined ? [] : conditions[name](value as Given<Name>, times);
};

const names = Object.keys(conditions) as readonly (keyof OrderFilters)[];

/** What the filters ask for; empty when they let everything pass. */
export const filterConditions = (filters: OrderFilters, times: ListTimes): readonly Condition[] =>
  names.flatMap((name) => conditionOf(name, filters, times));
