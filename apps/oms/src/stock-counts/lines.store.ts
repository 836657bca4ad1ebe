/** Owns the SQL of the lines of stock counts. */
import type { Instant, Keyset } from '@jetway/kernel';
import type { CountLineState, StockCountLine } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';

const addStocked = statement<{ sku_id: string }>(
  'stockCountLineAddStocked',
  `insert into oms.stock_count_lines (organization_id, count_id, sku_id, state)
   select $1, $2, s.sku_id, 'open' from oms.stock s
   where s.organization_id = $1 and s.location_id = $3 and s.on_hand > 0
   on conflict do nothing
   returning sku_id`,
);

const addAll = statement<{ sku_id: string }>(
  'stockCountLineAddAll',
  `insert into oms.stock_count_lines (organization_id, count_id, sku_id, state)
   select $1, $2, k.sku_id, 'open' from oms.skus k
   where k.organization_id = $1 and k.active and k.composition = 0
   on conflict do nothing
   returning sku_id`,
);

const addThese = statement<{ sku_id: string }>(
  'stockCountLineAddThese',
  `insert into oms.stock_count_lines (organization_id, count_id, sku_id, state)
   select $1, $2, w.sku_id, 'open' from unnest($3::text[]) as w(sku_id)
   on conflict do nothing
   returning sku_id`,
);

/** Puts on the list what is to be counted; answers how many SKUs that are. */
export async function addLines(
  tx: Handle,
  organizationId: string,
  countId: string,
  of: { readonly locationId: string; readonly which: 'all' | 'stocked' } | { readonly skuIds: readonly string[] },
): Promise<number> {
  if ('skuIds' in of) return (await addThese(tx, [organizationId, countId, of.skuIds])).length;
  const stocked = await addStocked(tx, [organizationId, countId, of.locationId]);
  if (of.which === 'stocked') return stocked.length;
  return stocked.length + (await addAll(tx, [organizationId, countId])).length;
}

const enter = statement<{ counted: number }>(
  'stockCountLineEnter',
  `insert into oms.stock_count_lines as l
     (organization_id, count_id, sku_id, counted, expected, state, counted_at, counted_by)
   select $1, $2, $3, $6::bigint,
     coalesce((select s.on_hand from oms.stock s
       where s.organization_id = $1 and s.sku_id = $3 and s.location_id = $4), 0), 'counted', $7, $8
   on conflict (organization_id, count_id, sku_id) do update set
     counted = case when $5 = 'add' and l.state in ('counted', 'refused') then l.counted + excluded.counted
       else excluded.counted end,
     expected = case when $5 = 'add' and l.state in ('counted', 'refused') then l.expected else excluded.expected end,
     state = 'counted', refusal = null, counted_at = excluded.counted_at, counted_by = excluded.counted_by
   returning counted`,
);

export interface CountEntry {
  readonly skuId: string;
  readonly locationId: string;
  /** add: so many more than before, counted from the moment of the first of them. */
  readonly kind: 'set' | 'add';
  readonly quantity: number;
}

/** Remembers what was found, with what is on hand at this moment; answers how many were counted by now. */
export async function enterCount(
  tx: Handle,
  organizationId: string,
  countId: string,
  entry: CountEntry,
  by: Actor,
  now: Instant,
): Promise<number> {
  const { skuId, locationId, kind, quantity } = entry;
  const [row] = await enter(tx, [organizationId, countId, skuId, locationId, kind, quantity, now, by.actor]);
  return row?.counted ?? 0;
}

interface LineRecord {
  sku_id: string;
  sku: string;
  title: string;
  expected: number;
  counted: number | null;
  state: CountLineState;
  refusal: string | null;
  counted_at: number | null;
  counted_by: string | null;
}

const columns = `l.sku_id, k.sku, k.title, l.counted, l.state, l.refusal, l.counted_at, l.counted_by,
  case when l.counted is null then coalesce(s.on_hand, 0) else l.expected end as expected`;

const joined = `oms.stock_count_lines l
   join oms.stock_counts c on c.organization_id = l.organization_id and c.count_id = l.count_id
   join oms.skus k on k.organization_id = l.organization_id and k.sku_id = l.sku_id
   left join oms.stock s on s.organization_id = l.organization_id and s.sku_id = l.sku_id
     and s.location_id = c.location_id`;

