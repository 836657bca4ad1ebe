/** Owns the SQL that changes what is on hand of many SKUs at once, each with its movement in the ledger. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { markStockDue } from './desired-stock.store.ts';

export interface StockChange {
  readonly skuId: string;
  readonly locationId: string;
  /** change: add the quantity, which may be negative; set: it was counted. */
  readonly kind: 'change' | 'set';
  readonly quantity: number;
  readonly note: string | null;
}

export interface StockChangeRefused {
  readonly skuId: string;
  readonly locationId: string;
  readonly onHand: number;
  /** Units that orders hold: less cannot be left. */
  readonly reserved: number;
}

const begin = statement(
  'stockBeginMany',
  `insert into oms.stock (organization_id, sku_id, location_id, updated_at)
   select $1, w.sku_id, w.location_id, $4
   from unnest($2::text[], $3::text[]) as w(sku_id, location_id)
   order by w.sku_id, w.location_id
   on conflict do nothing`,
);

/**
 * All rows are locked in one order before any is judged, so the judgement holds for what is written. What is reserved is
 * written too: the row's check would be made against an older version of it otherwise.
 */
const adjust = statement<{
  sku_id: string;
  location_id: string;
  on_hand: number;
  reserved: number;
  wanted: number;
}>(
  'stockAdjustMany',
  `with want as materialized (
     select * from unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::text[])
       as w(sku_id, location_id, kind, quantity, note)
   ), locked as materialized (
     select s.sku_id, s.location_id, s.on_hand, s.reserved from oms.stock s
     where s.organization_id = $1 and (s.sku_id, s.location_id) in (select w.sku_id, w.location_id from want w)
     order by s.sku_id, s.location_id
     for update
   ), judged as materialized (
     select l.sku_id, l.location_id, l.on_hand, l.reserved, w.note,
       case w.kind when 'set' then w.quantity else l.on_hand + w.quantity end as wanted
     from locked l join want w on w.sku_id = l.sku_id and w.location_id = l.location_id
   ), moved as (
     update oms.stock s set on_hand = j.wanted, reserved = j.reserved, movements = s.movements + 1, updated_at = $7
     from judged j
     where s.organization_id = $1 and s.sku_id = j.sku_id and s.location_id = j.location_id and j.wanted >= j.reserved
     returning s.sku_id, s.location_id, s.movements, s.on_hand, s.reserved, j.on_hand as before, j.note
   ), noted as (
     insert into oms.stock_ledger (organization_id, sku_id, location_id, movement, at, reason,
       on_hand_change, reserved_change, on_hand_after, reserved_after, note, actor, request_id)
     select $1, sku_id, location_id, movements, $7, $8, on_hand - before, 0, on_hand, reserved, note, $9, $10 from moved
   )
   select sku_id, location_id, on_hand, reserved, wanted from judged`,
);

/**
 * Changes what is on hand of many SKUs, set by set, and writes it to the ledger; what channels should show of those whose
 * number changed becomes due. SKU and location must exist, and each pair stand in it once. Answers the changes that were
 * not made because less would be left than orders hold; all others are made.
 */
export async function adjustStocks(
  tx: Handle,
  organizationId: string,
  changes: readonly StockChange[],
  reason: string,
  by: Actor,
  now: Instant,
): Promise<readonly StockChangeRefused[]> {
  if (changes.length === 0) return [];
  const skuIds = changes.map((change) => change.skuId);
  const locationIds = changes.map((change) => change.locationId);
  await begin(tx, [organizationId, skuIds, locationIds, now]);
  const rows = await adjust(tx, [
    organizationId,
    skuIds,
    locationIds,
    changes.map((change) => change.kind),
    changes.map((change) => change.quantity),
    changes.map((change) => change.note),
    now,
    reason,
    by.actor,
    by.requestId,
  ]);
  const moved = rows.filter((row) => row.wanted >= row.reserved && row.wanted !== row.on_hand);
  await markStockDue(
    tx,
    organizationId,
    moved.map((row) => row.sku_id),
    now,
  );
  return rows
    .filter((row) => row.wanted < row.reserved)
    .map((row) => ({ skuId: row.sku_id, locationId: row.location_id, onHand: row.on_hand, reserved: row.reserved }));
}

const levels = statement<{ sku_id: string; location_id: string; on_hand: number; reserved: number }>(
  'stockLevels',
  `select w.sku_id, w.location_id, s.on_hand, s.reserved
   from unnest($2::text[], $3::text[]) as w(sku_id, location_id)
   cross join lateral (
     select l.on_hand, l.reserved from oms.stock l
     where l.organization_id = $1 and l.sku_id = w.sku_id and l.location_id = w.location_id limit 1
   ) s`,
);

export interface StockLevel {
  readonly skuId: string;
  readonly locationId: string;
  readonly onHand: number;
  readonly reserved: number;
}

/** What lies there now; pairs without a row have nothing and are absent. */
export async function readStockLevels(
  handle: Handle,
  organizationId: string,
  pairs: readonly { readonly skuId: string; readonly locationId: string }[],
): Promise<readonly StockLevel[]> {
  if (pairs.length === 0) return [];
  const rows = await levels(handle, [
    organizationId,
    pairs.map((pair) => pair.skuId),
    pairs.map((pair) => pair.locationId),
  ]);
  return rows.map((row) => ({
    skuId: row.sku_id,
    locationId: row.location_id,
    onHand: row.on_hand,
    reserved: row.reserved,
  }));
}
