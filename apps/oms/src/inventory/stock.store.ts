/** Owns the SQL of stock at locations: adjusting it with its ledger, and what is available where. */
import type { Instant } from '@jetway/kernel';
import { ok, type Result, refuse } from '@jetway/kernel';
import type { adjustReasons } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { placesOf } from './availability.ts';
import { markStockDue } from './desired-stock.store.ts';

export type AdjustReason = (typeof adjustReasons)[number];

export interface Adjustment {
  readonly skuId: string;
  readonly locationId: string;
  /** change: add the quantity, which may be negative; set: it was counted. */
  readonly kind: 'change' | 'set';
  readonly quantity: number;
  readonly reason: AdjustReason;
  readonly note?: string | undefined;
}

/** Shared: many adjust, but nobody makes it a kit meanwhile. */
const composition = statement<{ composition: number }>(
  'stockComposition',
  'select composition from oms.skus where organization_id = $1 and sku_id = $2 for key share',
);

/** The row is locked before it is judged, so the judgement holds for what is written; see the statement that reserves. */
const adjust = statement<{ reserved: number; moved: number }>(
  'stockAdjust',
  `with old as (
     select s.on_hand, s.reserved, case $4 when 'set' then $5::bigint else s.on_hand + $5::bigint end as wanted
     from oms.stock s
     where s.organization_id = $1 and s.sku_id = $2 and s.location_id = $3
     for update
   ), moved as (
     update oms.stock s set on_hand = old.wanted, reserved = old.reserved, movements = s.movements + 1, updated_at = $6
     from old
     where s.organization_id = $1 and s.sku_id = $2 and s.location_id = $3 and old.wanted >= old.reserved
     returning s.movements, s.on_hand, s.reserved, old.on_hand as before
   ), noted as (
     insert into oms.stock_ledger (organization_id, sku_id, location_id, movement, at, reason,
       on_hand_change, reserved_change, on_hand_after, reserved_after, note, actor, request_id)
     select $1, $2, $3, movements, $6, $7, on_hand - before, 0, on_hand, reserved, $8, $9, $10 from moved
   )
   select old.reserved, (select count(*)::int from moved) as moved from old`,
);

const begin = statement(
  'stockBegin',
  `insert into oms.stock (organization_id, sku_id, location_id, updated_at)
   select l.organization_id, $2, l.location_id, $4
   from oms.locations l where l.organization_id = $1 and l.location_id = $3
   on conflict do nothing
   returning location_id`,
);

/**
 * Changes what is on hand at a location and writes it to the ledger; what channels should show becomes due.
 * The SKU must exist. Refusals: `unknown_location`; `is_kit` when it has no stock of its own; `below_reserved` when less would be left than orders hold.
 */
export async function adjustStock(
  tx: Handle,
  organizationId: string,
  adjustment: Adjustment,
  by: Actor,
  now: Instant,
): Promise<Result<void, 'unknown_location' | 'below_reserved' | 'is_kit'>> {
  const { skuId, locationId, kind, quantity, reason, note = null } = adjustment;
  const at = [organizationId, skuId, locationId] as const;
  const values = [...at, kind, quantity, now, reason, note, by.actor, by.requestId];
  const [own] = await composition(tx, [organizationId, skuId]);
  if (own !== undefined && own.composition > 0)
    return refuse('is_kit', 'A kit has no stock of its own: adjust its components.');
  let [found] = await adjust(tx, values);
  if (found === undefined) {
    await begin(tx, [...at, now]);
    [found] = await adjust(tx, values);
  }
  if (found === undefined) return refuse('unknown_location', 'There is no such location.', { path: '/locationId' });
  if (found.moved === 0)
    return refuse(
      'below_reserved',
      `Orders hold ${found.reserved} of it: what is on hand cannot fall below that. Release or ship them first.`,
      { path: '/quantity' },
    );
  await markStockDue(tx, organizationId, [skuId], now);
  return ok(undefined);
}

export interface FirstStock {
  readonly skuId: string;
  readonly locationId: string;
  readonly onHand: number;
}

const receive = statement(
  'stockReceiveFirst',
  `with first as (
     select w.sku_id, w.location_id, w.on_hand
     from unnest($2::text[], $3::text[], $4::bigint[]) as w(sku_id, location_id, on_hand)
   ), noted as (
     insert into oms.stock_ledger (organization_id, sku_id, location_id, movement, at, reason,
       on_hand_change, reserved_change, on_hand_after, reserved_after, note, actor, request_id)
     select $1, sku_id, location_id, 1, $5, 'counted', on_hand, 0, on_hand, 0, null, $6, $7 from first
   )
   insert into oms.stock (organization_id, sku_id, location_id, on_hand, movements, updated_at)
   select $1, sku_id, location_id, on_hand, 1, $5 from first`,
);

/** The first stock of SKUs just made, in sets; `(skuId, locationId)` must be new, the locations must exist. */
export async function receiveFirstStock(
  tx: Handle,
  organizationId: string,
  rows: readonly FirstStock[],
  by: Actor,
  now: Instant,
): Promise<void> {
  if (rows.length === 0) return;
  await receive(tx, [
    organizationId,
    rows.map((row) => row.skuId),
    rows.map((row) => row.locationId),
    rows.map((row) => row.onHand),
    now,
    by.actor,
    by.requestId,
  ]);
}

const places = statement<{ location_id: string }>(
  'stockKnownLocations',
  'select location_id from oms.locations where organization_id = $1 and location_id = any($2::text[])',
);

/** Which of these locations the organization has. */
export async function knownLocations(
  handle: Handle,
  organizationId: string,
  locationIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (locationIds.length === 0) return new Set();
  return new Set((await places(handle, [organizationId, locationIds])).map((row) => row.location_id));
}

export interface Availability {
  readonly skuId: string;
  readonly locationId: string;
  readonly available: number;
}

const available = statement<{ sku_id: string; location_id: string; available: number }>(
  'stockAvailable',
  `select k.sku_id, s.location_id, s.available
   from oms.skus k
   cross join lateral (${placesOf}) s
   join oms.locations l on l.organization_id = k.organization_id and l.location_id = s.location_id and l.active
   where k.organization_id = $1 and k.sku_id = any($2::text[]) and s.available > 0
   order by k.sku_id, s.location_id`,
);

/** Where the SKUs have anything available: active locations only, by SKU and location. Reserves nothing. */
export async function cover(
  handle: Handle,
  organizationId: string,
  wants: readonly { readonly skuId: string; readonly quantity: number }[],
): Promise<readonly Availability[]> {
  const skuIds = [...new Set(wants.map((want) => want.skuId))];
  const rows = await available(handle, [organizationId, skuIds]);
  return rows.map((row) => ({ skuId: row.sku_id, locationId: row.location_id, available: row.available }));
}
