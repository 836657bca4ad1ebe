/** Owns the SQL that lists SKUs with their stock. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import { type RawBuilder, sql } from 'kysely';
import type { Handle } from '../database/index.ts';
import { placesOf } from './availability.ts';
import type { Search } from './skus.ts';

export type InventoryFilter = 'all' | 'out-of-stock' | 'low' | 'not-sent';

/** So few units or fewer, but some, count as low. */
export const LOW_STOCK = 5;

export interface InventoryQuery {
  readonly search?: Search | undefined;
  readonly filter: InventoryFilter;
  /** Connections that are meant to hear of stock; for `not-sent`. */
  readonly connectionIds: readonly string[];
  /** The SKU (its id) to begin after. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The last character there is: what begins with a word lies between the word and the word with it. */
const LAST = '\u{10FFFF}';

const beginsWith = (alias: string, organizationId: string, prefix: string): RawBuilder<unknown> => {
  const word = sql.ref(`${alias}.word`);
  return sql`${sql.ref(`${alias}.organization_id`)} = ${organizationId} and ${word} >= ${prefix} and ${word} < ${prefix + LAST}`;
};

/** Sets of ids, so that a search costs what it finds and not what there is: the longest word finds, the others choose. */
function matches(organizationId: string, { whole, words }: Search): RawBuilder<unknown> {
  const asWhole = sql`select w.sku_id from oms.sku_words w where ${beginsWith('w', organizationId, whole)}`;
  const [longest, ...others] = [...words].sort((one, two) => two.length - one.length);
  if (longest === undefined || (longest === whole && others.length === 0)) return sql`k.sku_id in (${asWhole})`;
  const chosen = others.map(
    (word) => sql` and exists (
      select 1 from oms.sku_words o where o.sku_id = w.sku_id and ${beginsWith('o', organizationId, word)})`,
  );
  return sql`k.sku_id in (${asWhole} union
    select w.sku_id from oms.sku_words w where ${beginsWith('w', organizationId, longest)}${sql.join(chosen, sql``)})`;
}

const available = sql`coalesce((select sum(p.available) from (${sql.raw(placesOf)}) p), 0)`;

function passes(filter: InventoryFilter, connectionIds: readonly string[]): RawBuilder<unknown> {
  if (filter === 'out-of-stock') return sql`k.active and ${available} = 0`;
  if (filter === 'low') return sql`k.active and ${available} between 1 and ${LOW_STOCK}`;
  if (filter === 'not-sent')
    return sql`exists (
      select 1 from oms.desired_stock d
      where d.organization_id = k.organization_id and d.sku_id = k.sku_id
        and d.connection_id = any(${connectionIds}::text[]) and d.switched_on and d.desired_version > d.confirmed_version)`;
  return sql`true`;
}

/** A page of SKU ids, by SKU in the order of its characters. */
export async function listSkuIds(
  handle: Handle,
  organizationId: string,
  query: InventoryQuery,
): Promise<readonly string[]> {
  const found = await sql<{ sku_id: string }>`
    select k.sku_id from oms.skus k
    where k.organization_id = ${organizationId}
      and ${query.search === undefined ? sql`true` : matches(organizationId, query.search)}
      and ${passes(query.filter, query.connectionIds)}
      and ${
        query.after === undefined
          ? sql`true`
          : sql`k.sku > (select a.sku from oms.skus a
              where a.organization_id = ${organizationId} and a.sku_id = ${query.after})`
      }
    order by k.sku limit ${query.limit}`.execute(handle);
  return found.rows.map((row) => row.sku_id);
}

export interface ItemRow {
  readonly skuId: string;
  readonly sku: string;
  readonly title: string;
  readonly imageUrl: string | null;
  readonly active: boolean;
  readonly version: number;
  /** At all locations together. */
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
  readonly locations: readonly {
    readonly locationId: string;
    readonly locationName: string;
    readonly onHand: number;
    readonly reserved: number;
    readonly available: number;
  }[];
  /** What one unit of a kit is made of, by SKU; empty: no kit. */
  readonly components: readonly KitComponent[];
}

export interface KitComponent {
  readonly skuId: string;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  /** At all locations together. */
  readonly available: number;
}

/** Beside a SKU no more locations than these are shown, those that hold some first; the sums are of all. */
const MOST_LOCATIONS = 100;

const loadItems = statement<{
  sku_id: string;
  sku: string;
  title: string;
  image_url: string | null;
  active: boolean;
  version: number;
  on_hand: number;
  reserved: number;
  available: number;
  locations: ItemRow['locations'];
  components: ItemRow['components'];
}>(
  'skuListItems',
  `select k.sku_id, k.sku, k.title, k.image_url, k.active, k.version, t.on_hand, t.reserved, a.available,
     coalesce(p.locations, '[]'::jsonb) as locations, coalesce(c.components, '[]'::jsonb) as components
   from oms.skus k
   cross join lateral (
     select coalesce(sum(s.on_hand), 0)::bigint as on_hand, coalesce(sum(s.reserved), 0)::bigint as reserved
     from oms.stock s where s.organization_id = k.organization_id and s.sku_id = k.sku_id
   ) t
   cross join lateral (select coalesce(sum(u.available), 0)::bigint as available from (${placesOf}) u) a
   cross join lateral (
     select jsonb_agg(jsonb_build_object('locationId', q.location_id, 'locationName', q.name,
       'onHand', q.on_hand, 'reserved', q.reserved, 'available', q.available) order by q.created_at, q.location_id) as locations
     from (
       select l.location_id, l.name, l.created_at,
         coalesce(s.on_hand, 0) as on_hand, coalesce(s.reserved, 0) as reserved,
         coalesce(u.available, 0) as available
       from oms.locations l
       left join oms.stock s
         on s.organization_id = l.organization_id and s.location_id = l.location_id and s.sku_id = k.sku_id
       left join lateral (${placesOf}) u on u.location_id = l.location_id
       where l.organization_id = k.organization_id and (l.active or s.on_hand > 0)
       order by greatest(s.on_hand, u.available, 0) > 0 desc, l.created_at, l.location_id
       limit ${MOST_LOCATIONS}
     ) q
   ) p
   left join lateral (
     select jsonb_agg(jsonb_build_object('skuId', m.sku_id, 'sku', m.sku, 'title', m.title, 'quantity', n.quantity,
       'available', coalesce((
         select sum(s.on_hand - s.reserved) from oms.stock s
         where s.organization_id = n.organization_id and s.sku_id = n.sku_id), 0)) order by m.sku) as components
     from oms.kit_components n
     join oms.skus m on m.organization_id = n.organization_id and m.sku_id = n.sku_id
     where n.organization_id = k.organization_id and n.kit_id = k.sku_id and k.composition > 0
   ) c on true
   where k.organization_id = $1 and k.sku_id = any($2::text[])
   order by k.sku`,
);

/** SKUs with their stock at every location that is active or still holds some; by SKU. */
export async function readItems(
  handle: Handle,
  organizationId: string,
  skuIds: readonly string[],
): Promise<readonly ItemRow[]> {
  const rows = await loadItems(handle, [organizationId, skuIds]);
  return rows.map((row) => ({
    skuId: row.sku_id,
    sku: row.sku,
    title: row.title,
    imageUrl: row.image_url,
    active: row.active,
    version: row.version,
    onHand: row.on_hand,
    reserved: row.reserved,
    available: row.available,
    locations: row.locations,
    components: row.components,
  }));
}

export interface Movement {
  readonly at: Instant;
  readonly movement: number;
  readonly locationId: string;
  readonly locationName: string;
  readonly reason: string;
  readonly onHandChange: number;
  readonly reservedChange: number;
  readonly onHandAfter: number;
  readonly reservedAfter: number;
  readonly orderId: string | null;
  readonly note: string | null;
  readonly actor: string;
  readonly requestId: string | null;
}

interface MovementRecord {
  at: number;
  movement: number;
  location_id: string;
  location_name: string;
  reason: string;
  on_hand_change: number;
  reserved_change: number;
  on_hand_after: number;
  reserved_after: number;
  order_id: string | null;
  note: string | null;
  actor: string;
  request_id: string | null;
}

/** Where a page of the ledger begins: after this movement, towards the past. */
export interface MovementKey {
  readonly at: Instant;
  readonly movement: number;
  readonly locationId: string;
}

const listMovements = statement<MovementRecord>(
  'stockLedgerList',
  `select e.at, e.movement, e.location_id, l.name as location_name, e.reason, e.on_hand_change, e.reserved_change,
     e.on_hand_after, e.reserved_after, e.order_id, e.note, e.actor, e.request_id
   from oms.stock_ledger e
   join oms.locations l on l.organization_id = e.organization_id and l.location_id = e.location_id
   where e.organization_id = $1 and e.sku_id = $2 and ($3::text is null or e.location_id = $3)
     and ($4::bigint is null or (e.at, e.movement, e.location_id) < ($4, $5::bigint, $6))
   order by e.at desc, e.movement desc, e.location_id desc limit $7`,
);

/** Movements of a SKU's stock, newest first. */
export async function readLedger(
  handle: Handle,
  organizationId: string,
  skuId: string,
  page: {
    readonly locationId?: string | undefined;
    readonly after?: MovementKey | undefined;
    readonly limit: number;
  },
): Promise<readonly Movement[]> {
  const { locationId = null, after, limit } = page;
  const from = [after?.at ?? null, after?.movement ?? null, after?.locationId ?? null];
  const rows = await listMovements(handle, [organizationId, skuId, locationId, ...from, limit]);
  return rows.map((row) => ({
    at: row.at,
    movement: row.movement,
    locationId: row.location_id,
    locationName: row.location_name,
    reason: row.reason,
    onHandChange: row.on_hand_change,
    reservedChange: row.reserved_change,
    onHandAfter: row.on_hand_after,
    reservedAfter: row.reserved_after,
    orderId: row.order_id,
    note: row.note,
    actor: row.actor,
    requestId: row.request_id,
  }));
}
