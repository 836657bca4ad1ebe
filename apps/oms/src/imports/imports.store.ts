/** Owns the SQL of imports: made, found, moved through their life. */
import type { Instant, Keyset } from '@jetway/kernel';
import type { ImportKindName, ImportMode, ImportState } from '@jetway/oms-api';
import { statement } from '@jetway/service';
import type { Handle } from '../database/index.ts';
import type { Actor } from '../edge/index.ts';
import { type ImportJob, importLifecycle } from './imports.ts';

interface ImportRecord {
  organization_id: string;
  import_id: string;
  kind: ImportKindName;
  file_name: string;
  mode: ImportMode | null;
  state: ImportState;
  header: string[];
  unused: string[];
  waiting: number;
  valid: number;
  invalid: number;
  applied: number;
  refused: number;
  attempts: number;
  error: string | null;
  created_at: number;
  created_by: string;
  ended_at: number | null;
  updated_by: string;
  request_id: string | null;
}

const columns = `organization_id, import_id, kind, file_name, mode, state, header, unused, waiting, valid, invalid,
  applied, refused, attempts, error, created_at, created_by, ended_at, updated_by, request_id`;

const toJob = (row: ImportRecord): ImportJob => ({
  organizationId: row.organization_id,
  importId: row.import_id,
  kind: row.kind,
  fileName: row.file_name,
  mode: row.mode,
  state: row.state,
  header: row.header,
  unused: row.unused,
  rows: {
    waiting: row.waiting,
    valid: row.valid,
    invalid: row.invalid,
    applied: row.applied,
    refused: row.refused,
  },
  attempts: row.attempts,
  error: row.error,
  createdAt: row.created_at,
  createdBy: row.created_by,
  endedAt: row.ended_at,
  by: { actor: row.updated_by, requestId: row.request_id },
});

export interface NewImport {
  readonly importId: string;
  readonly kind: ImportKindName;
  readonly fileName: string;
  readonly mode: ImportMode | null;
  readonly header: readonly string[];
  readonly unused: readonly string[];
}

const insert = statement(
  'importInsert',
  `insert into oms.imports (organization_id, import_id, kind, file_name, mode, state, header, unused,
     created_at, created_by, updated_at, updated_by, request_id)
   values ($1, $2, $3, $4, $5, '${importLifecycle.initial}', $6, $7, $8, $9, $8, $9, $10)`,
);

export async function insertImport(
  tx: Handle,
  organizationId: string,
  made: NewImport,
  by: Actor,
  now: Instant,
): Promise<void> {
  const { importId, kind, fileName, mode, header, unused } = made;
  await insert(tx, [organizationId, importId, kind, fileName, mode, header, unused, now, by.actor, by.requestId]);
}

const load = statement<ImportRecord>(
  'importLoad',
  `select ${columns} from oms.imports where organization_id = $1 and import_id = $2`,
);

export async function loadImport(
  handle: Handle,
  organizationId: string,
  importId: string,
): Promise<ImportJob | undefined> {
  const [row] = await load(handle, [organizationId, importId]);
  return row && toJob(row);
}

const lock = statement<ImportRecord>(
  'importLock',
  `select ${columns} from oms.imports where organization_id = $1 and import_id = $2 for update`,
);

/** Loads an import that nobody else moves until `tx` ends. */
export async function lockImport(tx: Handle, organizationId: string, importId: string): Promise<ImportJob | undefined> {
  const [row] = await lock(tx, [organizationId, importId]);
  return row && toJob(row);
}

const take = statement<ImportRecord>(
  'importTake',
  `select ${columns} from oms.imports
   where state in ('reading', 'applying')
   order by attempts, updated_at, organization_id, import_id limit 1
   for update skip locked`,
);

/** Locks an import that there is work at; one that others work at is passed over. Those that failed last come last. */
export async function takeImport(tx: Handle): Promise<ImportJob | undefined> {
  const [row] = await take(tx, []);
  return row && toJob(row);
}

const list = statement<ImportRecord>(
  'importList',
  `select ${columns} from oms.imports
   where organization_id = $1 and ($2::text is null or kind = $2)
     and ($3::bigint is null or (created_at, import_id) < ($3, $4))
   order by created_at desc, import_id desc limit $5`,
);

/** Newest first. */
export async function listImports(
  handle: Handle,
  organizationId: string,
  page: { readonly kind: ImportKindName | undefined; readonly after: Keyset | undefined; readonly limit: number },
): Promise<readonly ImportJob[]> {
  const { kind = null, after, limit } = page;
  const rows = await list(handle, [organizationId, kind, after?.at ?? null, after?.id ?? null, limit]);
  return rows.map(toJob);
}

const move = statement(
  'importMove',
  `update oms.imports set state = $3, error = $4, attempts = 0, ended_at = $5, updated_at = $6,
     updated_by = coalesce($7, updated_by), request_id = case when $7::text is null then request_id else $8 end
   where organization_id = $1 and import_id = $2`,
);

export interface Move {
  readonly to: ImportState;
  readonly error?: string;
  /** Absent: background work, which stands for whoever asked for it. */
  readonly by?: Actor;
}

/** Moves a locked import on. */
export async function moveImport(tx: Handle, job: ImportJob, { to, error, by }: Move, now: Instant): Promise<void> {
  const endedAt = importLifecycle.final.has(to) ? now : null;
  await move(tx, [
    job.organizationId,
    job.importId,
    to,
    error ?? null,
    endedAt,
    now,
    by?.actor ?? null,
    by?.requestId ?? null,
  ]);
}

const fail = statement<{ attempts: number }>(
  'importFailAttempt',
  `update oms.imports set attempts = attempts + 1, updated_at = $3
   where organization_id = $1 and import_id = $2 returning attempts`,
);

/** Counts an attempt that ended with an error; answers how many there were in a row. */
export async function countAttempt(tx: Handle, job: ImportJob, now: Instant): Promise<number> {
  const [row] = await fail(tx, [job.organizationId, job.importId, now]);
  return row?.attempts ?? 0;
}

const recount = statement(
  'importRecount',
  `update oms.imports i set attempts = 0, updated_at = $3,
     waiting = c.waiting, valid = c.valid, invalid = c.invalid, applied = c.applied, refused = c.refused
   from (
     select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'valid') as valid,
       count(*) filter (where state = 'invalid') as invalid, count(*) filter (where state = 'applied') as applied,
       count(*) filter (where state = 'refused') as refused
     from oms.import_rows where organization_id = $1 and import_id = $2
   ) c
   where i.organization_id = $1 and i.import_id = $2`,
);

/** Counts the rows in each state anew, after rows changed. */
export async function recountRows(
  tx: Handle,
  job: Pick<ImportJob, 'organizationId' | 'importId'>,
  now: Instant,
): Promise<void> {
  await recount(tx, [job.organizationId, job.importId, now]);
}

const drop = statement<{ import_id: string }>(
  'importDrop',
  `delete from oms.imports i using (
     select organization_id, import_id from oms.imports
     where created_at < $1 and state not in ('reading', 'applying')
     order by created_at limit 100
   ) old
   where i.organization_id = old.organization_id and i.import_id = old.import_id
   returning i.import_id`,
);

/** Deletes imports that are over and older than this, some of them; answers how many. */
export const dropImports = async (handle: Handle, before: Instant): Promise<number> =>
  (await drop(handle, [before])).length;
