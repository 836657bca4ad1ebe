/** Owns the rows of the request log. */
import type { Instant } from '@jetway/kernel';
import { statement } from '@jetway/service';
import type { MarketplaceHandle } from '../database/index.ts';
import { type Asker, firstIdOf, type LogEntry } from './entries.ts';

interface SummaryRow {
  readonly id: string;
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly operation: string | null;
  readonly status: number;
  readonly duration_ms: number;
  readonly request_id: string;
  readonly request_bytes: number | null;
  readonly answer_bytes: number | null;
  readonly first_error: string | null;
  readonly error_count: number;
  readonly faults: string[];
}

interface FullRow extends Omit<SummaryRow, 'first_error' | 'error_count'> {
  readonly world_at: number | null;
  readonly user_agent: string | null;
  readonly request_body: string | null;
  readonly answer_body: string | null;
  readonly errors: string[];
  readonly ignored_fields: string[];
}

/** An entry without what is long. */
export interface ListedEntry
  extends Pick<
    LogEntry,
    | 'id'
    | 'at'
    | 'method'
    | 'path'
    | 'operation'
    | 'status'
    | 'durationMs'
    | 'requestId'
    | 'requestBytes'
    | 'answerBytes'
    | 'faults'
  > {
  readonly firstError: string | null;
  readonly errorCount: number;
}

/** Entries whose account is gone, or whose API user nobody has, are left out. */
const entryInsertMany = statement(
  'requestLogInsertMany',
  `insert into marketplace.request_log
     (account_id, id, at, world_at, method, path, operation, status, duration_ms, request_id, user_agent, request_bytes,
      answer_bytes, request_body, answer_body, errors, ignored_fields, faults)
   select a.id, e.id, e.at, e.world_at, e.method, e.path, e.operation, e.status, e.duration_ms, e.request_id,
     e.user_agent, e.request_bytes, e.answer_bytes, e.request_body, e.answer_body, coalesce(e.errors, '{}'),
     coalesce(e.ignored_fields, '{}'), coalesce(e.faults, '{}')
   from json_to_recordset($1::json) as e (
     account_id text, api_user text, id text, at bigint, world_at bigint, method text, path text, operation text,
     status integer, duration_ms double precision, request_id text, user_agent text, request_bytes bigint,
     answer_bytes bigint, request_body text, answer_body text, errors text[], ignored_fields text[], faults text[])
   join marketplace.accounts a
     on a.id = coalesce(e.account_id, (select u.id from marketplace.accounts u where u.api_user = e.api_user))
   on conflict do nothing`,
);

/** $2 newest id (exclusive) and $3 oldest id (inclusive) of the part of the log that is looked at. */
const list = (name: string, condition: string) =>
  statement<SummaryRow>(
    name,
    `select id, at, method, path, operation, status, duration_ms, request_id, request_bytes, answer_bytes,
       errors[1] as first_error, cardinality(errors) as error_count, faults
     from marketplace.request_log
     where account_id = $1 and id < $2 and id >= $3
       and ($4::text is null or operation = $4)
       and ($5::integer is null or (status >= $5 and status < $5 + 100))
       and ($6::text is null
         or starts_with(lower(path), lower($6)) or starts_with(lower(path), '/api' || lower($6)))
       and ${condition}
     order by id desc limit $7`,
  );
const entryListPage = list('requestLogListPage', '$8::text is null');
const entryListErrors = list('requestLogListErrors', 'status >= 400 and $8::text is null');
const entryListByRequest = list('requestLogListByRequest', 'request_id = $8::text');

const entryFind = statement<FullRow>(
  'requestLogFind',
  `select id, at, world_at, method, path, operation, status, duration_ms, request_id, user_agent, request_bytes,
     answer_bytes, request_body, answer_body, errors, ignored_fields, faults
   from marketplace.request_log where account_id = $1 and id = $2`,
);

const entryDeleteOld = statement<{ id: string }>(
  'requestLogDeleteOld',
  `delete from marketplace.request_log l
   using (
     select o.account_id, o.id
     from marketplace.accounts a
     cross join lateral (
       select account_id, id from marketplace.request_log
       where account_id = a.id and id < $1 order by id limit $2
     ) o
     limit $2
   ) old
   where l.account_id = old.account_id and l.id = old.id
   returning l.id`,
);

