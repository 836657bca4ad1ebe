/** Owns the SQL that proves the invariants of stock: what is wrong, row by row. */
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';

/** Something that must never be. */
export interface Violation {
  readonly invariant: string;
  /** What it is about: a SKU and location, an order's line. */
  readonly subject: string;
  readonly text: string;
}

/** One invariant: on how many rows of an organization it can be checked, and those that break it. */
export interface Check {
  readonly invariant: string;
  readonly count: (handle: Handle, organizationId: string) => Promise<number>;
  /** At most 1,000 of them. */
  readonly find: (handle: Handle, organizationId: string) => Promise<readonly Violation[]>;
}

/** Violations found at most: who has more has one cause. */
export const MOST_FOUND = 1_000;

/**
 * Makes a check of SQL; the organization is $1.
 * @param name names its statements
 * @param over what it is checked on: a `from` clause with its conditions
 * @param breaks answers `subject` and `text` of the rows that break it, in an order
 */
export function defineCheck(invariant: string, name: string, over: string, breaks: string): Check {
  const counting = statement<{ checked: number }>(`${name}Count`, `select count(*)::int as checked ${over}`);
  const finding = statement<{ subject: string; text: string }>(name, `${breaks} limit ${MOST_FOUND}`);
  return {
    invariant,
    count: async (handle, organizationId) => (await counting(handle, [organizationId]))[0]?.checked ?? 0,
    find: async (handle, organizationId) =>
      (await finding(handle, [organizationId])).map(({ subject, text }) => ({ invariant, subject, text })),
  };
}

const ofStock = 'from oms.stock where organization_id = $1';
const ofLedger = 'from oms.stock_ledger where organization_id = $1';

const where = `s.sku_id || ' at ' || s.location_id`;

export const stockChecks: readonly Check[] = [
  defineCheck(
    'available is never below zero',
    'auditAvailable',
    ofStock,
    `select ${where} as subject, 'on hand ' || s.on_hand || ', reserved ' || s.reserved as text
     from oms.stock s
     where s.organization_id = $1 and (s.reserved < 0 or s.on_hand < s.reserved)
     order by s.sku_id, s.location_id`,
  ),
  defineCheck(
    'what is reserved is what orders hold',
    'auditReserved',
    ofStock,
    `select coalesce(s.sku_id, r.sku_id) || ' at ' || coalesce(s.location_id, r.location_id) as subject,
       'counter ' || coalesce(s.reserved, 0) || ', orders hold ' || coalesce(r.held, 0) as text
     from (select * from oms.stock where organization_id = $1) s
     full join (
       select sku_id, location_id, sum(reserved - released - shipped)::bigint as held
       from oms.reservations where organization_id = $1 group by sku_id, location_id
     ) r on r.sku_id = s.sku_id and r.location_id = s.location_id
     where coalesce(s.reserved, 0) <> coalesce(r.held, 0)
     order by 1`,
  ),
  defineCheck(
    'every counter is the sum of its ledger',
    'auditLedgerSum',
    ofStock,
    `select coalesce(s.sku_id, e.sku_id) || ' at ' || coalesce(s.location_id, e.location_id) as subject,
       'counters ' || coalesce(s.on_hand, 0) || ' / ' || coalesce(s.reserved, 0) || ' after '
         || coalesce(s.movements, 0) || ' movements, ledger ' || coalesce(e.on_hand, 0) || ' / '
         || coalesce(e.reserved, 0) || ' in ' || coalesce(e.entries, 0) as text
     from (select * from oms.stock where organization_id = $1) s
     full join (
       select sku_id, location_id, sum(on_hand_change)::bigint as on_hand, sum(reserved_change)::bigint as reserved,
         count(*) as entries, max(movement) as last
       from oms.stock_ledger where organization_id = $1 group by sku_id, location_id
     ) e on e.sku_id = s.sku_id and e.location_id = s.location_id
     where coalesce(s.on_hand, 0) <> coalesce(e.on_hand, 0) or coalesce(s.reserved, 0) <> coalesce(e.reserved, 0)
       or coalesce(s.movements, 0) <> coalesce(e.entries, 0) or coalesce(s.movements, 0) <> coalesce(e.last, 0)
     order by 1`,
  ),
  defineCheck(
    'every movement continues the one before it',
    'auditLedgerChain',
    ofLedger,
    `select s.sku_id || ' at ' || s.location_id as subject, 'movement ' || s.movement || ' leads to '
       || s.on_hand_after || ' / ' || s.reserved_after || ', its sum is ' || s.on_hand_sum || ' / ' || s.reserved_sum
       as text
     from (
       select sku_id, location_id, movement, on_hand_after, reserved_after,
         (sum(on_hand_change) over w)::bigint as on_hand_sum, (sum(reserved_change) over w)::bigint as reserved_sum
       from oms.stock_ledger where organization_id = $1
       window w as (partition by sku_id, location_id order by movement)
     ) s
     where s.on_hand_after <> s.on_hand_sum or s.reserved_after <> s.reserved_sum
     order by s.sku_id, s.location_id, s.movement`,
  ),
  defineCheck(
    'what a line holds of a kit is whole units of it',
    'auditKitUnits',
    'from oms.reservations where organization_id = $1 and composition > 0',
    `select s.order_id || ' line ' || s.line_id || ' at ' || s.location_id as subject,
       'between ' || min(s.held / s.per_unit) || ' and ' || max(s.held / s.per_unit) || ' units' as text
     from (
       select r.*, r.reserved - r.released - r.shipped as held from oms.reservations r
       where r.organization_id = $1 and r.composition > 0
     ) s
     group by s.order_id, s.line_id, s.location_id, s.composition
     having min(s.held / s.per_unit) <> max(s.held / s.per_unit) or max(s.held % s.per_unit) > 0
       or count(*) filter (where s.leads) <> 1
     order by 1`,
  ),
  defineCheck(
    'a kit has no stock of its own and is part of none',
    'auditKits',
    'from oms.skus where organization_id = $1 and composition > 0',
    `select k.sku as subject, 'composition ' || k.composition as text
     from oms.skus k
     where k.organization_id = $1 and k.composition > 0
       and (exists (select 1 from oms.stock s
           where s.organization_id = k.organization_id and s.sku_id = k.sku_id and s.on_hand > 0)
         or exists (select 1 from oms.kit_components c
           where c.organization_id = k.organization_id and c.sku_id = k.sku_id))
     order by k.sku`,
  ),
];
