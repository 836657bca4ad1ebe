/** Owns the SQL of bulk files of stock: made, taken, moved along their life, listed newest first. */
import type { Ids, Instant, Keyset } from '@jetway/kernel';
import type { StockFile } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import type { ConnectionKey } from '../connections/index.ts';
import type { Handle } from '../database/index.ts';
import { touch } from '../events/index.ts';
import type { FileKey } from '../inventory/index.ts';
import { type StockFileState, stockFileLifecycle } from './stock-files.ts';

const insert = statement(
  'stockFileInsert',
  `insert into oms.stock_files (organization_id, file_id, connection_id, state, due_at, created_at)
   values ($1, $2, $3, $4, $5, $6)`,
);

/** Makes a file that goes out at an instant; its rows are given to it next. */
export async function insertStockFile(
  tx: Handle,
  key: ConnectionKey,
  dueAt: Instant,
  ids: Ids,
  now: Instant,
): Promise<FileKey> {
  const { organizationId, connectionId } = key;
  const fileId = ids.uuid();
  await insert(tx, [organizationId, fileId, connectionId, stockFileLifecycle.initial, dueAt, now]);
  await touch(tx, organizationId, 'sync', null);
  return { organizationId, connectionId, fileId };
}

/** A file that is not over. */
export interface OpenFile extends FileKey {
  readonly state: StockFileState;
  readonly channelFileId: string | null;
  readonly attempts: number;
  readonly sentAt: Instant | null;
}

const due = statement<{
  file_id: string;
  state: StockFileState;
  channel_file_id: string | null;
  attempts: number;
  sent_at: number | null;
}>(
  'stockFileDue',
  `select file_id, state, channel_file_id, attempts, sent_at from oms.stock_files f
   where organization_id = $1 and connection_id = $2 and due_at <= $3
     and (state <> 'waiting' or not exists (
       select 1 from oms.stock_files o
       where o.organization_id = $1 and o.connection_id = $2 and o.due_at is not null and o.state <> 'waiting'))
   order by state = 'waiting', due_at, file_id limit 1`,
);

/** The file to work on now: one under way first; the next goes out when none is. */
export async function dueStockFile(handle: Handle, key: ConnectionKey, now: Instant): Promise<OpenFile | undefined> {
  const { organizationId, connectionId } = key;
  const [row] = await due(handle, [organizationId, connectionId, now]);
  return (
    row && {
      organizationId,
      connectionId,
      fileId: row.file_id,
      state: row.state,
      channelFileId: row.channel_file_id,
      attempts: row.attempts,
      sentAt: row.sent_at,
    }
  );
}

type FileEvent = (typeof stockFileLifecycle.events)[number];

export interface FileChange {
  /** Null: it is over. */
  readonly dueAt: Instant | null;
  readonly channelFileId?: string | null;
  readonly skus?: number;
  readonly refused?: number;
  readonly toldAgain?: number;
  readonly error?: string | null;
}

const move = statement(
  'stockFileMove',
  `update oms.stock_files
   set state = $3, due_at = $5, channel_file_id = case when $6 then $7 else channel_file_id end,
     skus = coalesce($8, skus), refused = coalesce($9, refused), told_again = coalesce($10, told_again),
     error = $11, attempts = attempts + case when $3 = 'sending' then 1 else 0 end,
     sent_at = case when $3 = 'sending' then $12 else sent_at end,
     ended_at = case when $5::bigint is null then $12 end
   where organization_id = $1 and file_id = $2 and state = any($4::text[])
   returning file_id`,
);

/** Moves a file on, where its state allows it; false where not. */
export async function moveStockFile(
  tx: Handle,
  { organizationId, fileId }: Pick<FileKey, 'organizationId' | 'fileId'>,
  event: FileEvent,
  change: FileChange,
  now: Instant,
): Promise<boolean> {
  const from = stockFileLifecycle.sources(event);
  const [to] = from.flatMap((state) => stockFileLifecycle.targets(state, event));
  const { dueAt, channelFileId, skus, refused, toldAgain, error = null } = change;
  const names = [channelFileId !== undefined, channelFileId ?? null];
  const counts = [skus ?? null, refused ?? null, toldAgain ?? null];
  const moved = await move(tx, [organizationId, fileId, to, from, dueAt, ...names, ...counts, error, now]);
  await touch(tx, organizationId, 'sync', null);
  return moved.length > 0;
}

