/** Owns the SQL of transfers and their lines. */
import type { Instant, Keyset } from '@jetway/kernel';
import type { TransferState, TransferSummary, UnitsOnTheWay } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { type TransferLineUnits, type TransferRow, transferLifecycle } from './transfers.ts';

interface TransferRecord {
  transfer_id: string;
  from_location_id: string;
  from_name: string;
  to_location_id: string;
  to_name: string;
  state: TransferState;
  note: string | null;
  version: number;
  created_at: number;
  created_by: string;
  sent_at: number | null;
  ended_at: number | null;
  updated_by: string;
}

const columns = `t.transfer_id, t.from_location_id, f.name as from_name, t.to_location_id, d.name as to_name, t.state,
  t.note, t.version, t.created_at, t.created_by, t.sent_at, t.ended_at, t.updated_by`;

const joined = `oms.transfers t
   join oms.locations f on f.organization_id = t.organization_id and f.location_id = t.from_location_id
   join oms.locations d on d.organization_id = t.organization_id and d.location_id = t.to_location_id`;

const toTransfer = (row: TransferRecord): TransferRow => ({
  transferId: row.transfer_id,
  fromLocationId: row.from_location_id,
  fromLocationName: row.from_name,
  toLocationId: row.to_location_id,
  toLocationName: row.to_name,
  state: row.state,
  note: row.note,
  version: row.version,
  createdAt: row.created_at,
  createdBy: row.created_by,
  sentAt: row.sent_at,
  endedAt: row.ended_at,
  updatedBy: row.updated_by,
});

const load = statement<TransferRecord>(
  'transferLoad',
  `select ${columns} from ${joined} where t.organization_id = $1 and t.transfer_id = $2`,
);

export async function loadTransfer(
  handle: Handle,
  organizationId: string,
  transferId: string,
): Promise<TransferRow | undefined> {
  const [row] = await load(handle, [organizationId, transferId]);
  return row && toTransfer(row);
}

const lock = statement<TransferRecord>(
  'transferLock',
  `select ${columns} from ${joined} where t.organization_id = $1 and t.transfer_id = $2 for update of t`,
);

/** Loads a transfer that nobody else moves until `tx` ends. */
export async function lockTransfer(
  tx: Handle,
  organizationId: string,
  transferId: string,
): Promise<TransferRow | undefined> {
  const [row] = await lock(tx, [organizationId, transferId]);
  return row && toTransfer(row);
}

const insert = statement(
  'transferInsert',
  `insert into oms.transfers (organization_id, transfer_id, from_location_id, to_location_id, state, note,
     created_at, created_by, updated_at, updated_by, request_id)
   values ($1, $2, $3, $4, '${transferLifecycle.initial}', $5, $6, $7, $6, $7, $8)`,
);

const change = statement(
  'transferChange',
  `update oms.transfers set from_location_id = $3, to_location_id = $4, note = $5, version = version + 1,
     updated_at = $6, updated_by = $7, request_id = $8
   where organization_id = $1 and transfer_id = $2`,
);

const dropLines = statement(
  'transferLineDelete',
  'delete from oms.transfer_lines where organization_id = $1 and transfer_id = $2',
);

const insertLines = statement(
  'transferLineInsert',
  `insert into oms.transfer_lines (organization_id, transfer_id, sku_id, quantity)
   select $1, $2, w.sku_id, w.quantity from unnest($3::text[], $4::bigint[]) as w(sku_id, quantity)`,
);

export interface TransferDraft {
  readonly transferId: string;
  readonly fromLocationId: string;
  readonly toLocationId: string;
  readonly note: string | null;
  readonly lines: readonly { readonly skuId: string; readonly quantity: number }[];
}

/** Writes a draft with its lines, anew or over the one there is. */
export async function writeDraft(
  tx: Handle,
  organizationId: string,
  draft: TransferDraft,
  isNew: boolean,
  by: Actor,
  now: Instant,
): Promise<void> {
  const { transferId, fromLocationId, toLocationId, note, lines } = draft;
  const write = isNew ? insert : change;
  await write(tx, [organizationId, transferId, fromLocationId, toLocationId, note, now, by.actor, by.requestId]);
  if (!isNew) await dropLines(tx, [organizationId, transferId]);
  const skuIds = lines.map((line) => line.skuId);
  await insertLines(tx, [organizationId, transferId, skuIds, lines.map((line) => line.quantity)]);
}

const move = statement(
  'transferMove',
  `update oms.transfers set state = $3, version = version + 1, updated_at = $4, updated_by = $5, request_id = $6,
     sent_at = case when $3 = 'sent' then coalesce(sent_at, $4) else sent_at end,
     ended_at = case when $7 then $4 else ended_at end
   where organization_id = $1 and transfer_id = $2`,
);

/** Moves a locked transfer on. */
export async function moveTransfer(
  tx: Handle,
  organizationId: string,
  transferId: string,
  to: TransferState,
  by: Actor,
  now: Instant,
): Promise<void> {
  const isOver = transferLifecycle.final.has(to);
  await move(tx, [organizationId, transferId, to, now, by.actor, by.requestId, isOver]);
}