const toLine = (row: LineRecord): StockCountLine => ({
  skuId: row.sku_id,
  sku: row.sku,
  title: row.title,
  expected: row.expected,
  counted: row.counted,
  difference: row.counted === null ? null : row.counted - row.expected,
  state: row.state,
  refusal: row.refusal,
  countedAt: row.counted_at,
  countedBy: row.counted_by,
});

const bySku = statement<LineRecord>(
  'stockCountLineListBySku',
  `select ${columns} from ${joined}
   where l.organization_id = $1 and l.count_id = $2 and ($3::text is null or l.state = $3)
     and ($4::text is null or k.sku > (select a.sku from oms.skus a where a.organization_id = $1 and a.sku_id = $4))
   order by k.sku limit $5`,
);

const byDifference = statement<LineRecord>(
  'stockCountLineListByDifference',
  `select ${columns} from ${joined}
   where l.organization_id = $1 and l.count_id = $2 and l.counted is not null and ($3::text is null or l.state = $3)
     and ($4::bigint is null or abs(l.counted - l.expected) < $4
       or (abs(l.counted - l.expected) = $4 and l.sku_id > $5))
   order by abs(l.counted - l.expected) desc, l.sku_id limit $6`,
);

export interface LinePage {
  readonly state: CountLineState | undefined;
  readonly sort: 'sku' | 'difference';
  readonly after: Keyset | undefined;
  readonly limit: number;
}

/** By SKU, or those counted with the largest difference first. */
export async function listLines(
  handle: Handle,
  organizationId: string,
  countId: string,
  { state, sort, after, limit }: LinePage,
): Promise<readonly StockCountLine[]> {
  const of = [organizationId, countId, state ?? null];
  const rows =
    sort === 'sku'
      ? await bySku(handle, [...of, after?.id ?? null, limit])
      : await byDifference(handle, [...of, after?.at ?? null, after?.id ?? null, limit]);
  return rows.map(toLine);
}

const one = statement<LineRecord>(
  'stockCountLineLoad',
  `select ${columns} from ${joined} where l.organization_id = $1 and l.count_id = $2 and l.sku_id = $3`,
);

export async function loadLine(
  handle: Handle,
  organizationId: string,
  countId: string,
  skuId: string,
): Promise<StockCountLine | undefined> {
  const [row] = await one(handle, [organizationId, countId, skuId]);
  return row && toLine(row);
}

const tryAgain = statement(
  'stockCountLineTryAgain',
  `update oms.stock_count_lines set state = 'counted', refusal = null
   where organization_id = $1 and count_id = $2 and state = 'refused'`,
);

/** Lines that were refused are tried once more. */
export async function tryRefusedAgain(tx: Handle, organizationId: string, countId: string): Promise<void> {
  await tryAgain(tx, [organizationId, countId]);
}

const due = statement<{ sku_id: string; difference: number }>(
  'stockCountLineDue',
  `select sku_id, counted - expected as difference from oms.stock_count_lines
   where organization_id = $1 and count_id = $2 and state = 'counted'
   order by sku_id limit $3`,
);

/** Lines whose difference is to be applied. */
export async function dueLines(
  tx: Handle,
  organizationId: string,
  countId: string,
  limit: number,
): Promise<readonly { readonly skuId: string; readonly difference: number }[]> {
  const rows = await due(tx, [organizationId, countId, limit]);
  return rows.map((row) => ({ skuId: row.sku_id, difference: row.difference }));
}

const settle = statement(
  'stockCountLineSettle',
  `update oms.stock_count_lines l set state = case when w.refusal is null then 'applied' else 'refused' end,
     refusal = w.refusal
   from unnest($3::text[], $4::text[]) as w(sku_id, refusal)
   where l.organization_id = $1 and l.count_id = $2 and l.sku_id = w.sku_id`,
);

/** Says what became of lines; `refusal` says why a difference was not applied. */
export async function settleLines(
  tx: Handle,
  organizationId: string,
  countId: string,
  lines: readonly { readonly skuId: string; readonly refusal: string | null }[],
): Promise<void> {
  const skuIds = lines.map((line) => line.skuId);
  await settle(tx, [organizationId, countId, skuIds, lines.map((line) => line.refusal)]);
}