const look = statement(
  'stockFileLookAgain',
  `update oms.stock_files set due_at = $3, channel_file_id = coalesce($4, channel_file_id),
     skus = coalesce($5, skus)
   where organization_id = $1 and file_id = $2 and due_at is not null`,
);

/** Notes when to look at a file next, and once it is stored, the channel's id of it and what it holds. */
export async function noteStockFile(
  tx: Handle,
  { organizationId, fileId }: Pick<FileKey, 'organizationId' | 'fileId'>,
  dueAt: Instant,
  stored: { readonly channelFileId: string; readonly skus: number } | null = null,
): Promise<void> {
  await look(tx, [organizationId, fileId, dueAt, stored?.channelFileId ?? null, stored?.skus ?? null]);
}

const recover = statement(
  'stockFileRecover',
  `update oms.stock_files
   set state = case when channel_file_id is null then 'waiting' else 'processing' end, due_at = $3
   where organization_id = $1 and connection_id = $2 and state = 'sending'`,
);

/** What was being sent when an earlier holder stopped: once it was stored it may be processed; if not, it is sent again. */
export async function recoverStockFiles(tx: Handle, key: ConnectionKey, now: Instant): Promise<void> {
  await recover(tx, [key.organizationId, key.connectionId, now]);
}

interface FileRecord {
  file_id: string;
  connection_id: string;
  connection_name: string;
  state: StockFileState;
  channel_file_id: string | null;
  skus: number;
  refused: number;
  told_again: number;
  attempts: number;
  due_at: number | null;
  error: string | null;
  created_at: number;
  sent_at: number | null;
  ended_at: number | null;
}

const list = statement<FileRecord>(
  'stockFileList',
  `select f.file_id, f.connection_id, c.name as connection_name, f.state, f.channel_file_id, f.skus, f.refused,
     f.told_again, f.attempts, f.due_at, f.error, f.created_at, f.sent_at, f.ended_at
   from oms.stock_files f
   join oms.connections c on c.organization_id = f.organization_id and c.connection_id = f.connection_id
   where f.organization_id = $1 and ($2::text is null or f.connection_id = $2)
     and ($3::bigint is null or (f.created_at, f.file_id) < ($3, $4)) and ($6::text is null or f.file_id = $6)
   order by f.created_at desc, f.file_id desc limit $5`,
);

const toFile = (row: FileRecord): StockFile => ({
  id: row.file_id,
  connectionId: row.connection_id,
  connectionName: row.connection_name,
  state: row.state,
  channelFileId: row.channel_file_id,
  skus: row.skus,
  refused: row.refused,
  toldAgain: row.told_again,
  attempts: row.attempts,
  dueAt: row.due_at,
  error: row.error,
  createdAt: row.created_at,
  sentAt: row.sent_at,
  endedAt: row.ended_at,
});

/** Newest first, beginning after one already seen. */
export async function listStockFiles(
  handle: Handle,
  organizationId: string,
  query: { readonly connectionId?: string | undefined; readonly after?: Keyset | undefined; readonly limit: number },
): Promise<readonly StockFile[]> {
  const { connectionId, after, limit } = query;
  const values = [organizationId, connectionId ?? null, after?.at ?? null, after?.id ?? null, limit, null];
  return (await list(handle, values)).map(toFile);
}

/** Undefined when the organization has no such file. */
export async function loadStockFile(
  handle: Handle,
  organizationId: string,
  fileId: string,
): Promise<StockFile | undefined> {
  const [row] = await list(handle, [organizationId, null, null, null, 1, fileId]);
  return row && toFile(row);
}

const drop = statement<{ file_id: string }>(
  'stockFileDrop',
  `delete from oms.stock_files where (organization_id, file_id) in (
     select organization_id, file_id from oms.stock_files
     where created_at < $1 and due_at is null order by created_at limit 2000)
   returning file_id`,
);

/** Drops files made before that are over; answers how many. */
export async function dropStockFiles(handle: Handle, before: Instant): Promise<number> {
  for (let total = 0; ; ) {
    const dropped = (await drop(handle, [before])).length;
    total += dropped;
    if (dropped === 0) return total;
  }
}