interface LineRecord {
  sku_id: string;
  sku: string;
  title: string;
  quantity: number;
  received: number;
  written_off: number;
  returned: number;
  note: string | null;
  available_from: number;
}

export interface TransferLineRow extends TransferLineUnits {
  readonly sku: string;
  readonly title: string;
  readonly note: string | null;
  /** On hand less reserved where they come from. */
  readonly availableFrom: number;
}

const listLines = statement<LineRecord>(
  'transferLineList',
  `select l.sku_id, k.sku, k.title, l.quantity, l.received, l.written_off, l.returned, l.note,
     coalesce(s.on_hand - s.reserved, 0) as available_from
   from oms.transfer_lines l
   join oms.transfers t on t.organization_id = l.organization_id and t.transfer_id = l.transfer_id
   join oms.skus k on k.organization_id = l.organization_id and k.sku_id = l.sku_id
   left join oms.stock s on s.organization_id = l.organization_id and s.sku_id = l.sku_id
     and s.location_id = t.from_location_id
   where l.organization_id = $1 and l.transfer_id = $2
   order by k.sku`,
);

/** By SKU. */
export async function listTransferLines(
  handle: Handle,
  organizationId: string,
  transferId: string,
): Promise<readonly TransferLineRow[]> {
  const rows = await listLines(handle, [organizationId, transferId]);
  return rows.map((row) => ({
    skuId: row.sku_id,
    sku: row.sku,
    title: row.title,
    quantity: row.quantity,
    received: row.received,
    writtenOff: row.written_off,
    returned: row.returned,
    note: row.note,
    availableFrom: row.available_from,
  }));
}

const saveLines = statement(
  'transferLineSave',
  `update oms.transfer_lines l set received = w.received, written_off = w.written_off, returned = w.returned,
     note = coalesce(w.note, l.note)
   from unnest($3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[])
     as w(sku_id, received, written_off, returned, note)
   where l.organization_id = $1 and l.transfer_id = $2 and l.sku_id = w.sku_id`,
);

export async function saveTransferLines(
  tx: Handle,
  organizationId: string,
  transferId: string,
  lines: readonly (TransferLineUnits & { readonly note: string | null })[],
): Promise<void> {
  await saveLines(tx, [
    organizationId,
    transferId,
    lines.map((line) => line.skuId),
    lines.map((line) => line.received),
    lines.map((line) => line.writtenOff),
    lines.map((line) => line.returned),
    lines.map((line) => line.note),
  ]);
}

type Sums = Pick<TransferSummary, 'lineCount' | 'units' | 'onTheWay'>;

const list = statement<TransferRecord & { line_count: number; units: number; left_units: number }>(
  'transferList',
  `select ${columns}, c.line_count, c.units, c.left_units
   from ${joined}
   cross join lateral (
     select count(*) as line_count, coalesce(sum(l.quantity), 0)::bigint as units,
       coalesce(sum(l.quantity - l.received - l.written_off - l.returned), 0)::bigint as left_units
     from oms.transfer_lines l where l.organization_id = t.organization_id and l.transfer_id = t.transfer_id
   ) c
   where t.organization_id = $1 and ($2::text is null or t.state = $2)
     and ($3::bigint is null or (t.created_at, t.transfer_id) < ($3, $4))
   order by t.created_at desc, t.transfer_id desc limit $5`,
);

/** Newest first. */
export async function listTransfers(
  handle: Handle,
  organizationId: string,
  page: { readonly state: TransferState | undefined; readonly after: Keyset | undefined; readonly limit: number },
): Promise<readonly (TransferRow & Sums)[]> {
  const { state = null, after, limit } = page;
  const rows = await list(handle, [organizationId, state, after?.at ?? null, after?.id ?? null, limit]);
  return rows.map((row) => ({
    ...toTransfer(row),
    lineCount: row.line_count,
    units: row.units,
    onTheWay: transferLifecycle.allows(row.state, 'receive') ? row.left_units : 0,
  }));
}

const onTheWay = statement<{
  transfer_id: string;
  from_name: string;
  to_name: string;
  quantity: number;
  sent_at: number;
}>(
  'transferOnTheWay',
  `select t.transfer_id, f.name as from_name, d.name as to_name, t.sent_at,
     l.quantity - l.received - l.written_off - l.returned as quantity
   from oms.transfer_lines l
   join (${joined}) on t.organization_id = l.organization_id and t.transfer_id = l.transfer_id
   where l.organization_id = $1 and l.sku_id = $2 and t.state = 'sent'
     and l.quantity > l.received + l.written_off + l.returned
   order by t.sent_at, t.transfer_id limit 100`,
);

/** Units of a SKU that are between two locations, the longest under way first. */
export async function listUnitsOnTheWay(
  handle: Handle,
  organizationId: string,
  skuId: string,
): Promise<UnitsOnTheWay[]> {
  const rows = await onTheWay(handle, [organizationId, skuId]);
  return rows.map((row) => ({
    transferId: row.transfer_id,
    fromLocationName: row.from_name,
    toLocationName: row.to_name,
    quantity: row.quantity,
    sentAt: row.sent_at,
  }));
}