const orAbsent = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list);

/** An entry as `insertEntries` takes it: JSON, without what is empty. It holds nothing of the request it was made from. */
export const entryText = (asker: Asker, entry: LogEntry): string =>
  JSON.stringify({
    ...('accountId' in asker ? { account_id: asker.accountId } : { api_user: asker.apiUser }),
    id: entry.id,
    at: entry.at,
    world_at: entry.worldAt ?? undefined,
    method: entry.method,
    path: entry.path,
    operation: entry.operation ?? undefined,
    status: entry.status,
    duration_ms: entry.durationMs,
    request_id: entry.requestId,
    user_agent: entry.userAgent ?? undefined,
    request_bytes: entry.requestBytes ?? undefined,
    answer_bytes: entry.answerBytes ?? undefined,
    request_body: entry.requestBody ?? undefined,
    answer_body: entry.answerBody ?? undefined,
    errors: orAbsent(entry.errors),
    ignored_fields: orAbsent(entry.ignoredFields),
    faults: orAbsent(entry.faults),
  });

export async function insertEntries(handle: MarketplaceHandle, texts: readonly string[]): Promise<void> {
  await entryInsertMany(handle, [`[${texts.join(',')}]`]);
}

export interface LogFilter {
  readonly operation?: string;
  /** 200, 400 or 500: statuses of that hundred. */
  readonly statusFrom?: number;
  readonly path?: string;
  /** Real time, both inclusive. */
  readonly from?: Instant;
  readonly to?: Instant;
  readonly errorsOnly?: boolean;
  readonly requestId?: string;
}

/** Newest first, those older than the entry `after`. */
export async function listEntries(
  handle: MarketplaceHandle,
  accountId: string,
  filter: LogFilter,
  after: string | undefined,
  limit: number,
): Promise<ListedEntry[]> {
  const { operation = null, statusFrom = null, path = null, requestId = null } = filter;
  const until = filter.to === undefined ? LAST_ID : firstIdOf(filter.to + 1);
  const newest = after === undefined || until < after ? until : after;
  const oldest = filter.from === undefined ? '' : firstIdOf(filter.from);
  const run = requestId !== null ? entryListByRequest : filter.errorsOnly === true ? entryListErrors : entryListPage;
  const values = [accountId, newest, oldest, operation, statusFrom, path, limit, requestId];
  const rows = await run(handle, values);
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    method: row.method,
    path: row.path,
    operation: row.operation,
    status: row.status,
    durationMs: row.duration_ms,
    requestId: row.request_id,
    requestBytes: row.request_bytes,
    answerBytes: row.answer_bytes,
    firstError: row.first_error,
    errorCount: row.error_count,
    faults: row.faults,
  }));
}

/** Above every id. */
const LAST_ID = 'g';

export async function findEntry(
  handle: MarketplaceHandle,
  accountId: string,
  id: string,
): Promise<LogEntry | undefined> {
  const [row] = await entryFind(handle, [accountId, id]);
  return (
    row && {
      id: row.id,
      at: row.at,
      worldAt: row.world_at,
      method: row.method,
      path: row.path,
      operation: row.operation,
      status: row.status,
      durationMs: row.duration_ms,
      requestId: row.request_id,
      userAgent: row.user_agent,
      requestBytes: row.request_bytes,
      answerBytes: row.answer_bytes,
      requestBody: row.request_body,
      answerBody: row.answer_body,
      errors: row.errors,
      ignoredFields: row.ignored_fields,
      faults: row.faults,
    }
  );
}

/** Rows deleted in one statement: on the embedded engine nothing else runs meanwhile. */
const DELETED_AT_ONCE = 5_000;

/** Deletes entries made before an instant; answers how many. */
export async function deleteOldEntries(handle: MarketplaceHandle, before: Instant): Promise<number> {
  let deleted = 0;
  for (;;) {
    const { length } = await entryDeleteOld(handle, [firstIdOf(before), DELETED_AT_ONCE]);
    deleted += length;
    if (length < DELETED_AT_ONCE) return deleted;
  }
}
