/** Owns the SQL of stock counts: made, found, moved through their life. */
import type { Instant, Keyset } from '@jetway/kernel';
import type { StockCountState } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { type CountRow, type CountSums, countLifecycle } from './stock-counts.ts';

interface CountRecord {
  count_id: string;
  name: string;
  location_id: string;
  location_name: string;
  state: StockCountState;
  version: number;
  created_at: number;
  created_by: string;
  ended_at: number | null;
  updated_by: string;
}

interface SumsRecord {
  open: number;
  counted: number;
  applied: number;
  refused: number;
  differing: number;
  units_more: number;
  units_fewer: number;
}

const columns = `c.count_id, c.name, c.location_id, p.name as location_name, c.state, c.version, c.created_at,
  c.created_by, c.ended_at, c.updated_by`;

const joined = `oms.stock_counts c
   join oms.locations p on p.organization_id = c.organization_id and p.location_id = c.location_id`;

const sums = `cross join lateral (
     select count(*) filter (where l.state = 'open') as open, count(*) filter (where l.state = 'counted') as counted,
       count(*) filter (where l.state = 'applied') as applied, count(*) filter (where l.state = 'refused') as refused,
       count(*) filter (where l.counted <> l.expected) as differing,
       coalesce(sum(greatest(l.counted - l.expected, 0)), 0)::bigint as units_more,
       coalesce(sum(greatest(l.expected - l.counted, 0)), 0)::bigint as units_fewer
     from oms.stock_count_lines l where l.organization_id = c.organization_id and l.count_id = c.count_id
   ) s`;

const sumColumns = 's.open, s.counted, s.applied, s.refused, s.differing, s.units_more, s.units_fewer';

const toCount = (row: CountRecord): CountRow => ({
  countId: row.count_id,
  name: row.name,
  locationId: row.location_id,
  locationName: row.location_name,
  state: row.state,
  version: row.version,
  createdAt: row.created_at,
  createdBy: row.created_by,
  endedAt: row.ended_at,
  updatedBy: row.updated_by,
});

const toSummed = (row: CountRecord & SumsRecord): CountRow & CountSums => ({
  ...toCount(row),
  lines: { open: row.open, counted: row.counted, applied: row.applied, refused: row.refused },
  differing: row.differing,
  unitsMore: row.units_more,
  unitsFewer: row.units_fewer,
});

const load = statement<CountRecord & SumsRecord>(
  'stockCountLoad',
  `select ${columns}, ${sumColumns} from ${joined} ${sums} where c.organization_id = $1 and c.count_id = $2`,
);

export async function loadCount(
  handle: Handle,
  organizationId: string,
  countId: string,
): Promise<(CountRow & CountSums) | undefined> {
  const [row] = await load(handle, [organizationId, countId]);
  return row && toSummed(row);
}

const lockText = `select ${columns} from ${joined} where c.organization_id = $1 and c.count_id = $2`;
const lockToMove = statement<CountRecord>('stockCountLock', `${lockText} for update of c`);
const lockToCount = statement<CountRecord>('stockCountShare', `${lockText} for share of c`);

/** Loads a count that nobody else moves until `tx` ends; with `share`, several may count at the same time. */
export async function lockCount(
  tx: Handle,
  organizationId: string,
  countId: string,
  how: 'update' | 'share',
): Promise<CountRow | undefined> {
  const [row] = await (how === 'share' ? lockToCount : lockToMove)(tx, [organizationId, countId]);
  return row && toCount(row);
}

const insert = statement(
  'stockCountInsert',
  `insert into oms.stock_counts (organization_id, count_id, location_id, name, state, created_at, created_by,
     updated_at, updated_by, request_id)
   values ($1, $2, $3, $4, '${countLifecycle.initial}', $5, $6, $5, $6, $7)`,
);

export interface NewCount {
  readonly countId: string;
  readonly locationId: string;
  readonly name: string;
}

export async function insertCount(
  tx: Handle,
  organizationId: string,
  { countId, locationId, name }: NewCount,
  by: Actor,
  now: Instant,
): Promise<void> {
  await insert(tx, [organizationId, countId, locationId, name, now, by.actor, by.requestId]);
}

const list = statement<CountRecord & SumsRecord>(
  'stockCountList',
  `select ${columns}, ${sumColumns} from ${joined} ${sums}
   where c.organization_id = $1 and ($2::text is null or c.state = $2)
     and ($3::bigint is null or (c.created_at, c.count_id) < ($3, $4))
   order by c.created_at desc, c.count_id desc limit $5`,
);

/** Newest first. */
export async function listCounts(
  handle: Handle,
  organizationId: string,
  page: { readonly state: StockCountState | undefined; readonly after: Keyset | undefined; readonly limit: number },
): Promise<readonly (CountRow & CountSums)[]> {
  const { state = null, after, limit } = page;
  const rows = await list(handle, [organizationId, state, after?.at ?? null, after?.id ?? null, limit]);
  return rows.map(toSummed);
}

const move = statement(
  'stockCountMove',
  `update oms.stock_counts set state = $3, version = version + 1, ended_at = $4, updated_at = $5, updated_by = $6,
     request_id = $7
   where organization_id = $1 and count_id = $2`,
);

/** Moves a locked count on. */
export async function moveCount(
  tx: Handle,
  organizationId: string,
  countId: string,
  to: StockCountState,
  by: Actor,
  now: Instant,
): Promise<void> {
  const endedAt = countLifecycle.final.has(to) ? now : null;
  await move(tx, [organizationId, countId, to, endedAt, now, by.actor, by.requestId]);
}
